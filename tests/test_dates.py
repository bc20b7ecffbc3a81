"""Days on the screen are words of the language."""

from datetime import date

import pytest

from equilibre.dates import day_of, day_text, moment_text
from equilibre.texts import use_language


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "23\u00a0November\u00a02026"), ("fr", "23\u00a0novembre\u00a02026")],
)
def test_a_day_is_in_words(language: str, text: str) -> None:
    use_language(language)
    assert day_of("2026-11-23T10:00:00+01:00") == text
    use_language("en")


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    assert day_text(date(2026, 3, 1)).startswith("1\u00a0")
    use_language("fr")
    assert day_text(date(2026, 3, 1)) == "1er\u00a0mars\u00a02026"
    use_language("en")


@pytest.mark.parametrize("text", ["2026-13-45", "12026-11-230", "no day", ""])
def test_what_is_no_day_stays(text: str) -> None:
    assert day_of(text) == text


def test_a_moment_has_its_minute() -> None:
    use_language("en")
    assert moment_text("2026-11-23T01:02:03+00:00") == "23\u00a0November\u00a02026, 01:02"
    assert moment_text("2026-11-23") == "23\u00a0November\u00a02026"
    assert moment_text("of old") == "of old"
