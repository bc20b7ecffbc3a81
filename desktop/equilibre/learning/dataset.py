"""The data sets: their cards, and the rows ready to be learned from."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning import shelf
from equilibre.learning.card import TEST_SHARE, DatasetCard, card_of_resource
from equilibre.learning.errors import LearningError, UnknownName
from equilibre.learning.rows import Rows
from equilibre.records import dataclass

__all__ = ["TEST_SHARE", "Dataset", "DatasetCard", "card", "load"]

_CELLS_AT_ONCE = 2**18
"""In double precision at a time: all of a large data set would not fit the memory."""

_brought: dict[str, DatasetCard] = {}  # the cards of the shelf that were asked for


def card(key: str) -> DatasetCard:
    """Return the card of the data set named *key*, of the program or of the user's shelf.

    A data set that was taken off the shelf keeps the card it had: runs and models made of it are
    still shown. Raises UnknownName when there never was one, DataUnreadable when it is damaged.
    """
    try:
        return card_of_resource(key)
    except UnknownName:
        pass
    try:
        _brought[key] = shelf.card(key)
    except LearningError:
        if key not in _brought:
            raise
    return _brought[key]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The rows of a data set, some of them set aside to judge the model.

    Columns are standardised (mean 0, standard deviation 1 on the training rows; a constant column
    is 0), but for sparse ones. A class is its number, 0 to K - 1; a regression target is
    standardised likewise.
    """

    card: DatasetCard
    training_columns: NDArray[np.float32]  # (training rows, columns); CSR where the card is sparse
    test_columns: NDArray[np.float32]  # (test rows, columns), likewise
    training_target: NDArray[Any]  # (training rows,), int64 classes or float32 values
    test_target: NDArray[Any]  # (test rows,), likewise
    column_means: NDArray[np.float64]  # (columns,), taken off each column
    column_deviations: NDArray[np.float64]  # (columns,), then divided by
    target_mean: float = 0.0  # of a regression, in the target's own unit
    target_deviation: float = 1.0
    share: float = 1.0  # of the training rows that there are


@lru_cache(maxsize=2)
def load(key: str, seed: int, share: float = 1.0) -> Dataset:
    """Return the data set *key*, split by *seed* with the shares of the classes kept.

    Of the training rows only *share* (0 to 1) is kept, the same test rows judging every share.
    Rows that are computed are the same for every seed, which only shuffles them.
    Imports scikit-learn: only the training process may call it. Raises UnknownName.
    """
    description = card(key)
    wanted = used_rows(description, share)
    given = _rows(key, wanted + description.test_rows if description.generated else 0)
    training, test = _split(description, given, seed, wanted)
    training_columns, test_columns = given.columns[training], given.columns[test]
    if description.origin == "own" and not description.sparse:
        _fill(training_columns, test_columns)
    if description.sparse:
        columns = np.zeros(description.columns), np.ones(description.columns)
    else:
        columns = _moments(training_columns)
        training_columns = _standardised(training_columns, *columns)
        test_columns = _standardised(test_columns, *columns)
        columns = columns[0], np.where(columns[1] == 0, 1.0, columns[1])
    training_target, test_target = given.target[training], given.target[test]
    mean, deviation = 0.0, 1.0
    if description.task == "regression":
        moments = _moments(training_target)
        mean, deviation = float(moments[0]), float(moments[1]) or 1.0
        training_target = _standardised(training_target, *moments)
        test_target = _standardised(test_target, *moments)
    return Dataset(
        description,
        training_columns,
        test_columns,
        training_target,
        test_target,
        *columns,
        target_mean=mean,
        target_deviation=deviation,
        share=share,
    )


def used_rows(card: DatasetCard, share: float) -> int:
    """Return how many training rows *share* of them are, 2 at least."""
    return max(2, round(card.training_rows * share))


def _split(
    card: DatasetCard, rows: Rows, seed: int, wanted: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of the training rows, *wanted* of them, and of the test rows."""
    from sklearn.model_selection import train_test_split

    numbers = np.arange(len(rows.target))
    if card.generated:  # its first rows are the same however many are asked for
        training = np.random.default_rng(seed).permutation(numbers[card.test_rows :])
        return training[:wanted], numbers[: card.test_rows]
    if card.published_test_rows:
        training = np.random.default_rng(seed).permutation(numbers[: -card.test_rows])
        return training[:wanted], numbers[-card.test_rows :]
    training, test = train_test_split(
        numbers,
        test_size=card.test_rows,
        random_state=seed,
        stratify=None if card.task == "regression" else rows.target,
    )
    return training[:wanted], test


def _fill(training: NDArray[Any], test: NDArray[Any]) -> None:
    """Put the median of the *training* rows where a number of a column is missing, NaN."""
    for index in np.flatnonzero(np.isnan(training).any(axis=0) | np.isnan(test).any(axis=0)):
        present = training[~np.isnan(training[:, index]), index]
        median = np.median(present) if len(present) else 0.0
        for rows in (training, test):
            rows[np.isnan(rows[:, index]), index] = median


def _moments(values: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    mean = values.mean(axis=0, dtype=np.float64)
    squares = sum(((values[some] - mean) ** 2).sum(axis=0) for some in _parts(values))
    deviation = np.sqrt(squares / len(values))
    return mean, deviation


def _standardised(
    values: NDArray[Any], mean: NDArray[np.float64], deviation: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Return the standardised *values*, which it takes the place of in single precision."""
    # What never varies in the training rows says nothing: it is 0 in the test rows too.
    scale = np.where(deviation == 0, np.inf, deviation)
    in_place = values.dtype == np.float32  # a third copy of the largest would weigh 125 MB
    standardised = values if in_place else np.empty(values.shape, np.float32)
    for some in _parts(values):
        standardised[some] = (values[some] - mean) / scale
    return standardised


def _parts(values: NDArray[Any]) -> list[slice]:
    """Return the rows of *values*, in parts small enough to be taken in double precision."""
    rows = max(1, _CELLS_AT_ONCE * len(values) // values.size)
    return [slice(begin, begin + rows) for begin in range(0, len(values), rows)]


@lru_cache(maxsize=1)
def _rows(key: str, wanted: int) -> Rows:
    """Return all rows of a data set, or *wanted* of one that is computed."""
    from equilibre.learning.sources import SOURCES

    return SOURCES[key](wanted) if key in SOURCES else shelf.rows(key)
