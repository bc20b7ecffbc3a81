"""What an author types, as numbers, amounts and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.errors import StudyRefused
from equilibre.texts import Words, use_language
from equilibre.ui.lifecycle.editor import notation


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,5", 0.5),
        ("0.5", 0.5),
        (" 1 200 ", 1200),
        ("1\u202f200", 1200),
        ("1,234,567", 1_234_567),
        ("1,234.5", 1234.5),
        ("−3e-4", -3e-4),
        ("3 × 10⁻⁴", 3e-4),
        ("3*10^4", 3e4),
        (".5", 0.5),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, value: float) -> None:
    assert notation.number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["", "  ", "twelve", "1.2.3", "1e999", "nan", "0x10", "1e40"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(StudyRefused):
        notation.number(text)


def test_a_comma_that_may_group_or_divide_is_asked_about_in_english_only() -> None:
    with pytest.raises(StudyRefused, match=r"12\.300 or 12300"):
        notation.number("12,300")
    use_language("fr")
    assert notation.number("12,300") == 12.3


@given(
    st.floats(min_value=1e-30, max_value=1e15) | st.floats(min_value=-1e15, max_value=-1e-30),
    st.sampled_from(["en", "fr"]),
)
def test_a_number_written_to_be_edited_is_read_again_exactly(value: float, language: str) -> None:
    use_language(language)
    assert notation.number(notation.plain(value)) == value


def test_an_amount_keeps_the_place_of_every_character() -> None:
    assert notation.amount("2,5×days ÷ 3−1") == "2.5*days / 3-1"


def test_a_sentence_left_as_it_was_keeps_its_translation() -> None:
    old = (Words("As good.", "Aussi bon."), Words("Shared.", "Partagé."))
    assert notation.sentences("New one.\n\nShared.", old) == (
        Words("New one.", "New one."),
        old[1],
    )
    assert notation.own_words("As good.", old[0]) is old[0]
