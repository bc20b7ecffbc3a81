"""What is said of a comparison: two digits, one unit in a row, and never a zero for no data."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import compare, sensitivity
from equilibre.lifecycle.inventory import Impacts, impacts
from equilibre.lifecycle.study import Line, Study
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.quantities import Unit
from equilibre.texts import use_language
from equilibre.ui.lifecycle import figures
from equilibre.ui.lifecycle.state import BeyondRow, HeatMap, SignRow
from tests.lifecycle.studies import Figures, factor, line, study

KILOGRAM = Unit("kg", 1.0)
PAIRS = [
    (key, first, second)
    for key in catalogue.study_keys()
    for first, second in itertools.permutations(
        [one.key for one in catalogue.study(key).variants], 2
    )
]
pairs = pytest.mark.parametrize(("key", "first", "second"), PAIRS)
languages = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@cache
def simulation(key: str) -> Simulation:
    made = catalogue.study(key)
    return Simulation(made, made.zone, draws=500)


def rows_of(drawn: Simulation, first: str, second: str) -> tuple[SignRow, ...]:
    return figures.sign_rows(
        drawn, compare(drawn, first, second), *tables_of(drawn.study, first, second, drawn.zone)
    )


def tables_of(made: Study, first: str, second: str, zone: str = "FRA") -> tuple[Impacts, Impacts]:
    return impacts(made, first, zone), impacts(made, second, zone)


def beyond_of(drawn: Simulation, first: str, second: str) -> tuple[BeyondRow, ...]:
    return figures.beyond_rows(
        compare(drawn, first, second),
        *tables_of(drawn.study, first, second, drawn.zone),
        0.3,
        1_000,
    )


def tiny(
    one: Sequence[Line],
    other: Sequence[Line],
    parameters: Mapping[str, Sequence[float] | float] | None = None,
    **coal: Figures,
) -> Simulation:
    """Return draws of a study whose variants use coal; its impacts are given."""
    made = study(
        {"R0": one, "A1": other},
        [factor("coal", **(coal or {"GWP": 1})), factor("void")],
        parameters,
    )
    return Simulation(made, "FRA", draws=2_000)


def row_of(drawn: Simulation, indicator: str = "GWP") -> SignRow:
    return next(row for row in rows_of(drawn, "R0", "A1") if row.indicator == indicator)


def digits(text: str) -> list[int]:
    """Return how many significant digits each number of *text* has, as its writer meant them."""
    found = re.findall(r"\d[\d\u202f,.]*", text.replace("CO₂", ""))
    counts = []
    for number in found:
        plain = re.sub(r"[\u202f]", "", number)
        decimal = re.search(r"[.,]\d*$", plain) if not re.search(r",\d{3}$", plain) else None
        whole = re.sub(r"\D", "", plain).lstrip("0")
        counts.append(len(whole if decimal else whole.rstrip("0")))
    return counts


def test_digits_are_counted_as_people_count_them() -> None:
    assert digits("390 → 28 kg CO₂e") == [2, 2]
    assert digits("0.0000097 12,300 6.76 0,049") == [2, 3, 3, 2]


# -- two digits, everywhere --------------------------------------------------------------------


@pairs
def test_no_figure_has_more_digits_than_its_method_allows(
    key: str, first: str, second: str
) -> None:
    drawn = simulation(key)
    ways = tables_of(drawn.study, first, second, drawn.zone)
    for row in rows_of(drawn, first, second):
        most = catalogue.indicators()[row.indicator].most_digits
        assert max(digits(row.totals), default=0) <= most
        for text in (row.change, row.interval):
            assert max(digits(text), default=0) <= 2, text
    for panel in figures.panels(drawn, ((first, ways[0]), (second, ways[1]))):
        for bar in panel.bars:
            assert max(digits(bar.total_text + " " + bar.interval_text), default=0) <= 2
    for row in beyond_of(drawn, first, second):
        texts = (row.one, row.rebound, row.cancelled, row.scaled, row.person_text)
        assert max(digits(" ".join(texts)), default=0) <= 2, texts
    for indicator in catalogue.indicators():
        for shown in (ways[:1], ways[1:], ways):
            table = figures.heat_map(drawn.study, indicator, "", *shown)
            texts = [cell.text for cells in table.cells for cell in cells]
            texts += [*table.device_totals, *table.phase_totals, table.total]
            assert max(digits(" ".join(texts)), default=0) <= 2, texts
        ranked = [
            *figures.hotspots(drawn.study, indicator, ways[1]),
            *figures.swings(
                drawn.study,
                drawn.zone,
                indicator,
                sensitivity(drawn.study, drawn.zone, first, second, indicator),
            ),
        ]
        for one in ranked:
            assert max(digits(one.text)) <= 2, one.text
            assert -1 <= one.start <= 1
            assert -1 <= one.length <= 1


@languages
@pairs
def test_the_sentence_names_every_indicator_once(
    key: str, first: str, second: str, language: str
) -> None:
    use_language(language)
    rows = rows_of(simulation(key), first, second)
    assert [row.indicator for row in rows] == list(catalogue.indicators())
    text = figures.sentence(rows).lower()
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


# -- shares and bounds -------------------------------------------------------------------------


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
    assert figures.share(value) == en
    use_language("fr")
    assert figures.share(value).replace("\u202f", " ") == fr


@given(
    st.floats(-1e9, 1e9, allow_subnormal=False).filter(lambda one: one == 0 or abs(one) > 1e-9),
    st.floats(0, 1e9),
)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_bounds_are_rounded_outward_and_hardly(low: float, width: float) -> None:
    high = low + width
    if 0 < abs(high) < 1e-9:
        return
    text = figures.between(low, high, KILOGRAM).replace(",", "").replace("−", "-")
    texts = text.split(" … ") if " … " in text else text.split("–")
    written_low, written_high = map(float, texts)
    assert written_low <= low + 1e-9 * abs(low)
    assert written_high >= high - 1e-9 * abs(high)
    assert written_low >= low - 0.11 * abs(low)
    assert written_high <= high + 0.11 * abs(high)


def test_bounds_that_two_digits_hold_stay_as_they_are() -> None:
    assert figures.between(2.0, 34.0, KILOGRAM) == "2.0–34"
    assert figures.between(0.3, 0.7, KILOGRAM) == "0.30–0.70"
    assert figures.between(-2.0, -1.1, KILOGRAM) == "−2.0 … −1.1"
    assert figures.between(0.0, 0.0, KILOGRAM) == "0–0"


# -- rows --------------------------------------------------------------------------------------


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
    assert figures.sentence((row,)) == "Some data are missing, the sign could turn: climate."


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


# -- panels ------------------------------------------------------------------------------------


def test_a_panel_shows_both_ways_in_one_unit_and_says_what_is_missing() -> None:
    drawn = tiny([line("coal", "1000")], [line("coal", "2"), line("void", "1", "end of life")])
    first, second = tables_of(drawn.study, "R0", "A1")
    panel = figures.panels(drawn, (("R0", first), ("A1", second)))[0]
    assert panel.title == "Climate (t CO₂e)"
    assert [bar.total_text for bar in panel.bars] == ["1.0", "0.0020"]
    assert [bar.missing for bar in panel.bars] == ["", "No data: end of life."]
    assert panel.top == pytest.approx(1.0)


def test_a_bar_of_which_nothing_is_known_has_no_total() -> None:
    drawn = tiny([line("void", "1")], [line("coal", "2")])
    first, second = tables_of(drawn.study, "R0", "A1")
    bar = figures.panels(drawn, (("R0", first), ("A1", second)))[0].bars[0]
    assert (bar.total, bar.total_text, bar.interval_text, bar.segments) == (None, "no data", "", ())


@pairs
def test_the_pieces_of_a_bar_add_up_to_its_total(key: str, first: str, second: str) -> None:
    drawn = simulation(key)
    ways = tables_of(drawn.study, first, second, drawn.zone)
    for panel in figures.panels(drawn, ((first, ways[0]), (second, ways[1]))):
        for bar in panel.bars:
            pieces = sum(segment.value for segment in bar.segments)
            assert pieces == pytest.approx(bar.total or 0.0)
            assert max(bar.total or 0.0, bar.high) <= panel.top + 1e-12


# -- heat maps ---------------------------------------------------------------------------------


def heat_map(drawn: Simulation, *variants: str) -> HeatMap:
    tables = [impacts(drawn.study, key, "FRA") for key in variants]
    return figures.heat_map(drawn.study, "GWP", "x", *tables)


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
            shown = figures.heat_map(drawn.study, indicator, "", *tables)
            known = [one for values in shown.values for one in values if one is not None]
            size = max(abs(one) for one in known) if known else 1.0
            if expected is not None:
                assert sum(known) == pytest.approx(expected, abs=1e-9 * size)
            assert (shown.total == "?") == (not known)
            assert all(-1 <= cell.share <= 1 for cells in shown.cells for cell in cells)


# -- lists -------------------------------------------------------------------------------------


def test_a_very_small_part_is_not_written_as_nothing() -> None:
    drawn = tiny([line("coal", "10000"), line("coal", "1", "end of life")], [line("coal", "1")])
    shown = figures.hotspots(drawn.study, "GWP", impacts(drawn.study, "R0", "FRA"))
    assert [one.text for one in shown] == ["100%", "< 0.1%"]


def test_an_indicator_without_data_has_no_hotspots() -> None:
    drawn = tiny([line("coal", "1")], [line("coal", "2")])
    assert figures.hotspots(drawn.study, "PE", impacts(drawn.study, "R0", "FRA")) == ()


# -- beyond ------------------------------------------------------------------------------------


def beyond(drawn: Simulation, indicator: str = "GWP") -> BeyondRow:
    index = list(catalogue.indicators()).index(indicator)
    return beyond_of(drawn, "R0", "A1")[index]


def test_more_use_eats_a_saving_and_says_when_it_is_gone() -> None:
    row = beyond(tiny([line("coal", "100")], [line("coal", "50")]))
    assert (row.name, row.one, row.rebound) == ("Climate (kg CO₂e)", "−50", "−35")
    assert row.cancelled == "use × 2.0"
    assert row.scaled == "−50\u202ft CO₂e"
    row = beyond(tiny([line("coal", "100")], [line("coal", "80")]))
    assert (row.rebound, row.cancelled) == ("+4.0", "use +25%")
    assert beyond(tiny([line("coal", "1")], [line("coal", "2")])).cancelled == "no saving"


def test_beyond_the_vector_no_data_stays_no_data() -> None:
    row = beyond(tiny([line("coal", "1")], [line("coal", "2")]), "WATER")
    assert (row.one, row.rebound, row.cancelled, row.scaled) == (
        "no data",
        "no data",
        "—",
        "no data",
    )
    assert (row.person_first, row.person_second) == (None, None)


def test_shares_of_a_budget_keep_two_digits_and_their_sign() -> None:
    budget = catalogue.indicators()["GWP"].budget
    assert budget
    texts = [
        beyond(tiny([line("coal", "1")], [line("coal", str(part * budget))])).person_text
        for part in (2.834, 0.28, 0.0036, 0.000001, 0)
    ]
    assert [text.split("\n")[1] for text in texts] == ["280%", "28%", "0.36%", "< 0.01%", "0%"]
    avoided = beyond(tiny([line("coal", "1")], [line("coal", f"-{budget}/2")]))
    assert avoided.person_text.split("\n")[1] == "−50%"


@languages
def test_a_true_minus_stands_before_what_is_less(language: str) -> None:
    use_language(language)
    for key, first, second in PAIRS:
        drawn = simulation(key)
        ways = tables_of(drawn.study, first, second, drawn.zone)
        texts = [row.change + row.interval for row in rows_of(drawn, first, second)]
        texts += [row.one + row.rebound + row.scaled for row in beyond_of(drawn, first, second)]
        shown = figures.heat_map(drawn.study, "GWP", "", *ways)
        texts += [cell.text for cells in shown.cells for cell in cells]
        assert not any("-" in text for text in texts)
        assert not any("nan" in text or "inf" in text for text in texts)
