"""The package for openLCA, read again with the library of its format."""

import io
import zipfile
from pathlib import Path

import olca_schema as schema
import pytest
from olca_schema.zipio import ZipReader

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.openlca import openlca_bytes
from equilibre.lifecycle.exchange.openlca_flows import identifier
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.study import Study


class Package:
    """A package, and what is computed from it without our engine."""

    def __init__(self, content: bytes, folder: Path) -> None:
        path = folder / "study.zip"
        path.write_bytes(content)
        self.reader = ZipReader(path)

    def processes(self) -> dict[str, schema.Process]:
        identifiers = self.reader.ids_of(schema.Process)
        return {each: self.reader.read_process(each) for each in identifiers}

    def score(self, process: schema.Process, flow: str) -> float:
        """Return how much of *flow* a process and those that it takes from give off."""
        total = 0.0
        for exchange in process.exchanges:
            if exchange.is_input:
                provider = self.reader.read_process(exchange.default_provider.id)
                total += exchange.amount * self.score(provider, flow)
            elif exchange.flow.id == flow:
                total += exchange.amount
        return total


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_a_package_read_again_gives_our_totals(key: str, tmp_path: Path) -> None:
    study = catalogue.study(key)
    package = Package(openlca_bytes(study, study.zone), tmp_path)
    for variant in study.variants:
        process = package.reader.read_process(
            identifier("process", "variant", key, study.zone, variant.key)
        )
        for indicator, total in impacts(study, variant.key, study.zone).total().items():
            score = package.score(process, identifier("flow", "indicator", indicator))
            assert score == pytest.approx(total or 0.0), (variant.key, indicator)


def test_everything_that_is_named_is_in_the_package(tmp_path: Path) -> None:
    package = Package(openlca_bytes(catalogue.study("forest_fire"), "FRA"), tmp_path)
    reader = package.reader
    groups = [reader.read_unit_group(each) for each in reader.ids_of(schema.UnitGroup)]
    units = {unit.id for group in groups for unit in group.units}
    flows = set(reader.ids_of(schema.Flow))
    quantities = set(reader.ids_of(schema.FlowProperty))
    for process in package.processes().values():
        assert process.location.id in reader.ids_of(schema.Location)
        for exchange in process.exchanges:
            assert exchange.flow.id in flows
            made = exchange.is_input or exchange.is_quantitative_reference  # else it is an impact
            kinds = schema.FlowType
            assert exchange.flow.flow_type is (
                kinds.PRODUCT_FLOW if made else kinds.ELEMENTARY_FLOW
            )
            assert exchange.flow.ref_unit
            assert exchange.unit.id in units
            assert exchange.flow_property.id in quantities
            assert not exchange.is_avoided_product  # what is avoided has a negative amount
    assert all(reader.read_flow(flow).category for flow in flows)


def test_the_method_counts_each_indicator_for_one(tmp_path: Path) -> None:
    package = Package(openlca_bytes(catalogue.study("forest_fire"), "FRA"), tmp_path)
    (method,) = (
        package.reader.read_impact_method(each)
        for each in package.reader.ids_of(schema.ImpactMethod)
    )
    categories = [package.reader.read_impact_category(each.id) for each in method.impact_categories]
    assert len(categories) == len(catalogue.indicators())
    for category in categories:
        (only,) = category.impact_factors
        assert only.value == 1
        assert only.flow.name.startswith("aggregated impact, ")


def test_an_indicator_without_data_has_no_exchange_and_a_sentence(tmp_path: Path) -> None:
    package = Package(openlca_bytes(catalogue.study("forest_fire"), "FRA"), tmp_path)
    process = package.reader.read_process(identifier("process", "factor", "vehicle_km"))
    assert len(process.exchanges) == 1 + 3
    assert "No data for: WATER." in process.description


def test_a_figure_of_the_study_does_not_replace_that_of_the_tables(
    hostile: Study, tmp_path: Path
) -> None:
    package = Package(openlca_bytes(hostile, "FRA"), tmp_path)
    assert identifier("process", "factor", hostile.key, "my_own") in package.processes()
    assert identifier("process", "factor", "my_own") not in package.processes()


def test_the_same_study_makes_the_same_file_on_any_day() -> None:
    content = openlca_bytes(catalogue.study("forest_fire"), "FRA")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        dated = [name for name in package.namelist() if b"lastChange" in package.read(name)]
        assert all(b"2026-01-01T00:00:00Z" in package.read(name) for name in dated)
    assert content == openlca_bytes(catalogue.study("forest_fire"), "FRA")
