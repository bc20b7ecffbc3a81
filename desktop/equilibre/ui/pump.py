"""Brings what other threads and processes said into the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

_BUSY_MILLISECONDS = 50
_QUIET_MILLISECONDS = 250
_CURVES_EVERY = 2  # ticks: drawing is itself a load, and must not swamp what is measured


class Pump(QObject):
    """Calls *tick* 20 times a second during a run, 4 times otherwise; *draw* 10 times at most."""

    def __init__(
        self,
        tick: Callable[[], None],
        draw: Callable[[], None],
        busy: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._tick, self._draw, self._busy = tick, draw, busy
        self._count = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_QUIET_MILLISECONDS)

    def hurry(self) -> None:
        """Beat fast from now on, as something began."""
        self._timer.setInterval(_BUSY_MILLISECONDS)

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _beat(self) -> None:
        self._tick()
        busy = self._busy()
        self._count += 1
        if busy and self._count % _CURVES_EVERY == 0:
            self._draw()
        wanted = _BUSY_MILLISECONDS if busy else _QUIET_MILLISECONDS
        if self._timer.interval() != wanted:
            self._timer.setInterval(wanted)
