"""How often a sensor renews its value, found by watching it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.counting.refresh import Refresh, watched
from tests.meter.fakes import Clock


@given(period=st.floats(0.5, 60.0), first=st.floats(0.0, 1.0))
def test_the_period_is_the_time_between_changes_however_late_the_watch_began(
    period: float, first: float
) -> None:
    refresh = Refresh(30.0)
    refresh.hear(1.0, 0.0)
    for renewal in range(8):
        refresh.hear(2.0 + renewal, (first + renewal) * period)
    assert refresh.seconds == pytest.approx(period)


def test_a_value_that_repeats_is_not_a_renewal(clock: Clock) -> None:
    refresh = Refresh(30.0)
    assert refresh.hear(5.0, 0.0)
    assert not refresh.hear(5.0, 1.0)
    assert refresh.seconds == 30.0


def test_few_renewals_say_nothing_yet() -> None:
    refresh = Refresh(30.0)
    for time_seconds in (0.0, 1.0, 2.0):
        refresh.hear(time_seconds, time_seconds)
    assert refresh.seconds == 30.0


def test_a_time_that_was_not_watched_is_no_period() -> None:
    refresh = Refresh(30.0)
    for time_seconds in range(6):
        refresh.hear(time_seconds, float(time_seconds))
    refresh.forget()
    for time_seconds in range(1000, 1003):
        refresh.hear(time_seconds, float(time_seconds))
    assert refresh.seconds == pytest.approx(1.0)


def test_watching_ends_when_its_time_is_over() -> None:
    clock = Clock(0.0)

    def read() -> float:
        clock.advance(0.0001)
        return clock.seconds // 0.001

    assert watched(read, clock, 0.5) == pytest.approx(0.001, rel=0.1)
    assert clock.seconds <= 0.0102


def test_watching_ends_on_a_clock_that_stands_still() -> None:
    reads = []
    assert watched(lambda: float(len(reads)), lambda: 7.0, 0.5) == 0.5
    watched(lambda: float(reads.append(1) or 1), lambda: 7.0, 0.5)
    assert len(reads) <= 1000
