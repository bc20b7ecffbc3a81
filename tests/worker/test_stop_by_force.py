"""A real training process, deep in a computation that nothing interrupts, is ended at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

import psutil

from equilibre.worker.messages import Do, Done, Finished, Stop, Told, new_run
from equilibre.worker.rhythm import MOST_SILENCE_SECONDS

from .conftest import Conversation

if TYPE_CHECKING:
    from equilibre.learning.engine import Training


@dataclass(frozen=True, slots=True)
class NeverHeardOfAgain:
    """Tells some outcomes at once, then is deep in one call of C that never ends."""

    outcomes_first: int = 3

    def outcomes(self, last: "Training | None") -> Iterator[int]:
        yield from range(self.outcomes_first)
        yield sum(repeat(0))


def test_a_stop_then_does_not_wait_and_loses_nothing_that_was_told(talk: Conversation) -> None:
    talk.said.clear()
    process = talk.host.process
    talk.host.send(Do(new_run(), NeverHeardOfAgain()))
    talk.wait(Told, count=3)  # told together, and not held back
    assert process is not None
    computing = psutil.Process(process)
    told_seconds = sum(computing.cpu_times()[:2])
    talk.until(lambda: sum(computing.cpu_times()[:2]) > told_seconds + MOST_SILENCE_SECONDS + 0.05)
    talk.host.send(Stop())
    assert [each.stopped for each in talk.host.replies() if isinstance(each, Done)] == [True]
    assert talk.host.process != process
    assert talk.host.ready, "the process in reserve takes over at once"
    talk.train("diabetes", settings={"epochs": 5})
    assert talk.wait(Finished).repeats == 1


def test_a_stop_that_comes_after_the_end_was_told_kills_nobody(talk: Conversation) -> None:
    process = talk.host.process
    run = talk.train("diabetes", settings={"epochs": 5})
    talk.host.send(Stop())  # whether it is heard before or after the end
    finished = talk.wait(Finished)
    talk.host.send(Stop())
    talk.train("diabetes", settings={"epochs": 5})
    assert talk.wait(Finished).repeats == 1
    assert finished.run == run
    assert talk.host.process == process
