"""Energy and idle level over a time, from the samples of one route."""

import math
import statistics
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from equilibre.meter.history import breaks, highest_between
from equilibre.meter.reading import Kind, Route, Sample
from equilibre.records import dataclass

# A reading means something after this many values of the sensor itself.
LEAST_REFRESHES = 20
# Sampled ten times a second, a curve shorter than this shows no level.
LEAST_SECONDS = 4.0
LEAST_IDLE_SECONDS = 1.0
_SLICE_SECONDS = 1.0
_LEAST_SLICES = 4


@dataclass(frozen=True, slots=True)
class Metered:
    """What was metered within a time, which may be less than the whole of it."""

    energy_joules: float
    seconds: float  # metered; gaps are left out

    @property
    def power_watts(self) -> float:
        """The mean power while it was metered."""
        return self.energy_joules / self.seconds


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which the model trained without a pause."""

    start_seconds: float  # monotonic clock
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Idle:
    """The power of a device before the training, and how much it wandered."""

    power_watts: float
    standard_deviation_watts: float  # between slices of about one second
    seconds: float  # metered
    slices: int

    @property
    def uncertainty_watts(self) -> float:
        """Half-width of the interval of the mean level, at about 95 %."""
        return 2.0 * self.standard_deviation_watts / math.sqrt(self.slices)


@dataclass(frozen=True, slots=True)
class IdleLevels:
    """The idle levels before and after a training, of which one may be unknown."""

    before: Idle | None = None
    after: Idle | None = None

    @property
    def power_watts(self) -> float | None:
        """The mean of both levels, or the one that is known."""
        known = [one.power_watts for one in (self.before, self.after) if one]
        return sum(known) / len(known) if known else None

    @property
    def drift_watts(self) -> float | None:
        """How much the level rose meanwhile, None where one of both is unknown."""
        if self.before is None or self.after is None:
            return None
        return self.after.power_watts - self.before.power_watts

    @property
    def uncertainty_watts(self) -> float:
        """Half-width of the interval of the level under the training: half the drift is in it."""
        known = [one.uncertainty_watts for one in (self.before, self.after) if one]
        wandering = math.hypot(*known) / max(1, len(known))
        return math.hypot(wandering, (self.drift_watts or 0.0) / 2.0)


def energy_between(
    samples: Sequence[Sample], start_seconds: float, end_seconds: float
) -> Metered | None:
    """Return the energy metered from *start_seconds* to *end_seconds*, None if none was.

    *samples* are of one route, in ascending times. The counter is interpolated at the borders.
    Times before the first sample, after the last and in unmetered gaps are left out; a gap over
    which the counter itself went on is metered.
    """
    seconds = length(metered_times(samples, [Window(start_seconds, end_seconds)]))
    if seconds <= 0.0:
        return None
    # The counter stands still over what was not metered.
    return Metered(_counted(samples, end_seconds) - _counted(samples, start_seconds), seconds)


def _counted(samples: Sequence[Sample], time_seconds: float) -> float:
    """Return the counter at *time_seconds*, in joules: interpolated, or as at the nearer end."""
    place = bisect_right(samples, time_seconds, key=_time)
    if place in (0, len(samples)):
        return samples[max(0, place - 1)].energy_joules
    before, after = samples[place - 1], samples[place]
    share = (time_seconds - before.time_seconds) / (after.time_seconds - before.time_seconds)
    return before.energy_joules + (after.energy_joules - before.energy_joules) * share


def metered_times(samples: Sequence[Sample], windows: Sequence[Window]) -> tuple[Window, ...]:
    """Return the times within *windows* of which *samples* tell the energy, in order."""
    if not samples:
        return ()
    first_seconds, last_seconds = samples[0].time_seconds, samples[-1].time_seconds
    times: list[Window] = []
    for window in windows:
        start = max(window.start_seconds, first_seconds)
        end = min(window.end_seconds, last_seconds)
        unmetered = [
            Window(samples[index - 1].time_seconds, samples[index].time_seconds)
            for index in _gaps(samples, start, end)
            if not is_metered(samples[index - 1], samples[index])
        ]
        if end > start:
            times += without([Window(start, end)], unmetered)
    return tuple(times)


def _gaps(samples: Sequence[Sample], start_seconds: float, end_seconds: float) -> list[int]:
    """Return the places of the samples before which the curve is broken within these times."""
    first = max(1, bisect_right(samples, start_seconds, key=_time))
    last = min(len(samples), bisect_right(samples, end_seconds, key=_time) + 1)
    return [
        index
        for index in breaks(samples, first, last)
        if samples[index - 1].time_seconds < end_seconds
    ]


def without(windows: Sequence[Window], taken: Sequence[Window]) -> tuple[Window, ...]:
    """Return *windows* less the times *taken*."""
    left = list(windows)
    for gone in taken:
        left = [
            Window(start, end)
            for one in left
            for start, end in (
                (one.start_seconds, min(one.end_seconds, gone.start_seconds)),
                (max(one.start_seconds, gone.end_seconds), one.end_seconds),
            )
            if end > start
        ]
    return tuple(left)


def joined(windows: Sequence[Window]) -> tuple[Window, ...]:
    """Return *windows*, in order, with those in one that follow each other without a break."""
    whole: list[Window] = []
    for window in windows:
        if whole and window.start_seconds <= whole[-1].end_seconds:
            end_seconds = max(whole[-1].end_seconds, window.end_seconds)
            whole[-1] = Window(whole[-1].start_seconds, end_seconds)
        else:
            whole.append(window)
    return tuple(whole)


def length(windows: Sequence[Window]) -> float:
    """Return how long *windows* last together, in seconds."""
    return sum(window.end_seconds - window.start_seconds for window in windows)


def power_around(samples: Sequence[Sample], missing: Window, otherwise_watts: float) -> float:
    """Return the mean of the powers just before and just after *missing*, in watts.

    *otherwise_watts* where neither is known.
    """
    before = bisect_right(samples, missing.start_seconds, key=_time)
    after = bisect_right(samples, missing.end_seconds, key=_time)
    sides = (samples[max(0, before - 1) : before], samples[after : after + 1])
    watts = [one.power_watts for side in sides for one in side if one.power_watts is not None]
    return sum(watts) / len(watts) if watts else otherwise_watts


def highest_watts(samples: Sequence[Sample], windows: Sequence[Window]) -> float:
    """Return the highest power of *samples* within *windows*, 0 where none is known."""
    highest = (
        highest_between(
            samples,
            bisect_right(samples, window.start_seconds, key=_time),
            bisect_right(samples, window.end_seconds, key=_time),
        )
        for window in windows
    )
    return max((watts for watts in highest if watts > -math.inf), default=0.0)


def gaps_in(samples: Sequence[Sample], windows: Sequence[Window]) -> int:
    """Return how often the curve of *samples* is broken within *windows*."""
    return len(
        {
            index
            for window in windows
            for index in _gaps(samples, window.start_seconds, window.end_seconds)
        }
    )


def is_metered(before: Sample, after: Sample) -> bool:
    """Return whether the energy between two samples that follow each other is known."""
    return not after.gap or after.energy_joules > before.energy_joules


def distance_to_sample(samples: Sequence[Sample], time_seconds: float) -> float:
    """Return how far in time the nearest sample is, in seconds. Raises ValueError if none."""
    if not samples:
        raise ValueError("no samples")
    place = bisect_right(samples, time_seconds, key=_time)
    nearest = samples[max(0, place - 1) : place + 1]
    return min(abs(sample.time_seconds - time_seconds) for sample in nearest)


def idle_level(samples: Sequence[Sample], start_seconds: float, end_seconds: float) -> Idle | None:
    """Return the level from *start_seconds* to *end_seconds*, None if under 1 s was metered.

    The spread is that of equal slices of about a second, at least four of them.
    """
    whole = energy_between(samples, start_seconds, end_seconds)
    if whole is None or whole.seconds < LEAST_IDLE_SECONDS:
        return None
    length_seconds = end_seconds - start_seconds
    count = max(_LEAST_SLICES, round(length_seconds / _SLICE_SECONDS))
    borders = [start_seconds + length_seconds * place / count for place in range(count + 1)]
    slices = [energy_between(samples, begin, end) for begin, end in pairwise(borders)]
    # A slice of which little was metered says little of the spread.
    levels = [
        part.power_watts
        for part in slices
        if part is not None and part.seconds > 0.5 * length_seconds / count
    ]
    return Idle(
        power_watts=whole.power_watts,
        standard_deviation_watts=statistics.stdev(levels) if len(levels) > 1 else 0.0,
        seconds=whole.seconds,
        slices=max(1, len(levels)),
    )


def minimum_seconds(routes: Sequence[Route]) -> float:
    """Return how long all repeats of a training must last together, in seconds.

    Twenty values of the slowest of *routes* (those in use), and four seconds at least.
    """
    refreshes = [route.refresh_seconds * LEAST_REFRESHES for route in routes]
    return max([LEAST_SECONDS, *refreshes])


def kind_of(kinds: Sequence[Kind]) -> Kind:
    """Return the kind of a total of *kinds*: MIXED where it holds both."""
    if Kind.MIXED in kinds or (Kind.MEASURED in kinds and Kind.ESTIMATED in kinds):
        return Kind.MIXED
    return Kind.ESTIMATED if Kind.ESTIMATED in kinds else Kind.MEASURED


def _time(sample: Sample) -> float:
    return sample.time_seconds
