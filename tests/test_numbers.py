"""Numbers read as French and English readers write them, and never say more than is known."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre import numbers
from equilibre.quantities import (
    BYTES,
    CARBON,
    ENERGY,
    JOULES,
    OPERATIONS_PER_SECOND,
    POWER,
    WATT_HOURS,
    Unit,
)
from equilibre.texts import use_language

THIN = "\u202f"
YEAR = 365.25 * 86_400.0
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
        (79_000 * YEAR, "79,000 years"),
        (999_999 * YEAR, "1 million years"),
        (1.2e6 * YEAR, "1.2 million years"),
        (4.5e9 * YEAR, "4.5 billion years"),
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
    units = {"ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0}
    units |= {"days": 86_400.0, "jours": 86_400.0, "years": YEAR, "ans": YEAR}
    units |= {"million years": 1e6 * YEAR, "million d’années": 1e6 * YEAR}
    units |= {"millions d’années": 1e6 * YEAR}
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


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0, "0", "0"),
        (12.5, "12.5", "12,5"),
        (310, "310", "310"),
        (153_610, "154,000", "154 000"),
        (999_999, "1 million", "1 million"),
        (110e6, "110 million", "110 millions"),
        (999.9e6, "1 billion", "1 milliard"),
        (1.5e9, "1.5 billion", "1,5 milliard"),
        (175e9, "175 billion", "175 milliards"),
        (1.5e12, "1,500 billion", "1 500 milliards"),
        (-2e6, "−2 million", "−2 millions"),
        (3.143e23, "3.14 × 10²³", "3,14 × 10²³"),
    ],
)
def test_a_large_number_is_read_in_words(value: float, english: str, french: str) -> None:
    assert numbers.large(value).replace(THIN, " ") == english
    use_language("fr")
    assert numbers.large(value).replace(THIN, " ") == french


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (3.143e23, 3, "3.14 × 10²³"),
        (9.999e9, 3, "1.00 × 10¹⁰"),
        (3.8e-12, 2, "3.8 × 10⁻¹²"),
        (5.0, 2, "5.0"),
        (-2e5, 1, "−2 × 10⁵"),
        (0.0, 3, "0"),
    ],
)
def test_a_power_of_ten_is_written_as_in_a_book(value: float, digits: int, text: str) -> None:
    assert numbers.scientific(value, digits).replace(THIN, " ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (79_000, "≈ 80,000"),
        (2.6e6, "≈ 3 million"),
        (3.143e23, "≈ 3 × 10²³"),
        (3.8e-12, "≈ 4 × 10⁻¹²"),
        (0.04, "≈ 0.04"),
        (0, "0"),
    ],
)
def test_an_order_of_magnitude_has_one_digit(value: float, text: str) -> None:
    assert numbers.order(value).replace(THIN, " ") == text


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (20e3, "20,000 operations/s", "20 000 opérations/s"),
        (1.5e9, "1.5 billion operations/s", "1,5 milliard d’opérations/s"),
        (34.4e9, "34 billion operations/s", "34 milliards d’opérations/s"),
    ],
)
def test_the_pace_of_a_computer_is_read_in_words(value: float, english: str, french: str) -> None:
    assert numbers.operations_per_second(value).replace(THIN, " ") == english
    use_language("fr")
    assert numbers.operations_per_second(value).replace(THIN, " ") == french


def test_very_long_durations_are_counted_in_millions_of_years_in_french_too() -> None:
    use_language("fr")
    assert numbers.seconds(1.2e6 * YEAR) == f"1,2{THIN}million d’années"
    assert numbers.seconds(3e6 * YEAR) == f"3{THIN}millions d’années"


def test_a_unit_has_the_symbol_of_the_language() -> None:
    assert numbers.quantity(350e9, BYTES) == f"350{THIN}GB"
    use_language("fr")
    assert numbers.quantity(2.8e12, BYTES) == f"2,80{THIN}To"
    assert numbers.interval(34e9, 126e9, OPERATIONS_PER_SECOND).endswith("milliards d’opérations/s")


@seeded
@given(
    value=st.floats(1e-6, 1e30), digits=st.integers(1, 4), language=st.sampled_from(["fr", "en"])
)
def test_words_and_powers_of_ten_say_the_same_number(
    value: float, digits: int, language: str
) -> None:
    use_language(language)
    words = {"million": 1e6, "millions": 1e6, "billion": 1e9, "milliard": 1e9, "milliards": 1e9}
    text = numbers.large(value, digits)
    number, _space, word = text.rpartition(THIN)
    if word in words:
        assert value_of(number) * words[word] == pytest.approx(value, rel=0.51 * 10 ** (1 - digits))
    elif "×" not in text:
        assert value_of(text) == pytest.approx(value, rel=0.51 * 10 ** (1 - digits))
    mantissa, _times, power = numbers.scientific(value, digits).partition(f"{THIN}×{THIN}10")
    exponent = int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)
    assert 1 <= value_of(mantissa) < 10
    assert value_of(mantissa) * 10.0**exponent == pytest.approx(
        value, rel=0.51 * 10 ** (1 - digits)
    )
