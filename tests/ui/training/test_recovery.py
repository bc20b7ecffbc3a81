"""The window finds at its start what was under way, and says when others measure, too."""

import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from equilibre.meter.neighbours import Neighbours
from equilibre.sessions.journal import Journals, WrittenRecorder
from equilibre.ui.door import Door
from equilibre.ui.training.account_words import account
from equilibre.ui.training.state import Phase
from equilibre.worker.messages import Train
from tests.ui.conftest import MakeRoom, Room


def opened(make_room: MakeRoom, tmp_path: Path) -> Room:
    """Return a window that writes runs under way down, as the program's own does."""
    room = make_room(filled=False)
    room.window._filling._equip().journals = Journals(tmp_path / "under-way")  # noqa: SLF001
    room.fill()
    room.show()
    return room


def test_a_run_whose_window_ended_is_there_at_the_next_start_with_undo(
    make_room: MakeRoom, tmp_path: Path, qtbot: QtBot
) -> None:
    first = opened(make_room, tmp_path)
    first.train()
    first.window.close()
    second = opened(make_room, tmp_path)
    qtbot.waitUntil(lambda: second.presenter.state.kept != ())
    (kept,) = second.presenter.state.kept
    assert kept.name == "Neural network (interrupted)"
    assert second.view.messages.isVisible()
    second.view.messages.acted.emit()
    assert second.presenter.state.kept == ()
    second.window.close()
    third = opened(make_room, tmp_path)
    third.tab.hear((), ())
    assert third.presenter.state.kept == ()
    assert third.presenter.state.notice is None


class Crowded(Neighbours):
    """Another process measures, as soon as this one does."""

    def __init__(self) -> None:
        super().__init__()
        self.measuring: list[bool] = []

    def measure(self, measuring: bool) -> None:
        self.measuring.append(measuring)
        if measuring:
            self._met = (4321,)


def test_another_that_measures_is_said_at_once_and_in_the_account_of_the_run(room: Room) -> None:
    room.window.equipment.neighbours = others = Crowded()
    room.window._tick()  # noqa: SLF001
    assert others.measuring == [False]
    assert room.presenter.state.notice is None
    room.begin()
    room.window._tick()  # noqa: SLF001
    assert others.measuring[-1]
    notice = room.presenter.state.notice
    assert notice is not None
    assert "(process 4321)" in notice.text
    assert notice.level == "warning"  # as in the other tabs: nothing is lost
    room.presenter.dismiss()
    room.window._tick()  # noqa: SLF001
    assert room.presenter.state.notice is None
    room.more(3)
    room.say(room.finished())
    assert room.presenter.state.phase is Phase.FINISHED
    run = room.presenter.state.run
    assert run is not None
    assert run.energy is not None
    assert run.energy.disturbed
    assert any("at the same time" in sentence for sentence in account(run.energy))


def test_a_run_alone_on_its_computer_says_nothing_of_others(room: Room) -> None:
    room.complete()
    run = room.presenter.state.run
    assert run is not None
    assert run.energy is not None
    assert not any("Équilibre" in sentence for sentence in account(run.energy))


SECOND = """
import sys
from pathlib import Path
from equilibre.sessions import recovery
from equilibre.sessions.system_settings import SystemSettings
from equilibre.ui.application import Options, run
from equilibre.ui.door import Door

def never(*_arguments):
    raise AssertionError("the runs of the other window were looked for")

recovery.Recovery = never
Door.ring = lambda self, paths: ""
sys.exit(run(Options(system=SystemSettings({"data_folder": Path(sys.argv[1])}))))
"""


def test_a_second_start_leaves_the_run_under_way_of_the_first_alone(
    qapp: QApplication, tmp_path: Path
) -> None:
    door = Door(tmp_path)
    assert door.take()
    recorder = Journals(tmp_path / "under-way").recorder(
        Train(1, "digits", "linear"), "FRA", time.monotonic()
    )
    assert isinstance(recorder, WrittenRecorder)
    command = [sys.executable, "-c", SECOND, str(tmp_path)]
    assert subprocess.run(command, check=False, timeout=60).returncode == 0
    recorder.journal.close(remove=False)
    recorder.journal.wait()
    (journal,) = (tmp_path / "under-way").iterdir()
    assert recorder.key in journal.name
    door.leave()
