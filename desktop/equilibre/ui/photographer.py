"""Takes the pictures that ``snapshot`` saves, once the screen has come to its state."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from equilibre.errors import EquilibreError
from equilibre.texts import _

_DIALOG_SECONDS = 0.2  # some dialogs are complete a few turns after they open
_LONGEST_SECONDS = 90.0


class SnapshotFailed(EquilibreError):
    """A screen did not reach the state of its picture."""


class Photographer:
    """Numbers the pictures and waits for what they show."""

    def __init__(self, folder: Path, window: QWidget, suffix: str) -> None:
        self._folder, self._window, self._suffix = folder, window, suffix
        self._count = 0

    def take(self, state: str, widget: QWidget | None = None) -> None:
        """Save a picture of *widget* over the window, or of the window."""
        self.rest(0.15)
        self._count += 1
        path = self._folder / f"{self._count:02}-{state}-{self._suffix}.png"
        picture = self._window.grab()
        if widget is not None:
            # Off the screen there is no desktop to photograph: the dialog is laid over the window.
            painter = QPainter(picture)
            inner = widget.grab()
            painter.drawPixmap(
                (self._window.width() - widget.width()) // 2,
                (self._window.height() - widget.height()) // 2,
                inner,
            )
            painter.end()
        if not picture.save(str(path)):
            raise SnapshotFailed(_("“{path}” cannot be written.").format(path=path))
        print(path)

    def take_dialog(self, state: str, show: Callable[[], object]) -> None:
        """Save a picture of the dialog that *show* opens, and close it."""
        show()
        dialog = open_dialog()
        self.rest(_DIALOG_SECONDS)
        self.take(state, dialog)
        dialog.close()

    def rest(self, seconds: float) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def until(self, reached: Callable[[], bool], what: str) -> None:
        """Let the window live until *reached*. Raises SnapshotFailed after too long."""
        limit = time.monotonic() + _LONGEST_SECONDS
        while not reached():
            if time.monotonic() > limit:
                raise SnapshotFailed(
                    _("No picture of “{state}”: it never came.").format(state=what)
                )
            self.rest(0.03)


def open_dialog() -> QDialog:
    """Return the dialog on the screen. Raises SnapshotFailed where there is none."""
    found = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]
    if not found:
        raise SnapshotFailed(_("No dialog is open."))
    return found[-1]
