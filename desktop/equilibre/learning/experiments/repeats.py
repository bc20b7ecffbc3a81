"""Equal trials taken together: their mean, its interval, and what they can tell apart."""

import math
import statistics
from collections.abc import Sequence
from typing import Any

from equilibre import numbers
from equilibre.confidence import student
from equilibre.learning.card import TEST_SHARE
from equilibre.learning.control import Control
from equilibre.learning.experiments.experiment import Point
from equilibre.records import dataclass
from equilibre.texts import N_, _

LEAST_TRIALS = 3
"""Fewer trials show no interval: it would be several times the value."""

OVERLAP = TEST_SHARE / (1.0 - TEST_SHARE)
"""Test rows for each training row, where every trial splits the same rows anew."""

TRIALS = Control(
    key="trials",
    name=N_("Trials"),
    explanation=N_(
        "How many times everything is trained, with other first weights and, but for published "
        "test rows, other rows set aside."
    ),
    stops=(3, 5, 10),
    default=5,
)
"""Of the experiments whose trials set other test rows aside."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and its interval at 95 %."""

    value: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 or -1 where the whole interval lies on that side of zero, else 0: not conclusive."""
        return (self.low > 0) - (self.high < 0)


def mean_of(values: Sequence[float], overlap: float = 0.0) -> Mean | None:
    """Return the mean of *values* with Student's interval, None where they are too few.

    Where the trials split the same rows anew, they share rows and differ less than trials on new
    rows would: *overlap*, test rows divided by training rows, widens the interval accordingly.
    Source: Nadeau and Bengio, Inference for the generalization error, Machine Learning 52, 2003
    (from memory, not opened).
    """
    trials = len(values)
    if trials < LEAST_TRIALS:
        return None
    mean = statistics.fmean(values)
    error = statistics.stdev(values) * math.sqrt(1.0 / trials + overlap)
    half_width = student(trials - 1) * error
    return Mean(mean, mean - half_width, mean + half_width)


def mean_point(
    picture: str,
    series: str,
    x: float,
    values: Sequence[float],
    *,
    overlap: float = 0.0,
    least: float = -math.inf,
    most: float = math.inf,
    **more: Any,
) -> Point:
    """Return the point of the mean of *values*, with bounds where there are trials enough.

    The bounds stay between *least* and *most*, those of the quantity; *more* are other fields of
    the point.
    """
    mean = mean_of(values, overlap)
    return Point(
        picture,
        series,
        x,
        statistics.fmean(values),
        low=max(least, mean.low) if mean else None,
        high=min(most, mean.high) if mean else None,
        trials=len(values),
        values=tuple(values),
        **more,
    )


def median_point(
    picture: str, series: str, x: float, values: Sequence[float], **more: Any
) -> Point:
    """Return the point of the median of *values*; its bounds are the least and the most of them.

    For quantities that a few trials make a thousand times larger than the others.
    """
    enough = len(values) >= LEAST_TRIALS
    return Point(
        picture,
        series,
        x,
        statistics.median(values),
        low=min(values) if enough else None,
        high=max(values) if enough else None,
        trials=len(values),
        values=tuple(values),
        **more,
    )


def difference(one: Point, other: Point, overlap: float = 0.0) -> Mean | None:
    """Return by how much y of *one* exceeds that of *other*, trial by trial.

    None where they have too few trials in common.
    """
    both = zip(one.values, other.values, strict=False)
    return mean_of([first - second for first, second in both], overlap)


def tells_apart(one: Point, other: Point, overlap: float = 0.0) -> bool:
    """Return whether the trials show that y of one point exceeds that of the other."""
    apart = difference(one, other, overlap)
    return apart is not None and apart.sign != 0


def share_in_words(point: Point, decimals: int = 1) -> str:
    """Write y, a share, with its bounds: "84.8% (80.1% to 89.5%)"."""
    value = numbers.percent(point.y, decimals)
    if point.low is None or point.high is None:
        return value
    return _("{value} ({low} to {high})").format(
        value=value,
        low=numbers.percent(point.low, decimals),
        high=numbers.percent(point.high, decimals),
    )
