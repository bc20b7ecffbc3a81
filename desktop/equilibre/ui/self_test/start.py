"""How long the program takes to show its window, from the birth of its process on."""

import os
import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

_START_TIME = 19  # in what follows the name of the process in /proc/self/stat


def process_seconds() -> float:
    """Return how long ago the system made this process."""
    if sys.platform == "linux":
        # psutil adds the time of the start of the system, which Linux tells in whole seconds.
        fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        born = int(fields[_START_TIME]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - born
    else:
        return time.time() - psutil.Process().create_time()


class FirstPaint(QObject):
    """Notes when a window was painted for the first time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.start_seconds: float | None = None  # from the birth of the process to the paint
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._note)  # once this paint, of its parts too, is over
        return super().eventFilter(watched, event)

    @Slot()
    def _note(self) -> None:
        self.start_seconds = process_seconds()
