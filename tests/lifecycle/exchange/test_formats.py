"""The list of formats."""

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.formats import FORMATS
from equilibre.lifecycle.study import Study


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_has_a_name_and_writes_a_study(suffix: str, hostile: Study) -> None:
    written = FORMATS[suffix]
    assert suffix.startswith(".")
    assert written.name
    assert written.content(hostile, "POL") != written.content(hostile, "FRA")
    assert written.content(catalogue.study("forest_fire"), "FRA")
