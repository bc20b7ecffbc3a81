"""Energy from a counter that may wrap, restart or stand still."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.counting.counter import Change, Counter

RANGE = 262_143_328_850


def counted(counter: Counter, value: int, time_seconds: float) -> Change:
    advance = counter.judge(value, time_seconds)
    counter.take(advance)
    return advance.change


@given(start=st.integers(0, RANGE - 1), joules=st.floats(0.001, 30.0))
def test_the_energy_is_the_same_wherever_the_counter_wraps(start: int, joules: float) -> None:
    counter = Counter(1e-6, RANGE, 400.0)
    counted(counter, start, 0.0)
    microjoules = round(joules * 1e6)
    assert counted(counter, (start + microjoules) % RANGE, 0.1) is Change.MOVED
    assert counter.energy_joules == pytest.approx(microjoules * 1e-6)
    assert counter.energy_joules > 0.0


@given(st.lists(st.integers(0, RANGE - 1), min_size=2, max_size=30))
def test_a_counter_never_gives_negative_energy(values: list[int]) -> None:
    counter = Counter(1e-6, RANGE, 400.0)
    last_joules = 0.0
    for tick, value in enumerate(values):
        counted(counter, value, tick * 0.1)
        assert counter.energy_joules >= last_joules
        last_joules = counter.energy_joules


def test_a_fall_that_implies_an_impossible_power_is_a_restart() -> None:
    counter = Counter(1e-6, RANGE, 260.0)
    counted(counter, 90_000_000_000, 0.0)
    assert counted(counter, 1_000, 0.1) is Change.RESTARTED
    assert counter.energy_joules == 0.0
    assert counted(counter, 3_501_000, 0.2) is Change.MOVED
    assert counter.energy_joules == pytest.approx(3.5)


def test_a_jump_forward_by_an_absurd_energy_is_a_restart() -> None:
    counter = Counter(1e-6, RANGE, 400.0)
    counted(counter, 0, 0.0)
    assert counted(counter, 100_000_000_000, 0.1) is Change.RESTARTED


def test_a_counter_without_range_that_falls_has_restarted() -> None:
    counter = Counter(1e-3, None)
    counted(counter, 5000, 0.0)
    assert counted(counter, 4999, 0.1) is Change.RESTARTED


def test_a_counter_that_stands_still_says_so() -> None:
    counter = Counter(1e-6, RANGE)
    assert counted(counter, 7, 0.0) is Change.FIRST
    assert counted(counter, 7, 0.1) is Change.STILL
