"""Equal trainings compared with one another, and one run with another."""

import math
from collections.abc import Mapping, Sequence

from equilibre.confidence import student
from equilibre.meter.account import RunEnergy, Spread
from equilibre.meter.curve import LEAST_REFRESHES, Window, energy_between, length, without
from equilibre.meter.reading import Interval, Route, Sample
from equilibre.records import dataclass

# A mean of fewer groups would have an interval of several times itself.
LEAST_GROUPS = 3
LEAST_GROUP_SECONDS = 0.5
_METERED_SHARE = 0.98  # of a group, below which its energy is not known


@dataclass(frozen=True, slots=True)
class Mark:
    """So many equal trainings were whole at that moment."""

    time_seconds: float  # monotonic clock
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many times as much energy one run took as another."""

    ratio: Interval
    conclusive: bool  # False where the intervals of both runs overlap


def spread(energies: Sequence[float], counts: Sequence[int] = ()) -> Spread | None:
    """Return the mean of *energies*, J, and its interval; None where there are too few.

    Student's t at 95 %, for equal things measured independently. Where each energy is the mean
    of so many of them, *counts* weigh them: the mean is that of all, and its error that of a
    ratio of two sums.
    """
    groups = len(energies)
    if groups < LEAST_GROUPS:
        return None
    weights = [count * groups / sum(counts) for count in counts] or [1.0] * groups
    mean = sum(weight * one for weight, one in zip(weights, energies, strict=True)) / groups
    apart = [weight * (one - mean) for weight, one in zip(weights, energies, strict=True)]
    error = math.sqrt(sum(one * one for one in apart) / (groups - 1) / groups)
    return Spread(groups, mean, student(groups - 1) * error)


def spread_of_run(
    samples: Mapping[str, Sequence[Sample]],
    routes: Sequence[Route],
    windows: Sequence[Window],
    marks: Sequence[Mark],
) -> Spread | None:
    """Return how much the trainings whole at *marks* differed, None where too few were metered.

    They are taken in groups that follow each other, each long enough for the slowest of *routes*:
    twenty of its values, and half a second. *windows* are the active times, as in ``run_energy``.
    """
    parts = [route for route in routes if not route.around and samples.get(route.key)]
    if not windows or not parts:
        return None
    slowest_seconds = max(route.refresh_seconds for route in parts)
    least_seconds = max(LEAST_GROUP_SECONDS, LEAST_REFRESHES * slowest_seconds)
    energies: list[float] = []
    counts: list[int] = []
    start = Mark(windows[0].start_seconds, 0)
    for mark in marks:
        times = _within(windows, start.time_seconds, mark.time_seconds)
        if length(times) < least_seconds or mark.count <= start.count:
            continue
        joules = _joules([samples[route.key] for route in parts], times)
        if joules is not None:
            energies.append(joules / (mark.count - start.count))
            counts.append(mark.count - start.count)
        start = mark
    return spread(energies, counts)


def _within(windows: Sequence[Window], start: float, end: float) -> tuple[Window, ...]:
    outside = (Window(-math.inf, start), Window(end, math.inf))
    return without(windows, outside)


def _joules(curves: Sequence[Sequence[Sample]], times: Sequence[Window]) -> float | None:
    """Return what all *curves* tell of *times*, None where a part of it is missing."""
    joules = 0.0
    for samples in curves:
        metered = [energy_between(samples, one.start_seconds, one.end_seconds) for one in times]
        seconds = sum(one.seconds for one in metered if one)
        if seconds < _METERED_SHARE * length(times):
            return None
        known = sum(one.energy_joules for one in metered if one)
        joules += known * length(times) / seconds
    return joules


def repeatable(energy: RunEnergy) -> Interval:
    """Return the energy of a run with all that makes another one like it differ.

    The uncertainty of the reading and the spread between repeats add up in quadrature.
    """
    gross = energy.gross
    spread_joules = energy.spread.half_width if energy.spread else 0.0
    return Interval(
        gross.value,
        max(0.0, gross.value - math.hypot(gross.value - gross.low, spread_joules)),
        gross.value + math.hypot(gross.high - gross.value, spread_joules),
    )


def compared(one: Interval, other: Interval) -> Comparison | None:
    """Return how many times *other* is in *one*, None where the other may be nothing at all.

    The bounds are those of the two intervals set against each other: nothing is assumed of errors
    that both have in common.
    """
    if other.low <= 0.0 or one.low < 0.0:
        return None
    ratio = Interval(one.value / other.value, one.low / other.high, one.high / other.low)
    return Comparison(ratio, one.low > other.high or one.high < other.low)
