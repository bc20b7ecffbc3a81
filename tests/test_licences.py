"""The licences of what is inside: from the packages of a checkout, or from an installer's list."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from equilibre import resources
from equilibre.licences import PACKAGES, notices

ROOT = Path(__file__).parents[1]


def test_the_packages_asked_for_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [re.match(r"[\w.-]+", line) for line in project["dependencies"]]
    assert sorted(PACKAGES) == sorted(found[0] for found in asked if found)


def test_a_checkout_tells_of_its_packages_and_of_what_they_need_in_turn() -> None:
    found = {notice.name: notice for notice in notices()}
    assert next(iter(found)) == "Équilibre"
    assert found["numpy"].licence.startswith("BSD-3-Clause")
    assert "Travis" in found["numpy"].text() or "NumPy" in found["numpy"].text()
    assert {"scipy", "shiboken6", "Inter", "Lucide"} <= found.keys()
    assert not {"pytest", "mypy"} & found.keys()


def test_every_part_of_a_checkout_names_a_licence() -> None:
    assert [notice.name for notice in notices() if not notice.licence] == []


def test_an_installed_program_reads_the_list_that_came_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = tmp_path / "licences" / "texts"
    texts.mkdir(parents=True)
    row = {
        "name": "Qt",
        "version": "6",
        "licence": "LGPL-3.0-only",
        "note": "",
        "texts": ["a", "b"],
    }
    (texts.parent / "parts.json").write_text(json.dumps([row]), encoding="utf-8")
    (texts / "a").write_text("First\n", encoding="utf-8")
    (texts / "b").write_text("Second\n", encoding="utf-8")
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    (notice,) = notices()
    assert (notice.name, notice.version, notice.licence) == ("Qt", "6", "LGPL-3.0-only")
    assert notice.text().startswith("First\n")
    assert notice.text().endswith("Second")
