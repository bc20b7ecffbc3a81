"""Brings what other threads and processes said into the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

_BUSY_MILLISECONDS = 100  # drawing is itself a load, and must not swamp what is measured
_QUIET_MILLISECONDS = 250


class Pump(QObject):
    """Calls *tick*, then *draw*, 10 times a second during a run; *tick* alone 4 times otherwise."""

    def __init__(
        self,
        tick: Callable[[], None],
        draw: Callable[[], None],
        busy: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._tick, self._draw, self._busy = tick, draw, busy
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_QUIET_MILLISECONDS)

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _beat(self) -> None:
        self._tick()
        busy = self._busy()
        if busy:
            self._draw()
        wanted = _BUSY_MILLISECONDS if busy else _QUIET_MILLISECONDS
        if self._timer.interval() != wanted:
            self._timer.setInterval(wanted)
