"""Shares of the processor's work."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.attribution import (
    ProcessorTimes,
    Shares,
    processor_times,
    shares,
    shares_of,
    window_cost,
)

START = ProcessorTimes(0.0, 100.0, 5.0, 2.0)


@given(st.floats(0.0, 100.0), st.floats(0.0, 100.0), st.floats(0.0, 100.0))
def test_shares_add_up_to_one(busy: float, training: float, window: float) -> None:
    end = ProcessorTimes(10.0, 100.0 + busy, 5.0 + training, 2.0 + window)
    parts = shares(START, end)
    if parts is not None:
        assert parts.training + parts.window + parts.rest == pytest.approx(1.0)
        assert min(parts.training, parts.window, parts.rest) >= 0.0


def test_the_window_pays_its_share_of_the_power_above_idle() -> None:
    end = ProcessorTimes(10.0, 110.0, 10.0, 2.5)
    cost = window_cost(START, end, 30.0, 10.0)
    assert cost is not None
    assert cost.share_of_core == pytest.approx(0.05)
    assert cost.power_watts == pytest.approx(1.0)


def test_without_a_power_only_the_share_is_known() -> None:
    end = ProcessorTimes(10.0, 110.0, None, 2.5)
    cost = window_cost(START, end, None, None)
    assert cost is not None
    assert cost.power_watts is None


def test_without_time_or_work_nothing_is_said() -> None:
    assert window_cost(START, START, 30.0, 10.0) is None
    assert shares(START, START) is None


def test_a_process_that_has_ended_counts_as_absent() -> None:
    assert processor_times(2**22 + 12345).training_seconds is None
    assert processor_times(None).training_seconds is None


def test_this_process_has_worked() -> None:
    times = processor_times(os.getpid())
    assert times.training_seconds is not None
    assert times.window_seconds is not None
    assert times.window_seconds > 0.0


def test_the_shares_of_several_stretches_are_those_of_all_their_work() -> None:
    stretches = [
        (ProcessorTimes(0.0, 0.0, 0.0, 0.0), ProcessorTimes(1.0, 2.0, 1.0, 0.5)),
        (ProcessorTimes(5.0, 9.0, 1.0, 3.0), ProcessorTimes(6.0, 11.0, 2.0, 3.5)),
    ]
    found = shares_of(stretches)
    assert found == Shares(pytest.approx(0.5), pytest.approx(0.25), pytest.approx(0.25))
    assert shares_of([]) is None
