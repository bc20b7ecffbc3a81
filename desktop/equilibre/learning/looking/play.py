"""Play with an input: one test row to begin with, and the answer to any change of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.looking.influence import influential_columns
from equilibre.learning.looking.subject import (
    Progress,
    Subject,
    answers,
    darkest_and_brightest,
    in_own_units,
    looked_at,
    standardised,
    subject,
)
from equilibre.records import dataclass

if TYPE_CHECKING:
    from equilibre.learning.engine import Training


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A test row in the units of the data, and how far each column can be moved."""

    subject: Subject
    row: int
    of_rows: int
    values: NDArray[np.float64]  # (columns,)
    low: NDArray[np.float64]  # (columns,): least of the rows learned from
    high: NDArray[np.float64]  # (columns,): greatest; of an image the same for all pixels
    influential: tuple[int, ...]  # columns, the most influential first; none of an image
    truth: float  # class, or value in the target's own unit
    target_reach: tuple[float, float]  # of a regression: least and greatest of the rows learned


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the model says of one row."""

    subject: Subject
    values: NDArray[np.float64]  # (columns,): of which row
    outputs: NDArray[np.float64]  # (classes,) probabilities, or (1,) in the target's own unit


@dataclass(frozen=True, slots=True)
class TakeExample:
    """Take the test row number *row*, counted round and round.

    *influential*: the columns in the order of their influence, where it is known already.
    """

    row: int
    influential: tuple[int, ...] = ()

    def outcomes(self, last: "Training | None") -> Iterator[Example | Answer | Progress]:
        """Yield the row, then the answer to it. Raises NothingLearned."""
        training = looked_at(last)
        data = training.dataset
        row = self.row % len(data.test_target)
        truth, reach = float(data.test_target[row]), (0.0, 1.0)
        if data.card.task == "regression":
            truth = truth * data.target_deviation + data.target_mean
            own = data.training_target * data.target_deviation + data.target_mean
            reach = float(own.min()), float(own.max())
        values = in_own_units(training, data.test_columns[row])
        low, high = _reach(training)
        influential = self.influential
        if not data.card.image and not influential:
            order = yield from influential_columns(training)
            influential = tuple(int(one) for one in order)
        yield Example(
            subject(training),
            row,
            len(data.test_target),
            values,
            low,
            high,
            influential,
            truth,
            reach,
        )
        yield _answer(training, values)


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """Ask the model what it says of a row, in the units of the data."""

    values: NDArray[np.float64]  # (columns,)

    def outcomes(self, last: "Training | None") -> Iterator[Answer]:
        """Yield the answer. Raises NothingLearned."""
        yield _answer(looked_at(last), self.values)


def _answer(training: "Training", values: NDArray[np.float64]) -> Answer:
    outputs = answers(training, standardised(training, values[np.newaxis]))[0]
    return Answer(subject(training), values, outputs)


def _reach(training: "Training") -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    data = training.dataset
    if data.card.image:
        black, white = darkest_and_brightest(training)
        return np.full(data.card.columns, black), np.full(data.card.columns, white)
    columns = data.training_columns  # perhaps millions of values: no copy of them
    low, high = columns.min(axis=0), columns.max(axis=0)
    return in_own_units(training, low), in_own_units(training, high)
