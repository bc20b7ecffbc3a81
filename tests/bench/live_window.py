"""A real window that trains in the real training process, on no screen, for the bench.

The window shows the training tab, with the sensors of this computer, as a student has it. A
program imports this module where it measures, not at its top: the training process imports the
program too, and is to be the one that students have, without Qt.
"""

# ruff: noqa: E402 - the platform is chosen before Qt is imported, the folders before the program

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tests.bench.goal import DESKTOP, ROOT

sys.path[:0] = [str(ROOT), str(DESKTOP)]

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEventLoop, QTimer

from equilibre.texts import use_language
from equilibre.ui.application import make_application
from equilibre.ui.equipment import make_equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.training.state import Phase
from equilibre.ui.training.tab import TrainingTab
from equilibre.ui.training.view import TrainingView
from equilibre.ui.window import MainWindow
from equilibre.worker.messages import Reply, Stepped
from tests.bench.goal import Skipped

_PATIENCE_SECONDS = 60.0
_NEURONS, _EPOCHS = 64, 1000  # on the handwritten digits: some 15 s


class LiveWindow:
    """The window, its training tab, and when the epochs of its trainings ended."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.tab = cast("TrainingTab", window.tabs[0])
        self.epochs: list[float] = []  # their ends, of the monotonic clock of all processes
        host = window.equipment.host
        self._replies = host.replies
        host.replies = self._heard  # type: ignore[method-assign]

    def _heard(self) -> list[Reply]:
        replies = self._replies()
        self.epochs += [one.step.time_seconds for one in replies if isinstance(one, Stepped)]
        return replies

    @property
    def view(self) -> TrainingView:
        """The tab on the screen."""
        assert self.tab.view is not None
        return self.tab.view

    def live(self, seconds: float) -> None:
        """Let the window live for so long."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the window live until *reached*. Raises Skipped when that takes too long."""
        limit = time.monotonic() + _PATIENCE_SECONDS
        while not reached():
            if time.monotonic() > limit:
                raise Skipped(f"the window took more than {_PATIENCE_SECONDS:.0f} s: try again")
            self.live(0.02)

    @property
    def training(self) -> bool:
        """Whether the first training of the run is under way."""
        return self.tab.presenter.state.phase is Phase.TRAINING

    def train(self) -> None:
        """Begin a training of many short epochs, and come back when the first are shown."""
        presenter = self.tab.presenter
        self.stop()
        presenter.choose_dataset("digits")
        presenter.choose_family("network")
        presenter.choose_setting("neurons", _NEURONS)
        presenter.choose_setting("epochs", _EPOCHS)
        presenter.start()
        self.until(lambda: self.training and bool(presenter.curves().steps))

    def stop(self) -> None:
        """End the training under way, if there is one, and let the window show it."""
        self.tab.presenter.stop()
        self.until(lambda: not self.tab.presenter.state.phase.busy)


@contextmanager
def live_window(width: int = 1280, height: int = 720) -> Iterator[LiveWindow]:
    """Open a window of this size, with its training process warm; nothing is kept."""
    application = make_application()
    use_language("en")
    use_theme("light", 100)
    store = SettingsStore(None)
    store.change(language="en", theme="light", scale_percent=100, started=True, tab="training")
    with tempfile.TemporaryDirectory() as folder:
        equipment = make_equipment(store, Path(folder) / "kept.equilibre")
        window = MainWindow(store, lambda: equipment)
        window.showNormal()
        window.resize(width, height)
        equipment.start()
        try:
            window.fill()
            alive = LiveWindow(window)
            alive.until(lambda: equipment.host.ready and not equipment.host.loading)
            yield alive
        finally:
            window.close()
            application.processEvents()
