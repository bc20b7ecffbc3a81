"""Loads what takes long while the window lives: in a thread, or a little in each turn."""

import sys
import threading
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimerEvent

Step = Callable[[], object]

_POLL_MILLISECONDS = 5
_PAUSE_MILLISECONDS = 1  # what came in meanwhile is painted and answered
_GIVES_WAY_AFTER = 0.0005  # seconds: Python's own 0.005 would make each call of the window wait


def imports(*modules: str) -> tuple[Step, ...]:
    """Return the steps that import *modules*, by name."""
    return tuple(partial(import_module, name) for name in modules)


class Loader(QObject):
    """Does one thing after another, and says when all is done.

    What knows no Qt is done in a thread. What makes classes of Qt, as the import of a view does,
    is done in the window's: PySide6 notes them in tables that it reads without Python's lock, and
    the program ended in a segmentation fault where two threads came together, once in a hundred
    starts of a busy computer (6.11.3).
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._closed = False
        self._here: list[Step] = []  # the last one goes first
        self._then: Step = lambda: None
        self._timer = 0  # its number; 0: none

    def do(
        self, beside: Iterable[Step], here: Iterable[Step] = (), then: Step = lambda: None
    ) -> None:
        """Do the steps *beside* the window in a thread, those *here* in turns of it, then *then*.

        Nothing else may be under way.
        """
        self._here = list(here)[::-1]
        self._then = then
        self._thread = threading.Thread(
            target=self._run, args=(tuple(beside),), name="loader", daemon=True
        )
        self._thread.start()
        self._look_again_after(_POLL_MILLISECONDS)

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
        if self._thread is not None and self._thread.is_alive():
            return
        if self._thread is not None:
            self._thread = None
            self._look_again_after(_PAUSE_MILLISECONDS)
        if self._here:
            self._here.pop()()
        else:
            self._rest()
            self._then()

    def _look_again_after(self, milliseconds: int) -> None:
        self._rest()
        self._timer = self.startTimer(milliseconds)

    def _rest(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def close(self) -> None:
        """Begin no other step, and call nobody back."""
        self._closed = True
        self._rest()
