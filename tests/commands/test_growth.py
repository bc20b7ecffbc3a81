"""A published training is told without a screen, with what it would take on this computer."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from equilibre.__main__ import main
from equilibre.commands import growth, train
from equilibre.facts.electricity import countries
from equilibre.growth import catalogue
from equilibre.meter.emulation import EmulatedPowercap
from equilibre.meter.reading import Interval, Kind
from equilibre.sessions.machine import Machine
from equilibre.sessions.speed import PRODUCT, RUN, Speed

KEYS = [
    "name",
    "year",
    "parameters",
    "training_flop",
    "energy_mwh",
    "energy_kind",
    "co2e_tonnes",
    "this_computer",
]
HERE_KEYS = ["fits_in_memory", "seconds_low", "seconds_high", "energy_mwh_low", "energy_mwh_high"]
PACE = ("--operations-per-second", "2e10")
JOULES = ("--joules-per-operation", "3e-10")
JOULES_PER_MWH = 3.6e9
MEMORY_BYTES = 16 * 10**9
WATTS, MEMORY_WATTS = 35.0, 3.75
CEILING = Speed(
    Interval(*[1.26e11] * 3), Interval(80e-12, 65e-12, 95e-12), Kind.MEASURED, PRODUCT, "", 1.0,
    1.26e11, "RAPL",
)  # fmt: skip
TRAINED = Speed(
    Interval(*[2.1e10] * 3), Interval(450e-12, 425e-12, 468e-12), Kind.ESTIMATED, RUN, "small", 4.0,
    8.4e10, "RAPL",
)  # fmt: skip


@pytest.fixture(autouse=True)
def small_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine("Processor 3000", 8, MEMORY_BYTES, "Linux 6.1")
    monkeypatch.setattr(growth, "this_machine", lambda: machine)


@pytest.fixture
def speeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this computer measured in no time."""
    monkeypatch.setattr(growth, "_speeds", lambda _powercap: (CEILING, TRAINED))


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["growth", "--language", "en", "--json", *arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    result: dict[str, Any] = json.loads(said.out)
    return result


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["growth", *arguments]) == 0
    return capsys.readouterr().out.replace("\u202f", " ")


# -- figures -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "parameters", "operations", "energy_mwh", "kind", "tonnes"),
    [
        ("BERT", 2018, 110e6, 1.64e20, 1.507, "published", 0.652),
        ("GPT-2", 2019, 1.5e9, 1.92e21, None, "undisclosed", None),
        ("GPT-3", 2020, 175e9, 3.14e23, 1287.0, "published", 552.1),
    ],
)
def test_the_figures_of_the_course_are_those_of_the_papers(
    capsys: pytest.CaptureFixture[str],
    name: str,
    year: int,
    parameters: float,
    operations: float,
    energy_mwh: float | None,
    kind: str,
    tonnes: float | None,
) -> None:
    result = asked(capsys, "--model", name, *PACE)
    assert list(result)[: len(KEYS)] == KEYS
    assert list(result["this_computer"])[: len(HERE_KEYS)] == HERE_KEYS
    assert (result["name"], result["year"], result["energy_kind"]) == (name, year, kind)
    assert result["parameters"] == parameters
    assert result["training_flop"] == operations
    assert result["energy_mwh"] == (None if energy_mwh is None else pytest.approx(energy_mwh))
    assert result["co2e_tonnes"] == (None if tonnes is None else pytest.approx(tonnes))


def test_gpt_3_is_the_model_of_whoever_names_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, *PACE) == asked(capsys, *PACE, "--model", "gpt-3")


def test_what_nobody_published_has_bounds_and_no_value(capsys: pytest.CaptureFixture[str]) -> None:
    result = asked(capsys, "--model", "GPT-2", "--country", "FRA", *PACE)
    assert result["energy_mwh"] is result["co2e_tonnes"] is result["energy_mwh_recomputed"] is None
    assert (result["energy_mwh_low"], result["energy_mwh_high"]) == pytest.approx((1.7, 4.1))


def test_the_energy_is_computed_again_from_the_account_of_the_paper(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = asked(capsys, *PACE)
    assert result["energy_mwh_recomputed"] == pytest.approx(10_000 * 330 * 14.8 * 24 * 1.1 / 1e6)


@pytest.mark.parametrize("written", ["POL", "pol", "Poland", "Pologne", " pologne "])
def test_the_carbon_follows_the_country_however_it_is_written(
    capsys: pytest.CaptureFixture[str], written: str
) -> None:
    result = asked(capsys, "--country", written, *PACE)
    grams = countries()["POL"].grams_per_kilowatt_hour
    assert result["country"] == "POL"
    assert result["co2e_tonnes"] == pytest.approx(1287e3 * grams / 1e6)
    assert result["co2e_tonnes_published"] == pytest.approx(552.1)


def test_every_model_can_be_asked_for_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for each in catalogue.models().values():
        result = asked(capsys, "--model", each.key, *PACE, *JOULES)
        assert result["name"] == each.name
        for language in ("en", "fr"):
            text = printed(capsys, "--language", language, "--model", each.name, *PACE)
            assert text.startswith(each.name)
            assert "None" not in text


def test_a_figure_from_memory_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    hidden = next(
        each
        for each in catalogue.models().values()
        if each.value("carbon", unverified=True) and not each.figure("carbon")
    )
    result = asked(capsys, "--model", hidden.key, *PACE)
    assert result["co2e_tonnes"] is None
    text = printed(capsys, "--language", "en", "--model", hidden.key, *PACE)
    assert re.search(r"CO₂e of the training +not verified, not shown\n", text)


# -- on this computer ----------------------------------------------------------------------


def test_a_given_pace_makes_one_point_of_the_interval(capsys: pytest.CaptureFixture[str]) -> None:
    here = asked(capsys, "--country", "FRA", *PACE, *JOULES)["this_computer"]
    assert here["seconds_low"] == here["seconds_high"] == pytest.approx(3.14e23 / 2e10)
    energy = 3.14e23 * 3e-10 / JOULES_PER_MWH
    assert here["energy_mwh_low"] == here["energy_mwh_high"] == pytest.approx(energy)
    assert here["co2e_tonnes_low"] == pytest.approx(energy * 44.2 / 1e3)
    assert here["thought_experiment"] is True
    assert (here["pace"], here["joules_kind"]) == ("given", "given")


def test_a_pace_without_energy_gives_a_duration_alone(capsys: pytest.CaptureFixture[str]) -> None:
    here = asked(capsys, *PACE)["this_computer"]
    assert here["seconds_low"] == pytest.approx(1.57e13)
    assert here["energy_mwh_low"] is here["energy_mwh_high"] is here["joules_kind"] is None
    assert "give --joules-per-operation too" in printed(capsys, "--language", "en", *PACE)


def test_the_memory_is_that_of_a_training(capsys: pytest.CaptureFixture[str]) -> None:
    fits = {
        name: asked(capsys, "--model", name, *PACE)["this_computer"]["fits_in_memory"]
        for name in ("BERT", "GPT-2", "GPT-3")
    }
    assert fits == {"BERT": True, "GPT-2": False, "GPT-3": False}
    assert "would not fit: training takes 2.8 TB" in printed(capsys, "--language", "en", *PACE)


@pytest.mark.usefixtures("speeds")
def test_a_measured_pace_gives_the_interval_between_the_ceiling_and_the_training(
    capsys: pytest.CaptureFixture[str],
) -> None:
    here = asked(capsys)["this_computer"]
    years = 365.25 * 86_400
    assert here["seconds_low"] / years == pytest.approx(79_000, rel=0.01)
    assert here["seconds_high"] / years == pytest.approx(474_000, rel=0.01)
    assert here["energy_mwh_low"] == pytest.approx(3.14e23 * 65e-12 / JOULES_PER_MWH)
    assert here["energy_mwh_high"] == pytest.approx(3.14e23 * 468e-12 / JOULES_PER_MWH)
    assert (here["pace"], here["joules_kind"]) == ("measured", "estimated")


@pytest.mark.usefixtures("speeds")
def test_the_text_tells_orders_of_magnitude_kinds_sources_and_places(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, "--language", "en", "--country", "World")
    table, facts, experiment = text.split("\n\n")
    assert [line.split()[0] for line in table.splitlines()] == ["Model", "BERT", "GPT-2", "GPT-3"]
    assert len({len(line) for line in table.splitlines()}) == 1, "aligned"
    assert table.splitlines()[2].count("never published") == 2
    flat = re.sub(r"\s+", " ", facts)
    for words in (
        "GPT-3, 2020, OpenAI",
        "Energy of the training 1,287 MWh, published",
        "Patterson et al. 2021, arXiv 2104.10350, Table 4 (p. 6), column GPT-3",
        "read in the source itself",
        "Computed again here 1,289 MWh 10,000 × 330 W × 355.2 h × PUE 1.10",
        "CO₂e, World 609 t, computed here",
    ):
        assert words in flat
    flat = re.sub(r"\s+", " ", experiment)
    for words in (
        "thought experiment",
        "21–130 billion operations/s",
        "79,000–470,000 years",
        "5,700–41,000 MWh, estimated",
        "4–30 times the energy",
    ):
        assert words in flat


@pytest.mark.usefixtures("speeds")
def test_the_facts_of_the_text_are_in_french_too(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("BERT", "GPT-2", "GPT-3"):
        text = printed(capsys, "--language", "fr", "--model", name, "--country", "Monde")
        flat = re.sub(r"\s+", " ", text)
        assert "diapositives du cours" in flat
        assert "CO₂e, Monde" in flat
    assert "79 000–470 000" in flat
    assert "1 287 MWh" in flat


def test_this_computer_is_measured_with_its_meter(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(train, "minimum_seconds", lambda _routes: 1.0)
    with EmulatedPowercap(
        tmp_path / "powercap", power=lambda _seconds: WATTS, memory_watts=MEMORY_WATTS
    ):
        arguments = ["growth", "--language", "en", "--json", "--powercap"]
        assert main([*arguments, str(tmp_path / "powercap")]) == 0
    said = capsys.readouterr()
    assert said.err.count("Measuring this computer") == 2
    here = json.loads(said.out)["this_computer"]
    assert here["operations_per_second_low"] < here["operations_per_second_high"]
    # A known power: whatever the pace, joules are watts times seconds.
    watts = WATTS + MEMORY_WATTS
    ceiling = watts / here["operations_per_second_high"]
    trained = watts / here["operations_per_second_low"]
    assert here["joules_kind"] == "measured"
    assert 0.5 * ceiling < here["joules_per_operation_low"] < ceiling
    assert trained < here["joules_per_operation_high"] < 1.5 * trained


# -- what cannot be done -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--model", "BRET", *PACE), ("BRET", "BERT", "GPT-3")),
        (("--country", "Polland", *PACE), ("Polland", "Poland", "214", "FR or FRA")),
        (("--country", "XQZ", *PACE), ("XQZ", "FRA", "World")),
        (JOULES, ("--joules-per-operation", "--operations-per-second")),
        (("--operations-per-second", "0"), ("“0”", "above zero")),
        (("--operations-per-second", "fast"), ("“fast”",)),
        (("--operations-per-second", "inf"), ("“inf”",)),
        ((*PACE, "--joules-per-operation", "-1"), ("“-1”",)),
        ((*PACE, "--joules-per-operation", "nan"), ("“nan”",)),
    ],
    ids=lambda each: " ".join(each),
)
def test_what_cannot_be_done_is_said_in_a_sentence_before_any_measure(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    try:
        code: object = main(["growth", "--language", "en", *arguments])
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err


def test_electricity_whose_carbon_was_rounded_to_nothing_emits_no_zero(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for key in (each.key for each in countries().values() if not each.grams_per_kilowatt_hour):
        row = asked(capsys, "--country", key, *PACE, *JOULES)
        assert row["co2e_tonnes"] is None
        assert row["co2e_tonnes_on_grid"] is None
        assert row["co2e_tonnes_published"] == pytest.approx(552.1)
        assert row["this_computer"]["co2e_tonnes_low"] is None
        assert main(["growth", "--language", "en", "--country", key, *PACE, *JOULES]) == 0
        text = capsys.readouterr().out
        assert "the source gives 0 g per kWh, rounded" in text
        assert "0\N{NARROW NO-BREAK SPACE}t" not in text


@pytest.mark.parametrize("option", ["--model", "--country"])
def test_an_empty_name_is_no_name(capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert main(["growth", "--language", "en", option, "", *PACE]) == 2
    assert "“”" in capsys.readouterr().err
