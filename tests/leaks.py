"""A test that leaves a thread, a child process or an open window behind fails: a plugin of pytest.

What was there before the test (a fixture of its module, say) may stay.
"""

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator, Set
from multiprocessing import resource_tracker
from pathlib import Path

import psutil
import pytest

PATIENCE_SECONDS = 3.0  # for what was told to end, and is about to

TASKS = Path("/proc/self/task")

Living = threading.Thread | int | str  # an int is the number of a process, a str a window


def pytest_collection_finish() -> None:
    """Take what exists before the tests out of every collection: a tenth of their time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_leak() -> Iterator[None]:
    yield from leaving_nothing()


def leaving_nothing(but_for: Callable[[], Set[Living | None]] = frozenset) -> Iterator[None]:
    """Compare what lives after the test, *but for* what is allowed then, with what lived before."""
    before = living()
    yield
    if living() - before - but_for():
        gc.collect()  # what only garbage holds ends with it
    patience = time.monotonic() + PATIENCE_SECONDS
    while (new := living() - before - but_for()) and time.monotonic() < patience:
        if all(isinstance(each, str) for each in new):  # no window closes by waiting
            break
        time.sleep(0.01)
    if new:
        pytest.fail("left behind: " + ", ".join(sorted(map(told, new))), pytrace=False)


def living() -> set[Living]:
    """Return the threads, the child processes and the windows on the screen."""
    return {*threads(), *children(), *windows()}


def threads() -> set[threading.Thread]:
    """Return the threads that the program and its tests started."""
    return {
        thread
        for thread in threading.enumerate()
        # A dummy stands for a thread that Python did not start: it never ends.
        if type(thread) is not threading._DummyThread
        # The one ends when the whole test has; the other stays where Dask did not find its cluster.
        and not thread.name.startswith(("pytest_timeout", "IO loop"))
    }


def children() -> set[int]:
    """Return the processes that this one started, but for the one that Python keeps for itself."""
    if TASKS.exists():  # a thousand times quicker than to ask every process for its parent
        lists = [task / "children" for task in TASKS.iterdir()]
        found = {int(number) for each in lists for number in read(each).split()}
    else:
        found = {child.pid for child in psutil.Process().children()}
    return found - {resource_tracker._resource_tracker._pid}


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:  # a thread that ended meanwhile
        return ""


def windows() -> set[str]:
    """Return the windows on the screen, by class, name and place in memory."""
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    found = QApplication.topLevelWidgets() if QApplication.instance() else []
    if any(each.isVisible() for each in found):  # with what is about to be deleted
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        found = QApplication.topLevelWidgets()
    # What stands after “at” is the place of Python's part, which comes and goes.
    return {f"window {each!r}".partition(" at ")[0] for each in found if each.isVisible()}


def told(left: Living) -> str:
    """Return what to look for."""
    if not isinstance(left, int):
        return str(left)
    try:
        return f"process {left}: {' '.join(psutil.Process(left).cmdline())}"
    except psutil.Error:
        return f"process {left}"
