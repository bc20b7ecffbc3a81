"""The workbook for Brightway, read as the zip of XML that it is."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.brightway import (
    brightway_bytes,
    database_snippet,
    method_snippet,
)
from equilibre.lifecycle.study import Study

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAME, AMOUNT, UNIT, KIND, LINK = 0, 1, 2, 4, 5  # columns of the exchanges


def rows(content: bytes, sheet: int = 1) -> list[list[str | float]]:
    """Return the cells of a sheet, with "" for those left empty before the last."""
    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        strings = ElementTree.fromstring(workbook.read("xl/sharedStrings.xml"))
        texts = ["".join(item.itertext()) for item in strings.iter(f"{SPACE}si")]
        data = ElementTree.fromstring(workbook.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert data.find(f".//{SPACE}f") is None  # no formula
    table: list[list[str | float]] = []
    for row in data.iter(f"{SPACE}row"):
        table += [[] for _ in range(int(row.get("r", "0")) - 1 - len(table))]
        cells: list[str | float] = []
        for cell in row:
            cells += [""] * (ord(cell.get("r", "A")[0]) - ord("A") - len(cells))
            value = cell.findtext(f"{SPACE}v") or ""
            cells.append(texts[int(value)] if cell.get("t") == "s" else float(value))
        table.append(cells)
    return table


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_every_exchange_is_linked_to_an_activity_of_the_file(key: str) -> None:
    study = catalogue.study(key)
    table = rows(brightway_bytes(study, study.zone))
    database = f"equilibre {key} {study.zone}"
    assert table[0] == ["Database", database]
    codes = {f"{database}::{row[1]}" for row in table if row[:1] == ["code"]}
    links = {row[LINK] for row in table if len(row) > LINK and row[LINK] != "input"}
    assert links == codes


def test_units_bear_the_long_names_that_brightway_links() -> None:
    table = rows(brightway_bytes(catalogue.study("forest_fire"), "FRA"))
    units = {row[UNIT] for row in table if len(row) > LINK} - {"unit"}
    assert {"megajoule", "kilogram", "kilowatt hour"} <= units
    assert not units & {"MJ", "kg", "kWh", "km"}


def test_an_indicator_without_data_has_no_exchange_and_a_sentence() -> None:
    study = catalogue.study("forest_fire")
    table = rows(brightway_bytes(study, "FRA"))
    start = next(i for i, row in enumerate(table) if row[1:2] == ["factor vehicle_km"])
    activity = table[start : table.index([], start)]
    comment = next(row[1] for row in activity if row[0] == "comment")
    flows = [row[NAME] for row in activity if len(row) > LINK and row[KIND] == "biosphere"]
    assert "No data for: WATER." in str(comment)
    assert flows == [f"aggregated impact, {key}" for key in ("GWP", "ADPe", "PE")]


def test_texts_stay_texts_whatever_they_start_with(hostile: Study) -> None:
    table = rows(brightway_bytes(hostile, "FRA"))
    cells = [cell for row in table for cell in row]
    assert "=1+1 [my_own]" in cells
    assert not any("::" in str(row[1]) for row in table if row and row[0] == "Activity")


def test_a_second_sheet_that_the_importer_skips_tells_how_to_bring_the_method() -> None:
    study = catalogue.study("forest_fire")
    sheet = [row[0] for row in rows(brightway_bytes(study, "FRA"), sheet=2) if row]
    assert sheet[0] == "skip"
    assert [line for line in database_snippet() if line in sheet] == list(database_snippet())
    assert len(method_snippet(study, "FRA")) == 3
    assert set(method_snippet(study, "FRA")) <= set(sheet)


def test_the_same_study_makes_the_same_file_on_any_day() -> None:
    content = brightway_bytes(catalogue.study("forest_fire"), "FRA")
    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        assert {entry.date_time[0] for entry in workbook.infolist()} == {1980}
        assert b"2026-01-01T00:00:00Z" in workbook.read("docProps/core.xml")
    assert content == brightway_bytes(catalogue.study("forest_fire"), "FRA")
