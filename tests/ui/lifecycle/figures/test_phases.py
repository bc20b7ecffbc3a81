"""The small charts of the phases: one unit for both ways, and what is missing is said."""

from collections.abc import Iterator

import pytest

from equilibre.texts import use_language
from equilibre.ui.lifecycle.figures import phases
from tests.lifecycle.studies import line
from tests.ui.lifecycle.figures.drawn import pairs, simulation, tables_of, tiny


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def test_a_panel_shows_both_ways_in_one_unit_and_says_what_is_missing() -> None:
    drawn = tiny([line("coal", "1000")], [line("coal", "2"), line("void", "1", "end of life")])
    first, second = tables_of(drawn.study, "R0", "A1")
    panel = phases.panels(drawn, (("R0", first), ("A1", second)))[0]
    assert panel.title == "Climate (t CO₂e)"
    assert [bar.total_text for bar in panel.bars] == ["1.0", "0.0020"]
    assert [bar.missing for bar in panel.bars] == ["", "No data: end of life."]
    assert panel.top == pytest.approx(1.0)


def test_a_bar_of_which_nothing_is_known_has_no_total() -> None:
    drawn = tiny([line("void", "1")], [line("coal", "2")])
    first, second = tables_of(drawn.study, "R0", "A1")
    bar = phases.panels(drawn, (("R0", first), ("A1", second)))[0].bars[0]
    assert (bar.total, bar.total_text, bar.interval_text, bar.segments) == (None, "no data", "", ())


@pairs
def test_the_pieces_of_a_bar_add_up_to_its_total(key: str, first: str, second: str) -> None:
    drawn = simulation(key)
    ways = tables_of(drawn.study, first, second, drawn.zone)
    for panel in phases.panels(drawn, ((first, ways[0]), (second, ways[1]))):
        for bar in panel.bars:
            pieces = sum(segment.value for segment in bar.segments)
            assert pieces == pytest.approx(bar.total or 0.0)
            assert max(bar.total or 0.0, bar.high) <= panel.top + 1e-12
