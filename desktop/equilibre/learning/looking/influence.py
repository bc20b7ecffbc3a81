"""Which columns the answers depend on most, and which tell most about the target."""

from collections.abc import Generator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.looking.subject import CHUNK_ROWS, Progress, answers

if TYPE_CHECKING:
    from equilibre.learning.dataset import Dataset
    from equilibre.learning.engine import Training

ANSWERS = 8_000  # asked for in all: a second for the slowest model
LEAST_ROWS, MOST_ROWS = 16, 200
_ROWS_LOOKED_AT = 5_000
_TWO_VALUES = 2
_OWN = 0.25  # share of its variance that a second column must not have in common with the first


def influential_columns(training: "Training") -> Generator[Progress, None, NDArray[np.int64]]:
    """Return the numbers of the columns, the one that the answers depend on most first.

    How much an answer changes, in the mean, when the values of a column are shuffled between some
    test rows: permutation importance (Breiman, Random Forests, Machine Learning 45, 2001,
    section 10), of the answers instead of their score. Yields how far it is.
    """
    columns = training.dataset.test_columns
    wide = columns.shape[1]
    rows = columns[: int(np.clip(ANSWERS // wide, LEAST_ROWS, MOST_ROWS))]
    before = answers(training, rows)
    order = np.random.default_rng(0).permutation(len(rows))
    changes = np.empty(wide)
    at_once = max(1, CHUNK_ROWS // len(rows))
    for start in range(0, wide, at_once):
        some = np.arange(start, min(start + at_once, wide))
        shuffled = np.tile(rows, (len(some), 1, 1))  # (columns shuffled, rows, columns)
        shuffled[np.arange(len(some)), :, some] = rows[order][:, some].T
        said = answers(training, shuffled.reshape(-1, wide)).reshape(len(some), *before.shape)
        changes[some] = np.abs(said - before).mean(axis=(1, 2))
        yield Progress(int(some[-1]) + 1, wide)
    return np.argsort(-changes, kind="stable")


def telling_columns(data: "Dataset") -> tuple[int, int]:
    """Return the column that tells most about the target, and the one that adds most to it.

    They depend on the rows learned from and on no model: a map over them stays the same from one
    epoch to the next. What columns tell is the variance of the target, or of the
    classes as 0 and 1, that a linear regression on them explains. Columns of two values make poor
    maps and are left out where there are others.
    """
    columns = data.training_columns[:_ROWS_LOOKED_AT].astype(np.float64)
    target = data.training_target[:_ROWS_LOOKED_AT]
    wanted = np.eye(len(data.card.classes))[target] if data.card.classes else target[:, np.newaxis]
    columns, wanted = columns - columns.mean(axis=0), wanted - wanted.mean(axis=0)
    spread = (columns**2).mean(axis=0)
    scales = np.array([len(np.unique(column)) > _TWO_VALUES for column in columns.T])
    usable = scales if scales.sum() > 1 else np.ones(len(scales), dtype=bool)
    first = _best(columns, wanted, usable & (spread > 0))
    axis = columns[:, [first]]
    share = spread[first] or 1.0
    rest = columns - axis * (columns * axis).mean(axis=0) / share
    unexplained = wanted - axis * (wanted * axis).mean(axis=0) / share
    usable[first] = False
    return first, _best(rest, unexplained, usable & ((rest**2).mean(axis=0) > _OWN * spread))


def _best(
    columns: NDArray[np.float64], wanted: NDArray[np.float64], usable: NDArray[np.bool_]
) -> int:
    """Return the column that explains most of *wanted*, all of them around 0."""
    explained = ((columns.T @ wanted / len(columns)) ** 2).sum(axis=1)
    spread = np.maximum((columns**2).mean(axis=0), np.finfo(np.float32).eps)
    return int(np.where(usable, explained / spread, -1.0).argmax())
