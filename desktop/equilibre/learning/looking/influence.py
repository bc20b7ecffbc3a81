"""Which columns the answers depend on most."""

from collections.abc import Generator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.looking.subject import CHUNK_ROWS, Progress, answers

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

ANSWERS = 8_000  # asked for in all: a second for the slowest model
LEAST_ROWS, MOST_ROWS = 16, 200


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
