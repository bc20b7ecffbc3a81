"""Conversations with a real training process that does something else, and may never come back."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from equilibre.learning.task import Task
from equilibre.worker.messages import (
    Do,
    Done,
    Finished,
    Pause,
    Paused,
    Resume,
    Resumed,
    Stepped,
    Stop,
    Told,
    new_run,
)
from equilibre.worker.rhythm import MOST_SILENCE_SECONDS

from .conftest import Conversation

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

LONG = {"epochs": 1000, "layers": 2, "neurons": 64}


@dataclass(frozen=True, slots=True)
class NameOfTheLast:
    """Tells which family was trained last; *times* times, or for ever."""

    times: int = 1

    def outcomes(self, last: "Training | None") -> Iterator[str]:
        while self.times < 0:
            yield ""
        for _index in range(self.times):
            yield "" if last is None else last.family.key


@dataclass(frozen=True, slots=True)
class NeverHeardOfAgain:
    """Tells some outcomes at once, then is deep in one call of C that never ends."""

    outcomes_first: int = 3

    def outcomes(self, last: "Training | None") -> Iterator[int]:
        yield from range(self.outcomes_first)
        yield sum(repeat(0))


def ask(talk: Conversation, task: Task) -> int:
    run = new_run()
    talk.host.send(Do(run, task))
    return run


def paused(talk: Conversation) -> None:
    talk.train("breast_cancer", "network", settings=LONG)
    talk.wait(Stepped, count=2)
    talk.host.send(Pause())
    talk.wait(Paused)
    assert talk.host.paused


def test_a_paused_training_can_be_looked_at_and_goes_on(talk: Conversation) -> None:
    paused(talk)
    ask(talk, NameOfTheLast())
    assert not talk.wait(Done).stopped
    assert talk.wait(Told).outcome == "network"
    assert talk.host.busy
    assert talk.host.paused
    told = len(talk.all(Stepped))
    talk.host.send(Resume())
    talk.wait(Resumed)
    talk.until(lambda: len(talk.all(Stepped)) > told)
    assert talk.stop().stopped


def test_a_stop_during_a_look_stops_the_training(talk: Conversation) -> None:
    paused(talk)
    ask(talk, NameOfTheLast(times=-1))
    talk.wait(Told)
    talk.host.send(Stop())
    assert talk.wait(Finished).stopped
    assert talk.wait(Done).stopped
    assert not talk.host.busy


def test_a_look_asked_while_epochs_run_is_in_no_account_of_theirs(talk: Conversation) -> None:
    talk.train("breast_cancer", "network", settings=LONG)
    talk.wait(Stepped, count=2)
    ask(talk, NameOfTheLast())
    assert talk.wait(Told).outcome == "network"
    talk.wait(Paused)
    told = len(talk.all(Stepped))
    talk.wait(Resumed)
    talk.until(lambda: len(talk.all(Stepped)) > told)


def test_a_task_deep_in_a_computation_is_stopped_at_once_and_loses_nothing_that_it_told(
    talk: Conversation,
) -> None:
    talk.settle()
    talk.said.clear()
    process = talk.host.process
    ask(talk, NeverHeardOfAgain())
    talk.wait(Told, count=3)  # told together, and not held back
    talk.computes(MOST_SILENCE_SECONDS + 0.05)
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
