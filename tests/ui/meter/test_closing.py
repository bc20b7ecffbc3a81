"""The dialogues of the meter leave nothing behind: no widget, no timer, no listener."""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from equilibre.ui.meter.truth.dialog import TruthDialog
from tests.sessions.records import ESTIMATE, route
from tests.ui.conftest import MakeRoom, Room, settle

TIMES = 10
DOORS = ("show_sensors", "calibrate", "tell_truth")


def left(room: Room) -> tuple[int, int, int]:
    """Return how many widgets, timers and dialogues there are."""
    settle()
    gc.collect()
    settle()
    return (
        len(QApplication.allWidgets()),
        len(room.window.findChildren(QTimer)),
        len(room.window.findChildren(QDialog)),
    )


def open_and_close(room: Room, door: str) -> "weakref.ref[QDialog]":
    getattr(room.window.instruments, door)()
    settle()
    dialog = room.window.instruments._open[-1]
    room.window.instruments.hear(room.meter.samples(1.0), [])
    dialog.reject()
    settle()
    return weakref.ref(dialog)


@pytest.mark.parametrize("door", DOORS)
def test_a_dialogue_that_was_opened_often_leaves_nothing(make_room: MakeRoom, door: str) -> None:
    room = make_room(routes=[route(), ESTIMATE])
    room.show()
    open_and_close(room, door)  # the first one brings what all share
    before = left(room)
    dialogs = [open_and_close(room, door) for _time in range(TIMES)]
    assert left(room) == before
    assert [one for one in dialogs if one() is not None] == []
    assert room.window.instruments._open == []


def test_the_window_that_closes_ends_what_plays_over_it(make_room: MakeRoom) -> None:
    room = make_room()
    room.show()
    room.window.instruments.show_sensors()
    room.window.instruments.tell_truth()
    dialog = room.window.instruments._open[-1]
    assert isinstance(dialog, TruthDialog)
    dialog.presenter.play()
    trial = dialog.presenter._trial
    assert trial is not None
    room.window.close()
    assert room.window.instruments._open == []
    assert dialog.presenter._trial is None
    assert not Path(trial._folder.name).exists()
