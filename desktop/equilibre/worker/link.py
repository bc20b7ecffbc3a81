"""One training process, and the window's end of its pipe."""

import logging
import multiprocessing
import time
from dataclasses import field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil

from equilibre.records import dataclass
from equilibre.worker.child import serve
from equilibre.worker.one_thread import one_thread
from equilibre.worker.rhythm import Rhythm

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Link:
    """A training process and our end of its pipe."""

    process: BaseProcess
    connection: Connection
    ready: bool = False
    started_seconds: float = field(default_factory=time.monotonic)
    rhythm: Rhythm = field(default_factory=lambda: Rhythm(0.0))  # of the run under way

    def processor_seconds(self) -> float:
        """Return the CPU time of the process so far, 0 when the system does not tell."""
        try:
            times = psutil.Process(self.process.pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)

    def is_deep(self) -> bool:
        """Return whether the process is deep in a computation: it would not hear a stop."""
        return self.rhythm.is_deep(self.processor_seconds())

    def kill(self) -> None:
        """End the process by force; it is to be reaped."""
        self.process.kill()
        self.connection.close()


def spawn(shelf_folder: Path | None) -> Link | None:
    """Return a new process, None when the system refuses to make one."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    # A daemon is ended with its parent even when nobody called end().
    process = context.Process(
        target=serve, args=(theirs, shelf_folder), name="Équilibre training", daemon=True
    )
    try:
        with one_thread():
            process.start()
    except OSError:
        _logger.exception("no process can be started")
        ours.close()
        theirs.close()
        return None
    theirs.close()  # else the end of the process would not close the pipe
    return Link(process, ours)
