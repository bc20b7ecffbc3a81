"""Why a file cannot be read or written is said in words, in the language of the user."""

import errno
import os
from pathlib import Path

import pytest

from equilibre.sessions.files import (
    RunsUnreadable,
    RunsUnwritable,
    check_folder,
    read_runs,
    reason_of,
    write_runs,
)
from equilibre.ui.equipment import make_equipment
from equilibre.ui.settings import SettingsStore
from tests.sessions.records import run


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "access is not allowed"),
        (errno.EROFS, "this place is read-only"),
        (errno.ENOENT, "it does not exist"),
        (errno.ELOOP, "it is a link to itself"),
        (errno.ENAMETOOLONG, "its name is too long"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_the_usual_reasons_are_ours_and_the_others_of_the_system(number: int, said: str) -> None:
    assert str(reason_of(OSError(number, os.strerror(number)))) == said


def test_a_name_that_no_file_can_have_is_said_in_words(tmp_path: Path) -> None:
    for name, said in (("a\0b", "no file can have such a name"), ("\ud800", "half a character")):
        with pytest.raises(RunsUnreadable, match=said):
            read_runs(tmp_path / name)
    with pytest.raises(RunsUnwritable, match="half a character stands in a name"):
        write_runs(tmp_path / "runs.equilibre", [run(name="\ud800")])


def test_a_folder_that_can_be_written_is_made_and_left_empty(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "b")
    assert not list((tmp_path / "a" / "b").iterdir())


def test_a_full_disk_is_said_before_there_is_something_to_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(RunsUnwritable, match=r"nothing can be written in .* \(the disk is full\)"):
        check_folder(tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_window_knows_that_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    store = SettingsStore(None)
    assert make_equipment(store, None).keeping_problem() == ""
    assert make_equipment(store, tmp_path / "kept.equilibre").keeping_problem() == ""
    closed = make_equipment(store, tmp_path / "file" / "kept.equilibre").keeping_problem()
    assert str(tmp_path / "file") in closed
