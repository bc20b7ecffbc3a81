"""Powers added up over the real times at which they were read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.counting.counter import Change
from equilibre.meter.counting.integral import Integral


@given(
    st.lists(st.floats(0.01, 5.0), min_size=1, max_size=30),
    st.floats(0.0, 300.0),
    st.floats(-1.0, 1.0),
)
def test_a_straight_line_is_exact_whatever_the_times(
    steps: list[float], watts: float, slope: float
) -> None:
    integral = Integral()
    integral.add(watts, 0.0)
    now = 0.0
    for step in steps:
        now += step
        integral.add(watts + slope * now, now)
    assert integral.energy_joules == pytest.approx(watts * now + slope * now**2 / 2.0, abs=1e-6)


def test_a_time_that_was_not_watched_counts_nothing() -> None:
    integral = Integral()
    assert integral.add(10.0, 0.0) is Change.FIRST
    assert integral.add(10.0, 1.0) is Change.MOVED
    integral.forget()
    assert integral.add(10.0, 100.0) is Change.RESTARTED
    assert integral.energy_joules == pytest.approx(10.0)
    assert integral.add(10.0, 101.0) is Change.MOVED
    assert integral.energy_joules == pytest.approx(20.0)
