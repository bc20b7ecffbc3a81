"""Tells how long the window was deaf, in seconds of its own thread: other work does not count."""

import faulthandler
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QTimer, Slot

_BEAT_MILLISECONDS = 10
_LOOK_SECONDS = 0.02
_STUCK_SECONDS = 60.0  # without one turn of the event loop
_LEVELS = 3  # of a stack, printed


@dataclass(frozen=True, slots=True)
class Frozen:
    """A moment in which the window heard nothing."""

    seconds: float  # of processor time in the window's thread
    where: str  # what it was doing when looked at; empty: nobody looked in time


class Heart(QObject):
    """Beats at every turn of the event loop and measures from one beat to the next.

    Where the system does not tell another thread's processor time, the clock on the wall is read:
    then other programs count, too.
    """

    def __init__(self, longest_seconds: float, frozen: Callable[[Frozen], None]) -> None:
        """Tell *frozen* of every moment longer than *longest_seconds*."""
        super().__init__()
        self._longest = longest_seconds
        self._frozen = frozen
        self._main = threading.main_thread().ident or 0
        self._last = self._clock()
        self._wall = time.monotonic()
        self._seen: list[str] = []
        self._asleep = True
        self._ended = threading.Event()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        self._watcher = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        self._timer.start(_BEAT_MILLISECONDS)
        self._watcher.start()
        self.wake()

    def stop(self) -> None:
        self._timer.stop()
        self._ended.set()
        self._watcher.join()

    @Slot()
    def beat(self) -> None:
        """End a moment and begin the next one."""
        now = self._clock()
        spent, self._last, self._wall = now - self._last, now, time.monotonic()
        seen, self._seen = self._seen, []
        if spent > self._longest and not self._asleep:
            self._frozen(Frozen(spent, seen[-1] if seen else ""))

    def sleep(self) -> None:
        """End a moment; what follows is the player's own time."""
        self.beat()
        self._asleep = True

    def wake(self) -> None:
        """Begin a moment: what follows is the program's."""
        self._asleep = True
        self.beat()
        self._asleep = False

    def _clock(self) -> float:
        if hasattr(time, "pthread_getcpuclockid"):
            return time.clock_gettime(time.pthread_getcpuclockid(self._main))
        return time.monotonic()

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK_SECONDS):
            if time.monotonic() - self._wall > _STUCK_SECONDS:
                faulthandler.dump_traceback()
                print("The window is stuck.", file=sys.stderr, flush=True)
                faulthandler.dump_traceback_later(0.1, exit=True)
            if not self._asleep and self._clock() - self._last > self._longest * 0.6:
                frame = sys._current_frames().get(self._main)
                if frame is not None:
                    self._seen.append(_told(frame))


def _told(frame: FrameType) -> str:
    """Return where in the program *frame* is, the innermost call last."""
    own = [
        f"{Path(one.filename).stem}.{one.name}:{one.lineno}"
        for one in traceback.extract_stack(frame)
        if "equilibre" in Path(one.filename).parts
    ]
    return " > ".join(own[-_LEVELS:])
