"""A second start of the program is let in by the window there is."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QSysInfo
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from equilibre.sessions.files import write_runs
from equilibre.ui import door as door_module
from equilibre.ui.application import Application
from equilibre.ui.door import Door
from tests.sessions.records import run
from tests.ui.conftest import MakeRoom

RING = """
import sys
from pathlib import Path
from equilibre.ui.door import Door
door = Door(Path(sys.argv[1]))
print(door.take(), door.ring([Path(word) for word in sys.argv[2:]]))
"""


@pytest.fixture
def door(qapp: QApplication, tmp_path: Path) -> Door:
    """Return the door of the one window of a folder."""
    folder = tmp_path / "élève 1"
    folder.mkdir()
    door = Door(folder)
    assert door.take()
    return door


def started_again(door: Door, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RING, str(folder_of(door)), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def folder_of(door: Door) -> Path:
    return door._bell.parent  # noqa: SLF001


def test_another_start_hands_its_files_over_and_ends(door: Door, qtbot: QtBot) -> None:
    door.listen()
    words = ("/class/two words.equilibre", "/class/été.equilibre-study")
    with qtbot.waitSignal(door.rung, timeout=20_000) as rung:
        other = started_again(door, *words)
    assert rung.args == [[Path(word) for word in words]]
    assert other.communicate(timeout=20)[0].strip() == "False"
    door.leave()


def test_a_start_without_files_asks_for_the_window_only(door: Door, qtbot: QtBot) -> None:
    door.listen()
    with qtbot.waitSignal(door.rung, timeout=20_000) as rung:
        other = started_again(door)
    assert rung.args == [[]]
    assert other.communicate(timeout=20)[0].strip() == "False"
    door.leave()


def test_who_rang_while_the_window_was_made_is_heard(
    door: Door, qtbot: QtBot, tmp_path: Path
) -> None:
    ring = threading.Thread(target=door.ring, args=([tmp_path / "a.equilibre"],))
    ring.start()
    qtbot.waitUntil(lambda: any(folder_of(door).glob("to-open/*.json")))
    with qtbot.waitSignal(door.rung) as rung:
        door.listen()
    ring.join(10)
    assert rung.args == [[tmp_path / "a.equilibre"]]
    door.leave()


def test_a_window_that_does_not_answer_is_told_in_a_sentence(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "_ANSWER_SECONDS", 0.1)
    other = Door(folder_of(door))
    assert not other.take()
    assert other.ring([]) == "Équilibre is already open: look for its window."
    assert "a.equilibre" in other.ring([Path("/x/a.equilibre")])
    assert not list(folder_of(door).glob("to-open/*"))
    door.leave()


def test_a_window_on_another_computer_is_told_by_its_name(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Door(folder_of(door))
    assert not other.take()
    monkeypatch.setattr(QSysInfo, "machineHostName", staticmethod(lambda: "room-12-pc-07"))
    here = QLockFile(str(folder_of(door) / "equilibre.lock")).getLockInfo()[1]
    assert here in other.ring([])
    door.leave()


def test_what_another_program_left_in_the_folder_stops_nothing(door: Door, qtbot: QtBot) -> None:
    bell = folder_of(door) / "to-open"
    bell.mkdir()
    (bell / "a.json").write_bytes(b"\xff{")
    (bell / "b.json").write_text("3")
    (bell / "b2.json").write_text('{"/y.equilibre": 1}')
    (bell / "b3.json").write_text("[" * 100_000)
    if sys.platform != "win32":
        os.mkfifo(bell / "b4.json")
        (bell / "b5.json").symlink_to("/dev/zero")
    (bell / "c.json").write_text('["/x.equilibre"]')
    with qtbot.waitSignal(door.rung) as rung:
        door.listen()
    assert rung.args == [[Path("/x.equilibre")]]
    assert not list(bell.iterdir())
    door.leave()


def test_what_a_start_left_that_was_ended_long_ago_is_not_opened(door: Door, qtbot: QtBot) -> None:
    bell = folder_of(door) / "to-open"
    bell.mkdir()
    for name in ("a.json", "b.json.1234.part"):
        (bell / name).write_text('["/old.equilibre"]')
        os.utime(bell / name, (1, 1))
    (bell / "c.json").write_text('["/new.equilibre"]')
    heard: list[object] = []
    door.rung.connect(heard.append)
    door.listen()
    qtbot.waitUntil(lambda: not list(bell.iterdir()))
    assert heard == [[Path("/new.equilibre")]]
    door.leave()


def test_a_lock_left_where_nothing_can_be_written_keeps_no_window_closed(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Door(folder_of(door))
    assert not other.take()
    monkeypatch.setattr(os, "access", lambda path, mode: path != folder_of(door))
    assert other.take()
    door.leave()


def test_the_next_window_may_open_once_the_first_is_closed(door: Door) -> None:
    other = Door(folder_of(door))
    assert not other.take()
    door.leave()
    assert other.take()
    other.leave()


def test_a_folder_that_cannot_be_written_lets_the_window_open(
    qapp: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    door = Door(tmp_path / "file")
    assert door.take()
    door.listen()
    door.leave()


def test_a_file_that_macos_asks_for_is_heard_by_the_application(
    qapp: Application, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(qapp.asked) as asked:
        QApplication.postEvent(qapp, QFileOpenEvent("/class/été.equilibre"))
    assert asked.args == [[Path("/class/été.equilibre")]]


def test_files_wait_for_the_tabs_and_the_window_comes_forward(
    make_room: MakeRoom, tmp_path: Path
) -> None:
    write_runs(tmp_path / "class.equilibre", [run("a"), run("b")])
    room = make_room(filled=False)
    room.window.open_files([tmp_path / "class.equilibre"])
    assert not room.window.tabs
    room.fill()
    room.window.showMinimized()
    room.window.asked([])
    room.window.turns.finish()
    assert not room.window.isMinimized()
    assert len(room.state.kept) == 2
