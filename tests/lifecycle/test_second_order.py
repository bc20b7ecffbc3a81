"""Rebound, growth and scale are told beside the vector, and keep its gaps."""

import pytest

from equilibre.lifecycle.second_order import growth_that_cancels, normalised, rebound, scaled


@pytest.mark.parametrize(
    ("real", "expected", "lost"),
    [(100, 100, 0), (70, 100, 0.3), (0, 100, 1), (-20, 100, 1.2), (110, 100, -0.1), (5, 0, None)],
)
def test_a_rebound_is_the_part_of_the_expected_saving_that_is_lost(
    real: float, expected: float, lost: float | None
) -> None:
    assert rebound(real, expected) == (None if lost is None else pytest.approx(lost))


def test_use_may_grow_by_as_much_as_a_unit_costs_less() -> None:
    growth = growth_that_cancels(before=100, after=80)
    assert growth == pytest.approx(0.25)
    assert 80 * (1 + growth) == pytest.approx(100)  # type: ignore[operator]


@pytest.mark.parametrize(("before", "after"), [(80, 100), (100, 100), (100, 0), (100, -5)])
def test_no_growth_cancels_a_saving_that_is_not_there_or_is_whole(
    before: float, after: float
) -> None:
    assert growth_that_cancels(before, after) is None


def test_many_deployments_weigh_as_many_times_as_much_and_know_no_more() -> None:
    assert scaled({"GWP": 2.5, "WATER": None}, 48) == {"GWP": 120.0, "WATER": None}


def test_an_impact_is_a_share_of_what_a_person_may_cause_in_a_year() -> None:
    shares = normalised({"GWP": 98.5, "ADPe": 0.0317, "PE": 5.0, "WATER": None})
    assert shares["GWP"] == pytest.approx(0.1)
    assert shares["ADPe"] == pytest.approx(1)
    assert shares["PE"] is None  # no sourced budget counts the same energy
    assert shares["WATER"] is None
