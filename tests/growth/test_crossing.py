"""Efficiency against demand: what grows faster wins."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.growth.crossing import Crossing
from equilibre.growth.errors import GrowthError

MONTHS = st.floats(1, 1000)
seeded = settings(derandomize=True, deadline=None, max_examples=100)


def test_a_demand_faster_than_koomey_triples_the_energy_each_year() -> None:
    crossing = Crossing(demand_doubling_months=5.4, efficiency_doubling_months=18.8)
    assert crossing.net_factor_per_year == pytest.approx(3.0, rel=0.01)
    assert crossing.demand.factor_per_year == pytest.approx(4.6, rel=0.02)
    assert crossing.efficiency.factor_per_year == pytest.approx(1.55, rel=0.01)


@seeded
@given(demand=MONTHS, efficiency=MONTHS, years=st.floats(0, 20))
def test_energy_is_demand_over_efficiency_and_begins_at_one(
    demand: float, efficiency: float, years: float
) -> None:
    crossing = Crossing(demand, efficiency)
    assert crossing.energy_after(0) == crossing.demand_after(0) == crossing.efficiency_after(0) == 1
    product = crossing.energy_after(years) * crossing.efficiency_after(years)
    assert product == pytest.approx(crossing.demand_after(years))


@seeded
@given(demand=MONTHS, efficiency=MONTHS)
def test_energy_falls_only_where_efficiency_doubles_first(demand: float, efficiency: float) -> None:
    assert (Crossing(demand, efficiency).energy.doublings_per_year < 0) == (efficiency < demand)


def test_the_same_pace_leaves_the_energy_as_it_was() -> None:
    assert Crossing(18.8, 18.8).energy_after(50) == 1.0


def test_without_any_gain_energy_follows_demand() -> None:
    assert Crossing(12, math.inf).energy_after(3) == 8.0


@pytest.mark.parametrize(("demand", "efficiency"), [(0, 18.8), (5.4, 0), (-1, 2), (math.nan, 1)])
def test_nothing_doubles_in_no_time(demand: float, efficiency: float) -> None:
    with pytest.raises(GrowthError, match="no time"):
        Crossing(demand, efficiency)
