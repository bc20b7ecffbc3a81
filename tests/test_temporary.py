"""What a program that was killed has left in the folder for temporary files goes, and no more."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from equilibre.temporary import temporary_folder

DAYS_AGO = 1e9  # of a clock that began in 1970


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def gone() -> int:
    """Return the number of a process that runs no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def left(folder: Path, name: str, old: bool = True) -> Path:
    """Return a folder with a file in it, as a program may leave it."""
    path = folder / name
    path.mkdir()
    (path / "rows.npz").touch()
    if old:
        os.utime(path, (DAYS_AGO, DAYS_AGO))
    return path


def test_the_folder_goes_with_its_use(folder: Path) -> None:
    with temporary_folder() as name:
        Path(name, "rows.npz").touch()
    assert not list(folder.iterdir())


def test_the_folder_of_a_program_that_was_killed_goes(folder: Path, gone: int) -> None:
    path = left(folder, f"equilibre-of-{gone}-x")
    with temporary_folder():
        assert not path.exists()


@pytest.mark.parametrize(
    "name",
    [
        f"equilibre-of-{os.getpid()}-x",
        "equilibre-of--x",
        "equilibre-of-9999999999999999-x",
        "other",
    ],
    ids=["ours", "of nobody", "of no process", "another's"],  # the same in every process
)
def test_what_may_be_in_use_stays(folder: Path, name: str) -> None:
    path = left(folder, name)
    with temporary_folder():
        assert path.exists()


def test_a_young_folder_stays_whoever_seems_to_be_gone(folder: Path, gone: int) -> None:
    path = left(folder, f"equilibre-of-{gone}-x", old=False)
    with temporary_folder():
        assert path.exists()


def test_a_link_is_not_followed(folder: Path, gone: int) -> None:
    path = left(folder, "elsewhere")
    try:
        (folder / f"equilibre-of-{gone}-x").symlink_to(path, target_is_directory=True)
    except OSError:
        pytest.skip("this account makes no links")
    os.utime(folder / f"equilibre-of-{gone}-x", (DAYS_AGO, DAYS_AGO), follow_symlinks=False)
    with temporary_folder():
        assert (path / "rows.npz").exists()
