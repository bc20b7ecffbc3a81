"""What the model answers over a plane: two columns, or the two directions of greatest spread."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.looking.influence import influential_columns, telling_columns
from equilibre.learning.looking.subject import (
    CHUNK_ROWS,
    Progress,
    Subject,
    answers,
    looked_at,
    subject,
)
from equilibre.records import dataclass

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

COARSE = (24, 36)  # cells up and across, drawn at once
FINE = (96, 144)  # drawn over them a moment later
MOST_POINTS = 400
_EDGES = (0.5, 99.5)  # percentiles of the rows that the map holds
_MARGIN = 0.06  # of its width, around them
_ROWS_FOR_DIRECTIONS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class DecisionMap:
    """The answers over a plane through the mean of all rows, and test rows laid upon it.

    The axes are two columns in their own units, the others at their mean, or two directions in
    the space of the standardised columns.
    """

    subject: Subject
    columns: tuple[int, int] | None  # across and up; None: directions
    spread: tuple[float, float]  # shares of the variance along the directions; 0 for columns
    left: float
    right: float
    bottom: float
    top: float
    answers: NDArray[np.float64]  # (up, across), the lowest row first: a class, or a value
    sureness: NDArray[np.float64]  # likewise: probability of the answer; 1 for a regression
    x: NDArray[np.float64]  # (points,)
    y: NDArray[np.float64]
    point_truths: NDArray[np.float64]  # class, or value in the target's own unit
    point_answers: NDArray[np.float64]  # of the model to the whole row, not to its place here
    points_outside: int  # test rows of the sample that the map does not hold
    whole: bool  # False: a finer one follows


@dataclass(frozen=True, slots=True)
class _Plane:
    """Two directions in the space of the standardised columns, and the rows laid upon them."""

    across: NDArray[np.float64]  # (columns,)
    up: NDArray[np.float64]
    x: NDArray[np.float64]  # (points,)
    y: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MapDecisions:
    """Map the answers over two columns, or over the two directions of greatest spread.

    Without *columns*, those are taken that the answers of a whole training depend on most; before
    its end, which an eye may follow epoch by epoch, those that tell most about the target.
    """

    directions: bool = False
    columns: tuple[int, int] | None = None

    def outcomes(self, last: "Training | None") -> Iterator[DecisionMap | Progress]:
        """Yield a coarse map, then a fine one. Raises NothingLearned."""
        training = looked_at(last)
        data = training.dataset
        sample = data.test_columns[:MOST_POINTS]
        columns: tuple[int, int] | None = None
        spread = (0.0, 0.0)
        if self.directions:
            plane, spread = _directions(data.training_columns, sample)
        else:
            columns = self.columns
            if columns is None and training.over:
                first, second, *_others = yield from influential_columns(training)
                columns = int(first), int(second)
            elif columns is None:
                columns = telling_columns(data)
            plane = _two_columns(sample, *columns)
        said = answers(training, sample)
        regression = data.card.task == "regression"
        truths = data.test_target[:MOST_POINTS].astype(np.float64)
        if regression:
            truths = truths * data.target_deviation + data.target_mean
        edges = (*_edges(plane.x), *_edges(plane.y))
        inside = (
            (plane.x >= edges[0])
            & (plane.x <= edges[1])
            & (plane.y >= edges[2])
            & (plane.y <= edges[3])
        )
        own = _own_edges(training, columns, edges)
        point_answers = said[:, 0] if regression else said.argmax(axis=1).astype(np.float64)
        for size in (COARSE, FINE):
            pieces = []
            for progress, columns_of_cells in _cells(plane, edges, size):
                pieces.append(answers(training, columns_of_cells))
                yield progress
            cells = np.concatenate(pieces)
            yield DecisionMap(
                subject(training),
                columns,
                spread,
                *own,
                answers=(cells[:, 0] if regression else cells.argmax(axis=1).astype(float)).reshape(
                    size
                ),
                sureness=(np.ones(len(cells)) if regression else cells.max(axis=1)).reshape(size),
                x=_rescaled(plane.x[inside], edges[:2], own[:2]),
                y=_rescaled(plane.y[inside], edges[2:], own[2:]),
                point_truths=truths[inside],
                point_answers=point_answers[inside],
                points_outside=int((~inside).sum()),
                whole=size == FINE,
            )


def _two_columns(sample: NDArray[np.float32], across: int, up: int) -> _Plane:
    unit = np.eye(1, sample.shape[1], dtype=np.float64)[0]
    return _Plane(
        np.roll(unit, across),
        np.roll(unit, up),
        sample[:, across].astype(np.float64),
        sample[:, up].astype(np.float64),
    )


def _directions(
    training_columns: NDArray[np.float32], sample: NDArray[np.float32]
) -> tuple[_Plane, tuple[float, float]]:
    """Return the plane of the first two principal components, and the spread along each."""
    from sklearn.decomposition import PCA

    analysis = PCA(n_components=2, random_state=0).fit(training_columns[:_ROWS_FOR_DIRECTIONS])
    first, second = analysis.components_.astype(np.float64)
    shares = analysis.explained_variance_ratio_
    # The mean of the standardised columns is 0: the plane goes through it.
    plane = _Plane(first, second, sample @ first, sample @ second)
    return plane, (float(shares[0]), float(shares[1]))


def _edges(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = (float(one) for one in np.percentile(values, _EDGES))
    margin = _MARGIN * ((high - low) or 1.0)
    return low - margin, high + margin


def _cells(
    plane: _Plane, edges: tuple[float, ...], size: tuple[int, int]
) -> Iterator[tuple[Progress, NDArray[np.float32]]]:
    """Yield the standardised columns in the middle of the cells: (some cells, columns)."""
    xs = _middles(edges[0], edges[1], size[1])
    ys = _middles(edges[2], edges[3], size[0])
    across, up = (one.ravel() for one in np.meshgrid(xs, ys))
    for start in range(0, len(across), CHUNK_ROWS):
        some = slice(start, start + CHUNK_ROWS)
        cells = np.outer(across[some], plane.across) + np.outer(up[some], plane.up)
        done = min(start + CHUNK_ROWS, len(across))
        yield Progress(done, len(across)), cells.astype(np.float32)


def _middles(low: float, high: float, count: int) -> NDArray[np.float64]:
    return low + (np.arange(count) + 0.5) * (high - low) / count


def _own_edges(
    training: "Training", columns: tuple[int, int] | None, edges: tuple[float, ...]
) -> tuple[float, float, float, float]:
    """Return the edges in the units of the columns; directions have none."""
    left, right, bottom, top = edges
    if columns is None:
        return left, right, bottom, top
    means = [float(training.dataset.column_means[one]) for one in columns]
    deviations = [float(training.dataset.column_deviations[one]) for one in columns]
    return (
        left * deviations[0] + means[0],
        right * deviations[0] + means[0],
        bottom * deviations[1] + means[1],
        top * deviations[1] + means[1],
    )


def _rescaled(
    values: NDArray[np.float64], before: tuple[float, ...], after: tuple[float, ...]
) -> NDArray[np.float64]:
    return after[0] + (values - before[0]) * (after[1] - after[0]) / (before[1] - before[0])
