"""Which columns the answers depend on most."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.looking.subject import answers

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

ANSWERS = 8_000  # asked for in all: a second for the slowest model
LEAST_ROWS, MOST_ROWS = 16, 200


def influential_columns(training: "Training") -> NDArray[np.int64]:
    """Return the numbers of the columns, the one that the answers depend on most first.

    How much an answer changes, in the mean, when the values of a column are shuffled between some
    test rows: permutation importance (Breiman, Random Forests, Machine Learning 45, 2001,
    section 10), of the answers instead of their score.
    """
    columns = training.dataset.test_columns
    wide = columns.shape[1]
    rows = columns[: int(np.clip(ANSWERS // wide, LEAST_ROWS, MOST_ROWS))]
    before = answers(training, rows)
    order = np.random.default_rng(0).permutation(len(rows))
    changes = np.empty(wide)
    for column in range(wide):
        shuffled = rows.copy()
        shuffled[:, column] = rows[order, column]
        changes[column] = np.abs(answers(training, shuffled) - before).mean()
    return np.argsort(-changes, kind="stable")
