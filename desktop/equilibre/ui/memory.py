"""Frees what is no longer used, at moments when Qt is at rest."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MILLISECONDS = 1000


class Collector(QObject):
    """Takes the place of Python's automatic collection of cyclic garbage in the window's process.

    A collection that begins inside a call to Qt may destroy another QObject while Qt holds the
    lock that its destruction needs. That explains best a ``disconnect()`` that never returned,
    and has not come back since; no stack of Qt itself was seen. One that begins in the sampling
    thread would destroy widgets outside the window's thread. From a timer of the
    window's thread, no Qt call is under way.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MILLISECONDS)

    @Slot()
    def collect(self) -> None:
        """Collect the generations that Python would have collected by now."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [
            generation
            for generation, (count, threshold) in enumerate(zip(counts, thresholds, strict=True))
            if threshold and count > threshold
        ]
        if due:
            gc.collect(max(due))
