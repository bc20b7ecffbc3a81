"""Orders carried out as by the training process, for a window that answers at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from time import process_time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from equilibre.worker.child import Desk
from equilibre.worker.messages import (
    Begun,
    Command,
    Do,
    Done,
    Failed,
    Finished,
    Multiplied,
    Multiply,
    OneStep,
    Order,
    Pause,
    Paused,
    Repeated,
    Resume,
    Resumed,
    Started,
    Stepped,
    Stop,
    Told,
    Train,
)
from equilibre.worker.outbox import Outbox
from tests.worker.wire import Wire

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

EPOCHS = {"epochs": 5}
AN_HOUR = 3600.0  # no test is so long


@dataclass(frozen=True, slots=True)
class NameOfTheLast:
    """Tells *times* times which family was trained last."""

    times: int = 1

    def outcomes(self, last: "Training | None") -> Iterator[str]:
        for _index in range(self.times):
            yield "" if last is None else last.family.key


class Faulty:
    def outcomes(self, last: "Training | None") -> Iterator[str]:
        yield "a beginning"
        raise ZeroDivisionError


@pytest.fixture(autouse=True)
def steps_are_told_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("equilibre.worker.outbox.BUNDLES_PER_SECOND", 1e9)


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def desk(wire: Wire) -> Desk:
    return Desk(wire.commands, Outbox(wire))  # type: ignore[arg-type]


def looks_apart(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let each look at the clock be so much later than the one before."""
    looks = count()
    clock = SimpleNamespace(monotonic=lambda: next(looks) * seconds, process_time=process_time)
    monkeypatch.setattr("equilibre.worker.training_run.time", clock)


@pytest.fixture
def tenths(monkeypatch: pytest.MonkeyPatch) -> None:
    looks_apart(monkeypatch, 0.1)


def told(wire: Wire) -> list[str | float]:
    """Return what was said, by its kind, but for the epochs: these by their number."""
    return [
        each.step.epoch if isinstance(each, Stepped) else type(each).__name__ for each in wire.said
    ]


def train(**changes: object) -> Train:
    return Train(1, "diabetes", "linear", EPOCHS, **changes)  # type: ignore[arg-type]


def test_a_pause_lies_between_two_epochs_and_a_resumed_training_goes_on(
    desk: Desk, wire: Wire
) -> None:
    wire.answer(Stepped, Pause(), number=3)
    wire.answer(Paused, Resume())
    assert desk.carried_out(train()) is None
    assert told(wire) == ["Started", 0, 1, 2, "Paused", "Resumed", 3, 4, 5, "Finished"]
    (finished,) = wire.all(Finished)
    assert (finished.repeats, finished.stopped, finished.diverged) == (1, False, False)


def test_a_pause_is_in_no_account_of_the_training(desk: Desk, wire: Wire, tenths: None) -> None:
    wire.answer(Stepped, Pause(), number=3)
    wire.answer(Paused, Resume())
    desk.carried_out(train())
    (started,), (finished,) = wire.all(Started), wire.all(Finished)
    (paused,), (resumed,) = wire.all(Paused), wire.all(Resumed)
    idle = resumed.time_seconds - paused.time_seconds
    assert idle > 0
    wall = finished.time_seconds - started.time_seconds
    assert finished.active_seconds == pytest.approx(wall - idle)


def test_each_step_asked_trains_one_epoch_also_when_asked_in_haste(desk: Desk, wire: Wire) -> None:
    wire.answer(Paused, OneStep(), number=1)
    wire.answer(Paused, OneStep(), OneStep(), number=2)
    wire.answer(Paused, OneStep(), number=4)
    wire.answer(Paused, OneStep(), number=5)
    desk.carried_out(train(paused=True))
    around = ["Paused", "Resumed"]
    assert told(wire) == [
        *("Started", 0, *around, 1, *around, 2, *around, 3),
        *(*around, 4, *around, 5, "Finished"),
    ]


@pytest.mark.parametrize(
    ("takes_back", "then"),
    [((Pause(), OneStep()), [1, "Paused", "Finished"]), ((Resume(),), [1, 2, 3, 4, 5, "Finished"])],
)
def test_steps_asked_in_haste_are_forgotten_where_something_else_is_asked(
    desk: Desk, wire: Wire, takes_back: tuple[Command, ...], then: list[str | float]
) -> None:
    wire.answer(Paused, OneStep(), OneStep(), OneStep(), *takes_back)
    wire.answer(Paused, Stop(), number=2)
    desk.carried_out(train(paused=True))
    assert told(wire) == ["Started", 0, "Paused", "Resumed", *then]


def test_one_step_during_a_run_pauses_it_after_the_epoch(desk: Desk, wire: Wire) -> None:
    wire.answer(Stepped, OneStep(), number=2)
    wire.answer(Paused, Stop())
    desk.carried_out(train())
    assert told(wire) == ["Started", 0, 1, 2, "Paused", "Finished"]
    assert wire.all(Finished)[0].stopped


def test_a_short_training_is_repeated_until_the_time_asked(
    desk: Desk, wire: Wire, tenths: None
) -> None:
    desk.carried_out(train(minimum_seconds=2.0))
    (finished,) = wire.all(Finished)
    assert finished.active_seconds >= 2.0
    assert finished.repeats > 3
    assert not finished.stopped
    repeated = wire.all(Repeated)
    assert [each.count for each in repeated] == list(range(1, finished.repeats))
    assert [each.step.epoch for each in wire.all(Stepped)] == list(range(6))


def test_repeats_are_told_ten_times_a_second_at_most(
    desk: Desk, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks_apart(monkeypatch, 0.01)
    desk.carried_out(train(minimum_seconds=1.0))
    times = [each.time_seconds for each in wire.all(Repeated)]
    assert 3 < len(times) < wire.all(Finished)[0].repeats
    assert min(b - a for a, b in zip(times, times[1:], strict=False)) >= 0.1


def test_stopping_a_repetition_keeps_the_whole_trainings(
    desk: Desk, wire: Wire, tenths: None
) -> None:
    wire.answer(Repeated, Stop(), number=3)
    desk.carried_out(train(minimum_seconds=AN_HOUR))
    (finished,) = wire.all(Finished)
    assert (finished.repeats, finished.stopped) == (3, True)
    assert wire.all(Repeated)[-1].count == 3


def test_a_training_stopped_before_its_end_is_none(desk: Desk, wire: Wire) -> None:
    wire.answer(Stepped, Stop(), number=3)
    desk.carried_out(train())
    assert told(wire) == ["Started", 0, 1, 2, "Finished"]
    (finished,) = wire.all(Finished)
    assert (finished.repeats, finished.stopped) == (0, True)


@pytest.mark.parametrize("order", [Multiply(2), Train(2, "diabetes", "linear")])
def test_another_order_ends_a_training_and_is_the_next_one(
    desk: Desk, wire: Wire, order: Order
) -> None:
    wire.answer(Stepped, order)
    assert desk.carried_out(train()) is order
    assert wire.all(Finished)[0].stopped


def test_a_training_whose_numbers_are_lost_says_so(
    desk: Desk, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    from equilibre.learning import engine

    def lost(_training: object) -> Iterator[None]:
        yield None
        raise engine.Diverged("lost")

    monkeypatch.setattr(engine.Training, "work", lost)
    desk.carried_out(train())
    (finished,) = wire.all(Finished)
    assert (finished.diverged, finished.stopped, finished.repeats) == (True, False, 0)


def test_what_was_trained_last_can_be_looked_at(desk: Desk, wire: Wire) -> None:
    desk.carried_out(Do(1, NameOfTheLast()))
    desk.carried_out(train())
    desk.carried_out(Do(3, NameOfTheLast(times=2)))
    assert [each.outcome for each in wire.all(Told)] == ["", "linear", "linear"]
    assert [each.run for each in wire.all(Begun)] == [1, 3]
    assert [each.stopped for each in wire.all(Done)] == [False, False]


def test_a_task_that_is_stopped_tells_no_more(desk: Desk, wire: Wire) -> None:
    wire.answer(Told, Stop(), number=2)
    desk.carried_out(Do(1, NameOfTheLast(times=9)))
    assert told(wire) == ["Begun", "Told", "Told", "Done"]
    assert wire.all(Done)[0].stopped


def test_a_task_gives_way_to_another_order(desk: Desk, wire: Wire) -> None:
    wire.answer(Told, order := train())
    assert desk.carried_out(Do(1, NameOfTheLast(times=9))) is order


def test_a_task_between_two_epochs_is_in_no_account_of_theirs(desk: Desk, wire: Wire) -> None:
    wire.answer(Stepped, Do(2, NameOfTheLast()), number=2)
    desk.carried_out(train())
    task = ["Paused", "Begun", "Told", "Done", "Resumed"]
    assert told(wire) == ["Started", 0, 1, *task, 2, 3, 4, 5, "Finished"]
    assert [each.outcome for each in wire.all(Told)] == ["linear"]


def test_a_task_in_a_pause_gives_way_to_the_next_epoch(desk: Desk, wire: Wire) -> None:
    wire.answer(Paused, Do(2, NameOfTheLast(times=9)))
    wire.answer(Told, OneStep(), number=2)
    wire.answer(Paused, Stop(), number=2)
    desk.carried_out(train(paused=True))
    task = ["Begun", "Told", "Told", "Done"]
    assert told(wire) == ["Started", 0, "Paused", *task, "Resumed", 1, "Paused", "Finished"]
    assert wire.all(Done)[0].stopped


def test_a_stop_during_a_task_stops_the_training_that_waits(desk: Desk, wire: Wire) -> None:
    wire.answer(Paused, Do(2, NameOfTheLast(times=9)))
    wire.answer(Told, Stop())
    desk.carried_out(train(paused=True))
    assert told(wire)[-3:] == ["Told", "Done", "Finished"]
    assert wire.all(Finished)[0].stopped


def test_what_cannot_be_done_is_answered_by_a_sentence(desk: Desk, wire: Wire) -> None:
    desk.carried_out(Train(1, "moon", "linear"))
    desk.carried_out(Do(2, Faulty()))
    unknown, fault = wire.all(Failed)
    assert (unknown.run, unknown.reason) == (1, "There is no data set named “moon”.")
    assert (fault.run, fault.reason.count("unexpected error")) == (2, 1)
    assert "ZeroDivisionError" in fault.details


def test_whole_products_are_counted_on_each_thread(desk: Desk, wire: Wire) -> None:
    desk.carried_out(Multiply(1, seconds=0.02, size=20, threads=2))
    (done,) = wire.all(Multiplied)
    assert done.operations >= 2 * 2 * 20**3
    assert done.operations % (2 * 20**3) == 0
    assert (done.threads, done.stopped) == (2, False)
    assert done.time_seconds - done.start_seconds >= 0.02


@pytest.mark.parametrize("ends", [Stop(), Train(2, "diabetes", "linear")])
def test_only_a_stop_or_an_order_ends_a_product_before_its_time(
    desk: Desk, wire: Wire, ends: Command
) -> None:
    for command in (Pause(), Resume(), OneStep(), ends):
        wire.commands.put(command)
    next_one = desk.carried_out(Multiply(1, seconds=AN_HOUR, size=20))
    assert next_one is (None if isinstance(ends, Stop) else ends)
    assert wire.all(Multiplied)[0].stopped
