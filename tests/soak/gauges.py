"""What grows where something is kept for ever: memory, handles, threads, processes, objects."""

import gc
import statistics
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, fields

import psutil
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Reading:
    """What the program held at one moment."""

    memory_mebibytes: float  # that the window's process has made its own
    training_mebibytes: float  # of its children, all together
    handles: float  # files, pipes, sockets
    threads: float
    processes: float  # its children
    widgets: float  # of Qt, visible or not
    wrappers: float  # of Qt's objects, held by Python or by their parents
    objects: float  # of Python


NAMES = {
    "memory_mebibytes": ("memory of the window", "MiB"),
    "training_mebibytes": ("memory of the training processes", "MiB"),
    "handles": ("open files, pipes and sockets", ""),
    "threads": ("threads", ""),
    "processes": ("processes", ""),
    "widgets": ("widgets", ""),
    "wrappers": ("objects of Qt that Python knows", ""),
    "objects": ("objects of Python", ""),
}
"""Field of Reading: (what it is, its unit)."""


def read() -> Reading:
    """Return what this process holds, once what is dead has been let go."""
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    gc.collect()
    own = psutil.Process()
    children = own.children(recursive=True)
    return Reading(
        memory_mebibytes=own_memory(own) / MEBIBYTE,
        training_mebibytes=sum(map(own_memory, children)) / MEBIBYTE,
        handles=own.num_fds() if psutil.POSIX else own.num_handles(),
        threads=own.num_threads(),
        processes=len(children),
        widgets=len(QApplication.allWidgets()),
        wrappers=len(Shiboken.getAllValidWrappers()),
        objects=len(gc.get_objects()),
    )


def own_memory(process: psutil.Process) -> int:
    """Return what *process* has put into memory itself, in bytes.

    Pages of files, libraries above all, are left out where the system tells them apart: they come
    and go with what else runs on the computer, and so does each program's share of them (PSS).
    """
    with suppress(psutil.Error):
        info = process.memory_info()
        return int(getattr(info, "private", 0) or info.rss - getattr(info, "shared", 0))
    return 0


def growths(readings: Sequence[Reading]) -> Iterator[tuple[str, float, float]]:
    """Yield (field, level, growth) over the last three quarters of *readings*.

    What a program builds once is built in the first quarter. Levels are medians of an eighth.
    """
    quarter, eighth = len(readings) // 4, max(1, len(readings) // 8)
    first, last = readings[quarter : quarter + eighth], readings[-eighth:]
    for place, one in enumerate(fields(Reading)):
        before, after = (
            statistics.median(astuple(each)[place] for each in part) for part in (first, last)
        )
        yield one.name, after, after - before
