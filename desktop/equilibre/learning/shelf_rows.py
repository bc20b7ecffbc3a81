"""The rows of a data set of the shelf in their ``.npz`` file: numbers only, never an object."""

import hashlib
import os
import stat
import zipfile
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.card import DatasetCard
from equilibre.learning.errors import DataUnreadable
from equilibre.learning.rows import Rows
from equilibre.texts import _

LARGEST_BYTES = (
    2 * 2**30
)  # of the rows, in memory and packed; the largest published set takes a third of it
_DENSE = frozenset({"columns.npy", "target.npy"})
_LEAST_PER_CLASS = 2
_SPARSE = frozenset({"data.npy", "indices.npy", "indptr.npy", "target.npy"})


def write_rows(path: Path, rows: Rows, card: DatasetCard) -> str:
    """Write *rows* into the new file at *path*, and return its SHA-256. Raises OSError."""
    arrays = {"target": np.ascontiguousarray(rows.target)}
    if card.sparse:
        matrix = rows.columns.tocsr()
        arrays |= {"data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr}
        shape = matrix.shape
    else:
        arrays["columns"] = np.ascontiguousarray(rows.columns)
        shape = arrays["columns"].shape
    if shape != (card.rows, card.columns) or arrays["target"].shape != (card.rows,):
        raise ValueError(f"the card of {card.key} tells another size than {shape}")
    with path.open("xb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
        file.flush()
        os.fsync(file.fileno())
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_rows(path: Path, sha256: str, card: DatasetCard) -> Rows:
    """Return the rows in the file at *path*, whose SHA-256 is known and whose card is *card*.

    Raises DataUnreadable with a sentence when the file is not the one that was written.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_BYTES:
            raise ValueError("not a file of rows")
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise ValueError("another content")
            file.seek(0)
            rows = _rows(_arrays(file, card), card)
            _check(rows, card)
            return rows
    except MemoryError as problem:
        raise DataUnreadable(
            _(
                "“{name}” needs more memory than is free: close other programs, "
                "or use a smaller data set."
            ).format(name=card.name)
        ) from problem
    except Exception as problem:  # of a forged file the libraries raise errors of a dozen kinds
        raise DataUnreadable(
            _(
                "“{name}” was damaged since it was kept: remove it, then bring it again "
                "from its file."
            ).format(name=card.name)
        ) from problem


def _arrays(file: IO[bytes], card: DatasetCard) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        if {each.filename for each in members} != (_SPARSE if card.sparse else _DENSE):
            raise ValueError("other arrays")
        if sum(each.file_size for each in members) > LARGEST_BYTES:
            raise ValueError("too large")
    file.seek(0)
    with np.load(file, allow_pickle=False) as content:
        return {name: content[name] for name in content.files}


def _rows(arrays: dict[str, NDArray[Any]], card: DatasetCard) -> Rows:
    if not card.sparse:
        return Rows(arrays["columns"], arrays["target"])
    from scipy.sparse import csr_matrix

    matrix = csr_matrix(
        (arrays["data"], arrays["indices"], arrays["indptr"]), shape=(card.rows, card.columns)
    )
    matrix.check_format(full_check=True)  # an index outside would be read beyond the memory
    return Rows(matrix, arrays["target"])


def _check(rows: Rows, card: DatasetCard) -> None:
    if rows.columns.shape != (card.rows, card.columns) or rows.target.shape != (card.rows,):
        raise ValueError("another size")
    values = rows.columns.data if card.sparse else rows.columns
    if values.dtype.kind not in "biuf" or np.isinf(values).any():
        raise ValueError("not numbers")
    if card.origin != "own" and np.isnan(values).any():  # only tables have missing numbers
        raise ValueError("missing numbers")
    if card.task == "regression":
        sound = rows.target.dtype.kind in "iuf" and np.isfinite(rows.target).all()
    else:
        sound = (
            rows.target.dtype.kind in "iu"
            and rows.target.min() >= 0
            and rows.target.max() < len(card.classes)
            and (card.published_test_rows > 0 or _can_be_split(rows.target, card))
        )
    if not sound:
        raise ValueError("another target")


def _can_be_split(target: NDArray[Any], card: DatasetCard) -> bool:
    """Return whether each class that there is has a row to learn from and one for the test."""
    rows = np.unique(target, return_counts=True)[1]
    return bool(rows.min() >= _LEAST_PER_CLASS and card.test_rows >= len(rows))
