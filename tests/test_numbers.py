"""Numbers read as French and English readers write them, and never say more than is known."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre import numbers
from equilibre.quantities import CARBON, ENERGY, JOULES, POWER, WATT_HOURS, Unit
from equilibre.texts import use_language

THIN = "\u202f"
LADDERS = st.sampled_from([ENERGY, JOULES, WATT_HOURS, POWER, CARBON])
SYMBOLS = {unit.symbol: unit.size for unit in (*ENERGY, *JOULES, *WATT_HOURS, *POWER, *CARBON)}
# From a hundredth of the smallest unit of a ladder to far beyond its largest.
VALUES = st.floats(min_value=1e-11, max_value=1e15)
seeded = settings(derandomize=True, deadline=None, max_examples=300)


def value_of(text: str) -> float:
    """Return the number that a reader sees in *text*, in the language in use."""
    plain = text.replace(THIN, "").replace(numbers.MINUS, "-")
    if numbers.language() == "fr":
        return float(plain.replace(",", "."))
    return float(plain.replace(",", ""))


def parts(text: str) -> tuple[str, str]:
    """Return the number and the unit of *text*."""
    number, _space, symbol = text.rpartition(THIN)
    return number, symbol


@pytest.mark.parametrize(
    ("value", "decimals", "english", "french"),
    [
        (1234567.891, 2, "1,234,567.89", f"1{THIN}234{THIN}567,89"),
        (999, 0, "999", "999"),
        (1000, 0, "1,000", f"1{THIN}000"),
        (0.5, 1, "0.5", "0,5"),
        (-12.3, 1, "−12.3", "−12,3"),
        (-1234.5, 1, "−1,234.5", f"−1{THIN}234,5"),
    ],
)
def test_each_language_has_its_own_comma_and_groups(
    value: float, decimals: int, english: str, french: str
) -> None:
    assert numbers.decimal(value, decimals) == english
    use_language("fr")
    assert numbers.decimal(value, decimals) == french


def test_a_minus_is_a_true_one_and_never_stands_before_a_zero() -> None:
    assert numbers.decimal(-3, 0) == "\u22123"
    assert numbers.decimal(-0.0, 1) == "0.0"
    assert numbers.decimal(-0.004, 2) == "0.00"


def test_a_percentage_has_a_space_in_french_and_none_in_english() -> None:
    assert numbers.percent(0.947) == "94.7%"
    use_language("fr")
    assert numbers.percent(0.947) == f"94,7{THIN}%"


def test_a_score_is_a_percentage_or_an_r2() -> None:
    assert numbers.score(0.9474, "classification") == "94.7%"
    assert numbers.score(-0.127, "regression") == "−0.13"


def test_a_unit_never_leaves_its_number() -> None:
    assert numbers.energy(35.0) == f"35.0{THIN}J"
    use_language("fr")
    assert numbers.power(35.25) == f"35,2{THIN}W"
    assert numbers.carbon(5e-8) == f"50{THIN}µg"


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.01234, 3, "0.0123"),
        (12345, 3, "12,300"),
        (0.0999, 2, "0.10"),
        (9.996, 3, "10.0"),
        (0, 3, "0"),
        (5.0, 1, "5"),
        (-0.01234, 2, "−0.012"),
    ],
)
def test_significant_digits_are_counted_from_the_first_that_is_not_zero(
    value: float, digits: int, text: str
) -> None:
    assert numbers.significant(value, digits) == text


@pytest.mark.parametrize(
    ("joules", "first", "second"),
    [
        (0.0005, "500 µJ", "140 nWh"),
        (0.05, "50.0 mJ", "14 µWh"),
        (180, "180 J", "50 mWh"),
        (3_599.9, "1.00 Wh", "3.6 kJ"),  # it rounds to 3 600 J
        (3_600, "1.00 Wh", "3.6 kJ"),
        (7.2e6, "2.00 kWh", "7.2 MJ"),
        (0.9999, "1.00 J", "280 µWh"),
    ],
)
def test_an_energy_has_a_second_reading_in_the_other_family_of_units(
    joules: float, first: str, second: str
) -> None:
    assert numbers.energy(joules).replace(THIN, " ") == first
    assert numbers.other_energy(joules).replace(THIN, " ") == second


@seeded
@given(joules=VALUES, digits=st.integers(1, 3), border=st.floats(3_500, 3_700))
def test_the_two_readings_of_an_energy_are_never_of_one_family(
    joules: float, digits: int, border: float
) -> None:
    for value in (joules, border):
        first, second = numbers.energy(value, digits), numbers.other_energy(value)
        assert first.endswith("Wh") != second.endswith("Wh")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0312, "31 ms"),
        (0.9996, "1.0 s"),
        (1.0, "1.0 s"),
        (9.96, "10 s"),
        (42.0, "42.0 s"),
        (119.6, "120 s"),
        (300, "5.0 min"),
        (7_200, "2.0 h"),
    ],
)
def test_a_duration_is_read_in_the_unit_of_its_size(seconds: float, text: str) -> None:
    assert numbers.seconds(seconds).replace(THIN, " ") == text


@seeded
@given(
    value=VALUES, ladder=LADDERS, digits=st.integers(1, 3), language=st.sampled_from(["fr", "en"])
)
def test_no_positive_value_reads_zero_or_has_an_exponent(
    value: float, ladder: tuple[Unit, ...], digits: int, language: str
) -> None:
    use_language(language)
    number, symbol = parts(numbers.quantity(value, ladder, digits))
    assert symbol in SYMBOLS
    assert re.fullmatch(rf"[0-9{THIN}.,]+", number)
    shown = value_of(number) * SYMBOLS[symbol]
    assert shown == pytest.approx(value, rel=0.51 * 10 ** (1 - digits))


@seeded
@given(value=VALUES, language=st.sampled_from(["fr", "en"]))
def test_no_duration_reads_zero_or_has_an_exponent(value: float, language: str) -> None:
    use_language(language)
    number, symbol = parts(numbers.seconds(value))
    day, year = 86_400.0, 365.25 * 86_400.0
    units = {"ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0}
    units |= {"days": day, "jours": day, "years": year, "ans": year}
    seconds = units[symbol]
    assert value_of(number) * seconds == pytest.approx(value, rel=0.051)


@seeded
@given(
    bounds=st.lists(
        st.one_of(VALUES, st.floats(-1e6, 1e6), st.floats(90, 110)), min_size=2, max_size=2
    ).map(sorted),
    ladder=LADDERS,
    digits=st.integers(1, 3),
    language=st.sampled_from(["fr", "en"]),
)
def test_an_interval_is_rounded_outward(
    bounds: list[float], ladder: tuple[Unit, ...], digits: int, language: str
) -> None:
    use_language(language)
    low, high = bounds
    number, symbol = parts(numbers.interval(low, high, ladder, digits))
    joint = "–" if low >= 0 else f"{THIN}…{THIN}"
    shown = [value_of(text) * SYMBOLS[symbol] for text in number.split(joint)]
    # What the computer's own rounding moves is far below what a reader sees.
    slack = 1e-8 * max(abs(low), abs(high), SYMBOLS[symbol])
    assert len(shown) == 2
    assert shown[0] <= low + slack
    assert shown[1] >= high - slack


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (175.2, 190.6, "175–191 J"),
        (0.0031, 0.0042, "3.1–4.2 mJ"),
        (9.5, 1_900, "9.5–1,900.0 J"),
        (-2.04, 3.0, "−2.1 … 3.0 J"),
        (0.0, 5.0, "0.0–5.0 J"),
    ],
)
def test_an_interval_has_one_unit_and_the_digits_that_tell_its_bounds_apart(
    low: float, high: float, text: str
) -> None:
    assert numbers.interval(low, high, ENERGY).replace(THIN, " ") == text


@seeded
@given(value=st.floats(1e-11, 1e9), factor=st.floats(1.5, 3))
def test_the_band_of_an_estimate_never_begins_at_zero(value: float, factor: float) -> None:
    number, _symbol = parts(numbers.interval(value / factor, value * factor, ENERGY))
    assert all(value_of(bound) > 0 for bound in number.split("–"))


def test_three_digits_are_shown_only_where_the_interval_is_narrow() -> None:
    assert numbers.digits_for(100, 99, 101) == 3
    assert numbers.digits_for(100, 95, 105) == 2
    assert numbers.digits_for(0, -1, 1) == 2
