"""Devices × phases and the rankings: sums that hold, gaps that show."""

from collections.abc import Iterator

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.texts import use_language
from equilibre.ui.lifecycle.figures import details
from equilibre.ui.lifecycle.state import HeatMap
from tests.lifecycle.studies import line
from tests.ui.lifecycle.figures.drawn import pairs, simulation, tables_of, tiny


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def heat_map(drawn: Simulation, *variants: str) -> HeatMap:
    tables = [impacts(drawn.study, key, "FRA") for key in variants]
    return details.heat_map(drawn.study, "GWP", "x", *tables)


def test_a_place_of_which_nothing_is_known_is_a_question_and_so_are_its_sums() -> None:
    shown = heat_map(tiny([line("void", "1")], [line("coal", "1")]), "R0")
    assert [[cell.text for cell in cells] for cells in shown.cells] == [["?"]]
    assert shown.values == ((None,),)
    assert (shown.device_totals, shown.phase_totals, shown.total) == (("?",), ("?",), "?")


def test_a_place_that_is_known_in_part_shows_its_part_and_that_it_is_one() -> None:
    drawn = tiny([line("coal", "2"), line("void", "1")], [line("coal", "1")])
    ((cell,),) = heat_map(drawn, "R0").cells
    assert (cell.text, cell.missing, cell.empty) == ("2.0", True, False)


def test_a_place_without_any_line_is_empty_and_not_zero() -> None:
    drawn = tiny([line("coal", "2"), line("coal", "1", "end of life", "desk")], [line("coal", "1")])
    shown = heat_map(drawn, "R0")
    assert [[cell.empty for cell in cells] for cells in shown.cells] == [
        [False, True],
        [True, False],
    ]
    assert shown.values == ((2.0, None), (None, 1.0))


def test_what_both_ways_share_cancels_with_its_gaps_and_to_the_last_digit() -> None:
    shared = [line("coal", "0.1"), line("coal", "0.2"), line("coal", "0.3"), line("void", "1")]
    own = line("coal", "1", "end of life")
    drawn = tiny(shared, [*reversed(shared), own])
    shown = heat_map(drawn, "R0", "A1")
    assert [[cell.text for cell in cells] for cells in shown.cells] == [["0", "1.0"]]
    assert not any(cell.missing for cells in shown.cells for cell in cells)
    assert (shown.phase_totals, shown.total) == (("0", "1.0"), "1.0")


def test_what_is_rounding_is_zero() -> None:
    drawn = tiny([line("coal", "0.1"), line("coal", "0.2")], [line("coal", "0.3")])
    shown = heat_map(drawn, "R0", "A1")
    assert [[cell.text for cell in cells] for cells in shown.cells] == [["0"]]
    assert shown.total == "0"


def test_a_line_that_only_one_way_has_leaves_its_place_open() -> None:
    drawn = tiny([line("coal", "2"), line("void", "1", device="desk")], [line("coal", "1")])
    shown = heat_map(drawn, "R0", "A1")
    assert shown.devices == ("camera", "desk")
    assert [[cell.text for cell in cells] for cells in shown.cells] == [["−1.0"], ["?"]]


@pairs
def test_the_sums_of_a_heat_map_are_those_of_its_places(key: str, first: str, second: str) -> None:
    drawn = simulation(key)
    ways = tables_of(drawn.study, first, second, drawn.zone)
    for indicator in catalogue.indicators():
        totals = [way.total()[indicator] for way in ways]
        for tables, expected in (
            (ways[:1], totals[0]),
            (ways[1:], totals[1]),
            (ways, None if None in totals else totals[1] - totals[0]),  # type: ignore[operator]
        ):
            shown = details.heat_map(drawn.study, indicator, "", *tables)
            known = [one for values in shown.values for one in values if one is not None]
            size = max(abs(one) for one in known) if known else 1.0
            if expected is not None:
                assert sum(known) == pytest.approx(expected, abs=1e-9 * size)
            assert (shown.total == "?") == (not known)
            assert all(-1 <= cell.share <= 1 for cells in shown.cells for cell in cells)


def test_a_very_small_part_is_not_written_as_nothing() -> None:
    drawn = tiny([line("coal", "10000"), line("coal", "1", "end of life")], [line("coal", "1")])
    shown = details.hotspots(drawn.study, "GWP", impacts(drawn.study, "R0", "FRA"))
    assert [one.text for one in shown] == ["100%", "< 0.1%"]


def test_an_indicator_without_data_has_no_hotspots() -> None:
    drawn = tiny([line("coal", "1")], [line("coal", "2")])
    assert details.hotspots(drawn.study, "PE", impacts(drawn.study, "R0", "FRA")) == ()


def test_a_tiny_cell_is_written_as_less_than_what_can_be_read() -> None:
    study = catalogue.study("forest_fire")
    shown = details.heat_map(
        study, "ADPe", "B − A", impacts(study, "R0", "FRA"), impacts(study, "A1", "FRA")
    )
    row = shown.devices.index(str(study.devices["training server"]))
    assert "< 0.001" in [cell.text for cell in shown.cells[row]]
    assert shown.device_totals[row] == "< 0.001"
