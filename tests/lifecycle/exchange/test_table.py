"""The inventory as CSV."""

import csv
import io

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.errors import UnknownName
from equilibre.lifecycle.exchange.table import NO_DATA, table_bytes
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.study import Study


def rows(study: Study, zone: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_bytes(study, zone).decode("utf-8"))))


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_every_line_has_a_row_for_each_indicator(key: str) -> None:
    study = catalogue.study(key)
    lines = sum(len(variant.lines) for variant in study.variants)
    assert len(rows(study, study.zone)) == lines * len(catalogue.indicators())


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_the_values_of_a_variant_add_up_to_its_impacts(key: str) -> None:
    study = catalogue.study(key)
    table = rows(study, "POL")
    for variant in study.variants:
        for indicator, total in impacts(study, variant.key, "POL").total().items():
            values = [
                float(row["value"])
                for row in table
                if (row["variant"], row["indicator"]) == (variant.key, indicator)
                and row["value"] != NO_DATA
            ]
            assert sum(values) == pytest.approx(total or 0.0), (variant.key, indicator)


def test_a_gap_says_no_data_and_is_never_zero() -> None:
    study = catalogue.study("forest_fire")
    missing = [row for row in rows(study, "FRA") if NO_DATA in (row["value"], row["low"])]
    assert len(missing) == sum(
        len(impacts(study, variant.key, "FRA").gaps(indicator))
        for variant in study.variants
        for indicator in catalogue.indicators()
    )
    assert all(row["value"] == row["low"] == row["high"] == NO_DATA for row in missing)


def test_low_is_below_high_even_for_what_is_spared(hostile: Study) -> None:
    row = rows(hostile, "FRA")[0]
    assert (row["low"], row["value"], row["high"]) == ("-120.0", "-60.0", "-30.0")


def test_no_text_becomes_a_formula_and_numbers_stay_numbers(hostile: Study) -> None:
    row = rows(hostile, "FRA")[0]
    assert row["factor_name"] == "'=1+1"
    assert row["source"] == "'@me"
    assert row["expression"] == "'-pupils"
    assert row["amount"] == "-30.0"


def test_the_file_is_utf_8_without_byte_order_mark() -> None:
    content = table_bytes(catalogue.study("forest_fire"), "FRA")
    assert content.startswith(b"study,zone,variant")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownName):
        table_bytes(catalogue.study("forest_fire"), "ATL")
