"""The weights of the first layer: as images where rows are images, else column by column."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.looking.subject import Subject, looked_at, subject
from equilibre.records import dataclass

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

MOST_UNITS = 64
MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights of the standardised columns: one deviation more of a column adds its weight.

    The units are the outputs of a linear model (one of two classes: the second), or the neurons
    of the first layer of a network, those that training changed most first. A column that never
    varies has no weight.
    """

    subject: Subject
    units: Literal["outputs", "neurons"]
    values: NDArray[np.float64]  # (units shown, columns shown)
    at_first: NDArray[np.float64]  # likewise, as chance drew them before the training
    columns: NDArray[np.int64]  # which columns are shown, the heaviest first; all of an image
    unit_numbers: tuple[int, ...]  # of the units shown
    of_units: int  # how many there are


def shows_weights(family: str, image: tuple[int, ...], sparse: bool) -> bool:
    """Return whether the first layer of this *family* weighs the columns themselves."""
    return not sparse and (family == "linear" or (family == "network" and bool(image)))


@dataclass(frozen=True, slots=True)
class ShowWeights:
    """Take the weights of the first layer."""

    def outcomes(self, last: "Training | None") -> Iterator[Weights]:
        """Yield them. Raises NothingLearned."""
        training = looked_at(last)
        card = training.dataset.card
        columns = training.dataset.training_columns
        varies = columns.min(axis=0) < columns.max(axis=0)
        first = _first_layer(training.model) * varies
        at_first = _first_layer(training.at_first) * varies
        units = np.arange(len(first))
        if training.family.key == "network":
            units = np.argsort(-np.linalg.norm(first - at_first, axis=1), kind="stable")[
                :MOST_UNITS
            ]
        shown = np.arange(first.shape[1])
        if not card.image:
            heaviest = np.argsort(-np.abs(first).max(axis=0), kind="stable")
            shown = heaviest[:MOST_COLUMNS]
        yield Weights(
            subject(training),
            "neurons" if training.family.key == "network" else "outputs",
            first[units][:, shown],
            at_first[units][:, shown],
            shown,
            tuple(int(unit) for unit in units),
            len(first),
        )


def _first_layer(model: Any) -> NDArray[np.float64]:
    """Return the weights of the first layer, (units, columns)."""
    return np.asarray(model.coefs_[0], dtype=np.float64).T
