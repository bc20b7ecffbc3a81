"""What takes long is imported and read beside the window, before it is asked for."""

import subprocess
import sys
import threading

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from equilibre.ui.loader import Loader

OPENED = """
import sys
from equilibre.ui import ahead
from equilibre.ui.application import make_application
from equilibre.ui.equipment import make_equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.window import MainWindow
application = make_application()
store = SettingsStore(None)
store.change(started=True, motion=False)
window = MainWindow(store, lambda: make_equipment(store, None))
window.fill()
for step in (*ahead.beside(), *ahead.here()):
    step()
before = set(sys.modules)
from importlib import metadata
metadata.distribution = None  # nothing is looked up again
window.show()
training, lifecycle, growth = window.tabs
for index in range(3):
    window.show_tab(index)
    window.guide.show_tour()
    window.guide.end_tour()
from equilibre.ui.growth.view import PAGES
from equilibre.ui.lifecycle.state import PAGES as LIFECYCLE_PAGES
for key in ("compare", *(room.key for room in training.rooms)):
    training.presenter.choose_page(key)
for key in LIFECYCLE_PAGES:
    lifecycle.presenter.choose_page(key)
for key in PAGES:
    growth.presenter.choose_page(key)
for show in (window.show_about, window.guide.show_welcome, window.show_sensors,
             window.instruments.calibrate, window.instruments.tell_truth):
    show()
from equilibre.ui.dialogs.about import AboutDialog
window.findChild(AboutDialog).show_licences()
print(*sorted(set(sys.modules) - before))
import os
sys.stdout.flush()
os._exit(0)  # nothing was started, and nothing needs to be put away
"""
BESIDE = """
import os, sys
from importlib import import_module
from equilibre.ui import ahead
from equilibre.ui.settings import SettingsStore
from equilibre.ui.tabs import TABS
for name in [each for each in sys.modules if each.startswith("PySide6")]:
    sys.modules[name] = None  # whoever imports it from now on fails
from equilibre.ui.equipment import make_equipment
make_equipment(SettingsStore(None), None)
for entry in TABS:
    for name in entry.beside:
        import_module(name)
for step in ahead.beside():
    step()
print("done", flush=True)
os._exit(0)  # nothing was started, and nothing needs to be put away
"""


def test_what_was_read_ahead_is_all_that_pages_and_dialogues_need() -> None:
    run = subprocess.run(
        [sys.executable, "-c", OPENED], capture_output=True, text=True, check=True, timeout=60
    )
    assert not run.stdout.strip()


def test_one_thing_after_another_is_done_beside_the_window(qtbot: QtBot) -> None:
    parent = QObject()
    loader, done = Loader(parent), []
    threads: list[threading.Thread] = []
    steps = [lambda: threads.append(threading.current_thread()), lambda: done.append(1)]
    here = steps[:1]
    loader.do(steps, here, lambda: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: len(threads) == 3)
    assert done == [1]
    assert threads[0] is not threading.main_thread()
    assert threads[1:] == [threading.main_thread()] * 2


def test_no_class_of_qt_is_made_beside_the_window() -> None:
    """PySide6 would end the program, now and then: see Loader."""
    run = subprocess.run(
        [sys.executable, "-c", BESIDE], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.stdout == "done\n", run.stderr


def test_the_window_lives_between_two_things_that_are_done_in_its_thread(qtbot: QtBot) -> None:
    parent, seen, done = QObject(), [], []
    ticking = QTimer(parent)
    ticking.timeout.connect(lambda: seen.append("window"))
    ticking.start(0)
    here = [lambda: seen.append("step")] * 3
    Loader(parent).do((), here, lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done))
    first = seen.index("step")
    assert seen.count("step") == 3
    assert "window" in seen[first : first + 3]


def test_a_window_that_closes_begins_nothing_more(qtbot: QtBot) -> None:
    parent = QObject()
    loader, begun, done = Loader(parent), threading.Event(), []
    closed = threading.Event()

    def first() -> None:
        begun.set()
        closed.wait(10)

    others = [lambda: done.append("another")]
    loader.do([first, *others], others, lambda: done.append("then"))
    (thread,) = [one for one in threading.enumerate() if one.name == "loader"]
    begun.wait(10)
    loader.close()
    closed.set()
    thread.join(10)
    qtbot.wait(40)
    assert done == []
    assert not thread.is_alive()
