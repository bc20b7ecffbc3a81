"""A published archive brought to the shelf: verified, read and kept, in the training process."""

import gzip
import hashlib
import os
import stat
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from equilibre.learning import shelf
from equilibre.learning.archives.archive import Archive, Found, card_of, size_text
from equilibre.learning.archives.unpacked import DAMAGES, Unpacked
from equilibre.learning.errors import DataRefused, DataUnreadable
from equilibre.plain_file import reason_of
from equilibre.records import dataclass
from equilibre.texts import _

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

_HASHED_AT_ONCE = 2**23  # bytes; some 0.05 s on an old computer


class Stage(StrEnum):
    """What is being done with an archive."""

    DOWNLOADING = "downloading"
    VERIFYING = "verifying"
    READING = "reading"
    KEEPING = "keeping"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is, in bytes of the archive; a *total* of 0: there is no telling."""

    stage: Stage
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """The data set *key* is on the shelf."""

    key: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Bring:
    """Bring *archive* from the file of its name in *folder*; the outcomes end with Brought."""

    archive: Archive
    folder: Path

    def outcomes(self, last: "Training | None" = None) -> Iterator[Progress | Brought]:
        """Verify, read and keep. Raises DataRefused, DataUnreadable or DataNotKept."""
        with _opened(self.archive, self.folder) as file:
            yield from _verify(self.archive, file)
            found = yield from _read(self.archive, file)
        yield Progress(Stage.KEEPING)
        today = datetime.now(UTC).date().isoformat()
        shelf.keep(card_of(self.archive, found, today), found.rows)
        yield Brought(self.archive.key, *found.rows.columns.shape)


def _opened(archive: Archive, folder: Path) -> BinaryIO:
    """Open the file of *archive* in *folder*: a plain file of a size that can be."""
    path = folder / archive.file
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            raise DataRefused(
                _(
                    "“{file}” in “{folder}” is only a link to another place. "
                    "Copy the file itself there."
                ).format(file=archive.file, folder=folder)
            )
        if not stat.S_ISREG(mode):
            raise DataRefused(
                _("“{file}” in “{folder}” is not a file.").format(file=archive.file, folder=folder)
            )
        # The same file still, should someone put a link in its place meanwhile.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _NO_LINK)
    except FileNotFoundError as problem:
        raise DataRefused(_missing(archive, folder)) from problem
    except OSError as problem:
        raise _unreadable(archive, problem) from problem
    file = os.fdopen(handle, "rb")
    size = os.fstat(handle).st_size
    if size > archive.most_bytes:
        file.close()
        raise DataRefused(
            _(
                "“{file}” weighs {size}, far more than the published file (about {published}): "
                "it is another one, and was not opened."
            ).format(
                file=archive.file,
                size=size_text(size),
                published=size_text(archive.about_bytes),
            )
        )
    return file


_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # nor a pipe


def _missing(archive: Archive, folder: Path) -> str:
    unpacked = archive.file.removesuffix(".gz")
    if unpacked != archive.file and (folder / unpacked).exists():
        return _(
            "“{folder}” holds “{unpacked}”, which was unpacked, often by the browser. "
            "The file is needed as it was published: “{file}”."
        ).format(folder=folder, unpacked=unpacked, file=archive.file)
    return _(
        "“{folder}” does not hold the file “{file}”. "
        "It must lie there under this very name, as it was published."
    ).format(folder=folder, file=archive.file)


def _unreadable(archive: Archive, problem: OSError) -> DataUnreadable:
    return DataUnreadable(
        _("“{file}” cannot be read: {reason}.").format(file=archive.file, reason=reason_of(problem))
    )


def _verify(archive: Archive, file: BinaryIO) -> Iterator[Progress]:
    """Check that the file is the published one, to the last bit."""
    size, done = os.fstat(file.fileno()).st_size, 0
    digest = hashlib.sha256()
    try:
        while content := file.read(_HASHED_AT_ONCE):
            digest.update(content)
            done += len(content)
            yield Progress(Stage.VERIFYING, done, size)
        file.seek(0)
    except OSError as problem:
        raise _unreadable(archive, problem) from problem
    if digest.hexdigest() != archive.sha256:
        raise DataRefused(
            _(
                "“{file}” is not the published file: its SHA-256 is another. Perhaps it did not "
                "arrive whole ({size} of about {published}), or another file was given its name. "
                "It was not opened; copy or download it again."
            ).format(
                file=archive.file,
                size=size_text(size),
                published=size_text(archive.about_bytes),
            )
        )


def _read(archive: Archive, file: BinaryIO) -> Generator[Progress, None, Found]:
    """Read the verified *file*; the same handle, so that nobody can exchange it in between."""
    size = os.fstat(file.fileno()).st_size
    reading = archive.read(Unpacked(file, archive.most_unpacked_bytes))
    told = -1
    while True:
        try:
            next(reading)
            done = file.tell()
        except StopIteration as end:
            found: Found = end.value
            return found
        except MemoryError as problem:
            raise DataUnreadable(
                _("“{file}” needs more memory than is free: close other programs.").format(
                    file=archive.file
                )
            ) from problem
        except DAMAGES as problem:
            if isinstance(problem, OSError) and not isinstance(problem, gzip.BadGzipFile):
                raise _unreadable(archive, problem) from problem
            raise DataRefused(
                _(
                    "“{file}” is damaged, or not what its name says: it was not read to its end, "
                    "and nothing of it was kept."
                ).format(file=archive.file)
            ) from problem
        if done != told:
            told = done
            yield Progress(Stage.READING, done, size)
        elif done >= size:
            yield Progress(Stage.KEEPING)
