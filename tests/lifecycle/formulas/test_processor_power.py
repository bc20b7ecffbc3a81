"""Boavizta's consumption profiles."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.errors import UnknownName
from equilibre.lifecycle.formulas.errors import FormulaRefused
from equilibre.lifecycle.formulas.processor_power import (
    ConsumptionProfile,
    consumption_profile,
    memory_watts,
    profile_of_design_power,
)


def test_the_published_curve_of_a_xeon_gold() -> None:
    expected = 35.5688 * math.log(0.2438 * (50 + 9.6694)) - 0.6087
    assert consumption_profile("xeon_gold").watts(50) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("design", "watts"),
    [
        (205, (24.447, 65.943, 153.377, 209.283)),
        (65, (7.751, 20.909, 48.632, 66.358)),
    ],
)
def test_boaviztas_fit_of_a_design_power_is_reached(
    design: float, watts: tuple[float, ...]
) -> None:
    # BoaviztAPI 2.5.0's own fit from the Xeon Platinum, at 0, 10, 50 and 100 % of load.
    profile = profile_of_design_power(design)
    assert [profile.watts(load) for load in (0, 10, 50, 100)] == pytest.approx(watts, rel=0.001)


@given(st.floats(15, 1000), st.floats(0, 99), st.floats(0.1, 1))
def test_more_load_takes_more_power(design: float, load: float, more: float) -> None:
    profile = profile_of_design_power(design)
    assert profile.watts(load + more) > profile.watts(load)


def test_a_processor_never_draws_less_than_one_watt() -> None:
    assert ConsumptionProfile(1, 1, 1, -50).watts(0) == 1


def test_a_module_of_memory_draws_70_percent_when_idle() -> None:
    assert memory_watts(32) == pytest.approx(3 + 0.055 * 32)
    assert memory_watts(32, load=0) == pytest.approx(0.7 * memory_watts(32))


def test_loads_and_ranges_that_do_not_exist_are_refused() -> None:
    with pytest.raises(FormulaRefused, match="100 %"):
        consumption_profile("xeon_gold").watts(120)
    with pytest.raises(UnknownName, match="xeon_gold"):
        consumption_profile("core_i9")
