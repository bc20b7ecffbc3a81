"""The strip of signs: one unit in a row, never a zero for no data, and no sign nobody can say."""

import re
from collections.abc import Iterator

import pytest

from equilibre.lifecycle import catalogue
from equilibre.texts import use_language
from equilibre.ui.lifecycle.figures import signs
from tests.lifecycle.studies import line
from tests.ui.lifecycle.figures.drawn import languages, pairs, row_of, rows_of, simulation, tiny


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@languages
@pairs
def test_the_sentence_names_every_indicator_once(
    key: str, first: str, second: str, language: str
) -> None:
    use_language(language)
    rows = rows_of(simulation(key), first, second)
    assert [row.indicator for row in rows] == list(catalogue.indicators())
    text = signs.sentence(rows).lower()
    for indicator in catalogue.indicators().values():
        assert text.count(str(indicator.short).lower()) == 1


@pairs
def test_changing_sides_turns_every_sign(key: str, first: str, second: str) -> None:
    there = rows_of(simulation(key), first, second)
    back = rows_of(simulation(key), second, first)
    opposite = {"less": "more", "more": "less"}
    for one, other in zip(there, back, strict=True):
        assert other.verdict == opposite.get(one.verdict, one.verdict)
        assert other.unknown == one.unknown
        assert (one.value is None) == (other.value is None)
        if one.value and other.value:
            assert (one.value > 0) == (other.value < 0)


def test_both_totals_of_a_row_are_in_one_unit_and_show_that_they_differ() -> None:
    assert row_of(tiny([line("coal", "1000")], [line("coal", "2")])).totals == "1.0 → 0.0020 t CO₂e"
    assert row_of(tiny([line("coal", "391")], [line("coal", "392")])).totals == "391 → 392 kg CO₂e"
    assert row_of(tiny([line("coal", "391")], [line("coal", "391*1")])).totals == (
        "390 → 390 kg CO₂e"
    )


def test_metals_never_get_a_third_digit_to_show_a_difference() -> None:
    row = row_of(tiny([line("coal", "391")], [line("coal", "392")], ADPe=0.001), "ADPe")
    assert row.totals == "390 → 390 g Sb e"


def test_what_has_no_data_says_so_and_shows_no_number() -> None:
    row = row_of(tiny([line("coal", "1")], [line("coal", "2")]), "PE")
    assert (row.verdict, row.word, row.totals, row.interval) == (
        "absent",
        "no data",
        "no data",
        "no data",
    )
    assert (row.value, row.low, row.high, row.draws, row.change) == (None, None, None, (), "")


def test_a_way_of_which_nothing_is_known_is_no_data_beside_the_other() -> None:
    row = row_of(tiny([line("void", "1")], [line("coal", "2")]))
    assert row.totals == "no data → 2.0 kg CO₂e"
    assert row.verdict == "absent"


def test_a_line_without_data_puts_a_question_mark_beside_the_sign() -> None:
    row = row_of(tiny([line("coal", "2")], [line("coal", "1"), line("void", "1")]))
    assert (row.verdict, row.unknown, row.word, row.detail) == (
        "less",
        True,
        "B better (?)",
        "no data for 1 line",
    )
    assert signs.sentence((row,)) == "Some data are missing, the sign could turn: climate."


def test_two_ways_that_are_the_same_make_no_difference() -> None:
    row = row_of(tiny([line("coal", "2")], [line("coal", "4/2")], GWP=(1, 2, 4)))
    assert (row.verdict, row.word, row.change, row.detail) == ("same", "no difference", "0%", "")


def test_central_values_that_happen_to_agree_conclude_nothing() -> None:
    row = row_of(tiny([line("coal", "a")], [line("coal", "b")], {"a": (1, 2, 4), "b": (1, 2, 4)}))
    assert row.value == 0
    assert row.verdict == "undetermined"
    assert re.fullmatch(r"B better in [45]\d% of the draws", row.detail)


def test_a_sign_that_nearly_all_draws_deny_is_not_settled() -> None:
    row = row_of(tiny([line("coal", "1.01")], [line("coal", "a")], {"a": (1, 1, 1e6)}))
    assert row.value is not None
    assert row.value < 0
    assert row.verdict == "undetermined"
    assert row.low is not None
    assert row.low > 0


def test_a_reference_without_impact_gives_the_difference_itself_and_no_percentage() -> None:
    row = row_of(tiny([line("coal", "0")], [line("coal", "2")]))
    assert (row.verdict, row.change) == ("more", "+2.0\u202fkg CO₂e")
    assert row.interval == "no percentage: A may be zero"
    assert row.value is None
