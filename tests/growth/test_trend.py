"""How fast things grow, and how well that is known."""

import math
import statistics
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.growth import catalogue
from equilibre.growth.errors import GrowthError
from equilibre.growth.trend import (
    DAYS_PER_YEAR,
    MONTHS_PER_YEAR,
    Growth,
    fit,
    growth_between,
    line,
    student_bound,
)

BERT = date(2018, 10, 11).toordinal()
GPT_3 = date(2020, 5, 28).toordinal()
LLAMA_3_1 = date(2024, 7, 23).toordinal()
DAYS_PER_MONTH = DAYS_PER_YEAR / MONTHS_PER_YEAR
seeded = settings(derandomize=True, deadline=None, max_examples=100)
PACES = st.floats(-4, 4)  # doublings per year


def test_parameters_doubled_in_less_than_two_months_from_bert_to_gpt_3() -> None:
    growth = growth_between(BERT, 110e6, GPT_3, 175e9)
    assert growth.doubling_months == pytest.approx(1.84, rel=0.01)
    assert growth.factor_per_year == pytest.approx(92.3, rel=0.01)
    assert growth.halving_months is None
    # The 91 that the facts round to follows from 19.6 months, which the dates give as 19.55.
    rounded = growth_between(0, 110e6, 19.6 * DAYS_PER_MONTH, 175e9)
    assert rounded.factor_per_year == pytest.approx(91, rel=0.01)


def test_the_trend_of_the_slides_is_the_one_that_the_dates_and_the_screen_give() -> None:
    first, last = (catalogue.models()[key] for key in ("bert", "gpt-3"))
    sizes = first.value("parameters"), last.value("parameters")
    assert sizes[0] is not None
    assert sizes[1] is not None
    growth = growth_between(first.date.toordinal(), sizes[0], last.date.toordinal(), sizes[1])
    trend = catalogue.trends()["bert-to-gpt-3"]
    assert growth.doubling_months == pytest.approx(trend.doubling_months, abs=0.005)
    assert growth.factor_per_year == pytest.approx(trend.factor_per_year, abs=0.5)
    days = (last.date - first.date).days
    months = days / DAYS_PER_MONTH
    doublings = math.log2(sizes[1] / sizes[0])
    english, french = trend.origin.locator.en, trend.origin.locator.fr
    assert f"{doublings:.2f} doublings in {months:.1f} months ({days} days)" in english
    assert "rounded" in english
    assert f"{months:.1f} mois ({days} jours)".replace(".", ",") in french.replace("\u202f", " ")
    assert "arrondi" in french


def test_the_energy_of_an_operation_halved_in_a_year_and_a_half() -> None:
    growth = growth_between(GPT_3, 14.8e-12, LLAMA_3_1, 2.05e-12)
    assert growth.halving_months == pytest.approx(17.5, rel=0.01)
    assert growth.doubling_months is None
    assert growth.factor_per_year < 1


def test_what_stays_the_same_neither_doubles_nor_halves() -> None:
    growth = growth_between(BERT, 5.0, GPT_3, 5.0)
    assert growth.doubling_months is growth.halving_months is None
    assert growth.factor_per_year == 1.0


def test_the_order_of_the_two_points_does_not_matter() -> None:
    assert growth_between(GPT_3, 175e9, BERT, 110e6) == growth_between(BERT, 110e6, GPT_3, 175e9)


def test_one_day_is_no_time_to_grow() -> None:
    with pytest.raises(GrowthError, match="the same day"):
        growth_between(BERT, 1.0, BERT, 2.0)


@pytest.mark.parametrize("value", [0.0, -1.0, math.nan, math.inf])
def test_only_values_above_zero_have_a_growth(value: float) -> None:
    with pytest.raises(GrowthError, match="above zero only"):
        growth_between(BERT, value, GPT_3, 2.0)
    with pytest.raises(GrowthError, match="above zero only"):
        fit([1, 2, 3], [1.0, value, 2.0])


def test_what_grows_beyond_every_number_is_infinite() -> None:
    assert Growth(1e6).factor_over(1.0) == math.inf
    assert Growth(-1e6).factor_over(1.0) == 0.0


@seeded
@given(
    pace=PACES,
    value=st.floats(1e-3, 1e20),
    days=st.lists(st.integers(730_000, 740_000), min_size=3, max_size=20, unique=True).filter(
        lambda days: max(days) - min(days) > 365
    ),
)
def test_the_fit_of_an_exact_exponential_finds_it_again(
    pace: float, value: float, days: list[int]
) -> None:
    values = [value * 2 ** (pace * (day - 735_000) / DAYS_PER_YEAR) for day in days]
    found = fit(days, values)
    assert found.growth.doublings_per_year == pytest.approx(pace, abs=1e-9)
    assert found.low is not None
    assert found.high is not None
    assert found.low.doublings_per_year == pytest.approx(pace, abs=1e-6)
    assert found.high.doublings_per_year == pytest.approx(pace, abs=1e-6)
    assert found.points == len(days)
    for day, exact in zip(days, values, strict=True):
        assert found.value_at(day) == pytest.approx(exact, rel=1e-6)


@seeded
@given(pace=PACES, seed=st.integers(0, 1000), factor=st.floats(1e-6, 1e6))
def test_another_unit_changes_no_growth(pace: float, seed: int, factor: float) -> None:
    random = np.random.default_rng(seed)
    days = [735_000.0 + 100 * step for step in range(12)]
    values = [2 ** (pace * day / DAYS_PER_YEAR % 50 + random.normal()) for day in days]
    first, second = fit(days, values), fit(days, [value * factor for value in values])
    assert second.growth.doublings_per_year == pytest.approx(
        first.growth.doublings_per_year, abs=1e-7
    )
    assert second.value_at(days[0]) == pytest.approx(factor * first.value_at(days[0]))


def test_the_interval_holds_the_truth_nineteen_times_in_twenty() -> None:
    random = np.random.default_rng(7)
    days = [735_000.0 + 200 * step for step in range(8)]
    held = 0
    for _trial in range(400):
        values = [2 ** (day / DAYS_PER_YEAR - 2012 + random.normal()) for day in days]
        found = fit(days, values)
        assert found.low is not None
        assert found.high is not None
        held += found.low.doublings_per_year <= 1.0 <= found.high.doublings_per_year
    assert held / 400 == pytest.approx(0.95, abs=0.03)


def test_two_points_have_a_line_but_no_interval() -> None:
    found = fit([BERT, GPT_3], [110e6, 175e9])
    expected = growth_between(BERT, 110e6, GPT_3, 175e9)
    assert found.growth.doublings_per_year == pytest.approx(expected.doublings_per_year)
    assert found.low is found.high is found.grows is None
    assert found.value_at(GPT_3) == pytest.approx(175e9)


@pytest.mark.parametrize(
    ("values", "grows"),
    [((1, 2.1, 3.9, 8), True), ((8, 3.9, 2.1, 1), False), ((1, 9, 0.2, 2), None)],
)
def test_a_fit_says_whether_it_grows_only_where_the_interval_does(
    values: tuple[float, ...], grows: bool | None
) -> None:
    assert fit([0, 365, 730, 1095], values).grows is grows


@pytest.mark.parametrize("days", [[], [BERT], [BERT, BERT, BERT]])
def test_one_date_has_no_trend(days: list[int]) -> None:
    with pytest.raises(GrowthError, match="two dates"):
        fit(days, [1.0] * len(days))


def test_moore_and_koomey_start_from_the_same_origin() -> None:
    two_years = BERT + 2 * DAYS_PER_YEAR
    assert line(BERT, 110e6, 24, BERT) == 110e6
    assert line(BERT, 110e6, 24, two_years) == pytest.approx(220e6)
    assert line(BERT, 110e6, 18.8, two_years) == pytest.approx(110e6 * 2 ** (24 / 18.8))
    assert line(BERT, 14.8e-12, -24, two_years) == pytest.approx(7.4e-12)
    with pytest.raises(GrowthError, match="no time"):
        line(BERT, 110e6, 0, GPT_3)


@pytest.mark.parametrize(
    ("degrees", "table"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (9, 2.262), (10, 2.228), (30, 2.042)],
)
def test_the_bounds_of_student_are_those_of_the_tables(degrees: int, table: float) -> None:
    assert student_bound(degrees) == pytest.approx(table, abs=0.0006)


def test_with_many_points_the_bounds_are_those_of_gauss() -> None:
    gauss = statistics.NormalDist().inv_cdf(0.975)
    assert student_bound(5000) == pytest.approx(gauss, rel=0.001)
