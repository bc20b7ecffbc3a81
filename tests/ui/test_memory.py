"""Dead widgets are freed by the window's thread, between two events, and never elsewhere."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from equilibre.ui.memory import Collector
from equilibre.ui.menus import Action, Choice, Menu, Option, fill_menu_bar
from tests.ui.conftest import settle


class Knot:
    """An object that only a collection of cycles can free."""

    def __init__(self) -> None:
        self.self = self


def test_python_collects_nothing_by_itself_in_the_window(qapp: QApplication) -> None:
    assert not gc.isenabled()


def test_what_is_dead_is_freed_at_a_quiet_moment(qapp: QApplication, qtbot: QtBot) -> None:
    parent = QObject()
    collector = Collector(parent)
    dead = weakref.ref(Knot())
    thread = threading.Thread(target=lambda: [Knot() for _index in range(5000)])
    thread.start()
    thread.join()
    assert dead() is not None
    collector.collect()
    assert dead() is None


def test_menus_that_are_filled_again_are_not_kept_by_python(qapp: QApplication) -> None:
    size = Choice("Size", (Option(1, "Small"),), 1, print)
    bar = QMenuBar()
    counts = set()
    for _turn in range(3):
        fill_menu_bar(bar, [Menu("File", [Action("Open", print), size])])
        settle()
        gc.collect()
        # isinstance() would ask modules that other tests imported for what they are.
        counts.add(sum(issubclass(type(one), QMenu) for one in gc.get_objects()))
    assert len(counts) == 1
