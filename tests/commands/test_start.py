"""What the program reads before it shows anything."""

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from equilibre.__main__ import main
from equilibre.arguments import own_words, parse
from equilibre.commands import orders
from equilibre.sessions import places
from equilibre.sessions.calibrations import save_calibration
from equilibre.sessions.system_settings import SystemSettings
from tests.sessions.test_calibrations import CALIBRATION

SUBJECTS = {"PySide6", "numpy", "equilibre.learning", "equilibre.lifecycle"}


def loaded_by(code: str) -> set[str]:
    """Return the modules that are there after *code*."""
    told = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "line", ["--language fr", "sensors --json", "measure --json -- train lifecycle"]
)
def test_reading_the_arguments_loads_no_science(line: str) -> None:
    loaded = loaded_by(f"from equilibre.arguments import parse\nparse({line.split()!r})")
    assert loaded.isdisjoint(SUBJECTS)


def test_measuring_a_command_loads_neither_a_screen_nor_science() -> None:
    assert loaded_by("import equilibre.commands.measure").isdisjoint(SUBJECTS)


def test_what_follows_two_dashes_belongs_to_another_program() -> None:
    assert own_words(["measure", "--", "a", "--", "b"]) == (["measure"], ["--", "a", "--", "b"])
    assert own_words(["sensors"]) == (["sensors"], [])


def test_a_calibration_that_was_kept_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "calibration.json"
    monkeypatch.setattr(places, "calibration_file", lambda: path)
    assert orders.surroundings(Namespace(system=SystemSettings())).calibration is None
    save_calibration(path, CALIBRATION)
    assert orders.surroundings(Namespace(system=SystemSettings())).calibration == CALIBRATION
    path.write_text("not a calibration")
    assert orders.surroundings(Namespace(system=SystemSettings())).calibration is None


def test_every_place_of_sensors_can_be_another_one(tmp_path: Path) -> None:
    names = ("powercap", "power_supply", "hwmon", "event_source")
    line = [f"--{name.replace('_', '-')}={tmp_path / name}" for name in names]
    choices = parse(["sensors", *line])
    choices.system = SystemSettings()
    found = orders.surroundings(choices)
    assert [getattr(found, name) for name in names] == [tmp_path / name for name in names]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells of processes in files")
@pytest.mark.parametrize("line", ["", "sensors", "self-test"])
def test_a_linux_that_tells_nothing_of_its_processes_is_told_in_a_sentence(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(orders, "_PROCESSES", str(tmp_path / "stat"))
    assert main([*line.split(), "--language", "en"]) == 1
    told = capsys.readouterr().err
    assert "nothing can be measured" in told
    assert str(tmp_path / "stat") in told


def test_a_library_that_the_system_lacks_is_named_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Finder:
        def find_spec(self, name: str, *_others: object) -> None:
            if name == "equilibre.ui.application":
                raise ImportError("libEGL.so.1: cannot open shared object file: No such file")

    monkeypatch.delitem(sys.modules, "equilibre.ui.application", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    assert main(["--diagnostics", "--language", "en"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("This system lacks libEGL.so.1, which the window needs.")
    assert "Traceback" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use is not removed there")
def test_a_file_may_be_named_in_a_folder_that_was_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert parse(["a.equilibre"]).files == [Path("a.equilibre")]
