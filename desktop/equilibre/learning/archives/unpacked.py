"""Compressed files of strangers: unpacked in memory, a piece at a time, within bounds.

Nothing is ever written under a name that an archive chose.
"""

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from equilibre.learning.errors import DataRefused
from equilibre.texts import _

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DAMAGES = (
    EOFError,
    OSError,
    OverflowError,
    RecursionError,  # a header of a header of a header…
    ValueError,  # UnicodeDecodeError among them
    tarfile.TarError,
    zlib.error,
)
"""What reading a damaged archive may raise."""


class Unpacked(io.RawIOBase):
    """What a gzip file holds, up to so many bytes: more is a bomb, and raises DataRefused."""

    def __init__(self, file: BinaryIO, most_bytes: int) -> None:
        super().__init__()
        self._packed = gzip.GzipFile(fileobj=file, mode="rb")
        self._left = most_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        content = self._packed.read(len(view))
        self._left -= len(content)
        if self._left < 0:
            raise DataRefused(
                _(
                    "The archive unpacks to far more than the published one: it is not what it "
                    "seems, and was not read any further."
                )
            )
        view[: len(content)] = content
        return len(content)


def members(
    unpacked: Unpacked, most: int, most_bytes: int
) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Yield the path, in its parts, and the content of each file of a tar archive.

    Raises DataRefused for more than *most* members, one of more than *most_bytes*, a link, a
    device, or a path that leads outside; else one of DAMAGES.
    """
    # A stream: nothing is sought, so nothing is read twice; buffered, for tarfile asks for blocks.
    with tarfile.open(fileobj=io.BufferedReader(unpacked, 2**20), mode="r|") as archive:
        for number, member in enumerate(archive):
            if number >= most:
                raise DataRefused(_("The archive holds far more files than the published one."))
            path = PurePosixPath(member.name)
            if path.is_absolute() or ".." in path.parts or "\\" in member.name:
                raise DataRefused(
                    _("The archive holds a file that would lie outside it: “{name}”.").format(
                        name=_shortened(member.name)
                    )
                )
            if not (member.isdir() or member.isreg()) or member.issparse():
                raise DataRefused(
                    _("The archive holds something else than files: “{name}”.").format(
                        name=_shortened(member.name)
                    )
                )
            if member.size > most_bytes:
                raise DataRefused(
                    _("The archive holds a file larger than any of the published one: “{name}”.")
                    .format(name=_shortened(member.name))
                )  # fmt: skip
            content = archive.extractfile(member)
            if content is not None:
                yield path.parts, content.read()


def _shortened(name: str) -> str:
    """Return a name that a stranger chose, fit for a sentence."""
    printable = "".join(letter if letter.isprintable() else "�" for letter in name)
    return printable if len(printable) <= 80 else printable[:79] + "…"  # noqa: PLR2004
