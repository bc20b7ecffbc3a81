"""Impacts as people read them: two digits, the unit that suits, bounds rounded outward."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.lifecycle import catalogue, writing
from equilibre.quantities import Unit
from equilibre.texts import use_language

KILOGRAM = Unit("kg", 1.0)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def test_the_largest_of_several_impacts_chooses_their_unit() -> None:
    climate = catalogue.indicators()["GWP"]
    assert writing.unit_of(climate, 2.0, None, -3_000.0).symbol == "t"
    assert writing.unit_of(climate, None, 0.0).symbol == "kg"
    assert writing.written(climate, 3.0, Unit("t", 1e3)) == "0.0030\u202ft CO₂e"


def test_what_rounds_to_a_thousand_takes_the_next_unit() -> None:
    climate = catalogue.indicators()["GWP"]
    assert writing.written(climate, 0.994) == "990\u202fg CO₂e"
    assert writing.written(climate, 0.996) == "1.0\u202fkg CO₂e"


def test_a_difference_has_its_sign_and_a_zero_has_none() -> None:
    climate = catalogue.indicators()["GWP"]
    texts = [writing.signed(climate, value) for value in (2.0, -2.0, 0.0)]
    assert texts == ["+2.0\u202fkg CO₂e", "−2.0\u202fkg CO₂e", "0\u202fkg CO₂e"]
    assert [writing.signed_number(value, KILOGRAM) for value in (2.0, -2.0, 0.0)] == [
        "+2.0",
        "−2.0",
        "0",
    ]


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (-0.934, "−93%", "−93 %"),
        (0.0642, "+6.4%", "+6,4 %"),
        (0.0997, "+10%", "+10 %"),
        (1.633, "+160%", "+160 %"),
        (0.0004, "+0.040%", "+0,040 %"),
        (0.0, "0%", "0 %"),
        (1e-9, "0%", "0 %"),
        (-1e-9, "0%", "0 %"),
        (123.456, "+12,000%", "+12 000 %"),
    ],
)
def test_a_share_has_a_sign_two_digits_and_the_percent_sign_of_the_language(
    value: float, en: str, fr: str
) -> None:
    assert writing.share(value) == en
    use_language("fr")
    assert writing.share(value).replace("\u202f", " ") == fr


@given(
    st.floats(-1e9, 1e9, allow_subnormal=False).filter(lambda one: one == 0 or abs(one) > 1e-9),
    st.floats(0, 1e9),
)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_bounds_are_rounded_outward_and_hardly(low: float, width: float) -> None:
    high = low + width
    if 0 < abs(high) < 1e-9:
        return
    text = writing.between(low, high, KILOGRAM).replace(",", "").replace("−", "-")
    texts = text.split(" … ") if " … " in text else text.split("–")
    written_low, written_high = map(float, texts)
    assert written_low <= low + 1e-9 * abs(low)
    assert written_high >= high - 1e-9 * abs(high)
    assert written_low >= low - 0.11 * abs(low)
    assert written_high <= high + 0.11 * abs(high)


def test_bounds_that_two_digits_hold_stay_as_they_are() -> None:
    assert writing.between(2.0, 34.0, KILOGRAM) == "2.0–34"
    assert writing.between(0.3, 0.7, KILOGRAM) == "0.30–0.70"
    assert writing.between(-2.0, -1.1, KILOGRAM) == "−2.0 … −1.1"
    assert writing.between(0.0, 0.0, KILOGRAM) == "0–0"


def test_a_share_of_nothing_has_no_digits_after_the_point() -> None:
    assert [writing.percent(part) for part in (0.0, 0.064, 0.93)] == [
        "0%",
        "6.4%",
        "93%",
    ]
