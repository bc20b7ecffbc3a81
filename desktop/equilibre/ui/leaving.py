"""The end of the program when the system asks for it: a log-out, a shut-down, Ctrl+C."""

import signal
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtWidgets import QApplication

_ENDS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")  # the last one is Windows' own
_LISTENS_AFTER_MILLISECONDS = 20  # what it imports would keep the first paint waiting


class Leaving(QObject):
    """Closes the window as its user would, where the default is to drop everything at once.

    Python hears of a signal between two of its own instructions, and a window at rest executes
    none: the system's own note of the signal wakes it.
    """

    def __init__(self) -> None:
        """Heed the signals from now on; in the main thread only."""
        super().__init__()
        self._asked = False
        numbers = [getattr(signal, name) for name in _ENDS if hasattr(signal, name)]
        # A program in the background is told to ignore Ctrl+C, and goes on ignoring it.
        self._before: dict[int, Any] = {  # who heard each signal
            number: signal.signal(number, self._hear)
            for number in numbers
            if signal.getsignal(number) is not signal.SIG_IGN
        }
        self._notifier: QSocketNotifier | None = None
        QTimer.singleShot(_LISTENS_AFTER_MILLISECONDS, self, self._listen)

    @Slot()
    def _listen(self) -> None:
        import socket

        self._ours, self._theirs = socket.socketpair()
        for one in (self._ours, self._theirs):
            one.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._woken_before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._obey()

    def close(self) -> None:
        """Leave the signals to whoever heard them before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._notifier is not None:
            signal.set_wakeup_fd(self._woken_before)
            self._notifier.setEnabled(False)
            self._ours.close()
            self._theirs.close()

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    @Slot()
    def _woken(self) -> None:
        self._ours.recv(4096)
        self._obey()

    def _obey(self) -> None:
        if self._asked:  # other signals wake it, too
            self._asked = False
            QApplication.quit()  # closes the dialogs and the window first
