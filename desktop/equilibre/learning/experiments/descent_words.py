"""What the points of the double descent say."""

from collections.abc import Sequence

from equilibre import numbers
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.repeats import difference, share_in_words, tells_apart
from equilibre.texts import _

_BY_HEART = 0.005  # wrong answers on the training rows, under which they count as known
_NEAR = 0.1  # of a ratio of 1: where the peak is looked for


def read(findings: Findings) -> tuple[str, ...]:
    """Say where the peak stands, what melts it, and where more does not help."""
    sentences = (
        _peak(findings),
        _by_heart(findings),
        _both_sides(findings),
        _ridge(findings),
        _rows(findings),
        _diabetes(findings),
    )
    return tuple(each for each in sentences if each)


def truth_of_shape(findings: Findings) -> float | None:
    """Return which of the four choices the curve shows, None where the trials cannot tell."""
    points = _error(findings)
    peak, largest, small = _at_peak(points), _largest(points), _best_small(points)
    if peak is None or largest is None or small is None:
        return None
    fall = difference(peak, largest)
    if fall is None or fall.sign == 0:
        return None
    if fall.sign < 0:
        return 0.0
    against_small = difference(largest, small)
    if against_small is None or against_small.sign == 0:
        return None
    return 3.0 if against_small.sign < 0 else 2.0


def truth_of_peak(findings: Findings) -> float | None:
    """Return the error at the peak divided by that of the largest model."""
    points = _error(findings)
    peak, largest = _at_peak(points), _largest(points)
    if peak is None or largest is None or largest.y <= 0:
        return None
    return peak.y / largest.y


def _error(findings: Findings, ridge: float = 0.0) -> tuple[Point, ...]:
    return _lens(findings.of("error", "test"), ridge)


def _lens(points: Sequence[Point], ridge: float) -> tuple[Point, ...]:
    return tuple(point for point in points if point.lens == ridge)


def _at_peak(points: Sequence[Point]) -> Point | None:
    """Return the point with as many features as rows."""
    return next((point for point in points if point.x == 1.0), None)


def _largest(points: Sequence[Point]) -> Point | None:
    return points[-1] if points and points[-1].x > 1.0 + _NEAR else None


def _best_small(points: Sequence[Point]) -> Point | None:
    small = [point for point in points if point.x < 1.0 - _NEAR]
    return min(small, key=lambda point: point.y, default=None)


def _peak(findings: Findings) -> str:
    points = _error(findings)
    peak, largest = _at_peak(points), _largest(points)
    if peak is None or largest is None:
        return ""
    told = {
        "rows": numbers.count(round(peak.figures["rows"])),
        "peak": share_in_words(peak),
        "largest": share_in_words(largest),
        "times": numbers.significant(largest.x, 2),
    }
    if tells_apart(peak, largest) and peak.y > largest.y > 0:
        return _(
            "With as many features as training rows, N = n = {rows}, {peak} of the answers on new "
            "images are wrong; with {times} times as many features, {largest}: {ratio} times fewer."
        ).format(ratio=numbers.significant(peak.y / largest.y, 2), **told)
    return _(
        "With as many features as training rows, N = n = {rows}, {peak} of the answers on new "
        "images are wrong; with {times} times as many features, {largest}: these trials do not "
        "tell them apart."
    ).format(**told)


def _by_heart(findings: Findings) -> str:
    known = [point for point in _lens(findings.of("error", "training"), 0.0) if point.y < _BY_HEART]
    sizes = {point.x: point for point in _lens(findings.of("norm"), 0.0)}
    largest = max(sizes, default=0.0)
    if not known or 1.0 not in sizes or largest <= 1.0:
        return ""
    return _(
        "From {least} features per row on, the training images are known by heart; the test error "
        "follows the size of the parameters instead: {peak} at the peak, {end} at the end."
    ).format(
        least=numbers.significant(known[0].x, 2),
        peak=numbers.large(sizes[1.0].y, 2),
        end=numbers.significant(sizes[largest].y, 2),
    )


def _both_sides(findings: Findings) -> str:
    points = _error(findings)
    small, largest = _best_small(points), _largest(points)
    if small is None or largest is None:
        return ""
    told = {
        "small": share_in_words(small),
        "count": numbers.significant(small.x, 2),
        "largest": share_in_words(largest),
    }
    apart = difference(largest, small)
    if apart is None or apart.sign == 0:
        return _(
            "Not conclusive: whether the largest model does better than the best of those before "
            "the peak, with {count} features per row: {largest} wrong instead of {small}."
        ).format(**told)
    if apart.sign < 0:
        return _(
            "The largest model does better than the best of those before the peak, with {count} "
            "features per row: {largest} wrong instead of {small}."
        ).format(**told)
    return _(
        "Here the largest model does worse than the best of those before the peak, with {count} "
        "features per row: {largest} wrong instead of {small}."
    ).format(**told)


def _ridge(findings: Findings) -> str:
    at_peak = [
        point for point in findings.of("error", "test") if point.x == 1.0 and point.lens is not None
    ]
    bare = next((point for point in at_peak if point.lens == 0.0), None)
    if bare is None or len(at_peak) == 1:
        return ""
    best = min(at_peak, key=lambda point: point.y)
    if best.lens is None or not tells_apart(best, bare):
        return _("Not conclusive: whether a ridge lowers the peak.")
    return _(
        "A ridge melts the peak: with λ = {ridge}, {best} wrong instead of {bare}, on the same "
        "images and features."
    ).format(
        ridge=numbers.significant(best.lens, 1),
        best=share_in_words(best),
        bare=share_in_words(bare),
    )


def _rows(findings: Findings) -> str:
    points = _lens(findings.of("rows"), 0.0)
    peak, fewer = _at_peak(points), _best_small(points)
    if peak is None or fewer is None:
        return ""
    told = {
        "features": numbers.count(round(peak.figures["features"])),
        "few": numbers.count(round(fewer.figures["rows"])),
        "many": numbers.count(round(peak.figures["rows"])),
        "before": share_in_words(fewer),
        "after": share_in_words(peak),
    }
    if not tells_apart(peak, fewer) or peak.y <= fewer.y:
        return _(
            "Not conclusive: whether, with {features} features, {many} training images do worse "
            "than {few}: {after} wrong instead of {before}."
        ).format(**told)
    return _(
        "More data can hurt: with {features} features, {many} training images give {after} wrong "
        "answers, and {few} of them {before}."
    ).format(**told)


def _diabetes(findings: Findings) -> str:
    points = _lens(findings.of("diabetes"), 0.0)
    small, largest = _best_small(points), _largest(points)
    if small is None or largest is None:
        return ""
    told = {
        "largest": _median(largest),
        "features": numbers.count(round(largest.figures["features"])),
        "small": _median(small),
        "few": numbers.count(round(small.figures["features"])),
    }
    apart = difference(largest, small)
    if apart is not None and apart.sign > 0:
        return _(
            "On the diabetes data it does not help: {features} features make an error of "
            "{largest} times that of always saying the mean, and {few} features {small} times."
        ).format(**told)
    return _(
        "On the diabetes data, {features} features make an error of {largest} times that of "
        "always saying the mean, and {few} features {small} times: not conclusive."
    ).format(**told)


def _median(point: Point) -> str:
    value = numbers.significant(point.y, 2)
    if point.low is None or point.high is None:
        return value
    return _("{value} ({low} to {high})").format(
        value=value,
        low=numbers.significant(point.low, 2),
        high=numbers.significant(point.high, 2),
    )
