"""An axis holds its values, and its ticks are round and few."""

import math

from hypothesis import given
from hypothesis import strategies as st

from equilibre.texts import use_language
from equilibre.ui.plots.scale import make_scale, short_number

POSITIVE = st.lists(st.floats(1e-9, 1e12), min_size=1, max_size=20)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20))
def test_every_value_stands_on_a_linear_axis(values: list[float]) -> None:
    scale = make_scale(values)
    assert scale.high > scale.low
    places = [scale.place(value) for value in values]
    assert all(place is not None and -1e-9 <= place <= 1 + 1e-9 for place in places)
    assert len(scale.ticks) <= 12


@given(POSITIVE)
def test_every_positive_value_stands_on_a_logarithmic_axis_that_has_ticks(
    values: list[float],
) -> None:
    scale = make_scale(values, logarithmic=True)
    places = [scale.place(value) for value in values]
    assert all(place is not None and -1e-9 <= place <= 1 + 1e-9 for place in places)
    assert len(scale.ticks) <= 12
    assert all(-0.01 <= tick.place <= 1.01 for tick in scale.ticks)


def test_what_a_logarithmic_axis_cannot_show_stands_nowhere() -> None:
    assert make_scale([0.0, 1.0, 10.0], logarithmic=True).place(0.0) is None


def test_bars_begin_at_zero_and_shares_end_at_one() -> None:
    scale = make_scale([0.8, 1.0], from_zero=True, most=1.0)
    assert (scale.low, scale.high) == (0.0, 1.0)
    assert [tick.text for tick in scale.ticks] == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]


def test_what_is_not_a_number_moves_no_axis() -> None:
    assert make_scale([math.nan, math.inf, 1.0, 2.0]).high < 3


def test_numbers_are_short_and_those_that_are_whole_are_exact() -> None:
    written = [short_number(value) for value in (0, 0.05, 200, 1347, 1552.9, 1.5e6, 1e-6, 2e-5)]
    assert written == [
        "0", "0.05", "200", "1,347", "1,600", "1.5\u202fmillion", "10⁻⁶",
        "2.0\u202f×\u202f10⁻⁵",
    ]  # fmt: skip
    use_language("fr")
    assert short_number(0.05) == "0,05"


@given(st.floats(1e-6, 1e9), st.floats(1.01, 1.9))
def test_a_narrow_logarithmic_axis_can_be_read_too(least: float, ratio: float) -> None:
    scale = make_scale([least, least * ratio], logarithmic=True)
    assert len(scale.ticks) >= 2
    assert len({tick.text for tick in scale.ticks}) == len(scale.ticks)
