"""Studies drawn for the tests of figures, and what is found in them."""

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import compare
from equilibre.lifecycle.inventory import Impacts, impacts
from equilibre.lifecycle.study import Line, Study
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.ui.lifecycle.figures import beyond, signs
from equilibre.ui.lifecycle.state import BeyondRow, SignRow
from tests.lifecycle.studies import Figures, factor, study

PAIRS = [
    (key, first, second)
    for key in catalogue.study_keys()
    for first, second in itertools.permutations(
        [one.key for one in catalogue.study(key).variants], 2
    )
]
pairs = pytest.mark.parametrize(("key", "first", "second"), PAIRS)
languages = pytest.mark.parametrize("language", ["en", "fr"])


@cache
def simulation(key: str) -> Simulation:
    made = catalogue.study(key)
    return Simulation(made, made.zone, draws=500)


def rows_of(drawn: Simulation, first: str, second: str) -> tuple[SignRow, ...]:
    return signs.rows(
        drawn, compare(drawn, first, second), *tables_of(drawn.study, first, second, drawn.zone)
    )


def tables_of(made: Study, first: str, second: str, zone: str = "FRA") -> tuple[Impacts, Impacts]:
    return impacts(made, first, zone), impacts(made, second, zone)


def beyond_of(drawn: Simulation, first: str, second: str) -> tuple[BeyondRow, ...]:
    return beyond.rows(
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
