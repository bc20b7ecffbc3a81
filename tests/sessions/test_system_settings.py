"""What an administrator settles for everyone is followed, and what is wrong in it is said."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from equilibre.sessions.system_settings import (
    VARIABLE,
    Notice,
    SystemSettings,
    system_file,
    system_settings,
)
from equilibre.texts import use_language

EXAMPLE = Path(__file__).parents[2] / "packaging" / "settings.toml"
EVERYTHING = """
language = "fr"
theme = "dark"
scale_percent = 125
level = "complete"
country = "Allemagne"
equivalents = false
motion = false
welcome = false
data_folder = "/srv/classe"
sensors_left_out = ["nvml", "perf"]
locked = ["theme", "country"]
"""


def settled(tmp_path: Path, text: str, *above: str) -> SystemSettings:
    """Return what *text* settles, as named in the environment, with one file above it."""
    low, high = tmp_path / "low.toml", tmp_path / "high.toml"
    low.write_text(text, encoding="utf-8")
    for content in above:
        high.write_text(content, encoding="utf-8")
    return system_settings(high if above else None, "linux", {VARIABLE: str(low)})


@pytest.fixture(autouse=True)
def nothing_of_this_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave aside what is settled for the computer that runs the tests."""
    monkeypatch.setattr(
        "equilibre.sessions.system_settings.system_file", lambda *_: tmp_path / "none.toml"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no path of Windows begins with a slash")
def test_every_setting_is_followed(tmp_path: Path) -> None:
    found = settled(tmp_path, EVERYTHING)
    assert found.sentences() == ()
    assert found.values == {
        "language": "fr",
        "theme": "dark",
        "scale_percent": 125,
        "level": "complete",
        "country": "DEU",
        "equivalents": False,
        "motion": False,
        "welcome": False,
        "data_folder": Path("/srv/classe"),
        "sensors_left_out": {"nvml", "perf"},
    }
    assert found.locked == {"theme", "country"}
    assert found.files == (tmp_path / "low.toml",)


def test_each_system_has_its_place() -> None:
    assert system_file("linux", {}) == Path("/etc/equilibre/settings.toml")
    assert system_file("win32", {"ProgramData": "D:/Data"}) == Path(
        "D:/Data/Equilibre/settings.toml"
    )
    assert system_file("win32", {}) == Path("C:/ProgramData/Equilibre/settings.toml")
    assert system_file("darwin", {}) == Path("/Library/Application Support/Equilibre/settings.toml")


def test_a_computer_without_settings_has_nothing_to_say() -> None:
    assert system_settings(None, "linux", {VARIABLE: ""}) == SystemSettings()


def test_the_nearer_file_wins_key_by_key(tmp_path: Path) -> None:
    found = settled(tmp_path, 'theme = "dark"\nlevel = "complete"', 'theme = "light"')
    assert found.values == {"theme": "light", "level": "complete"}
    assert [path.name for path in found.files] == ["low.toml", "high.toml"]


def test_what_is_locked_below_stays_and_is_said(tmp_path: Path) -> None:
    found = settled(
        tmp_path,
        'theme = "dark"\nlocked = ["theme", "sensors_left_out"]',
        'theme = "light"\nsensors_left_out = ["nvml"]\nlocked = ["level"]',
    )
    assert found.values == {"theme": "dark"}
    assert found.locked == {"theme", "sensors_left_out", "level"}
    assert len(found.sentences()) == 2
    assert all("locked" in sentence for sentence in found.sentences())


@pytest.mark.parametrize(
    ("line", "key", "expected"),
    [
        ('language = "de"', "language", "“fr”"),
        ('theme = ["dark"]', "theme", "“contrast”"),
        ("scale_percent = 89", "scale_percent", "90 to 200"),
        ("scale_percent = true", "scale_percent", "90 to 200"),
        ("scale_percent = 110.5", "scale_percent", "90 to 200"),
        ('level = "expert"', "level", "“complete”"),
        ('country = "Atlantis"', "country", "“FRA”"),
        ("country = 33", "country", "“FRA”"),
        ('motion = "no"', "motion", "true or false"),
        ("equivalents = 0", "equivalents", "true or false"),
        ("welcome = 1979-05-27", "welcome", "true or false"),
        ('data_folder = "runs"', "data_folder", "path"),
        ('data_folder = "/srv/$NO_SUCH_NAME/runs"', "data_folder", "variables"),
        ('data_folder = "/srv/${NO_SUCH_NAME}"', "data_folder", "variables"),
        ('data_folder = "/srv/a\\u0000b"', "data_folder", "path"),
        ("data_folder = 3", "data_folder", "path"),
        ('sensors_left_out = ["rapl"]', "rapl", "does not exist"),
        ("sensors_left_out = 3", "3", "does not exist"),
        ('locked = ["colour"]', "colour", "does not exist"),
        ("locked = [[]]", "[]", "does not exist"),
        ("locked = [0x" + "f" * 9_000 + "]", "int", "does not exist"),
        ('lang = "fr"', "lang", "no setting"),
        ("k" * 9_000 + " = 1", "“" + "k" * 60 + "”", "no setting"),
        ("[kiosk]\nenabled = true", "kiosk", "no setting"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_followed(
    tmp_path: Path, line: str, key: str, expected: str
) -> None:
    found = settled(tmp_path, f'level = "complete"\n{line}' if "level" not in line else line)
    (sentence,) = found.sentences()
    assert "low.toml" in sentence
    assert key in sentence
    assert expected in sentence
    assert "level" in line or found.values["level"] == "complete"
    assert key not in found.values
    assert not found.locked


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"theme = dark", "TOML"),
        (b'theme = "dark"\ntheme = "light"', "TOML"),
        (b"a = " + b"[" * 10_000, "TOML"),
        (b"scale_percent = " + b"1" * 5_000, "digits"),
        (b'language = "fr" # ' + b"x" * 2**14, "larger than 16 kB"),
        ('theme = "dark" # à'.encode("latin-1"), "UTF-8"),
        ('theme = "dark"'.encode("utf-16"), "UTF-8"),
    ],
)
def test_a_file_that_is_no_toml_is_left_aside_and_said(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    found = system_settings(path, "linux", {})
    (sentence,) = found.sentences()
    assert "settings.toml" in sentence
    assert expected in sentence
    assert found.values == {}


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    (sentence,) = system_settings(tmp_path / "gone.toml", "linux", {}).sentences()
    assert "gone.toml" in sentence
    (sentence,) = system_settings(tmp_path, "linux", {}).sentences()
    assert "cannot be read" in sentence


@pytest.mark.skipif(sys.platform == "win32", reason="its folders hold no pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    (sentence,) = system_settings(tmp_path / "settings.toml", "linux", {}).sentences()
    assert "a pipe" in sentence


def test_a_file_of_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "dark"\r\nlevel = "complete"\r\n')
    found = system_settings(path, "linux", {})
    assert found.sentences() == ()
    assert found.values == {"theme": "dark", "level": "complete"}


def test_the_data_folder_may_name_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLASS", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "ada"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "ada"))
    assert settled(tmp_path, 'data_folder = "$CLASS/été"').data_folder == tmp_path / "été"
    assert settled(tmp_path, 'data_folder = "~/runs"').data_folder == tmp_path / "ada" / "runs"


def test_notices_speak_the_language_in_use_when_they_are_shown() -> None:
    notice = Notice("Close this message", {})
    use_language("fr")
    assert str(notice) == "Fermer ce message"


def test_an_option_against_a_lock_is_not_followed_and_said(tmp_path: Path) -> None:
    found = settled(tmp_path, 'language = "fr"\nlocked = ["language", "theme"]')
    assert found.choose("language", "en") == "fr"
    assert found.choose("theme", "dark") is None
    assert found.choose("level", "complete") == "complete"
    assert found.asked(language="fr", theme=None, scale_percent=125).sentences() == ()
    (sentence,) = found.asked(language="en").sentences()
    assert "language" in sentence


def test_the_file_that_installers_carry_settles_nothing_and_all_its_lines_are_true(
    tmp_path: Path,
) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    found = settled(tmp_path, text)
    assert found == SystemSettings(files=(tmp_path / "low.toml",))
    uncommented = re.sub(r"(?m)^#(\w+ = )", r"\1", text)
    found = settled(tmp_path, uncommented)
    assert found.sentences() == ()
    assert found.values.keys() | {"locked"} == {
        "language", "theme", "scale_percent", "level", "country", "equivalents", "motion",
        "welcome", "data_folder", "sensors_left_out", "locked",
    }  # fmt: skip


def run(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "equilibre", *words],
        env={**os.environ, "PYTHONPATH": "desktop", "LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_commands_speak_and_count_as_settled(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'language = "fr"\ncountry = "DEU"\nsensors_left_out = ["estimate"]\nlocked = ["language"]\n'
        "kiosk = true\n",
        encoding="utf-8",
    )
    told = run(tmp_path, "sensors", "--json", "--config", str(path), "--language", "en")
    assert told.returncode == 0
    estimate = next(one for one in json.loads(told.stdout) if one["key"] == "estimate")
    assert estimate["state"] == "no_permission"
    assert not estimate["used"]
    assert estimate["power_watts"] is None
    assert "kiosk" in told.stderr
    assert "language" in told.stderr
    told = run(
        tmp_path, "growth", "--model", "BERT", "--operations-per-second", "1e10", "--json",
        f"--config={path}",
    )  # fmt: skip
    assert json.loads(told.stdout)["country"] == "DEU"
    asked = run(
        tmp_path, "growth", "--model", "BERT", "--operations-per-second", "1e10", "--json",
        "--config", str(path), "--country", "POL",
    )  # fmt: skip
    assert json.loads(asked.stdout)["country"] == "POL"
    assert "Sans commande" in run(tmp_path, "--config", str(path), "--help").stdout


def test_reading_what_is_settled_loads_no_screen() -> None:
    code = (
        "import sys\nfrom equilibre.sessions.system_settings import system_settings\n"
        "system_settings()\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert {"PySide6", "numpy", "equilibre.meter.catalogue"}.isdisjoint(done.stdout.split())


def test_the_report_of_a_problem_tells_which_files_were_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("data_folder = '~/class'\nkiosk = true\n", encoding="utf-8")
    lines = run(tmp_path, "--diagnostics", "--config", str(path)).stdout.splitlines()
    assert f"Settings of the computer {path}" in lines
    assert f"Runs {Path.home() / 'class'}" in lines
    assert any("kiosk" in line for line in lines)
