"""Which model is looked at, and its answers row by row."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.control import Settings
from equilibre.learning.errors import LearningError
from equilibre.records import dataclass
from equilibre.texts import _

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

CHUNK_ROWS = 500  # answered at once: a tenth of a second for the slowest model


class NothingLearned(LearningError):
    """There is no trained model to look at."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The model that an outcome speaks of: no picture stands under the name of another one."""

    dataset: str  # key
    family: str  # key
    settings: Settings
    seed: int
    parameters: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows are answered, of how many."""

    done: int
    of: int


def looked_at(last: "Training | None") -> "Training":
    """Return the training to look at. Raises NothingLearned, with a sentence."""
    if last is None:
        raise NothingLearned(
            _("The process that trained this model is gone, and the model with it: train again.")
        )
    if last.model is None:
        raise NothingLearned(_("Nothing is learned yet: train one epoch, then look."))
    return last


def subject(training: "Training") -> Subject:
    """Return what tells this model from any other."""
    return Subject(
        training.dataset.card.key,
        training.family.key,
        dict(training.settings),
        training.seed,
        training.parameters,
    )


def answers(training: "Training", columns: Any) -> NDArray[np.float64]:
    """Return what the model answers to rows of standardised *columns*.

    Of a classification: the probability of each class, (rows, classes). Of a regression: the
    value in the target's own unit, (rows, 1).
    """
    data = training.dataset
    given = np.asarray(training.answers(columns), dtype=np.float64)
    given = given.reshape(len(given), -1)
    if data.card.task == "regression":
        return given * data.target_deviation + data.target_mean
    if given.shape[1] == 1:  # the probability of the second of two classes
        return np.hstack([1.0 - given, given])
    return given


def answers_in_chunks(
    training: "Training", columns: Any
) -> Iterator[tuple[Progress, NDArray[np.float64]]]:
    """Yield the answers to *columns* piece by piece, so that the work can be stopped between."""
    rows = columns.shape[0]
    for start in range(0, rows, CHUNK_ROWS):
        piece = answers(training, columns[start : start + CHUNK_ROWS])
        yield Progress(min(start + CHUNK_ROWS, rows), rows), piece


def in_own_units(training: "Training", columns: NDArray[Any]) -> NDArray[np.float64]:
    """Return standardised *columns* (…, columns) in the units of the data."""
    data = training.dataset
    return columns.astype(np.float64) * data.column_deviations + data.column_means


def standardised(training: "Training", values: NDArray[Any]) -> NDArray[np.float32]:
    """Return *values* (…, columns) in the units of the data as the model takes them."""
    data = training.dataset
    scaled: NDArray[np.float32] = (
        (np.asarray(values, dtype=np.float64) - data.column_means) / data.column_deviations
    ).astype(np.float32)
    return scaled


def darkest_and_brightest(training: "Training") -> tuple[float, float]:
    """Return the least and the greatest value of a pixel in the rows learned from."""
    own = in_own_units(training, training.dataset.training_columns[:CHUNK_ROWS])
    return float(own.min()), float(own.max())
