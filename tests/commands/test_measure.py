"""Any command is measured without a screen: as JSON, as text, repeated, refused, interrupted."""

import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from equilibre.__main__ import main
from equilibre.commands import measure
from equilibre.commands.measure_report import Answer, as_row, remarks
from equilibre.commands.measure_text import as_text
from equilibre.facts.electricity import country_named
from equilibre.meter.emulation import EmulatedPowercap
from equilibre.meter.reading import Kind, Route
from equilibre.sessions.command_run import Order
from equilibre.sessions.command_trial import CommandTrial
from tests.meter.fakes import Clock, route
from tests.sessions.commands import Scripted, SteadyMeter
from tests.sessions.records import MACHINE

FIRST_KEYS = [
    "command",
    "exit_status",
    "seconds",
    "energy_joules",
    "energy_low_joules",
    "energy_high_joules",
    "marginal_energy_joules",
    "kind",
    "measured_share",
    "mean_power_watts",
    "sensors",
    "reason",
]
SENSOR_KEYS = ["key", "scope", "energy_joules", "kind", "gaps"]
RAPL = replace(route("powercap"), covers=("cpu", "memory"))
ESTIMATE = route("estimate", kind=Kind.ESTIMATED, uncertainty=0.0, factor=2.0, refresh=0.1)
REST = route("rest_estimate", "rest", Kind.ESTIMATED, uncertainty=0.0, factor=2.0)
PYTHON = sys.executable


# -- what is asked -------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[measure.Choices]:
    """Return what the command line comes to, which nobody measures."""
    heard: list[measure.Choices] = []
    monkeypatch.setattr(measure, "run", lambda choices: heard.append(choices) or 0)
    return heard


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (["--json", "--", "python", "-c", "print(1)"], ["python", "-c", "print(1)"]),
        (["--", "sort", "--json", "--language", "fr"], ["sort", "--json", "--language", "fr"]),
        (["sort", "--json"], ["sort", "--json"]),
        (["--repeat", "3", "sort", "--s", "--", "x"], ["sort", "--s", "--", "x"]),
        (["--idle", "0", "--", "sort", "--", "--", "x"], ["sort", "--", "--", "x"]),
        (["--country", "FR", "train", "lifecycle"], ["train", "lifecycle"]),
        (["--", "--odd"], ["--odd"]),
    ],
)
def test_what_follows_is_the_command_whatever_it_looks_like(
    asked: list[measure.Choices], line: list[str], command: list[str]
) -> None:
    assert main(["measure", *line]) == 0
    (choices,) = asked
    assert list(choices.order.command) == command
    assert choices.as_json == ("--json" in line[:1])


def test_what_is_asked_reaches_the_measure(asked: list[measure.Choices]) -> None:
    line = ["--repeat", "5", "--idle", "1.5", "--measured-only", "--country", "FR", "sort"]
    assert main(["measure", *line]) == 0
    (choices,) = asked
    assert choices.order == Order(("sort",), 5, 1.5, measured_only=True)
    assert choices.country == "FR"


def test_the_words_of_the_command_do_not_choose_our_language(
    asked: list[measure.Choices], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["measure", "--language", "en", "--", "sort", "--language", "fr"])
    main(["measure", "--language", "en", "sort", "--language", "fr"])
    from equilibre.texts import language

    assert len(asked) == 2
    assert language() == "en"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ([], "no command"),
        (["--"], "no command"),
        (["--json", "--repeat", "3"], "no command"),
        (["--repeat", "0", "sort"], "“0”"),
        (["--repeat", "many", "sort"], "“many”"),
        (["--idle", "-1", "sort"], "“-1”"),
        (["--idle", "0.5", "sort"], "“0.5”"),
        (["--idle", "nan", "sort"], "“nan”"),
        (["--jsno", "sort"], "--jsno"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], line: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["measure", "--language", "en", *line])
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err


def test_a_country_that_is_none_is_said_before_anything_runs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["measure", "--language", "en", "--country", "ZZ", "--", PYTHON]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "FR or FRA" in told.err


# -- what is answered ----------------------------------------------------------------------


def told(
    routes: Sequence[Route] = (RAPL,),
    watts: float = 30.0,
    country: str = "FR",
    seconds: float = 2.0,
    **choices: Any,
) -> Answer:
    meter = SteadyMeter(Clock(), {one.key: watts for one in routes}, routes)
    order = Order(("sort", "my table.csv"), **choices)
    trial = CommandTrial(order, meter, Scripted(meter, seconds), "Linux", meter.clock, meter.rest)
    return Answer(trial.run(), country_named(country), MACHINE)


def test_the_answer_has_its_keys_in_their_order() -> None:
    row = as_row(told())
    assert list(row)[: len(FIRST_KEYS)] == FIRST_KEYS
    assert list(row["sensors"][0])[: len(SENSOR_KEYS)] == SENSOR_KEYS
    assert row["command"] == ["sort", "my table.csv"]
    assert row["energy_joules"] == pytest.approx(80.0, rel=1e-6)
    assert row["energy_low_joules"] < 80.0 < row["energy_high_joules"]
    assert row["marginal_energy_joules"] == pytest.approx(20.0, rel=1e-6)
    assert row["mean_power_watts"] == pytest.approx(40.0, rel=1e-6)
    assert (row["kind"], row["measured_share"], row["reason"]) == ("measured", 1.0, None)
    assert (row["boundary"], row["covers"]) == ("parts", ["cpu", "memory"])
    assert (row["idle_before_watts"], row["idle_after_watts"]) == pytest.approx((30.0, 30.0))
    assert row["interrupted"] is False
    assert row["machine"]["processor"] == MACHINE.processor


def test_the_sensors_add_up_to_the_energy() -> None:
    row = as_row(told((RAPL, REST)))
    assert row["kind"] == "mixed"
    assert row["measured_share"] == pytest.approx(0.5)
    assert [one["kind"] for one in row["sensors"]] == ["measured", "estimated"]
    assert [one["gaps"] for one in row["sensors"]] == [0, 0]
    assert sum(one["energy_joules"] for one in row["sensors"]) == pytest.approx(
        row["energy_joules"]
    )


def test_where_nothing_is_measured_and_estimates_are_refused_nothing_is_a_number() -> None:
    row = as_row(told((ESTIMATE,), measured_only=True))
    for key in FIRST_KEYS[3:10]:
        assert row[key] is None, key
    assert row["sensors"] == []
    assert "--measured-only" in row["reason"]
    assert row["seconds"] == pytest.approx(2.0)
    assert row["carbon_kg_co2e"] is None


def test_carbon_is_that_of_the_country() -> None:
    france, poland = as_row(told(country="FR")), as_row(told(country="POL"))
    assert (france["country"], poland["country"]) == ("FRA", "POL")
    assert poland["carbon_kg_co2e"] > 5 * france["carbon_kg_co2e"] > 0.0


def test_several_executions_have_their_spread_and_each_its_energy() -> None:
    row = as_row(told(repeats=3))
    assert row["repeats"] == 3
    assert row["energies_joules"] == pytest.approx([80.0] * 3, rel=1e-6)
    assert row["spread"]["mean_joules"] == pytest.approx(80.0, rel=1e-6)
    assert row["seconds"] == pytest.approx(2.0)


@pytest.mark.parametrize(
    "answer",
    [
        told(),
        told((ESTIMATE,)),
        told((ESTIMATE,), measured_only=True),
        told(idle_seconds=0.0),
        told(watts=0.0, seconds=0.0),
        told(()),
    ],
)
def test_numbers_are_finite_or_null(answer: Answer) -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            for one in value.values():
                check(one)
        elif isinstance(value, list):
            for one in value:
                check(one)
        elif isinstance(value, float):
            assert math.isfinite(value)

    check(as_row(answer))
    assert as_text(answer)


def test_a_command_too_short_for_the_sensor_is_to_be_repeated() -> None:
    (sentence,) = remarks(told((ESTIMATE,), seconds=0.4).run)
    assert "Too short" in sentence
    assert sentence.endswith("--repeat 20.")
    (sentence,) = remarks(told((ESTIMATE,), seconds=0.0001).run)
    assert sentence.endswith("more work.")


def test_an_estimate_says_that_a_sensor_is_closed() -> None:
    run = told((ESTIMATE,), seconds=3.0).run
    (sentence,) = remarks(replace(run, closed="The counter is closed."))
    assert sentence.startswith("The counter is closed.")
    assert "sensors" in sentence
    assert remarks(replace(told().run, closed="The counter is closed.")) == []


def test_a_level_that_moved_is_told() -> None:
    run = told().run
    assert run.energy is not None
    (part,) = run.energy.parts
    moved = replace(run.energy, parts=(replace(part, idle_after_watts=36.0),))
    assert "idle level moved" in remarks(replace(run, energy=moved))[0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_text_is_told_in_each_language(language: str) -> None:
    from equilibre.texts import use_language

    use_language(language)
    for answer in (told(), told((RAPL, REST), repeats=3), told((ESTIMATE,), measured_only=True)):
        assert "sort 'my table.csv'" in as_text(answer)


def test_an_estimate_has_one_digit_and_its_word_in_the_text() -> None:
    text = as_text(told((ESTIMATE,)))
    assert "≈\u202f80\u202fJ" in text
    assert "estimated" in text
    assert "measured" not in text


def test_a_script_on_the_command_line_is_shown_in_one_short_line() -> None:
    answer = told()
    lines = replace(answer.run, command=("python3", "-c", "print(1)\n" * 40))
    first = as_text(replace(answer, run=lines)).splitlines()[1]
    assert len(first) < 100
    assert first.endswith("…")


def test_what_the_command_added_is_not_told_where_it_is_lost_in_the_idle_level() -> None:
    answer = told((replace(RAPL, refresh_seconds=0.1),), seconds=0.1)
    assert as_row(answer)["marginal_low_joules"] < 0.0
    assert "not measurable" in as_text(answer)


# -- what runs -----------------------------------------------------------------------------


@pytest.mark.parametrize(("extra", "out"), [([], ""), (["--json"], "{")])
def test_a_command_that_does_not_exist_has_the_status_of_a_shell(
    capsys: pytest.CaptureFixture[str], extra: list[str], out: str
) -> None:
    line = ["measure", "--language", "en", *extra, "--", "no-such-program-anywhere"]
    assert main(line) == 127
    told = capsys.readouterr()
    assert "no such program" in told.err
    assert told.out[:1] == out
    if out:
        assert json.loads(told.out)["reason"] == told.err.strip()


def measured(folder: Path, *line: str, **more: Any) -> subprocess.CompletedProcess[str]:
    with EmulatedPowercap(folder, power=lambda _seconds: 35.0, memory_watts=3.75):
        return subprocess.run(
            [PYTHON, "-m", "equilibre", "measure", "--language", "en", "--powercap", folder, *line],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            **more,
        )


@pytest.mark.skipif(sys.platform != "linux", reason="powercap is of Linux")
def test_a_computer_of_known_power_is_told_its_energy(tmp_path: Path) -> None:
    code = "import sys, time; print(sys.stdin.read()); time.sleep(0.6); sys.exit(5)"
    done = measured(
        tmp_path, "--json", "--idle", "0", "--", PYTHON, "-S", "-c", code, input="from outside"
    )
    assert done.returncode == 5
    assert done.stderr == "from outside\n"
    row = json.loads(done.stdout)
    assert row["exit_status"] == 5
    assert row["seconds"] >= 0.6
    assert row["mean_power_watts"] == pytest.approx(38.75, rel=0.05)
    assert row["energy_joules"] == pytest.approx(38.75 * row["seconds"], rel=0.05)
    assert row["energy_low_joules"] <= 38.75 * row["seconds"] <= row["energy_high_joules"]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_ctrl_c_reaches_the_command_and_leaves_the_partial_result(tmp_path: Path) -> None:
    # The command itself presses: nothing has to be waited for.
    code = (
        "import os, signal, time\n"
        "try:\n"
        "    os.kill(os.getppid(), signal.SIGINT)\n"
        "    time.sleep(60)\n"
        "except KeyboardInterrupt:\n"
        "    print('heard', flush=True)\n"
        "    raise SystemExit(9)\n"
    )
    done = measured(
        tmp_path,
        "--idle", "0", "--", PYTHON, "-S", "-c", code,
        start_new_session=True,
    )  # fmt: skip
    assert done.returncode == 128 + signal.SIGINT
    assert done.stdout.startswith("heard\n")
    assert "Interrupted" in done.stdout
    assert done.stderr == ""


def test_an_interruption_while_the_sensors_are_opened_is_told_as_an_object(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_place: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(measure, "open_sensors", interrupted)
    assert main(["measure", "--language", "en", "--json", "--", PYTHON, "-c", ""]) == 130
    row = json.loads(capsys.readouterr().out)
    assert row["interrupted"] is True
    assert row["exit_status"] == 130
    assert row["reason"] == "The measure was interrupted before the command was started."


def test_an_interruption_while_the_command_line_is_read_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(_given: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("equilibre.arguments.parse", interrupted)
    assert main(["measure", "--", PYTHON]) == 130
