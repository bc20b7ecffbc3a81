"""Levers: their ends, their marks, and values written as people write them."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.study import Parameter
from equilibre.texts import use_language
from equilibre.ui.lifecycle.levers import (
    STEPS,
    Span,
    explanation,
    kind_name,
    lever,
    span,
    turns,
    worth_moving,
    written,
)
from tests.lifecycle.studies import factor, line, study, words

seeded = settings(derandomize=True, deadline=None, max_examples=200)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def parameter(low: float, value: float, high: float, unit: str = "") -> Parameter:
    return Parameter("p", words("p"), Range(low, value, high), unit, "assumption", words("a test"))


# -- spans -------------------------------------------------------------------------------------


@seeded
@given(
    low=st.floats(-1e9, 1e9, allow_subnormal=False),
    width=st.floats(1e-3, 1e9),
    position=st.floats(0, 1),
)
def test_a_position_comes_back_from_its_value(low: float, width: float, position: float) -> None:
    ends = Span(low, low + width)
    if ends.high - ends.low < 1e-9 * max(abs(ends.low), abs(ends.high)):
        return  # not even a float has steps there
    assert ends.position(ends.value(position)) == pytest.approx(position, abs=0.011)


@seeded
@given(
    low=st.floats(1e-9, 1e9),
    ratio=st.floats(1.001, 1e6),
    step=st.integers(0, STEPS),
    minus=st.booleans(),
)
def test_the_keyboard_reaches_every_step(low: float, ratio: float, step: int, minus: bool) -> None:
    ends = Span(-low * ratio, -low) if minus else Span(low, low * ratio)
    assert round(ends.position(ends.value(step / STEPS)) * STEPS) == step


@seeded
@given(low=st.floats(1e-9, 1e9), ratio=st.floats(1.01, 1e6), position=st.floats(0, 1))
def test_a_value_stays_between_the_ends_but_for_its_rounding(
    low: float, ratio: float, position: float
) -> None:
    ends = Span(low, low * ratio)
    assert ends.low * 0.97 <= ends.value(position) <= ends.high * 1.03


@seeded
@given(low=st.floats(1e-6, 1e6), ratio=st.floats(1.1, 1e4), steps=st.lists(st.floats(0, 1)))
def test_a_lever_that_goes_up_never_lowers_its_value(
    low: float, ratio: float, steps: list[float]
) -> None:
    ends = Span(low, low * ratio)
    values = [ends.value(position) for position in sorted(steps)]
    assert values == sorted(values)


def test_wide_positive_ranges_go_by_ratios() -> None:
    assert Span(1, 100).value(0.5) == pytest.approx(10)
    assert Span(0, 100).value(0.5) == 50
    assert Span(1, 2).value(0.5) == 1.5


def test_a_narrow_range_has_steps_all_the_same() -> None:
    ends = Span(8_760, 8_784)
    assert len({ends.value(index / 20) for index in range(21)}) == 21


def test_a_value_outside_the_ends_stands_at_an_end() -> None:
    for ends in (Span(1, 100), Span(1, 2), Span(-2, 0)):
        assert ends.position(-1e9) == 0
        assert ends.position(1e9) == 1


def test_what_is_certain_can_be_moved_too() -> None:
    for value in (5.0, -4.0, 0.0):
        ends = span(parameter(value, value, value), {})
        assert ends.low < ends.high
        assert ends.low <= value <= ends.high
        assert ends.value(0) < ends.value(1)


def test_turns_close_to_the_bounds_are_within_reach_and_far_ones_are_not() -> None:
    ends = span(parameter(10, 20, 40), {"GWP": (4.0,), "ADPe": (150.0,), "PE": (1_000.0, 0.1)})
    assert ends.low < 4
    assert 150 < ends.high < 1_000
    assert ends.low > 0.1


# -- which levers ------------------------------------------------------------------------------


def test_only_what_makes_a_difference_is_worth_moving() -> None:
    made = study(
        {"R0": [line("coal", "shared"), line("coal", "own*fixed")], "A1": [line("coal", "shared")]},
        [factor("coal", GWP=1)],
        {"shared": (1, 2, 3), "own": (1, 2, 3), "fixed": 3.0, "unused": (1, 2, 3)},
    )
    assert worth_moving(made, "R0", "A1") == ("own",)


def test_every_pair_of_every_study_has_a_lever() -> None:
    for key in catalogue.study_keys():
        made = catalogue.study(key)
        for first, second in itertools.permutations([one.key for one in made.variants], 2):
            found = worth_moving(made, first, second)
            assert 1 <= len(found) <= 7, (key, first, second)
            assert set(found) <= set(made.parameters)


def test_a_mark_says_the_indicator_and_the_value() -> None:
    made = study(
        {"R0": [line("coal", "2")], "A1": [line("coal", "p")]},
        [factor("coal", GWP=1)],
        {"p": (1, 3, 5)},
    )
    found = turns(made, "FRA", "R0", "A1", "p")
    assert found["GWP"] == pytest.approx((2.0,), rel=1e-5)
    assert found["ADPe"] == ()
    ends = span(made.parameters["p"], found)
    shown = lever(made.parameters["p"], ends, found)
    (mark,) = shown.marks
    assert mark.position == pytest.approx(ends.position(2), abs=1e-5)
    assert shown.switch == "turns: climate 2.0"
    assert lever(made.parameters["p"], ends, None).marks == ()


# -- values as people write them ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "en", "fr"),
    [
        (1.0, "y", "1 y", "1 an"),
        (5.0, "y", "5 y", "5 ans"),
        (1.5, "y", "1.5 y", "1,5 an"),
        (0.0, "y", "0 y", "0 an"),
        (12_000.0, "kWh", "12,000 kWh", "12 000 kWh"),
        (0.0003, "kWh", "300 mWh", "300 mWh"),
        (0.000_000_3, "kWh", "300 µWh", "300 µWh"),
        (0.0, "kWh", "0 kWh", "0 kWh"),
        (30.0, "s", "30 s", "30 s"),
        (7_200.0, "s", "2.0 h", "2,0 h"),
        (0.042, "", "0.042", "0,042"),
        (-0.0089, "", "−0.0089", "−0,0089"),
        (94_608_000.0, "", "94,600,000", "94 600 000"),
        (1.5e-12, "", "0.0000000000015", "0,0000000000015"),
        (3.2e-11, "", "0.000000000032", "0,000000000032"),
        (0.000999999, "", "0.001", "0,001"),
        (999.6, "", "1,000", "1 000"),
    ],
)
def test_a_value_is_written_with_its_unit_in_both_languages(
    value: float, unit: str, en: str, fr: str
) -> None:
    assert written(value, unit).replace("\u202f", " ") == en
    use_language("fr")
    assert written(value, unit).replace("\u202f", " ") == fr


@seeded
@given(st.floats(-1e15, 1e15, allow_subnormal=False))
def test_a_value_keeps_three_digits_whatever_its_size(value: float) -> None:
    text = written(value, "").replace(",", "").replace("−", "-")
    if abs(value) > 1e-200:
        assert float(text) == pytest.approx(value, rel=0.006)
    assert not (text.endswith("0") and "." in text)


def test_a_unit_of_the_tables_is_never_shown_by_its_key_alone() -> None:
    use_language("fr")
    for unit in ("answer", "y", "person"):
        assert str(catalogue.units()[unit].name) in written(1.0, unit)
        assert written(3.0, unit).endswith(str(catalogue.units()[unit].plural))


def test_a_lever_says_its_bounds_how_it_is_known_and_from_where() -> None:
    assert explanation(parameter(1, 2, 3, "y")) == "from 1\u202fy to 3\u202fy (assumption)\na test"
    for kind in ("published", "derived", "assumption", "measured", "fixed"):
        assert kind_name(kind)
