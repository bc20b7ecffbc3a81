"""The real program, used by nobody, for whoever tries it in strange surroundings.

``python -m tests.hostile.guest [look]`` opens the window, trains a small model, keeps the run and
closes; with ``look`` it opens every tab, page and dialogue on its way, in both languages. Its last
line is JSON: what the window said, what was logged as gone wrong, how the training ended.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLabel

from equilibre.ui.application import Options, make_application, run
from equilibre.ui.lifecycle.state import PAGES as LIFECYCLE
from equilibre.ui.training import running
from equilibre.ui.training.state import Phase
from equilibre.ui.training.tab import TrainingTab
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.ui.window import MainWindow
from equilibre.worker import host
from tests.ui.dialogues import close_dialogues, dialogues

LOOK_MILLISECONDS = 10
LONGEST_SECONDS = 90.0  # on a busy computer

OFFSCREEN = "This plugin does not support propagateSizeHints"  # of the screen that is not there

TRAINING = ("compare", "learned", "experiments", "run")


@dataclass(slots=True)
class Visit:
    """What became of one visit."""

    said: list[str] = field(default_factory=list)  # above the tabs and in boxes, in this order
    faults: list[str] = field(default_factory=list)  # what was logged: a warning, or worse
    phase: str = ""  # of the training, at the end
    kept: int = 0  # runs in the list


class Log(logging.Handler):
    """Notes what went wrong."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(logging.WARNING)
        self._visit = visit

    def emit(self, record: logging.LogRecord) -> None:
        if OFFSCREEN not in record.getMessage():
            self._visit.faults.append(self.format(record))


Until = Callable[[], bool]


def at_once() -> bool:
    return True


def used(window: MainWindow, looks: bool) -> Iterator[Until]:
    """Use the *window*, and yield what is to be waited for."""
    equipment = window.equipment
    yield lambda: equipment.host.ready and not equipment.host.loading
    tab = window.tabs[0]
    assert isinstance(tab, TrainingTab)
    presenter = tab.presenter
    presenter.choose_dataset("breast_cancer")
    presenter.start()
    yield lambda: not presenter.state.phase.busy and presenter.state.phase is not Phase.READY
    presenter.kept.keep()
    yield at_once
    if looks:
        yield from looked_around(window)
    window.close()


def looked_around(window: MainWindow) -> Iterator[Until]:
    """Open every tab, every page and every dialogue, then see the other language."""
    tab = window.tabs[0]
    assert isinstance(tab, TrainingTab)
    for index, keys in enumerate((TRAINING, LIFECYCLE, growth_pages())):
        window.show_tab(index)
        for key in keys:
            window.tabs[index].presenter.choose_page(key)  # type: ignore[attr-defined]
            yield at_once
    window.show_tab(0)
    for opened in dialogues(window, tab):
        opened()
        yield at_once
        close_dialogues()
        yield at_once
        window.guide.end_tour()
    window.change(language="fr", theme="dark")
    yield lambda: window.tabs[0].view is not None  # type: ignore[attr-defined]


def growth_pages() -> tuple[str, ...]:
    from equilibre.ui.growth.view import PAGES

    return tuple(PAGES)


class Guest(QObject):
    """Uses the window, one thing after the other."""

    def __init__(self, looks: bool) -> None:
        super().__init__()
        self.visit = Visit()
        self._looks = looks
        self._steps: Iterator[Until] | None = None
        self._until: Until = at_once
        self._begun_seconds = time.monotonic()
        logging.getLogger().addHandler(Log(self.visit))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MILLISECONDS)

    @Slot()
    def _look(self) -> None:
        window = next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None
        )
        if time.monotonic() - self._begun_seconds > LONGEST_SECONDS:
            self.visit.faults.append(f"stuck at {self._until}")
            self._leave(window)
        elif window is not None and window.complete:
            self._note(window)
            if self._steps is None:
                self._steps = used(window, self._looks)
            if self._until():
                step = next(self._steps, None)
                if step is None:
                    self._timer.stop()
                else:
                    self._until = step

    def _note(self, window: MainWindow) -> None:
        """Note what the window says now."""
        labels = [
            label
            for bar in window.findChildren(MessageBar)
            if bar.isVisible()
            for label in bar.findChildren(QLabel)
        ]
        for label in labels:
            if label.text() and label.text() not in self.visit.said:
                self.visit.said.append(label.text())
        tab = window.tabs[0]
        assert isinstance(tab, TrainingTab)
        self.visit.phase = tab.presenter.state.phase.name
        self.visit.kept = len(window.equipment.kept.runs)

    def _leave(self, window: MainWindow | None) -> None:
        self._timer.stop()
        if window is not None:
            window.close()
        QApplication.quit()


def main() -> int:
    running.IDLE_SECONDS = 0.0  # type: ignore[misc]
    host.STANDBY_MEMORY_BYTES = float("inf")  # one training process is enough
    make_application()
    guest = Guest("look" in sys.argv)
    status = run(Options(files=tuple(Path(word) for word in sys.argv[1:] if word != "look")))
    print(json.dumps(asdict(guest.visit)))
    return status


if __name__ == "__main__":
    sys.exit(main())
