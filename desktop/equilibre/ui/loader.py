"""Works beside the living window: what takes long is imported and read in a thread."""

import sys
import threading
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimerEvent

Step = Callable[[], object]

_POLL_MILLISECONDS = 5
_GIVES_WAY_AFTER = 60.0  # seconds: where it reads a file, and nowhere else


class Loader(QObject):
    """Does one thing after another in a thread, and says in the window's when it is done.

    PySide6 makes its classes and enumerations when they are first asked for, and calls a slot
    written in Python without Python's lock: where both come together in two threads, the program
    ends with a segmentation fault. So a thread is not interrupted here, it gives way by itself at
    every file it reads; and the window looks after it in an event, not in a slot.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._closed = False
        self._then: Step = lambda: None
        self._timer = 0  # its number; 0: none

    def do(self, steps: Iterable[Step], then: Step = lambda: None) -> None:
        """Do *steps* in a thread, then call *then* here; nothing else may be under way."""
        self._then = then
        self._thread = threading.Thread(
            target=self._run, args=(tuple(steps),), name="loader", daemon=True
        )
        self._thread.start()
        self._timer = self.startTimer(_POLL_MILLISECONDS)

    def _run(self, steps: tuple[Step, ...]) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_GIVES_WAY_AFTER)
        try:
            for step in steps:
                if self._closed:
                    return
                step()
        finally:
            sys.setswitchinterval(usual)

    def timerEvent(self, event: QTimerEvent) -> None:
        if self._thread is not None and not self._thread.is_alive():
            self._rest()
            self._thread = None
            self._then()

    def _rest(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def close(self) -> None:
        """Begin no other step, and call nobody back."""
        self._closed = True
        self._rest()
