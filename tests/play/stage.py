"""The real window with the real training process, in folders that nobody else uses."""

import gc
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths
from PySide6.QtWidgets import QApplication

from equilibre.texts import use_language
from equilibre.ui import ahead
from equilibre.ui.application import make_application, speak_qt
from equilibre.ui.equipment import make_equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow
from tests.play.files import make_files
from tests.play.runs import WatchedRuns

_ENDING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Stage:
    """A window that is about to be played with."""

    application: QApplication
    window: MainWindow
    files: dict[str, Path]
    saved: Path


def shut_off(folder: Path) -> None:
    """Lead everything out of reach: the user's folders, other programs, the network."""
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(folder)
    for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
        os.environ[f"XDG_{name}"] = str(folder)
    os.environ["PATH"] = ""  # no curl, no player of sounds, no command typed by chance
    for name in ("http_proxy", "https_proxy"):
        os.environ[name] = "http://127.0.0.1:9"  # nobody answers there
    QStandardPaths.setTestModeEnabled(True)


@contextmanager
def set_stage(folder: Path) -> Iterator[Stage]:
    """Open the window, filled, with everything that it writes in *folder*."""
    files = make_files(folder / "files")
    saved = folder / "saved"
    saved.mkdir()
    application = make_application()
    store = SettingsStore(folder / "settings.json")
    store.change(language="en", theme="light", started=True)
    use_language("en")
    speak_qt(application)
    use_theme("light", 100)
    equipment = make_equipment(store, folder / "kept-runs.equilibre")
    equipment.kept = WatchedRuns(folder / "kept-runs.equilibre")
    window = MainWindow(store, lambda: equipment)
    window.showNormal()
    window.resize(1366, 689)
    equipment.start()
    window.fill()
    window.activateWindow()
    for step in (*ahead.beside(), *ahead.here()):  # done while somebody looks at the first chart
        step()
    try:
        yield Stage(application, window, files, saved)
    finally:
        window.close()
        equipment.end()


def remains() -> list[str]:
    """Return what a window leaves that is closed and forgotten: nothing, if all is well."""
    limit = time.monotonic() + _ENDING_SECONDS
    while (left := _left()) and time.monotonic() < limit:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        time.sleep(0.02)
    return left


def _left() -> list[str]:
    windows = [
        f"a window: {type(one).__name__} “{one.windowTitle()}”"
        for one in QApplication.topLevelWidgets()
        if shiboken6.isValid(one)
    ]
    threads = [
        f"a thread: {thread.name}"
        for thread in threading.enumerate()
        if thread is not threading.main_thread()
    ]
    processes = [
        f"a process: {process.pid}"
        for process in psutil.Process().children(recursive=True)
        if "resource_tracker" not in " ".join(process.cmdline())
    ]
    return windows + threads + processes
