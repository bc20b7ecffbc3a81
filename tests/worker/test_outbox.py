"""When the training process says what, with a clock that stands still."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from equilibre.worker.messages import Begun, Reply, Resumed, Told
from equilibre.worker.outbox import MOST_AT_ONCE, Outbox


@dataclass
class Wire:
    """An end of a pipe that keeps what is sent."""

    bundles: list[tuple[Reply, ...]] = field(default_factory=list)

    def send(self, bundle: Any) -> None:
        self.bundles.append(bundle[1])


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
    said = [each for bundle in wire.bundles for each in bundle]
    assert said == [*(Told(1, outcome) for outcome in range(32)), Resumed(1, clock[0])]
