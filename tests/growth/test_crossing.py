"""Efficiency against demand: what grows faster wins."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.growth import catalogue
from equilibre.growth.crossing import TOLD_AS_ENERGY, Crossing
from equilibre.growth.errors import GrowthError

FACTORS = st.floats(0.5, 20)
seeded = settings(derandomize=True, deadline=None, max_examples=100)


def crossing_of(efficiency: str, demand: str) -> Crossing:
    trends = catalogue.trends()
    return Crossing(trends[efficiency], trends[demand])


def paced(demand: float, efficiency: float) -> Crossing:
    """Return a crossing of these factors per year."""
    crossing = crossing_of("koomey", "epoch-compute")
    return Crossing(
        replace(crossing.efficiency, factor_per_year=efficiency),
        replace(crossing.demand, factor_per_year=demand),
    )


def test_a_demand_faster_than_koomey_triples_the_energy_each_year() -> None:
    crossing = crossing_of("koomey", "epoch-compute")
    assert crossing.energy_per_year == pytest.approx(3.0, rel=0.02)
    assert crossing.demand_per_year == pytest.approx(4.6)
    assert crossing.efficiency_per_year == pytest.approx(1.55)
    assert crossing.demand_doubling_months == 5.4


@seeded
@given(demand=FACTORS, efficiency=FACTORS, years=st.floats(0, 20))
def test_energy_is_demand_over_efficiency_and_begins_at_one(
    demand: float, efficiency: float, years: float
) -> None:
    crossing = paced(demand, efficiency)
    assert crossing.energy_after(0) == crossing.demand_after(0) == crossing.efficiency_after(0) == 1
    product = crossing.energy_after(years) * crossing.efficiency_after(years)
    assert product == pytest.approx(crossing.demand_after(years))


@seeded
@given(demand=FACTORS, efficiency=FACTORS)
def test_energy_falls_only_where_efficiency_grows_faster(demand: float, efficiency: float) -> None:
    assert (paced(demand, efficiency).energy_per_year < 1) == (efficiency > demand)


def test_the_same_pace_leaves_the_energy_as_it_was() -> None:
    assert paced(1.55, 1.55).energy_after(50) == 1.0


def test_without_any_gain_energy_follows_demand() -> None:
    assert paced(2.0, 1.0).energy_after(3) == 8.0


@pytest.mark.parametrize("demand", TOLD_AS_ENERGY)
def test_an_observed_energy_is_not_divided_by_efficiency_again(demand: str) -> None:
    crossing = crossing_of("koomey", demand)
    assert crossing.observed
    assert crossing.energy_per_year == crossing.demand.factor_per_year
    assert crossing.demand_per_year == pytest.approx(crossing.energy_per_year * 1.55)
    years = crossing.demand_doubling_months / 12
    assert crossing.demand_after(years) == pytest.approx(2)


def test_a_demand_that_stays_never_doubles() -> None:
    crossing = crossing_of("koomey", "data-centres")
    still = Crossing(
        replace(crossing.efficiency, factor_per_year=2.0),
        replace(crossing.demand, factor_per_year=0.5),
    )
    assert still.demand_doubling_months == math.inf


@pytest.mark.parametrize("months", [0.0, -1.0, math.nan])
def test_nothing_doubles_in_no_time(months: float) -> None:
    crossing = crossing_of("koomey", "epoch-compute")
    with pytest.raises(GrowthError, match="no time"):
        Crossing(replace(crossing.efficiency, doubling_months=months), crossing.demand)
    with pytest.raises(GrowthError, match="no time"):
        Crossing(crossing.efficiency, replace(crossing.demand, doubling_months=months))
