"""Whatever is shown: two digits, true minus signs, and every number a number."""

from collections.abc import Iterator

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import sensitivity
from equilibre.texts import use_language
from equilibre.ui.lifecycle.figures import details, phases
from tests.ui.lifecycle.figures.drawn import (
    PAIRS,
    beyond_of,
    digits,
    languages,
    pairs,
    rows_of,
    simulation,
    tables_of,
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def test_digits_are_counted_as_people_count_them() -> None:
    assert digits("390 → 28 kg CO₂e") == [2, 2]
    assert digits("0.0000097 12,300 6.76 0,049") == [2, 3, 3, 2]


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
    for panel in phases.panels(drawn, ((first, ways[0]), (second, ways[1]))):
        for bar in panel.bars:
            assert max(digits(bar.total_text + " " + bar.interval_text), default=0) <= 2
    for row in beyond_of(drawn, first, second):
        texts = (row.one, row.rebound, row.cancelled, row.scaled, row.person_text)
        assert max(digits(" ".join(texts)), default=0) <= 2, texts
    for indicator in catalogue.indicators():
        for shown in (ways[:1], ways[1:], ways):
            table = details.heat_map(drawn.study, indicator, "", *shown)
            texts = [cell.text for cells in table.cells for cell in cells]
            texts += [*table.device_totals, *table.phase_totals, table.total]
            assert max(digits(" ".join(texts)), default=0) <= 2, texts
        ranked = [
            *details.hotspots(drawn.study, indicator, ways[1]),
            *details.swings(
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
def test_a_true_minus_stands_before_what_is_less(language: str) -> None:
    use_language(language)
    for key, first, second in PAIRS:
        drawn = simulation(key)
        ways = tables_of(drawn.study, first, second, drawn.zone)
        texts = [row.change + row.interval for row in rows_of(drawn, first, second)]
        texts += [row.one + row.rebound + row.scaled for row in beyond_of(drawn, first, second)]
        shown = details.heat_map(drawn.study, "GWP", "", *ways)
        texts += [cell.text for cells in shown.cells for cell in cells]
        assert not any("-" in text for text in texts)
        assert not any("nan" in text or "inf" in text for text in texts)
