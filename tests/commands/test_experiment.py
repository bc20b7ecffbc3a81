"""An experiment without a screen: listed, refused with a reason, conducted within its budget."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from equilibre.arguments import parse
from equilibre.commands import experiment as command
from equilibre.commands.experiment import (
    Choices,
    ExperimentRefused,
    conducted,
    requested,
    run,
)
from equilibre.commands.experiment_report import as_text
from equilibre.commands.train import TrainingFailed
from equilibre.learning.experiments.catalogue import EXPERIMENTS, experiment
from equilibre.learning.experiments.experiment import Request
from equilibre.meter.catalogue import open_sensors
from equilibre.meter.emulation import EmulatedPowercap
from equilibre.meter.sampler import Sampler
from equilibre.meter.surroundings import Surroundings
from equilibre.sessions.experiment_files import document, record_json
from equilibre.sessions.experiment_record import ExperimentRecorder
from equilibre.worker.host import Host

WATTS = 35.0


def asked(**changes: object) -> Choices:
    fields: dict[str, object] = {
        "name": "double_descent",
        "data": None,
        "settings": {},
        "seed": 42,
        "budget_seconds": 1.0,
        "as_json": True,
        "surroundings": Surroundings(),
    }
    return Choices(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host(standby=False)
    host.start()
    yield host
    host.end()


def test_the_list_says_what_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(asked(name="")) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["key"] for row in rows] == [one.key for one in EXPERIMENTS]
    assert all(row["question"].endswith("?") for row in rows)
    assert run(asked(name="", as_json=False)) == 0
    text = capsys.readouterr().out
    assert "--set rows=100 | 200 | 400" in text


def test_what_was_asked_for_reaches_the_experiment() -> None:
    choices = parse(
        ["experiment", "double_descent", "--set", "rows=100", "--seed", "7", "--budget", "2.5"]
    )
    assert (choices.name, choices.seed, choices.budget) == ("double_descent", 7, 2.5)
    chosen = experiment(choices.name)
    request = requested(chosen, asked(settings=dict(choices.settings), seed=choices.seed))
    assert request.settings == chosen.defaults() | {"rows": 100}
    assert request.seed == 7


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"settings": {"rows": 123}}, "one of 100; 200; 400"),
        ({"settings": {"colour": 1}}, "has no setting “colour”"),
        ({"data": "nothing"}, "is not made with the data “nothing”"),
        ({"entries": {"scheduler": "x"}}, "nothing to type in for “scheduler”"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_does(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(ExperimentRefused, match=said):
        requested(experiment("double_descent"), asked(**changes))


def test_a_command_of_ones_own_is_not_silently_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ExperimentRefused, match="nothing to type in for “command”"):
        requested(experiment("five_ways"), asked(entries={"command": "python3 sort.py"}))
    assert run(asked(name="", as_json=False)) == 0
    listed = capsys.readouterr().out
    assert "scheduler=" in listed
    assert "command=" not in listed


def test_a_budget_keeps_the_points_found_until_then_and_their_energy(
    host: Host, tmp_path: Path
) -> None:
    chosen = experiment("double_descent")
    folder = tmp_path / "powercap"
    with EmulatedPowercap(folder, power=lambda _seconds: WATTS):
        sampler = Sampler(open_sensors(Surroundings(powercap=folder)))
        sampler.start()
        record, interrupted = conducted(
            host, sampler, chosen, requested(chosen, asked()), 0.5,
            idle_seconds=0.3, idle_after_seconds=0.0,
        )  # fmt: skip
        sampler.stop()
    assert not interrupted
    assert not record.complete
    assert record.points
    assert record.seconds > 0.4
    assert record.energy is not None
    assert record.energy.gross.value == pytest.approx(record.seconds * WATTS, rel=0.15)
    content = json.loads(record_json(record))
    assert content == json.loads(json.dumps(document(record)))
    assert content["kind"] == "measured"
    shared = sum((one["energy_joules"] or 0.0) * one["trials"] for one in content["points"])
    assert 0 < shared <= 1.001 * content["energy_joules"]  # the rest is loading and looking
    assert "not complete" in as_text(chosen, record)


def test_a_time_too_short_for_anything_to_be_found_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorder = ExperimentRecorder("double_descent", Request({}), 0.0)
    empty = recorder.record((), 1.0)
    monkeypatch.setattr(command, "conducted", lambda *_words: (empty, False))
    with pytest.raises(TrainingFailed, match="--budget"):
        run(asked(name="double_descent", budget_seconds=0.001))
