"""A checkout starts without internet from a folder that another computer has filled."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
import preparation
from building import command, wheelhouse
from building.steps import BuildFailed
from sentences import Problem

TAKEN = [
    (["--wheelhouse", "stick"], [], "stick"),
    (["--wheelhouse=stick", "train"], ["train"], "stick"),
    (["train", "--wheelhouse", "stick", "--json"], ["train", "--json"], "stick"),
    (
        ["measure", "--", "pip", "--wheelhouse", "x"],
        ["measure", "--", "pip", "--wheelhouse", "x"],
        "",
    ),
    (["train"], ["train"], ""),
]
NO_FOLDER = [["--wheelhouse"], ["--wheelhouse="], ["--wheelhouse", ""]]


@pytest.mark.parametrize(("words", "own", "folder"), TAKEN)
def test_the_folder_is_taken_out_of_the_words_of_the_program(
    words: list[str], own: list[str], folder: str
) -> None:
    expected = os.path.abspath(folder) if folder else None  # noqa: PTH100
    assert bootstrap.take_wheelhouse(words) == (own, expected)


@pytest.mark.parametrize("words", NO_FOLDER)
def test_no_folder_is_neither_the_current_one_nor_the_internet(words: list[str]) -> None:
    own, folder = bootstrap.take_wheelhouse(words)
    assert (own, folder) == ([], "")
    with pytest.raises(Problem, match="--wheelhouse"):
        preparation.prepare(0, folder)


def test_an_empty_name_keeps_the_words_of_the_program() -> None:
    assert bootstrap.take_wheelhouse(["--wheelhouse=", "train"]) == (["train"], "")


def test_no_wheels_are_put_where_no_folder_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--wheelhouse", ""])
    assert "--wheelhouse" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file")
    with pytest.raises(BuildFailed, match="stick"):
        wheelhouse.fill(tmp_path / "stick", "linux")


def test_with_a_wheelhouse_pip_looks_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(preparation, "run", ran.append)
    preparation.install("/media/stick")
    preparation.install()
    assert ran[0][-3:] == ["--no-index", "--find-links", "/media/stick"]
    assert "--require-hashes" in ran[0]
    assert "--no-index" not in ran[1]


def test_a_folder_that_is_not_there_is_said_before_anything_is_touched(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="stick"):
        preparation.prepare(0, str(tmp_path / "stick"))


def test_a_folder_filled_for_another_computer_says_how_to_fill_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "lock").write_text("numpy==1 --hash=sha256:" + 64 * "0", encoding="utf-8")
    monkeypatch.setattr(preparation, "PYTHON", sys.executable)
    monkeypatch.setattr(preparation, "LOCK", str(tmp_path / "lock"))
    refused = subprocess.run([sys.executable, "-m", "pip", "--version"], check=False).returncode
    if refused:
        pytest.skip("this environment has no pip")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(Problem, match="--target") as problem:
        preparation.install(str(tmp_path))
    assert problem.value.key == "wheelhouse_lacks"


@pytest.mark.parametrize("key", ["linux", "windows", "macos"])
def test_every_platform_has_wheels_fetched_for_each_python(
    key: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(wheelhouse, "run", lambda command: ran.append([str(w) for w in command]))
    monkeypatch.setattr(wheelhouse, "uv", lambda: Path("uv"))
    wheelhouse.fill(tmp_path / "stick", key)
    fetched = [command for command in ran if "download" in command]
    asked = {command[command.index("--python-version") + 1] for command in fetched}
    assert asked == set(preparation.VERSIONS)
    assert all("--require-hashes" in command for command in fetched)
    assert len(fetched) == len(wheelhouse.computers(key)) * len(preparation.VERSIONS)
