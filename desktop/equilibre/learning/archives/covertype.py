"""Forest cover types: a table of whole numbers, the kind of forest in its last column."""

import io
from collections.abc import Generator
from itertools import islice

import numpy as np

from equilibre.learning.archives.archive import LEAST_ROWS, Archive, Found
from equilibre.learning.archives.unpacked import Unpacked
from equilibre.learning.errors import DataRefused
from equilibre.learning.rows import Rows
from equilibre.texts import _

_COLUMNS = 54
_CLASSES = 7
_MOST_ROWS = 581_012
_ROWS_AT_ONCE = 20_000  # some 0.1 s on an old computer: in between it can be stopped


def read(unpacked: Unpacked) -> Generator[None, None, Found]:
    """Read ``covtype.data``: 55 whole numbers a line, none of them beyond 16 bits."""
    lines = io.TextIOWrapper(io.BufferedReader(unpacked, 2**20), encoding="ascii")
    parts = []
    while chunk := list(islice(lines, _ROWS_AT_ONCE)):
        part = np.loadtxt(chunk, dtype=np.int16, delimiter=",", comments=None, ndmin=2)
        if part.shape[1] != _COLUMNS + 1:
            raise ValueError("another number of columns")
        parts.append(part)
        if sum(map(len, parts)) > _MOST_ROWS:
            raise DataRefused(_("The archive holds more rows than the published one."))
        yield
    table = np.concatenate(parts)  # without parts, a ValueError
    target = table[:, -1].astype(np.int64) - 1
    if len(table) < LEAST_ROWS or len(np.unique(target)) != _CLASSES:
        raise ValueError("not the seven kinds of forest")
    if target.min() < 0 or target.max() >= _CLASSES:
        raise ValueError("another kind of forest")
    return Found(Rows(table[:, :-1].copy(), target))


COVERTYPE = Archive(
    key="covertype",
    file="covtype.data.gz",
    sha256="614360d0257557dd1792834a85a1cdebfadc3c4f30b011d56afee7ffb5b15771",
    address="https://ndownloader.figshare.com/files/5976039",
    about_bytes=11_240_707,
    most_bytes=20_000_000,
    most_unpacked_bytes=100_000_000,
    read=read,
)
