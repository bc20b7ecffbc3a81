"""Brightway, where it is installed (the extra "brightway"), finds our numbers in our files."""

import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.brightway import (
    METHOD,
    brightway_bytes,
    database_name,
    database_snippet,
    method_snippet,
)
from equilibre.lifecycle.exchange.openlca import openlca_bytes
from equilibre.lifecycle.exchange.openlca_flows import identifier
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.study import Study

ABSENT = "Brightway is not installed: it comes with the extra “brightway” of pyproject.toml."

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # those of other people's libraries
]


@pytest.fixture(scope="module", autouse=True)
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty Brightway project in a folder of its own."""
    folder = tmp_path_factory.mktemp("brightway")
    before = os.environ.get("BRIGHTWAY2_DIR")
    os.environ["BRIGHTWAY2_DIR"] = str(folder)  # read once, when bw2data is imported
    bw2data = pytest.importorskip("bw2data", reason=ABSENT)
    pytest.importorskip("bw2io", reason=ABSENT)
    pytest.importorskip("bw2calc", reason=ABSENT)
    bw2data.projects.set_current("equilibre")
    yield
    if before is None:
        del os.environ["BRIGHTWAY2_DIR"]
    else:
        os.environ["BRIGHTWAY2_DIR"] = before


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_a_workbook_links_whole_and_gives_our_totals(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_workbook(catalogue.study(key), tmp_path, monkeypatch)


def test_a_workbook_of_strange_texts_links_whole_too(
    hostile: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_workbook(hostile, tmp_path, monkeypatch)


def check_workbook(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import bw2data

    (tmp_path / "study.xlsx").write_bytes(brightway_bytes(study, study.zone))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    with redirect_stdout(io.StringIO()):
        exec("\n".join(database_snippet()), names)
        exec("\n".join(method_snippet(study, study.zone)), names)

    assert not list(names["importer"].unlinked)  # type: ignore[attr-defined]
    database = database_name(study, study.zone)
    for variant in study.variants:
        node = bw2data.get_node(database=database, code=f"variant {variant.key}")
        check_totals(study, variant.key, node)


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_a_package_for_openlca_links_whole_and_gives_our_totals(key: str, tmp_path: Path) -> None:
    import bw2data
    from bw2io.importers.json_ld import JSONLDImporter

    study = catalogue.study(key)
    with zipfile.ZipFile(io.BytesIO(openlca_bytes(study, study.zone))) as package:
        package.extractall(tmp_path)
    database = f"openlca {key}"
    with redirect_stdout(io.StringIO()):
        importer = JSONLDImporter(tmp_path, database)
        importer.apply_strategies()
        importer.merge_biosphere_flows()
        assert not list(importer.unlinked)
        importer.write_database()
    for indicator in catalogue.indicators():
        method = bw2data.Method((METHOD, indicator))
        if method.name not in bw2data.methods:
            method.register()
        method.write([((database, identifier("flow", "indicator", indicator)), 1.0)])
    for variant in study.variants:
        code = identifier("flow", "variant", study.key, study.zone, variant.key)
        check_totals(study, variant.key, bw2data.get_node(database=database, code=code))


def check_totals(study: Study, variant: str, node: object) -> None:
    import bw2calc

    totals = impacts(study, variant, study.zone).total()
    calculation = bw2calc.LCA({node: 1}, method=(METHOD, "GWP"))
    calculation.lci()
    for indicator, total in totals.items():
        calculation.switch_method((METHOD, indicator))
        calculation.lcia_calculation()
        assert calculation.score == pytest.approx(total or 0.0, rel=1e-6), (variant, indicator)
