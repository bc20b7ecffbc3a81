"""Two bounds read as people say them: what they share is written once."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre import numbers
from equilibre.texts import use_language
from equilibre.ui.growth.computer import ranges

YEAR = 365.25 * 86_400


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def test_the_unit_is_written_once_where_both_bounds_share_it() -> None:
    assert plain(ranges.durations(79_000 * YEAR, 470_000 * YEAR)) == "79,000 to 470,000 years"


def test_each_bound_has_its_unit_where_they_differ() -> None:
    assert plain(ranges.durations(3 * 86_400, 5 * YEAR)) == "3.0 days to 5.0 years"


def test_bounds_that_read_alike_are_one_approximation() -> None:
    assert plain(ranges.durations(79_000 * YEAR, 79_001 * YEAR)) == "≈ 79,000 years"


def test_groups_of_digits_are_never_taken_for_a_shared_unit() -> None:
    use_language("fr")
    assert plain(ranges.counts(4_000, 34_000)).split()[0] == "4"
    assert plain(ranges.counts(4_000, 34_000)).endswith("34 000")
    assert "4 000" in plain(ranges.counts(4_000, 34_000))


def test_energy_is_in_the_unit_of_the_one_beside() -> None:
    megawatt_hour = 3.6e9
    text = plain(ranges.energies(0.2 * megawatt_hour, 4_000 * megawatt_hour, 1.5 * megawatt_hour))
    assert text == "0.20 to 4,000 MWh"


def test_energy_is_in_its_own_unit_where_the_other_would_be_unreadable() -> None:
    text = plain(ranges.energies(3.0, 30.0, 4.6e12))
    assert text == "3.0 to 30 J"


def test_close_bounds_of_picojoules_are_left_out() -> None:
    assert plain(ranges.picojoules(95e-12, 94e-12, 96e-12)) == "95 pJ"
    assert plain(ranges.picojoules(95e-12, 48e-12, 190e-12)) == "95 pJ (48 to 190)"


@given(st.integers(-30, 30))
def test_powers_of_ten_are_written_with_exponents(exponent: int) -> None:
    text = numbers.power_of_ten(exponent)
    digits = text[2:].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    assert text[:2] == "10"
    assert int(digits) == exponent


@given(st.floats(1e-3, 1e20), st.floats(1.0, 1e9))
def test_both_bounds_can_always_be_read_back_in_order(low: float, ratio: float) -> None:
    text = ranges.durations(low, low * ratio)
    assert text.startswith("≈") or " to " in text
