"""What a training without a screen prints, from records alone."""

from dataclasses import replace

import pytest

from equilibre.commands.train_report import as_row, as_text
from equilibre.meter.reading import Interval, Kind
from equilibre.sessions.run import PartEnergy, Spread, Work
from equilibre.texts import use_language
from tests.sessions.records import energy, run

THIN = "\u202f"


def test_a_row_has_si_units_in_its_names_and_null_where_nothing_is_known() -> None:
    row = as_row(run())
    assert row["energy_joules"] == 183.0
    assert row["accuracy"] == 0.95
    assert "r2" not in row
    unmetered = as_row(run(energy=None, task="regression"))
    assert unmetered["r2"] == 0.95
    assert "accuracy" not in unmetered
    for key in ("energy_joules", "energy_low_joules", "marginal_energy_joules", "kind", "source"):
        assert unmetered[key] is None


def test_the_text_says_the_interval_and_how_it_was_obtained() -> None:
    text = as_text(run()).replace(THIN, " ")
    assert "95.0%" in text
    assert "175–191 J" in text
    assert "measured" in text
    assert "RAPL" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_text_is_a_table_in_each_language(language: str) -> None:
    use_language(language)
    lines = as_text(run(energy=energy(kind=Kind.ESTIMATED))).splitlines()
    assert len(lines) >= 8
    assert all("  " in line for line in lines)


def test_an_energy_that_is_not_known_is_said_in_words() -> None:
    text = as_text(run(energy=None))
    assert "not metered" in text
    assert "0 J" not in text.replace(THIN, " ")


def test_what_cannot_be_told_from_idle_is_said_here_too() -> None:
    text = as_text(run(energy=energy(marginal=Interval(-0.4, -3.0, 2.2))))
    assert "mJ" not in text


def test_a_row_tells_the_parts_the_work_the_spread_and_the_whole_computer() -> None:
    gross = Interval(150.0, 145.0, 155.0)
    part = PartEnergy("cpu", "powercap", "RAPL", Kind.MEASURED, gross, None, gaps=2)
    account = replace(
        energy(kind=Kind.MIXED),
        measured_share=0.82,
        covers=("cpu",),
        parts=(part,),
        work=Work(100.0, 20.0, 63.0),
        spread=Spread(4, 180.0, 3.0),
        computer_source="Battery",
        computer_reason="It is on mains.",
    )
    row = as_row(run(energy=account))
    assert row["kind"] == "mixed"
    assert row["measured_share"] == 0.82
    assert row["work"] == {"training_joules": 100.0, "program_joules": 20.0, "rest_joules": 63.0}
    assert sum(row["work"].values()) == row["energy_joules"]
    assert row["spread"]["half_width_joules"] == 3.0
    assert row["computer"]["energy_joules"] is None
    assert row["computer"]["reason"] == "It is on mains."
    (sensor,) = row["sensors"]
    assert (sensor["key"], sensor["gaps"], sensor["kind"]) == ("powercap", 2, "measured")
    text = as_text(run(energy=account)).replace(THIN, " ")
    for words in ("82% of it measured", "55%", "± 3.0 J", "Not in it", "It is on mains."):
        assert words in text


def test_a_row_of_a_run_that_was_not_metered_has_every_key() -> None:
    assert set(as_row(run(energy=None))) == set(as_row(run()))


def test_a_training_that_was_stopped_is_said_not_to_be_complete() -> None:
    assert "3, not complete" in as_text(run(epochs=3, stopped=True))
    assert "not complete" not in as_text(run(epochs=3))
