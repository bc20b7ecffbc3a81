"""Around every command that measures: other Équilibres that do, and the polite ends."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from equilibre.meter.neighbours import Neighbours

if TYPE_CHECKING:  # a command that is measured waits for no science
    from equilibre.sessions.command_run import CommandRun
    from equilibre.sessions.experiment_record import ExperimentRecord
    from equilibre.sessions.run import Run

Result = TypeVar("Result", "Run", "CommandRun", "ExperimentRecord")


def neighbours() -> Neighbours:
    """Return who tells on a terminal, and where errors are read, that others measure, too."""
    return Neighbours(tell=_tell)


def _tell(sentence: str) -> None:
    if sys.stderr is not None:  # a program without a console has none
        print(sentence, file=sys.stderr, flush=True)


def with_neighbours(result: Result, met: Neighbours) -> Result:
    """Return *result*, whose energy says so where others measured meanwhile."""
    energy = result.energy
    if energy is None or not met.met:
        return result
    return replace(result, energy=replace(energy, disturbed=True))


@contextmanager
def polite_ends() -> Iterator[None]:
    """Have a request to end (a log-out, a closed terminal, a scheduler) heard as Ctrl-C is."""
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, signal.SIGTERM)  # Windows has one of them
            if signal.getsignal(number) is not signal.SIG_IGN:
                before.setdefault(number, signal.getsignal(number))
                signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
