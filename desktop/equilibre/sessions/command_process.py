"""A command of the user: found, started, listened to until its end."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import psutil

from equilibre.errors import EquilibreError
from equilibre.records import dataclass
from equilibre.sessions.command_guard import Guard
from equilibre.texts import _

NOT_FOUND, NOT_ALLOWED, KILLED = 127, 126, 128  # exit statuses, as shells give them
_STANDARD_ERROR = 2
_LOOK_SECONDS = 0.2
_POLITE_ENDS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class CommandRefused(EquilibreError):
    """The command does not exist or may not be run; ``exit_status`` is that of a shell."""

    def __init__(self, sentence: str, exit_status: int) -> None:
        super().__init__(sentence)
        self.exit_status = exit_status


@dataclass(frozen=True, slots=True)
class Ended:
    """One execution of a command, from just before it was started."""

    start_seconds: float  # monotonic clock
    end_seconds: float
    exit_status: int  # 128 and the number of the signal that killed it
    processor_seconds: float | None  # of one core, by the command and what it started and awaited


class Execution(Protocol):
    """A command that runs."""

    def wait(self, listen: Callable[[], None]) -> Ended:
        """Return how it ended; *listen* is called now and then meanwhile."""

    def send(self, number: int) -> None:
        """Have the command receive a signal, unless it has ended."""


Start = Callable[[Sequence[str]], Execution]


def checked(command: Sequence[str]) -> str:
    """Return where the program of *command* is. Raises CommandRefused with a sentence."""
    name = command[0]
    found = shutil.which(name)
    if found is not None:
        return found
    if os.path.dirname(name) and Path(name).exists():  # noqa: PTH120 - "./x" has a folder
        raise _not_allowed(name)
    raise CommandRefused(
        _(
            "“{name}” cannot be measured: there is no such program. Check how it is written; a "
            "word that only the shell knows is run by the shell: sh -c '{name} …'."
        ).format(name=name),
        NOT_FOUND,
    )


def _not_allowed(name: str) -> CommandRefused:
    return CommandRefused(
        _(
            "“{name}” cannot be measured: it is not a program that this account may run. Give it "
            "the right to be executed, or write the program that reads it first: python3 {name}."
        ).format(name=name),
        NOT_ALLOWED,
    )


def start_aside(command: Sequence[str]) -> Execution:
    """Start *command* with its standard output sent to our standard error, if there is one."""
    told = _STANDARD_ERROR if sys.__stderr__ is not None else subprocess.DEVNULL
    return Child(command, stdout=told)


class Child:
    """A command that runs as our child, with our standard input, output and error."""

    def __init__(self, command: Sequence[str], stdout: int | None = None) -> None:
        """Start *command*. Raises CommandRefused."""
        found = checked(command)
        # Windows runs scripts only by their whole name; elsewhere a program may read its own.
        words = [found if os.name == "nt" else command[0], *command[1:]]
        self._guard = Guard()
        self._before_seconds = children_seconds()
        self._start_seconds = time.monotonic()
        try:
            self._process = subprocess.Popen(words, stdout=stdout)
        except (OSError, ValueError) as problem:
            self._guard.end()
            raise _not_allowed(command[0]) from problem
        self._guard.watch(self._process.pid)
        self._over = threading.Event()
        self._end_seconds = 0.0
        self._seen_seconds: dict[int, float] = {}
        threading.Thread(target=self._wait, name="command", daemon=True).start()

    def wait(self, listen: Callable[[], None]) -> Ended:
        while not self._over.wait(_LOOK_SECONDS):
            if self._before_seconds is None:
                self._look()
            listen()
        status = self._process.returncode
        ended = Ended(
            self._start_seconds,
            self._end_seconds,
            KILLED - status if status < 0 else status,
            self._processor_seconds(),
        )
        self._guard.end()  # afterwards: its work would be counted as that of the command
        return ended

    def send(self, number: int) -> None:
        self._process.send_signal(number)  # does nothing once it has ended

    def _wait(self) -> None:
        # In a thread of its own: only a wait without a limit tells the end to the millisecond,
        # and the main thread has samples to collect and signals to hear.
        self._process.wait()
        self._end_seconds = time.monotonic()
        self._over.set()

    def _look(self) -> None:
        """Remember what the command and its children have worked so far."""
        try:
            top = psutil.Process(self._process.pid)
            for one in (top, *top.children(recursive=True)):
                times = one.cpu_times()
                self._seen_seconds[one.pid] = float(times.user + times.system)
        except psutil.Error:
            return  # it has just ended

    def _processor_seconds(self) -> float | None:
        after_seconds = children_seconds()
        if self._before_seconds is None or after_seconds is None:
            return sum(self._seen_seconds.values()) or None
        return after_seconds - self._before_seconds


def children_seconds() -> float | None:
    """Return how long the children that ended have worked; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told_by_terminal() -> bool:
    """Return whether the terminal tells its signals to the commands that we start, too."""
    if os.name == "nt":
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)


class Interruptions:
    """While it is entered, *told* hears Ctrl-C, a polite end, a closed terminal: none raises."""

    def __init__(self, told: Callable[[int], None]) -> None:
        self._told = told
        self._before: dict[int, object] = {}

    def __enter__(self) -> "Interruptions":
        if threading.current_thread() is threading.main_thread():
            for number in _POLITE_ENDS:
                # A program in the background is told to ignore Ctrl-C, and goes on ignoring it.
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(self, *_problem: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _hear(self, number: int, _frame: object) -> None:
        self._told(number)
