"""The first start says what it does, repairs what was broken, and never shows a traceback."""

import ast
import errno
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
NAMES = ("bootstrap", "preparation", "sentences", "system")


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the modules of packaging, working in an empty folder, in English."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    for name in NAMES:
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    modules = {name: importlib.import_module(name) for name in NAMES}
    yield type("Modules", (), modules | {"move": lambda place: move(modules, place, monkeypatch)})
    for name in NAMES:
        sys.modules.pop(name, None)


def move(modules: dict[str, ModuleType], place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the modules believe that the repository is *place*; return the environment's folder."""
    folder = place / ".venv"
    lock = place / "packaging" / "requirements.lock"
    lock.parent.mkdir(parents=True)
    lock.write_text("something==1 --hash=sha256:00\n")
    (place / "desktop").mkdir()
    program = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    places = {"ROOT": place, "LOCK": lock, "FOLDER": folder, "PYTHON": folder.joinpath(*program)}
    for module in modules.values():
        for name, value in places.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, str(value))
    return folder


@pytest.fixture
def folder(start: Any, tmp_path: Path) -> Path:
    return start.move(tmp_path / "Équilibre à l’essai")


@pytest.fixture
def steps(start: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace venv and pip by something quick that leaves what they leave; tell what ran."""
    done: list[str] = []
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"

    def run(command: list[str]) -> None:
        done.append(command[2])
        if command[2] == "venv":
            python = Path(start.bootstrap.PYTHON)
            python.parent.mkdir(parents=True)
            python.symlink_to(sys.executable)
            (folder / "lib" / f"python{version}" / "site-packages").mkdir(parents=True)

    monkeypatch.setattr(start.preparation, "run", run)
    monkeypatch.setattr(os, "execv", lambda path, command: done.append("exec"))
    monkeypatch.setattr(start.bootstrap, "wait_for", lambda command: 0)
    monkeypatch.setattr(start.system, "output", lambda command: version)
    monkeypatch.setattr(start.system, "missing_libraries", lambda graphics: {})
    return done


posix = pytest.mark.skipif(os.name == "nt", reason="the replacement of venv makes a symbolic link")


@pytest.mark.parametrize("file", [*PACKAGING.glob("*.py"), ROOT / "desktop/__main__.py"])
def test_an_old_python_can_read_the_files_that_ask_for_a_newer_one(file: Path) -> None:
    ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_every_sentence_is_said_in_both_languages_with_the_same_words(start: Any) -> None:
    for english, french in start.sentences.SENTENCES.values():
        words = re.findall(r"\{\w+\}", english)
        assert words == re.findall(r"\{\w+\}", french)
        assert english != french


@pytest.mark.parametrize(
    ("locale", "word"), [("en_GB.UTF-8", "ready"), ("fr_FR", "prêt"), ("C", "prêt")]
)
def test_the_sentences_follow_the_language_of_the_system(
    start: Any, monkeypatch: pytest.MonkeyPatch, locale: str, word: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert word in start.sentences.sentence("ready")


@posix
def test_the_first_start_prepares_and_the_next_ones_only_start(
    start: Any, folder: Path, steps: list[str]
) -> None:
    start.bootstrap.start("equilibre", [])
    start.bootstrap.start("equilibre", [])
    assert steps == ["venv", "pip", "exec", "exec"]
    (note,) = folder.glob("lib/*/site-packages/equilibre.pth")
    assert (note.parent / note.read_text().strip()).resolve() == folder.parent / "desktop"


@posix
def test_a_new_lock_is_installed_over_the_old_one(
    start: Any, folder: Path, steps: list[str]
) -> None:
    start.bootstrap.start("equilibre", [])
    Path(start.bootstrap.LOCK).write_text("something==2 --hash=sha256:01\n")
    start.bootstrap.start("equilibre", [])
    assert steps == ["venv", "pip", "exec", "pip", "exec"]


@posix
def test_an_interrupted_start_is_begun_again_from_nothing(
    start: Any, folder: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def interrupt(_wheelhouse: str | None) -> None:
        (folder / "lib" / "half").write_text("written")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(start.preparation, "install", interrupt)
        assert start.bootstrap.start("equilibre", []) == 130
    assert "Interrupted" in capsys.readouterr().err
    assert not start.bootstrap.is_ready()
    start.bootstrap.start("equilibre", [])
    assert steps == ["venv", "venv", "pip", "exec"]
    assert not (folder / "lib" / "half").exists()


@posix
@pytest.mark.parametrize("line", [1, 2], ids=["moved", "another Python"])
def test_an_environment_made_elsewhere_is_made_again(
    start: Any, folder: Path, steps: list[str], line: int
) -> None:
    start.bootstrap.start("equilibre", [])
    stamp = start.bootstrap.stamp().split("\n")
    stamp[line] += "-old"
    start.bootstrap.write(start.bootstrap.STAMP, "\n".join(stamp))
    start.bootstrap.start("equilibre", [])
    assert steps == ["venv", "pip", "exec"] * 2


def test_an_unsuitable_python_is_told_which_ones_suit(
    start: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    monkeypatch.setattr(start.system, "output", lambda command: "")
    assert start.bootstrap.start("equilibre", []) == 1
    assert "needs Python 3.11, 3.12 or 3.13, and found only Python 3.9" in capsys.readouterr().err


def test_a_suitable_python_beside_an_old_one_is_found(
    start: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 14, 0, "final", 0))
    monkeypatch.setattr(start.preparation.shutil, "which", lambda name: name)
    monkeypatch.setattr(
        start.system, "output", lambda command: "/there/python" if "3.13" in str(command) else ""
    )
    assert start.preparation.suitable_python() == ("/there/python", "3.13")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "may not write"),
        (errno.EACCES, "may not write"),
        (errno.ENOSPC, "disk is full"),
        (errno.EIO, "could not be prepared"),
    ],
)
def test_a_folder_that_cannot_be_written_gives_a_sentence(
    start: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, number: int, words: str
) -> None:
    def refuse(*arguments: object, **words: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "makedirs", refuse)
    assert start.bootstrap.start("equilibre", []) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("WARNING: Retrying after connection broken by 'NewConnectionError'", "does not answer"),
        ("connection broken by 'SSLError: CERTIFICATE_VERIFY_FAILED'", "certificate"),
        ("ERROR: No matching distribution found for numpy", "does not exist for this computer"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "it was refused"),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: Something new.", "could not be prepared: Something new."),
    ],
)
def test_what_pip_says_becomes_a_sentence(start: Any, written: str, words: str) -> None:
    command = [sys.executable, "-c", f"import sys; sys.exit({written!r})"]
    with pytest.raises(start.sentences.Problem, match=re.escape(words)):
        start.preparation.run(command)


def test_a_start_waits_for_one_that_prepares(start: Any, folder: Path, capsys: Any) -> None:
    code = (
        f"import sys, time; sys.path.insert(0, {str(PACKAGING)!r}); import bootstrap\n"
        f"bootstrap.FOLDER = {str(folder)!r}\n"
        "with bootstrap.alone():\n    print('held', flush=True)\n    time.sleep(0.6)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with start.bootstrap.alone():
            assert other.wait() == 0
    assert "waiting" in capsys.readouterr().err


@pytest.fixture
def missing(start: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool, int], None]:
    """Set a system that lacks a library: Debian or not, and whose account it is."""

    def be(debian: bool, user: int) -> None:
        monkeypatch.setattr(start.system, "is_debian", lambda: debian)
        monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
        monkeypatch.setattr(
            start.system, "missing_libraries", lambda graphics: {"libEGL.so.1": "libegl1"}
        )

    return be


def test_a_user_is_told_the_one_command_that_installs_what_is_missing(
    start: Any, missing: Callable[[bool, int], None]
) -> None:
    missing(True, 1000)
    with pytest.raises(start.sentences.Problem, match="\n    sudo apt install libegl1\n"):
        start.system.check(start.bootstrap.OFFSCREEN)


def test_another_system_is_told_the_libraries(
    start: Any, missing: Callable[[bool, int], None]
) -> None:
    missing(False, 0)
    with pytest.raises(start.sentences.Problem, match=r"libEGL\.so\.1"):
        start.system.check(start.bootstrap.OFFSCREEN)


def test_root_renews_the_lists_of_packages_when_a_first_try_fails(
    start: Any, folder: Path, missing: Callable[[bool, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def apt_get(*words: str, shown: bool = False) -> bool:
        tries.append(words[0])
        return len(tries) == 3

    monkeypatch.setattr(start.system, "apt_get", apt_get)
    missing(True, 0)
    start.system.check(start.bootstrap.OFFSCREEN)
    assert tries == ["install", "update", "install"]


def test_the_lock_pins_everything_with_hashes_and_names_no_address() -> None:
    lock = (PACKAGING / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    for requirement in lock.replace("\\\n", " ").splitlines():
        assert re.match(r"[a-z0-9-]+==\S+( ; [^-]+)?\s+--hash=sha256:[0-9a-f]{64}", requirement)


def test_the_lock_holds_what_the_requirements_ask() -> None:
    lock = (PACKAGING / "requirements.lock").read_text(encoding="utf-8")
    asked = (PACKAGING / "requirements.in").read_text(encoding="utf-8")
    for name in re.findall(r"^[A-Za-z][\w-]*", asked, re.MULTILINE):
        assert f"\n{name.lower()}==" in "\n" + lock
