"""What the points of more data and more parameters say."""

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise

from equilibre import numbers
from equilibre.learning.experiments.costs import cost
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.repeats import (
    LEAST_TRIALS,
    OVERLAP,
    Mean,
    difference,
    mean_of,
    share_in_words,
)
from equilibre.texts import _

MIDDLE = 32  # neurons of the network that the largest is compared with


def read(findings: Findings) -> tuple[str, ...]:
    """Say what twice the rows gain, which parameters gain nothing, and the price of a point."""
    sentences = (
        _doubling(findings),
        _last_doubling(findings),
        _enough(findings),
        _price(findings),
    )
    return tuple(each for each in sentences if each)


def truth_of_rows(findings: Findings) -> float | None:
    """Return what twice the rows divide the wrong answers by."""
    factors = _factors(findings.of("rows"))
    return statistics.fmean(factors) if factors else None


def truth_of_parameters(findings: Findings) -> float | None:
    """Return the position of the right choice: fewer, no difference, more."""
    middle, largest = _middle_and_largest(findings)
    if middle is None or largest is None:
        return None
    apart = difference(largest, middle, OVERLAP)
    return None if apart is None else 1.0 + apart.sign


def truth_of_energy(findings: Findings) -> float | None:
    """Return the energy of the largest network divided by that of the middle one."""
    middle, largest = _middle_and_largest(findings)
    if middle is None or largest is None or middle.trial_seconds <= 0:
        return None
    return largest.trial_seconds / middle.trial_seconds


def _middle_and_largest(findings: Findings) -> tuple[Point | None, Point | None]:
    points = findings.of("parameters")
    middle = next((point for point in points if point.figures["neurons"] == MIDDLE), None)
    if middle is None or points[-1] is middle:
        return middle, None
    return middle, points[-1]


def _factors(points: Sequence[Point]) -> list[float]:
    """Return, trial by trial, what a doubling of x divides y by; empty where y is 0 somewhere.

    It is 2 to the power of minus the slope of the straight line of least squares through the
    logarithms, over all points.
    """
    trials = min((len(point.values) for point in points), default=0)
    if len(points) < 3 or any(min(point.values) <= 0 for point in points):  # noqa: PLR2004
        return []
    across = [math.log2(point.x) for point in points]
    return [
        2.0
        ** -statistics.linear_regression(
            across, [math.log2(point.values[trial]) for point in points]
        ).slope
        for trial in range(trials)
    ]


def _doubling(findings: Findings) -> str:
    points = findings.of("rows")
    factors = _factors(points)
    if not factors:
        return ""
    told = {
        "first": share_in_words(points[0]),
        "few": numbers.count(round(points[0].x)),
        "last": share_in_words(points[-1]),
        "many": numbers.count(round(points[-1].x)),
    }
    mean = mean_of(factors, OVERLAP)
    if mean is None or mean.low <= 1.0 <= mean.high:
        return _(
            "Not conclusive: whether more rows help. {few} rows give {first} wrong answers, and "
            "{many} give {last}."
        ).format(**told)
    return _(
        "Each doubling of the rows divides the wrong answers by {factor}, from {first} with {few} "
        "rows to {last} with {many}."
    ).format(factor=_factor(mean), **told)


def _factor(mean: Mean) -> str:
    return _("{value} ({low} to {high})").format(
        value=numbers.decimal(mean.value, 2),
        low=numbers.decimal(max(0.0, mean.low), 2),
        high=numbers.decimal(mean.high, 2),
    )


def _last_doubling(findings: Findings) -> str:
    points = findings.of("rows")
    if len(points) < 3 or points[1].trial_seconds <= 0:  # noqa: PLR2004
        return ""
    first = difference(points[0], points[1], OVERLAP)
    last = difference(points[-2], points[-1], OVERLAP)
    if first is None or last is None:
        return ""
    told = {
        "first": _points(first),
        "last": _points(last),
        "cost": cost(findings, points[-1].trial_seconds),
        "ratio": numbers.significant(points[-1].trial_seconds / points[-2].trial_seconds, 2),
    }
    if last.sign <= 0:
        return _(
            "The first doubling takes away {first} of wrong answers; what the last one does, for "
            "×{ratio} the energy ({cost}), is not conclusive: {last}."
        ).format(**told)
    return _(
        "The first doubling takes away {first} of wrong answers; the last one {last}, for ×{ratio} "
        "the energy ({cost})."
    ).format(**told)


def _points(mean: Mean) -> str:
    """Write a difference of shares in points, with its bounds: "1.2 points (0.4 to 2.0)"."""
    return _("{value} points ({low} to {high})").format(
        value=numbers.decimal(100 * mean.value, 1),
        low=numbers.decimal(100 * mean.low, 1),
        high=numbers.decimal(100 * mean.high, 1),
    )


def _enough(findings: Findings) -> str:
    """Say from which size on more parameters gain nothing that the trials can show."""
    points = findings.of("parameters")
    if len(points) < 3 or len(points[-1].values) < LEAST_TRIALS:  # noqa: PLR2004
        return ""
    best = min(points, key=lambda point: point.y)
    enough = next(
        point
        for point in points
        if point is best or (apart := difference(point, best, OVERLAP)) and apart.sign <= 0
    )
    largest = points[-1]
    if enough is largest or enough.trial_seconds <= 0:
        return _(
            "The largest network is still the best: {score} wrong answers with {parameters} "
            "parameters."
        ).format(score=share_in_words(largest), parameters=_count(largest))
    return _(
        "From {parameters} parameters on, the trials show no gain: {score} wrong there, {largest} "
        "with {times} times the parameters and {ratio} times the energy."
    ).format(
        parameters=_count(enough),
        score=share_in_words(enough),
        times=numbers.significant(largest.x / enough.x, 2),
        ratio=numbers.significant(largest.trial_seconds / enough.trial_seconds, 2),
        largest=share_in_words(largest),
    )


def _count(point: Point) -> str:
    return numbers.count(round(point.figures["parameters"]))


def _price(findings: Findings) -> str:
    """Say what a point less of wrong answers costs, at the first step and at the last one.

    The price of a step is the energy of its larger training, divided by the points it takes away.
    """
    points = findings.of("parameters")
    steps = [
        (smaller, larger, apart.value)
        for smaller, larger in pairwise(points)
        if (apart := difference(smaller, larger, OVERLAP)) is not None and apart.sign > 0
    ]
    if len(steps) < 2:  # noqa: PLR2004
        return ""
    told = {}
    for order, (smaller, larger, gain) in (("first", steps[0]), ("last", steps[-1])):
        told[f"{order}_price"] = cost(findings, larger.trial_seconds / (100 * gain))
        told[f"{order}_from"] = _count(smaller)
        told[f"{order}_to"] = _count(larger)
    return _(
        "A point less of wrong answers costs {first_price} from {first_from} to {first_to} "
        "parameters, and {last_price} from {last_from} to {last_to}, the last step that the trials "
        "can show."
    ).format(**told)
