"""A study is written in the form that the name of the file says, or refused with a sentence."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.errors import EquilibreError
from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.formats import FORMATS
from equilibre.sessions.export import NoSuchFormat, export_study
from equilibre.sessions.files import RunsUnwritable
from equilibre.sessions.studies import read_study_file
from equilibre.texts import Words, use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.mark.parametrize("key", ["forest_fire", "smart_thermostat"])
def test_a_study_written_as_json_is_read_again_unchanged(tmp_path: Path, key: str) -> None:
    path = tmp_path / "éàü « study ».JSON"
    export_study(path, catalogue.study(key), "POL")
    assert read_study_file(path) == catalogue.study(key)


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_study_is_written_in_every_form(tmp_path: Path, suffix: str) -> None:
    for key in catalogue.study_keys():
        path = tmp_path / f"{key}{suffix}"
        export_study(path, catalogue.study(key), "FRA")
        assert path.stat().st_size > 500, path.name
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_the_electricity_of_the_zone_goes_into_the_file(tmp_path: Path) -> None:
    study = catalogue.study("forest_fire")
    export_study(tmp_path / "a.csv", study, "FRA")
    export_study(tmp_path / "b.csv", study, "POL")
    assert (tmp_path / "a.csv").read_bytes() != (tmp_path / "b.csv").read_bytes()


def test_odd_titles_are_no_trouble_for_any_form(tmp_path: Path) -> None:
    title = "=1+1; <b>&amp;</b> \"quoted\" 'Ω' " + "long " * 40
    study = replace(catalogue.study("forest_fire"), title=Words(title, title))
    for suffix in FORMATS:
        export_study(tmp_path / f"odd{suffix}", study, "FRA")


def test_the_files_for_openlca_are_json_in_a_zip(tmp_path: Path) -> None:
    export_study(tmp_path / "study.zip", catalogue.study("forest_fire"), "FRA")
    with zipfile.ZipFile(tmp_path / "study.zip") as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith(".json"):
                json.loads(archive.read(name))


@pytest.mark.parametrize("name", ["study", "study.doc", ".json", "study.json.txt"])
def test_a_name_without_a_known_ending_is_refused_with_those_that_are(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(NoSuchFormat, match=r"must end in \.equilibre-study, \.json, \."):
        export_study(tmp_path / name, catalogue.study("forest_fire"), "FRA")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".equilibre-study", ".json", *sorted(FORMATS)])
def test_a_place_that_cannot_be_written_is_said_and_the_old_file_stays(
    tmp_path: Path, suffix: str
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(RunsUnwritable, match="cannot be written"):
        export_study(tmp_path / "file" / f"study{suffix}", catalogue.study("forest_fire"), "FRA")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "not a folder"


def test_an_unknown_zone_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    for suffix in FORMATS:
        with pytest.raises(EquilibreError):
            export_study(tmp_path / f"a{suffix}", catalogue.study("forest_fire"), "MARS")
    assert list(tmp_path.iterdir()) == []
