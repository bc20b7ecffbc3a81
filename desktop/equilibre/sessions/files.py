"""Runs on disk: one JSON file, written whole or not at all, read with suspicion."""

import contextlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from equilibre.errors import EquilibreError
from equilibre.sessions.run import Run
from equilibre.texts import _

SUFFIX = ".equilibre"
FORMAT = "equilibre-runs"
VERSION = 1
LARGEST_BYTES = 64 * 2**20


class RunsUnreadable(EquilibreError):
    """The file cannot be read, or is not a file of runs."""


class RunsUnwritable(EquilibreError):
    """The file cannot be written."""


@dataclass(frozen=True, slots=True)
class _Document:
    format: str
    version: int
    runs: tuple[Run, ...]


def read_runs(path: Path) -> tuple[Run, ...]:
    """Return the runs of the file at *path*.

    Raises RunsUnreadable with a sentence that says what is wrong and where.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise RunsUnreadable(
                _("“{name}” is larger than 64 MiB: files of runs never are.").format(name=path.name)
            )
        content = path.read_bytes()
    except OSError as problem:
        raise RunsUnreadable(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=problem.strerror)
        ) from problem
    return decode_runs(content, path.name)


def decode_runs(content: bytes, name: str) -> tuple[Run, ...]:
    """Return the runs in *content*, the bytes of a file called *name*."""
    try:
        document = msgspec.json.decode(content, type=_Document)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as problem:
        raise RunsUnreadable(
            _("“{name}” is not a file of runs of Équilibre, or it is damaged ({reason}).").format(
                name=name, reason=problem
            )
        ) from problem
    if document.format != FORMAT:
        raise RunsUnreadable(_("“{name}” is not a file of runs of Équilibre.").format(name=name))
    if document.version > VERSION:
        raise RunsUnreadable(
            _(
                "“{name}” was written by a newer version of Équilibre. "
                "Update the program to open it."
            ).format(name=name)
        )
    return document.runs


def write_runs(path: Path, runs: Sequence[Run]) -> None:
    """Write *runs* to *path*; an older file there stays whole if anything goes wrong.

    Raises RunsUnwritable with a sentence.
    """
    document = _Document(FORMAT, VERSION, tuple(runs))
    write_whole(path, msgspec.json.format(msgspec.json.encode(document), indent=1))


def write_whole(path: Path, content: bytes) -> None:
    """Replace the file at *path* by *content* in one step. Raises RunsUnwritable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as problem:
        raise RunsUnwritable(
            _("“{name}” cannot be written in “{folder}”: {reason}.").format(
                name=path.name, folder=path.parent, reason=problem.strerror
            )
        ) from problem
