"""The program trains without a screen, says what it used, and gives the same result again."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from equilibre.commands.train import measured
from equilibre.commands.train_report import as_row
from equilibre.learning.catalogue import family
from equilibre.learning.dataset import card
from equilibre.meter.catalogue import open_sensors
from equilibre.meter.emulation import EmulatedPowercap
from equilibre.meter.sampler import Sampler
from equilibre.meter.surroundings import Surroundings
from equilibre.worker.host import Host
from equilibre.worker.messages import Reply, Stepped

ROOT = Path(__file__).parents[2]
KEYS = {
    "data",
    "family",
    "seed",
    "accuracy",
    "epochs",
    "parameters",
    "seconds",
    "energy_joules",
    "energy_low_joules",
    "energy_high_joules",
    "marginal_energy_joules",
    "kind",
    "source",
    "measured_share",
    "boundary",
    "covers",
    "idle_before_watts",
    "idle_after_watts",
    "drift_watts",
    "work",
    "spread",
    "computer",
    "sensors",
    "unmetered",
}
WATTS, MEMORY_WATTS = 35.0, 3.75


def equilibre(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program with these arguments, in English."""
    return subprocess.run(
        [sys.executable, "-m", "equilibre", *arguments],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "en_GB.UTF-8", "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=100,
    )


def trained(*arguments: str) -> dict[str, Any]:
    done = equilibre(
        "train", "--data", "breast_cancer", "--family", "linear", "--set", "epochs=5", "--json",
        *arguments,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.slow
def test_the_same_seed_gives_the_same_accuracy_and_a_known_power_the_right_energy(
    tmp_path: Path,
) -> None:
    # Each run waits for the sensors most of its time: they can share the processor.
    with (
        EmulatedPowercap(
            tmp_path / "powercap", power=lambda _seconds: WATTS, memory_watts=MEMORY_WATTS
        ),
        ThreadPoolExecutor() as pool,
    ):
        one = pool.submit(trained, "--seed", "7", "--powercap", str(tmp_path / "powercap"))
        two = pool.submit(trained, "--seed", "7", "--powercap", str(tmp_path / "nothing"))
        measured, other = one.result(), two.result()
    for result in (measured, other):
        assert set(result) >= KEYS
        assert (result["data"], result["family"], result["seed"]) == ("breast_cancer", "linear", 7)
        assert (result["epochs"], result["parameters"]) == (5, 31)
        assert 0.5 < result["accuracy"] <= 1
        assert result["seconds"] > 0
    assert measured["accuracy"] == other["accuracy"]

    assert measured["kind"] == "measured"
    assert measured["source"]
    joules = measured["seconds"] * (WATTS + MEMORY_WATTS)
    assert measured["energy_joules"] == pytest.approx(joules, rel=0.05)
    assert measured["energy_low_joules"] < measured["energy_joules"]
    assert measured["energy_joules"] < measured["energy_high_joules"]
    # The power does not move: nothing of it is due to the training.
    assert abs(measured["marginal_energy_joules"]) < 0.05 * joules
    assert measured["measured_share"] == 1
    assert measured["idle_after_watts"] == pytest.approx(WATTS + MEMORY_WATTS, rel=0.05)
    assert abs(measured["drift_watts"]) < 0.05 * (WATTS + MEMORY_WATTS)
    assert sum(measured["work"].values()) == pytest.approx(measured["energy_joules"])
    assert measured["work"]["training_joules"] > 0
    assert sum(one["energy_joules"] for one in measured["sensors"]) == pytest.approx(
        measured["energy_joules"]
    )
    if other["kind"] is not None:  # a computer may have no other route at all
        assert other["energy_low_joules"] < other["energy_joules"] < other["energy_high_joules"]


class InterruptedHost(Host):
    """A host beside which Ctrl-C is pressed once, after an epoch was told."""

    learned = pressed = False

    def replies(self) -> list[Reply]:
        if self.learned and not self.pressed:
            self.pressed = True
            raise KeyboardInterrupt
        replies = super().replies()
        self.learned = any(isinstance(reply, Stepped) and reply.step.epoch for reply in replies)
        return replies


def test_ctrl_c_keeps_what_was_learned_so_far(tmp_path: Path) -> None:
    settings = family("linear").complete(card("digits"), {"epochs": 1000.0})
    sampler = Sampler(open_sensors(Surroundings(powercap=tmp_path)))
    host = InterruptedHost(standby=False)
    try:
        sampler.start()
        host.start()
        result, interrupted = measured(host, sampler, "digits", "linear", 1, settings, 0.1, 5.0)
    finally:
        host.end()
        sampler.stop()
    assert interrupted
    assert result.stopped
    assert 0 < result.epochs < 1000
    assert json.loads(json.dumps(as_row(result)))["stopped"] is True


@pytest.mark.parametrize(
    "arguments",
    [
        ("train", "--family", "forest"),
        ("train", "--set", "epochs"),
        ("train", "--set", "epochs=many"),
        ("train", "--seed", "seven"),
        ("train", "--seed", "-1"),
        ("experiment", "more", "--seed", "4294967295"),
        ("dance",),
        ("--size", "large"),
        ("--scale", "1000"),
    ],
    ids=" ".join,
)
def test_what_the_program_does_not_know_is_refused_before_any_work(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    from equilibre.__main__ import main

    with pytest.raises(SystemExit) as end:
        main(["--language", "en", *arguments])
    assert end.value.code == 2
    error = capsys.readouterr().err
    assert arguments[-1] in error
    assert "Traceback" not in error


def test_data_that_nobody_has_are_refused_with_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from equilibre.__main__ import main

    code = main(["train", "--language", "en", "--data", "poetry"])
    said = capsys.readouterr()
    assert code == 1
    assert "no data set named “poetry”" in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("setting", "word"), [("epochs=3", "epochs"), ("neurons=5", "neurons"), ("batch_size=7", "7")]
)
def test_a_setting_that_does_not_exist_is_refused_with_a_sentence(
    capsys: pytest.CaptureFixture[str], setting: str, word: str
) -> None:
    from equilibre.__main__ import main

    code = main(["train", "--language", "en", "--family", "linear", "--set", setting])
    said = capsys.readouterr()
    assert code == 1
    assert word in said.err.lower()
    assert said.out == ""


def test_the_help_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    from equilibre.__main__ import main

    texts = []
    for language in ("fr", "en"):
        with pytest.raises(SystemExit) as end:
            main(["--language", language, "--help"])
        assert end.value.code == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] != texts[1]


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    from equilibre import __version__
    from equilibre.__main__ import main

    with pytest.raises(SystemExit):
        main(["--version"])
    assert __version__ in capsys.readouterr().out
