"""Tables hold plain numbers, and no cell that a spreadsheet would take for an order."""

import csv
import io
from dataclasses import replace

import pytest

from equilibre.meter.reading import Boundary, Interval, Kind
from equilibre.sessions.run import Spread, Work
from equilibre.sessions.table import runs_csv, table_csv
from equilibre.texts import use_language
from tests.sessions.records import energy, run


def parsed(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_run_is_a_row_of_si_units_with_points_and_iso_dates() -> None:
    use_language("fr")
    (row,) = parsed(runs_csv([run()]))
    assert row["energy_joules"] == "183.0"
    assert row["energy_low_joules"] == "175.0"
    assert row["marginal_energy_joules"] == "120.0"
    assert row["created"] == "2026-03-01T10:00:00+01:00"
    assert row["settings"] == "epochs=20 learning_rate=0.003 batch_size=32"
    assert row["kind"] == "measured"
    assert row["score"] == "accuracy"
    assert (row["evaluation_seconds"], row["computed_on"]) == ("", "cpu")
    (told,) = parsed(runs_csv([run(evaluation_seconds=0.25, computed_on="gpu")]))
    assert (told["evaluation_seconds"], told["computed_on"]) == ("0.25", "gpu")
    assert float(row["carbon_kg_co2e"]) == pytest.approx(183 / 3.6e6 * 0.0442)


def test_what_is_not_known_is_empty_and_never_zero() -> None:
    (row,) = parsed(runs_csv([run(energy=None, country="Atlantis")]))
    unknown = [name for name in row if name.startswith(("energy", "marginal", "carbon", "kind"))]
    assert [row[name] for name in unknown] == [""] * len(unknown)
    (row,) = parsed(runs_csv([run(energy=energy(marginal=None, kind=Kind.ESTIMATED))]))
    assert (row["marginal_energy_joules"], row["kind"]) == ("", "estimated")


def test_a_row_says_how_its_energy_is_known_and_whose_it_was() -> None:
    account = replace(
        energy(),
        measured_share=0.75,
        boundary=Boundary.COMPUTER,
        covers=("cpu", "rest"),
        work=Work(100.0, 20.0, 63.0),
        spread=Spread(5, 182.0, 3.0),
        computer=Interval(300.0, 290.0, 310.0),
    )
    (row,) = parsed(runs_csv([run(energy=account)]))
    assert (row["measured_share"], row["boundary"]) == ("0.75", "computer")
    assert float(row["training_process_joules"]) == 100.0
    assert float(row["spread_half_width_joules"]) == 3.0
    assert float(row["computer_joules"]) == 300.0
    (older,) = parsed(runs_csv([run()]))
    assert older["measured_share"] == older["boundary"] == older["computer_joules"] == ""
    (none,) = parsed(runs_csv([run(energy=None)]))
    assert none["kind"] == none["idle_watts"] == ""
    assert none["country"] == row["country"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\tx", "\rx"])
def test_no_name_can_be_taken_for_a_formula(start: str) -> None:
    name = f'{start}HYPERLINK("http://example.org")'
    (row,) = parsed(runs_csv([run(name=name)]))
    assert row["name"] == "'" + name


@pytest.mark.parametrize("name", [" =1+1", "＝1+1"])
def test_a_formula_behind_blanks_is_harmless_too(name: str) -> None:
    (row,) = parsed(table_csv(["name"], [[name]]))
    assert row["name"] == "'" + name


def test_negative_numbers_stay_numbers() -> None:
    assert table_csv(["watts"], [[-1.5], [float("1e-9")]]).splitlines() == [
        "watts",
        "-1.5",
        "1e-09",
    ]


def test_separators_and_quotes_in_names_break_no_row() -> None:
    names = ['a, "b"', "c;d", "e\nf", "g\u202fh"]
    text = table_csv(["name", "watts"], [[name, 1.0] for name in names])
    assert [row["name"] for row in parsed(text)] == names


def test_a_table_of_nothing_is_its_header() -> None:
    assert parsed(runs_csv([])) == []
    assert runs_csv([]).startswith("name,created,")
