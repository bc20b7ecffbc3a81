"""Axes: where values stand, and what their ticks say."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.texts import use_language
from equilibre.ui.growth.models.axis import date_axis, value_axis


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


positive = st.floats(1e-6, 1e30)


@given(st.lists(positive, min_size=1, max_size=8), st.booleans())
def test_every_value_stands_between_the_ends(values: list[float], logarithmic: bool) -> None:
    axis = value_axis("operations", values, logarithmic)
    assert all(-1e-9 <= axis.place(value) <= 1 + 1e-9 for value in values)


@given(positive, st.floats(0.0, 1.0), st.booleans())
def test_a_place_and_its_value_are_inverse(value: float, place: float, logarithmic: bool) -> None:
    axis = value_axis("parameters", [value], logarithmic)
    assert axis.place(axis.value_at(place)) == pytest.approx(place, abs=1e-9)


@given(positive)
def test_a_linear_axis_starts_at_zero(value: float) -> None:
    assert value_axis("energy", [value], False).low == 0.0


def test_zero_stands_out_of_sight_on_decades() -> None:
    assert value_axis("parameters", [10.0, 1e9], True).place(0.0) < 0


def test_powers_of_ten_that_have_a_name_say_it() -> None:
    texts = [tick.text for tick in value_axis("parameters", [2e6, 9e11], True).ticks]
    assert texts[0] == "10⁶ = 1\u202fmillion"
    assert "10⁹ = 1\u202fbillion" in texts
    assert texts[-1] == "10¹² = 1,000\u202fbillion"
    assert "10⁸" in texts
    use_language("fr")
    french = [tick.text for tick in value_axis("parameters", [2e6, 9e11], True).ticks]
    assert french[-1].endswith("1\u202f000\u202fmilliards")


def test_energies_are_written_in_one_unit_that_the_title_names() -> None:
    axis = value_axis("energy", [3.6e9 * 0.03, 3.6e9 * 1287], True)
    assert axis.title.endswith("(MWh)")
    assert [tick.text for tick in axis.ticks] == [
        "0.01",
        "0.1",
        "1",
        "10",
        "100",
        "1,000",
        "10,000",
    ]
    assert axis.ticks[2].value == pytest.approx(3.6e9)


def test_within_few_decades_twos_and_fives_are_written_too() -> None:
    axis = value_axis("energy_per_operation", [2e-12, 40e-12], True)
    assert [tick.text for tick in axis.ticks] == ["1", "2", "5", "10", "20", "50", "100"]


def test_decades_of_a_runs_joules_are_powers_beside_those_of_trainings() -> None:
    axis = value_axis("energy", [180.0, 3.6e9 * 1287], True)
    assert axis.ticks[0].text == "10⁻⁸"
    assert axis.ticks[0].value == pytest.approx(36.0)


def test_the_axis_of_dates_has_a_tick_each_new_year() -> None:
    axis = date_axis(date(2018, 10, 11), date(2020, 5, 28))
    assert [tick.text for tick in axis.ticks] == ["2018", "2019", "2020", "2021"]
    assert axis.low == date(2018, 1, 1).toordinal()
