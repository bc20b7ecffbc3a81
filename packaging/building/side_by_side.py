"""Several targets at once, each in a process of its own: proofs wait as much as they work."""

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TextIO, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Apart:
    """A process that works, where its result comes from, and what it has told so far."""

    process: BaseProcess
    result: Connection
    told: TextIO


def side_by_side(work: Sequence[Callable[[], Result]]) -> list[Result | None]:
    """Do all of *work* at once; return what each returned, None where its process died.

    What each tells is kept apart and printed whole when it ends. However this program is stopped,
    the others are too. One alone is done here, and tells as it goes.
    """
    if len(work) == 1:
        return [work[0]()]
    started = [_started(each) for each in work]
    results: dict[Connection, Result | None] = {}
    try:
        while len(results) < len(started):
            ended = wait([each.result for each in started if each.result not in results])
            for each in started:
                if each.result in ended:
                    results[each.result] = _received(each.result)
                    _print(each.told)
    finally:
        for each in started:
            each.process.terminate()  # where it still works: it ends what it started
            each.process.join()
            each.result.close()
            each.told.close()
    return [results[each.result] for each in started]


def _started(work: Callable[[], Any]) -> _Apart:
    result, theirs = multiprocessing.Pipe(duplex=False)
    told = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
    # Several are built on Linux only: there a process begins as a copy of this one.
    process = multiprocessing.get_context("fork").Process(target=_do, args=(work, theirs, told))
    process.start()
    theirs.close()  # else its death would not close the pipe
    return _Apart(process, result, told)


def _do(work: Callable[[], Any], result: Connection, told: TextIO) -> None:
    # Ctrl-C goes to all: only the first process obeys, and stops the others in its own way.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.dup2(told.fileno(), 2)  # of the tools that it starts
    sys.stderr = told
    result.send(work())


def _received(result: Connection) -> Any:
    try:
        return result.recv()
    except EOFError:
        return None


def _print(told: TextIO) -> None:
    told.seek(0)
    shutil.copyfileobj(told, sys.stderr)
    sys.stderr.flush()
