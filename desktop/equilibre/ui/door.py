"""One window for each user: whoever starts the program again is let in by the window there is."""

import json
import logging
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import (
    QFileSystemWatcher,
    QLockFile,
    QObject,
    QSysInfo,
    QTimer,
    Signal,
    Slot,
)

from equilibre.errors import EquilibreError
from equilibre.plain_file import read_plain_file
from equilibre.texts import _

_ANSWER_SECONDS = 8.0  # a window that is being built is deaf for some of them
_SUFFIX = ".json"
_LARGEST_BYTES = 2**24  # the longest command line that Linux takes, each byte of it escaped

_log = logging.getLogger(__name__)


class Door(QObject):
    """Held by the one window of a folder of kept runs; the other starts ring at it.

    Two windows would measure each other and write over each other's runs. A ring is a file in a
    folder beside the runs, with the paths to open; the window takes it away, which is its answer.
    """

    rung = Signal(list)  # the paths to open: none where only the window is asked for

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._lock_file = folder / "equilibre.lock"
        self._lock = QLockFile(str(self._lock_file))
        self._bell = folder / "to-open"
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """Become the one window; return False where there is one already."""
        # A folder that cannot be written keeps no runs, nor can it lose the lock of a window that
        # was ended before.
        return (
            self._lock.tryLock(0)
            or self._lock.error() is not QLockFile.LockError.LockFailedError
            or not os.access(self._lock_file.parent, os.W_OK)
        )

    def listen(self) -> None:
        """Hear other starts."""
        with suppress(OSError):
            self._bell.mkdir(exist_ok=True)
            self._forget_given_up()
            self._watcher = QFileSystemWatcher([str(self._bell)], self)
            self._watcher.directoryChanged.connect(self._answer)
        QTimer.singleShot(0, self, self._answer)  # who rang before now

    def leave(self) -> None:
        """Be the one window no more."""
        if self._watcher is not None:
            self._watcher.directoryChanged.disconnect(self._answer)
        self._lock.unlock()

    def ring(self, paths: Sequence[Path]) -> str:
        """Have the one window open *paths* and come forward.

        Returns a sentence for the user where it does not answer within some seconds.
        """
        import secrets

        from equilibre.sessions.files import write_whole

        process, computer, _program = self._lock.getLockInfo()
        if computer and computer != QSysInfo.machineHostName():
            return _("Équilibre is already open on the computer “{name}”: close it there.").format(
                name=computer
            )
        _let_come_forward(process)
        ring = self._bell / f"{secrets.token_hex(8)}{_SUFFIX}"
        try:
            write_whole(ring, json.dumps([str(path) for path in paths]).encode())
        except EquilibreError:
            return _no_answer(paths)
        end = time.monotonic() + _ANSWER_SECONDS
        while time.monotonic() < end:
            if not ring.exists():
                return ""
            time.sleep(0.02)
        with suppress(OSError):
            ring.unlink()
        return _no_answer(paths)

    def _forget_given_up(self) -> None:
        """Remove what starts have left that were ended before they could: nobody waits for it."""
        # Both times are told by the same disk, which may be that of another computer.
        oldest = self._lock_file.stat().st_mtime - _ANSWER_SECONDS
        for ring in self._bell.iterdir():
            with suppress(OSError):
                if ring.lstat().st_mtime < oldest:
                    ring.unlink()

    @Slot()
    def _answer(self) -> None:
        try:
            rings = sorted(self._bell.glob(f"*{_SUFFIX}"))
        except OSError:
            return
        for ring in rings:
            paths = _paths(ring)
            try:
                ring.unlink()
            except OSError:
                continue  # it would be opened again and again
            if paths is not None:
                self.rung.emit(paths)


def _paths(ring: Path) -> list[Path] | None:
    """Return what *ring* asks to open, or None where no start of the program wrote it."""
    try:
        told = json.loads(read_plain_file(ring, _LARGEST_BYTES))
        if not isinstance(told, list):
            raise TypeError(type(told))
        return [Path(path) for path in told]
    except (OSError, ValueError, TypeError, RecursionError):
        _log.warning("another start cannot be understood", exc_info=True)
        return None


def _no_answer(paths: Sequence[Path]) -> str:
    if not paths:
        return _("Équilibre is already open: look for its window.")
    return _("Équilibre is already open: look for its window, and open {names} from there.").format(
        names=", ".join(path.name for path in paths)
    )


def _let_come_forward(process: int) -> None:
    """Let another process put its window before the others: Windows asks for it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)
