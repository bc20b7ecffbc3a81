"""No text of a table is an order to the program that opens it, whatever it takes for a cell."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.sessions.table import table_csv
from equilibre.spreadsheet import harmless

FORMULA = re.compile(r"""\s*[=+\-@＝＋－＠]""")


@pytest.mark.parametrize("cell", ["=1", " =1", "＝1", "@x", "-", "\rx", "\tx"])
def test_a_formula_becomes_a_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["plain", "1=2", "", "a; b", "été - hiver", -3.0, 2, None])
def test_all_else_stays_as_it_is(cell: object) -> None:
    assert harmless(cell) == cell


def test_a_formula_behind_the_separator_of_another_country_becomes_a_text() -> None:
    assert harmless("run;=cmd|'/c calc'!A1") == "run;'=cmd|'/c calc'!A1"
    assert harmless("\t+1") == "'\t'+1"
    assert harmless('run;"=1+1"') == 'run;"\'=1+1"'


@given(st.lists(st.text("=+-@;,\t\r\n \"'|a＝", max_size=12), min_size=1, max_size=4))
def test_no_cell_begins_with_a_formula_whatever_separates_them(names: list[str]) -> None:
    written = table_csv(["name"] * len(names), [names])
    for separator in ",;\t|":
        reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
        assert not [cell for row in reader for cell in row if FORMULA.match(cell)]
