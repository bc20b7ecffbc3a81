"""Small files in which a system describes itself, read so that none of them can hold us up."""

import errno
import os
import stat
import sys
from pathlib import Path

LARGEST_BYTES = 1 << 20  # the longest of them lists the processors of a server
_LARGEST_BITS = 64
_BEGINNING_BYTES = 32  # longer than any counter


def open_regular(path: Path) -> int:
    """Return a descriptor to read *path* from. Raises OSError, also where it is no plain file.

    A pipe that nobody writes to would be waited for without end, a device read without end.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a plain file", str(path))
    return descriptor


def read_small(path: Path, encoding: str = "utf-8", errors: str = "replace") -> str:
    """Return the beginning of *path*, up to ``LARGEST_BYTES``. Raises OSError.

    ValueError where it is not written in *encoding* and *errors* is "strict".
    """
    descriptor = open_regular(path)
    try:
        pieces: list[bytes] = []
        left = LARGEST_BYTES
        while left > 0 and (piece := os.read(descriptor, min(left, 1 << 16))):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(descriptor)
    return b"".join(pieces).decode(encoding, errors)


def read_again(descriptor: int) -> bytes:
    """Return the beginning of a file that is kept open, as it is now. Raises OSError."""
    if sys.platform == "win32":  # it has no pread, and none of these files but emulated ones
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.read(descriptor, _BEGINNING_BYTES)
    return os.pread(descriptor, _BEGINNING_BYTES, 0)


def read_number(path: Path) -> int:
    """Return the whole number in *path*. Raises OSError, ValueError where there is none.

    Nor is one beyond 64 bits, which no counter of a system has.
    """
    number = int(read_small(path, "ascii", "strict"))
    if number.bit_length() > _LARGEST_BITS:
        raise ValueError(f"{path} holds no number of a counter")
    return number
