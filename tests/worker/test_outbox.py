"""When the training process says what, with a clock that stands still."""

import pytest

from equilibre.worker.messages import Begun, Resumed, Started, Stepped, Told
from equilibre.worker.outbox import MOST_AT_ONCE, Outbox
from tests.sessions.records import step
from tests.worker.wire import Wire


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("equilibre.worker.outbox.time.monotonic", lambda: now[0])
    return now


def test_a_process_that_has_nothing_to_say_gives_a_sign_of_life_thirty_times_a_second(
    clock: list[float],
) -> None:
    wire = Wire()
    outbox = Outbox(wire)  # type: ignore[arg-type]
    for _border in range(1000):
        clock[0] += 0.001
        outbox.send_what_is_due()
    assert 25 <= len(wire.bundles) <= 31
    assert set(wire.bundles) == {()}


def test_the_first_step_of_a_training_is_told_at_once_and_the_next_ones_together(
    clock: list[float],
) -> None:
    wire = Wire()
    outbox = Outbox(wire)  # type: ignore[arg-type]
    begun = Started(1, clock[0], 650, 1347, 450)
    steps = [Stepped(1, step(epoch, clock[0], 0.5)) for epoch in range(3)]
    for reply in (begun, *steps):
        outbox.post(reply)
    assert wire.bundles == [(begun,), (steps[0],)]
    clock[0] += 0.1
    outbox.send_what_is_due()
    assert wire.bundles[2:] == [(steps[1], steps[2])]


def test_some_outcomes_at_once_are_sent_at_once_whatever_the_task_before_has_told(
    clock: list[float],
) -> None:
    wire = Wire()
    outbox = Outbox(wire)  # type: ignore[arg-type]
    for outcome in range(100):
        outbox.post(Told(1, outcome))
    assert len(wire.bundles) == MOST_AT_ONCE
    outbox.post(Begun(2, clock[0]))
    outbox.post(Told(2, "first"))
    outbox.post(Told(2, "second"))
    assert wire.bundles[-2:] == [(Told(2, "first"),), (Told(2, "second"),)]


def test_what_was_held_back_goes_before_what_is_urgent(clock: list[float]) -> None:
    wire = Wire()
    outbox = Outbox(wire)  # type: ignore[arg-type]
    for outcome in range(int(MOST_AT_ONCE) + 2):
        outbox.post(Told(1, outcome))
    outbox.post(Resumed(1, clock[0]))
    assert wire.said == [*(Told(1, outcome) for outcome in range(32)), Resumed(1, clock[0])]


def test_a_process_that_nobody_listens_to_any_more_ends(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed:
        def send(self, _bundle: object) -> None:
            raise BrokenPipeError

    ends: list[int] = []
    monkeypatch.setattr("equilibre.worker.outbox.os._exit", ends.append)
    Outbox(Closed()).post(Told(1, "unheard"))  # type: ignore[arg-type]
    assert ends == [0]
