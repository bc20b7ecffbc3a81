"""What the points of the five ways, of PageRank and of the proof of work say."""

import math

from equilibre import numbers
from equilibre.learning.experiments.costs import cost, times
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.texts import _

_SAME = 0.1  # a difference of energy under which nobody would rewrite anything
_BITS_ASKED = 4  # more, in the prediction
_TREND_BITS = 6  # apart: from closer difficulties chance says too much


def read(findings: Findings) -> tuple[str, ...]:
    """Say what each way takes beside NumPy's, and what the two knobs cost."""
    sentences = (
        _product(findings),
        _others(findings),
        _lists(findings),
        _threads(findings),
        _ranks(findings),
        _ranks_in_python(findings),
        _work(findings),
        _trend(findings),
    )
    return tuple(each for each in sentences if each)


def truth_of_python(findings: Findings) -> float | None:
    """Return the energy of the product in loops over that of NumPy."""
    loops = _one(findings, "product", "python")
    return loops.y if loops else None


def truth_of_threads(findings: Findings) -> float | None:
    """Return whether more threads take less, as much or more; None where the trials cannot say."""
    threads = _one(findings, "product", "threads")
    if threads is None or threads.low is None or threads.high is None:
        return None
    if threads.low > 1.0 + _SAME:
        return 2.0
    if threads.high < 1.0 - _SAME:
        return 0.0
    return 1.0 if threads.low >= 1.0 - _SAME and threads.high <= 1.0 + _SAME else None


def truth_of_difficulty(findings: Findings) -> float | None:
    """Return by how much the tries of a proof grew with four more bits."""
    ends = _ends(findings)
    if ends is None:
        return None
    easiest, hardest = ends
    return float((hardest.y / easiest.y) ** (_BITS_ASKED / (hardest.x - easiest.x)))


def _one(findings: Findings, picture: str, series: str) -> Point | None:
    return next(iter(findings.of(picture, series)), None)


def _bounded(point: Point) -> str:
    """Write how many times, with the bounds where there are trials enough."""
    if point.low is None or point.high is None:
        return times(point.y)
    return _("{value} ({low} to {high})").format(
        value=times(point.y), low=times(point.low), high=times(point.high)
    )


def _product(findings: Findings) -> str:
    numpy, loops = _one(findings, "product", "numpy"), _one(findings, "product", "python")
    if numpy is None or loops is None:
        return ""
    return _(
        "One product of matrices: {numpy} with NumPy, {loops} with loops of Python, that is "
        "{ratio} times as much, for the same result."
    ).format(
        numpy=cost(findings, numpy.figures["processor_seconds_of_one"]),
        loops=cost(findings, loops.figures["processor_seconds_of_one"]),
        ratio=_bounded(loops),
    )


def _others(findings: Findings) -> str:
    norm, kernel = _one(findings, "norm", "python"), _one(findings, "kernel", "python")
    if norm is None or kernel is None:
        return ""
    return _(
        "Loops of Python take {norm} times as much for the norm, {kernel} times for the kernel "
        "matrix: the ratio depends on what is computed."
    ).format(norm=_bounded(norm), kernel=_bounded(kernel))


def _lists(findings: Findings) -> str:
    lists, copies = _one(findings, "norm", "lists"), _one(findings, "product", "broadcast")
    if lists is None or copies is None:
        return ""
    return _(
        "NumPy alone is not enough: fed a list of Python, its norm takes {lists} times as much, "
        "for the conversion; a product that keeps all intermediates in memory takes {copies} times."
    ).format(lists=_bounded(lists), copies=_bounded(copies))


def _threads(findings: Findings) -> str:
    threads = _one(findings, "product", "threads")
    if threads is None:
        return ""
    told = {
        "count": numbers.count(round(threads.figures["threads"])),
        "ratio": _bounded(threads),
        "wall": times(threads.figures["times_the_duration"]),
    }
    if truth_of_threads(findings) is None:
        return _(
            "Not conclusive: what {count} threads change. {ratio} times the processor time, "
            "{wall} times the duration."
        ).format(**told)
    if threads.y > 1.0 + _SAME:
        return _(
            "With {count} threads the product takes {ratio} times the processor time of one, and "
            "{wall} times the duration: threads that wait for each other work too."
        ).format(**told)
    return _(
        "With {count} threads the product takes {ratio} times the processor time of one, and "
        "{wall} times the duration."
    ).format(**told)


def _ranks(findings: Findings) -> str:
    points = findings.of("ranks", "iterations")
    if len(points) < 2:  # noqa: PLR2004 - two to compare
        return ""
    first, last = points[0], points[-1]
    return _(
        "PageRank: with a damping of {last} instead of {first}, {many} iterations instead of "
        "{few}; one ranking of {links} links takes {dear} instead of {cheap}."
    ).format(
        last=numbers.decimal(last.x, 2),
        first=numbers.decimal(first.x, 2),
        many=numbers.count(round(last.y)),
        few=numbers.count(round(first.y)),
        links=numbers.count(round(last.figures["links"])),
        dear=cost(findings, last.trial_seconds),
        cheap=cost(findings, first.trial_seconds),
    )


def _ranks_in_python(findings: Findings) -> str:
    loops = _one(findings, "ranks", "python")
    sparse = {point.x: point for point in findings.of("ranks", "iterations")}
    if loops is None or loops.x not in sparse:
        return ""
    return _(
        "The same {count} iterations in loops of Python take about {ratio} times the energy."
    ).format(
        count=numbers.count(round(loops.y)),
        ratio=times(loops.trial_seconds / sparse[loops.x].trial_seconds),
    )


def _work(findings: Findings) -> str:
    points = findings.of("work", "tries")
    if not points:
        return ""
    hardest = points[-1]
    told = _(
        "Proof of work: with {bits} zero bits, {tries} hashes for one proof on the mean of "
        "{blocks}, and {energy}; 2^{bits} = {expected} are expected. Checking a proof takes one "
        "hash."
    )
    return told.format(
        bits=numbers.count(round(hardest.x)),
        tries=numbers.count(round(hardest.y)),
        blocks=numbers.count(hardest.trials),
        energy=cost(findings, hardest.trial_seconds),
        expected=numbers.count(round(2.0**hardest.x)),
    )


def _trend(findings: Findings) -> str:
    ends = _ends(findings)
    if ends is None:
        return ""
    easiest, hardest = ends
    each = 2.0 ** (math.log2(hardest.y / easiest.y) / (hardest.x - easiest.x))
    return _(
        "From {few} to {many} bits, each bit more multiplied the hashes by {ratio} on the mean; "
        "2 are expected."
    ).format(
        few=numbers.count(round(easiest.x)),
        many=numbers.count(round(hardest.x)),
        ratio=numbers.significant(each, 3),
    )


def _ends(findings: Findings) -> tuple[Point, Point] | None:
    """Return the easiest and the hardest proofs, where they are far enough apart to compare."""
    points = findings.of("work", "tries")
    if not points or points[-1].x - points[0].x < _TREND_BITS:
        return None
    return points[0], points[-1]
