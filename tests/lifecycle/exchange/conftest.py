"""A study whose texts try to be something else in a spreadsheet, and that has its own figure."""

from dataclasses import replace

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.factor import Factor, Range
from equilibre.lifecycle.study import Line, Study
from equilibre.texts import Words


def both(text: str) -> Words:
    return Words(text, text)


@pytest.fixture
def hostile() -> Study:
    study = catalogue.study("class_assistant")
    own = Factor(
        key="my_own",
        name=both("=1+1"),
        unit="kWh",
        impacts={"GWP": Range(1.0, 2.0, 4.0), "ADPe": None, "PE": None, "WATER": None},
        source=both("@me"),
        locator="-1",
        licence="+2",
        year="2026",
        kind="assumption",
    )
    first, *others = study.variants
    line = Line(first.lines[0].phase, first.lines[0].device, own.key, "-pupils")
    return replace(
        study,
        title=both("42"),
        functional_unit=both("true"),
        factors={own.key: own},
        variants=(replace(first, title=both("a::b, <c> & \x07"), lines=(line, line)), *others),
    )
