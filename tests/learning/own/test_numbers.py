"""Numbers as people write them, in French and in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.learning.own.number import LARGEST, is_date, is_no_number, number, plain_numbers


@pytest.mark.parametrize(
    ("field", "point", "comma"),
    [
        ("12", 12, 12),
        ("-12", -12, -12),
        ("\u221212", -12, -12),
        ("+3", 3, 3),
        ("1.5", 1.5, None),
        ("1,5", None, 1.5),
        (".5", 0.5, None),
        (",5", None, 0.5),
        ("5.", 5, None),
        ("1,234", 1234, 1.234),
        ("1,234.5", 1234.5, None),
        ("1,234,567", 1234567, None),
        ("1 234", 1234, 1234),
        ("1\u202f234,5", None, 1234.5),
        ("1\u00a0234.5", 1234.5, None),
        ("12 34", None, None),
        ("1.234,5", None, None),
        ("1e3", 1000, 1000),
        ("1,5E-3", None, 0.0015),
        ("1e999", None, None),
        ("9" * 40, None, None),
        ("0x10", None, None),
        ("1_000", None, None),
        ("١٢", None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("12 €", None, None),
        ("__import__('os')", None, None),
        ("", None, None),
    ],
)
def test_a_field_has_one_meaning_for_each_decimal_mark(
    field: str, point: float | None, comma: float | None
) -> None:
    assert number(field, ".") == point
    assert number(field, ",") == comma


@given(st.floats(-1e15, 1e15, allow_subnormal=False), st.integers(0, 6))
def test_what_a_french_or_an_english_spreadsheet_writes_is_read(
    value: float, decimals: int
) -> None:
    english = f"{value:,.{decimals}f}"
    french = english.replace(",", "\u202f").replace(".", ",")
    plain = f"{value:.{decimals}f}"
    assert number(english, ".") == number(french, ",") == number(plain, ".") == float(plain)


@given(st.text(max_size=12), st.sampled_from([".", ","]))
def test_no_text_is_a_number_beyond_the_largest(text: str, mark: str) -> None:
    value = number(text, "." if mark == "." else ",")
    assert value is None or abs(value) <= LARGEST


@given(st.lists(st.from_regex(r"-?[0-9]{1,12}([.,][0-9]{1,6})?", fullmatch=True), min_size=1))
def test_plain_numbers_are_read_the_same_together_as_one_by_one(fields: list[str]) -> None:
    for mark in (".", ","):
        together = plain_numbers(fields, mark)  # type: ignore[arg-type]
        if together is not None:
            assert together == [number(field, mark) for field in fields]  # type: ignore[arg-type]
        else:
            other = "," if mark == "." else "."
            assert any(other in field for field in fields)


def test_a_line_feed_hides_no_number() -> None:
    assert plain_numbers(["1", "2\n3"], ".") != [1.0, 2.0]
    assert plain_numbers(["1", ""], ".") is None
    assert plain_numbers([], ".") is None


def test_words_for_nothing_are_no_numbers_but_missing() -> None:
    for word in ("", "NA", "n/a", "NaN", "inf", "-Inf", "#DIV/0!", "#VALEUR!", "nc", "?"):
        assert is_no_number(word)
    assert not is_no_number("0")


def test_days_and_hours_are_dates() -> None:
    for field in ("2024-01-31", "2024-01-31T12:00:00Z", "31/01/2024", "1/2/24", "12:30"):
        assert is_date(field)
    for field in ("2024", "1/2", "12.5", "mardi"):
        assert not is_date(field)
