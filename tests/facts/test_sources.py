"""Every published figure says where it comes from, in both languages, and stands once."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from equilibre.facts.electricity import countries
from equilibre.facts.equivalents import equivalents
from equilibre.resources import resource
from equilibre.texts import use_language

FILES = sorted(Path(str(resource("facts"))).glob("*.csv"))
IDENTIFIERS = {"carbon_intensity.csv": ("iso3", "country"), "equivalents.csv": ("key",)}
NAMES = {
    "carbon_intensity.csv": ("country", "country_fr"),
    "equivalents.csv": ("name_en", "name_fr"),
}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as content:
        return list(csv.DictReader(content))


def test_every_file_of_figures_is_known_to_these_tests() -> None:
    assert {file.name for file in FILES} == set(IDENTIFIERS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_figure_has_a_source_a_place_a_year_and_how_it_was_checked(file: Path) -> None:
    for row in rows(file):
        assert None not in row, row  # more cells than the header
        assert all(row[column].strip() for column in ("source", "locator", "confidence")), row
        assert 2000 <= int(row["year"][:4]) <= 2100, row


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_figure_has_a_name_in_both_languages(file: Path) -> None:
    for row in rows(file):
        assert all(row[column].strip() for column in NAMES[file.name]), row


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_figure_stands_twice(file: Path) -> None:
    keys = Counter(
        next(row[column] for column in IDENTIFIERS[file.name] if row[column]) for row in rows(file)
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_row_becomes_a_record() -> None:
    sizes = {file.name: len(rows(file)) for file in FILES}
    assert len(countries()) == sizes["carbon_intensity.csv"]
    assert len(equivalents()) == sizes["equivalents.csv"]


def test_things_to_compare_with_are_of_a_known_nature_and_unit() -> None:
    units = {"energy": "W", "carbon": "kg/km"}
    for thing in equivalents().values():
        assert thing.value > 0
        assert thing.unit == units[thing.nature]


def test_a_device_to_compare_with_runs_for_a_duration_in_both_languages() -> None:
    for thing in equivalents().values():
        for language in ("en", "fr"):
            use_language(language)
            assert ("{duration}" in thing.name) == (thing.nature == "energy")
