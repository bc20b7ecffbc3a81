"""Other Équilibres that measure on this computer at the same time: each counts the other's work.

While it measures, a process holds a lock on a file that is named by its number, in the folder that
all users of the computer share. The system lets go of the lock whatever ends the process.
"""

import contextlib
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import psutil

from equilibre.texts import ngettext

_PREFIX, _SUFFIX = "equilibre-measures-", ".lock"
_LOOK_SECONDS = 1.0
_END_SECONDS = 2.0
_LONGEST_NUMBER = 10  # digits
_MODE = 0o644
_MOST_NEIGHBOURS = 64  # who fills the folder with such names may not keep us busy


def shared_folder() -> Path:
    """Return the folder in which every user of this computer may write."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA") or "C:/ProgramData")
    # TMPDIR of macOS is a folder of one user.
    return Path("/tmp" if sys.platform == "darwin" else os.environ.get("TMPDIR") or "/tmp")  # noqa: S108


class Neighbours:
    """Says that this process measures, and hears of others that do.

    Nothing is refused where that cannot be: without a lock the others are not heard of.
    """

    def __init__(
        self,
        folder: Path | None = None,
        look_seconds: float = _LOOK_SECONDS,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        """Look into *folder*; in a thread, *tell* is called with a sentence as soon as it is so."""
        self._folder = folder
        self._tell = tell
        self._told: tuple[int, ...] = ()
        self._look_seconds = look_seconds
        self._met: tuple[int, ...] = ()
        self._over: threading.Event | None = None
        self._thread: threading.Thread | None = None

    @property
    def met(self) -> tuple[int, ...]:
        """The numbers of the processes that measured since this one began to."""
        return self._met

    def sentence(self) -> str:
        """Return what to do about those that were met; empty where there was none."""
        if not self._met:
            return ""
        return ngettext(
            "Another Équilibre is measuring on this computer (process {processes}): each counts "
            "the other's work. Close one of them.",
            "Other Équilibres are measuring on this computer (processes {processes}): each counts "
            "the others' work. Close all but one.",
            len(self._met),
        ).format(processes=", ".join(map(str, self._met)))

    def news(self) -> str:
        """Return ``sentence()`` once, and again where others are met."""
        told, self._told = self._told, self._met
        return self.sentence() if self._met != told else ""

    def measure(self, measuring: bool) -> None:
        """Begin to measure or cease to, at once; asked again, nothing changes."""
        if measuring and self._over is None:
            self._met = ()
            self._over = threading.Event()
            self._thread = threading.Thread(
                target=self._look,
                args=(self._over, self._thread),
                name="neighbours",
                daemon=True,
            )
            self._thread.start()
        elif not measuring and self._over is not None:
            self._over.set()
            self._over = None

    def end(self) -> None:
        """Cease to measure, and leave nothing behind."""
        self.measure(False)
        if self._thread is not None:
            self._thread.join(_END_SECONDS)

    def __enter__(self) -> "Neighbours":
        self.measure(True)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.end()

    # -- in the thread: a disk may keep it waiting -------------------------------------------

    def _look(self, over: threading.Event, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()  # it removes the file that has our name, too
        folder = self._folder or shared_folder()
        own = folder / f"{_PREFIX}{os.getpid()}{_SUFFIX}"
        descriptor = _opened(own, os.O_CREAT)
        locked = False
        while True:
            # Whoever looks at us holds the lock for a moment: it is tried again.
            locked = locked or (descriptor is not None and _lock(descriptor, alone=True))
            met = tuple(sorted({*self._met, *_measuring(folder)}))
            if met != self._met and not over.is_set():
                self._met = met
                if self._tell is not None:
                    self._tell(self.sentence())
            if over.wait(self._look_seconds):
                break
        if descriptor is not None:
            os.close(descriptor)  # first: Windows removes no file that is open
            _remove(own)


def _measuring(folder: Path) -> list[int]:
    """Return the numbers of the other processes that hold their locks in *folder*."""
    numbers = []
    try:
        with os.scandir(folder) as entries:
            names = [one.name for one in entries if one.name.startswith(_PREFIX)]
    except OSError:
        return []
    for name in names[:_MOST_NEIGHBOURS]:
        number = name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
        if number.isdecimal() and len(number) < _LONGEST_NUMBER and int(number) != os.getpid():
            numbers.append(int(number))
    holding = [one for one in numbers if _holds(folder / f"{_PREFIX}{one}{_SUFFIX}", one)]
    return [one for one in holding if not _is_family(one)]


def _is_family(number: int) -> bool:
    """Return whether process *number* measures this one, or is measured by it."""
    try:
        other, own = psutil.Process(number), psutil.Process()
        return own in other.parents() or other in own.parents()
    except psutil.Error:
        return False


def _holds(path: Path, number: int) -> bool:
    """Return whether process *number* holds its lock; what it left at its end is removed."""
    descriptor = _opened(path)
    if descriptor is None:
        return False
    free = _lock(descriptor, alone=False)
    os.close(descriptor)
    if free and not psutil.pid_exists(number):
        _remove(path)
    return not free


def _opened(path: Path, flags: int = 0) -> int | None:
    """Return the plain file at *path*, opened: no link is followed and no pipe waited for."""
    flags |= os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags, _MODE)
    except OSError:
        return None
    try:
        if flags & os.O_CREAT and os.name != "nt":
            os.fchmod(descriptor, _MODE)  # whatever the usual mode: others need to open it
    except OSError:
        pass  # left by another user; the lock is ours all the same
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    return None


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _lock(descriptor: int, alone: bool) -> bool:
    """Lock the file for as long as it is open; return whether that could be."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
