"""Folders for what lasts no longer than the program, removed even where it was killed."""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

_PREFIX = "equilibre-of-"
_LONGEST_NUMBER = 10  # digits
_OLD_SECONDS = 86_400.0  # a container may share the folder, and number its processes for itself


def temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    """Return a new folder, to be used as a context or cleaned up.

    Those of programs that were killed the day before, or earlier, go first. Raises OSError where
    no folder can be made.
    """
    _remove_orphans(Path(tempfile.gettempdir()))
    return tempfile.TemporaryDirectory(
        prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True
    )


def _remove_orphans(folder: Path) -> None:
    with suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*-*"):
            if _is_orphan(path):
                shutil.rmtree(path, ignore_errors=True)  # follows no link


def _is_orphan(path: Path) -> bool:
    """Return whether *path* is of a program of this user that runs no more."""
    number = path.name.removeprefix(_PREFIX).partition("-")[0]
    if not number.isdecimal() or len(number) > _LONGEST_NUMBER:
        return False
    status = path.lstat()
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    old = time.time() - status.st_mtime > _OLD_SECONDS
    return mine and old and not psutil.pid_exists(int(number))
