"""Green Algorithms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.formulas.computing import (
    green_algorithms_carbon_kg,
    green_algorithms_energy_kwh,
)


def test_cores_by_their_usage_and_all_the_memory_are_counted() -> None:
    energy = green_algorithms_energy_kwh(12, cores=8, core_watts=10, memory_gigabytes=64, usage=0.5)
    assert energy == pytest.approx(12 * (8 * 10 * 0.5 + 64 * 0.3725) * 1.67 / 1000)


def test_memory_is_counted_even_when_cores_wait() -> None:
    waiting = green_algorithms_energy_kwh(1, 8, 10, memory_gigabytes=1000, usage=0, pue=1)
    assert waiting == pytest.approx(0.3725)


@given(st.floats(0, 1e4), st.floats(1, 100))
def test_repeating_costs_in_proportion(hours: float, times: float) -> None:
    once = green_algorithms_energy_kwh(hours, 8, 10, 64)
    repeated = green_algorithms_energy_kwh(hours, 8, 10, 64, repetitions=times)
    assert repeated == pytest.approx(times * once)


def test_carbon_is_energy_by_the_grid() -> None:
    assert green_algorithms_carbon_kg(100, 0.05) == pytest.approx(5)
