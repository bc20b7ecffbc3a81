"""A study is computed, compared and exported without a screen, and what is wrong is said."""

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from equilibre.__main__ import main
from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import compare
from equilibre.lifecycle.files import study_bytes
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.uncertainty import Simulation
from tests.lifecycle.studies import factor, line, study

FEW = ("--draws", "300")


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["lifecycle", "--language", "en", "--json", *FEW, *arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    result: dict[str, Any] = json.loads(said.out)
    return result


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    try:
        code: object = main(["lifecycle", "--language", "en", *arguments])
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


def test_the_figures_are_those_of_the_engine(capsys: pytest.CaptureFixture[str]) -> None:
    result = asked(capsys, "forest_fire", "--seed", "4")
    chosen = catalogue.study("forest_fire")
    simulation = Simulation(chosen, "FRA", draws=300, seed=4)
    assert (result["study"], result["electricity"]) == ("forest_fire", "FRA")
    assert result["functional_unit"] == chosen.functional_unit.en
    assert (result["draws"], result["seed"], result["set"]) == (300, 4, {})
    for variant in chosen.variants:
        table = impacts(chosen, variant.key, "FRA")
        assert result["vectors"][variant.key] == table.total()
        assert result["phases"][variant.key] == table.by_phase()
        assert result["devices"][variant.key] == table.by_device()
        bounds = simulation.quantiles(variant.key, (0.05, 0.95))
        for key, interval in result["intervals"][variant.key].items():
            assert interval == (None if bounds[key] is None else list(bounds[key] or ()))
    assert result["compared"] == ["R0", "A1"]
    for key, difference in compare(simulation, "R0", "A1").items():
        row = result["comparison"][key]
        assert row["difference"] == difference.value
        assert row["sign"] == difference.sign
        assert row["unknown"] == difference.unknown
        assert row["probability_positive"] == difference.probability_positive
        assert row["settled"] == difference.settled


def test_what_has_no_data_is_null_and_its_lines_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = asked(capsys, "forest_fire")
    assert result["vectors"]["R0"]["WATER"] is None
    assert result["intervals"]["R0"]["WATER"] is None
    assert result["comparison"]["WATER"]["difference"] is None
    assert result["comparison"]["WATER"]["sign"] == "?"
    assert result["gaps"]["R0"]["WATER"] == [
        {"phase": "use: travel", "device": "vehicle", "factor": "vehicle_km"}
    ]
    assert result["gaps"]["R0"]["GWP"] == []


def test_a_seed_reproduces_and_another_one_draws_otherwise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    one, same, other = (asked(capsys, "forest_fire", "--seed", seed) for seed in ("1", "1", "2"))
    assert one == same
    assert one["intervals"] != other["intervals"]
    assert one["vectors"] == other["vectors"]


def test_the_zone_the_variants_and_the_parameters_can_be_chosen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = asked(
        capsys, "forest_fire", "--electricity", "POL", "--compare", "R1", "A1",
        "--set", "tower_km=3", "--set", "days=100",
    )  # fmt: skip
    assert (result["electricity"], result["compared"]) == ("POL", ["R1", "A1"])
    assert result["set"] == {"tower_km": 3.0, "days": 100.0}
    assert result["vectors"]["R0"]["GWP"] == pytest.approx(100 * 3 / 4 * 0.325)
    assert result["comparison"]["GWP"]["difference"] == pytest.approx(
        result["vectors"]["A1"]["GWP"] - result["vectors"]["R1"]["GWP"]
    )


def test_a_parameter_that_is_set_is_certain(capsys: pytest.CaptureFixture[str]) -> None:
    free = asked(capsys, "smart_thermostat")
    sure = asked(capsys, "smart_thermostat", "--set", "gas=12000", "--set", "elec=2900")
    widths = [high - low for low, high in (each["intervals"]["R0"]["GWP"] for each in (free, sure))]
    assert widths[1] < 0.7 * widths[0]


def test_the_text_is_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = catalogue.study("forest_fire")
    for language in ("fr", "en"):
        assert main(["lifecycle", "forest_fire", "--language", language, *FEW]) == 0
        text = capsys.readouterr().out
        assert text.startswith(getattr(chosen.title, language))
        flat = text.replace("\n", " ")
        assert getattr(chosen.functional_unit, language) in flat
        for indicator in catalogue.indicators().values():
            assert getattr(indicator.name, language) in flat
        assert "carculator 1.9.5" in flat


def test_the_text_says_less_more_undetermined_and_no_data(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["lifecycle", "forest_fire", "--language", "en"]) == 0
    text = capsys.readouterr().out
    assert re.search(r"climate change: less, −360\u202fkg CO₂e \[−\d+ … −\d+\]", text)
    assert "water in use: no data\n" in text
    assert re.search(r"metals and minerals \(ADPe\): less, .*; no data for\s+1\s+line\n", text)
    assert main(["lifecycle", "camera_traps", "--language", "en", "--compare", "R0", "A2"]) == 0
    assert "climate change: undetermined, +" in capsys.readouterr().out
    assert main(["lifecycle", "forest_fire", "--language", "en", "--compare", "R1", "A3"]) == 0
    assert "climate change: more, +2.2" in capsys.readouterr().out


def test_no_impact_is_written_with_more_than_two_digits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for key in catalogue.study_keys():
        assert main(["lifecycle", key, "--language", "en", *FEW]) == 0
        paragraphs = capsys.readouterr().out.split("\n\n")
        table = paragraphs[1].splitlines()[1:]
        bounds = re.findall(r"([\d,.]+) \[([\d,.]+) – ([\d,.]+)\]", "\n".join(table))
        assert bounds
        for number in (number for row in bounds for number in row):
            digits = number.replace(",", "").replace(".", "").lstrip("0").rstrip("0")
            assert len(digits) <= 2, number


def test_a_study_of_ones_own_is_read_from_its_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own = study(
        {"R0": [line("mine", "n")], "A1": [line("mine", "n*2")]},
        [factor("mine", GWP=(1, 2, 3))],
        {"n": 5.0},
    )
    (tmp_path / "mine.json").write_bytes(study_bytes(own))
    result = asked(capsys, str(tmp_path / "mine.json"))
    assert (result["study"], result["vectors"]["A1"]["GWP"]) == ("tiny", 20.0)
    assert result["comparison"]["GWP"]["sign"] == "+"
    assert result["comparison"]["PE"]["sign"] == "?"


def test_the_exported_study_gives_the_same_results_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "fire.json"
    choices = ("--electricity", "POL", "--compare", "R1", "A3", "--set", "days=90")
    first = asked(capsys, "forest_fire", *choices, "--export", str(file))
    again = asked(capsys, str(file))
    for key in ("electricity", "compared", "vectors", "intervals", "comparison", "gaps"):
        assert again[key] == first[key]


def test_the_other_programs_get_their_formats(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("fire.csv", "fire.XLSX", "fire.zip"):
        asked(capsys, "forest_fire", "--export", str(tmp_path / name))
    with (tmp_path / "fire.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 100
    for name, member in (("fire.XLSX", "xl/workbook.xml"), ("fire.zip", "processes/")):
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert any(each.startswith(member) for each in archive.namelist())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("weather",), ("weather", "forest_fire", "smart_thermostat")),
        ((".",), ("cannot be read",)),
        (("forest_fire", "--electricity", "MOON"), ("MOON", "FRA", "POL")),
        (("forest_fire", "--compare", "R0", "A9"), ("A9", "R0b", "A3")),
        (("forest_fire", "--compare", "R0"), ("--compare",)),
        (("forest_fire", "--set", "weeks=3"), ("weeks", "days")),
        (("forest_fire", "--set", "days"), ("days", "days=120")),
        (("forest_fire", "--set", "days=many"), ("days=many",)),
        (("forest_fire", "--set", "days=nan"), ("days=nan",)),
        (("forest_fire", "--set", "days=1e300"), ("days=1e300",)),
        (("forest_fire", "--set", "cam_life=0"), ("1/cam_life", "camera", "zero")),
        (("forest_fire", "--draws", "0"), ("“0”", "1,000,000")),
        (("forest_fire", "--draws", "1000001"), ("1000001",)),
        (("forest_fire", "--draws", "1e3"), ("1e3",)),
        (("forest_fire", "--seed", "-1"), ("“-1”",)),
        (("forest_fire", "--export", "poster.pdf"), ("window",)),
        (("forest_fire", "--export", "poster.doc"), (".json", ".csv", ".xlsx", ".zip")),
        (("forest_fire", "--export", "poster"), (".json",)),
        ((), ("STUDY",)),
    ],
    ids=lambda each: " ".join(each),
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: tuple[str, ...],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    error = refused(capsys, *arguments)
    for word in words:
        assert word in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"not json", b"\xff\xfe", b"[" * 10_000])
def test_a_file_that_is_no_study_is_named_and_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "odd.json").write_bytes(content)
    assert "odd.json" in refused(capsys, str(tmp_path / "odd.json"))


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "taken.csv").mkdir()
    error = refused(capsys, "forest_fire", *FEW, "--export", str(tmp_path / "taken.csv"))
    assert "taken.csv" in error
