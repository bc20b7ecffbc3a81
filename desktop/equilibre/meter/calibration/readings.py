"""What was read during one phase of a calibration: levels of power, and the load."""

import statistics
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from equilibre.meter.curve import energy_between
from equilibre.meter.reading import Sample
from equilibre.records import dataclass

_SLICE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Level:
    """A mean power, and how much it wandered meanwhile."""

    watts: float
    spread_watts: float  # standard deviation between slices
    slices: int
    seconds: float  # metered
    trend_watts: float = 0.0  # second half less first half


def phase_level(
    samples: Sequence[Sample], start_seconds: float, end_seconds: float, refresh_seconds: float
) -> Level | None:
    """Return the level of *samples* (of one route) in a time, None if nothing was metered.

    The spread is that of slices of a second, or of one refresh of a slower sensor.
    """
    whole = energy_between(samples, start_seconds, end_seconds)
    if whole is None:
        return None
    length_seconds = end_seconds - start_seconds
    count = max(1, int(length_seconds / max(_SLICE_SECONDS, refresh_seconds)))
    borders = [start_seconds + length_seconds * place / count for place in range(count + 1)]
    slices = [energy_between(samples, begin, end) for begin, end in pairwise(borders)]
    watts = [
        part.power_watts
        for part in slices
        if part is not None and part.seconds > 0.5 * length_seconds / count
    ]
    return Level(
        watts=whole.power_watts,
        spread_watts=statistics.stdev(watts) if len(watts) > 1 else 0.0,
        slices=max(1, len(watts)),
        seconds=whole.seconds,
        trend_watts=_trend_watts(samples, start_seconds, end_seconds),
    )


def _trend_watts(samples: Sequence[Sample], start_seconds: float, end_seconds: float) -> float:
    middle_seconds = (start_seconds + end_seconds) / 2.0
    first = energy_between(samples, start_seconds, middle_seconds)
    second = energy_between(samples, middle_seconds, end_seconds)
    return second.power_watts - first.power_watts if first and second else 0.0


@dataclass(slots=True)
class LoadRecord:
    """How long the processors had worked, at the moments at which it was asked."""

    logical_processors: int
    times_seconds: list[float] = field(default_factory=list)
    busy_seconds: list[float] = field(default_factory=list)

    def hear(self, busy_seconds: float, time_seconds: float) -> None:
        """Take the time worked by all processors together; moments out of order are dropped."""
        if not self.times_seconds or time_seconds > self.times_seconds[-1]:
            self.times_seconds.append(time_seconds)
            self.busy_seconds.append(busy_seconds)

    def between(self, start_seconds: float, end_seconds: float) -> float | None:
        """Return the share of the processors that was busy, 0 to 1, None if it is not known."""
        first = bisect_left(self.times_seconds, start_seconds)
        last = bisect_left(self.times_seconds, end_seconds)
        last = min(last, len(self.times_seconds) - 1)
        if last <= first:
            return None
        elapsed_seconds = self.times_seconds[last] - self.times_seconds[first]
        worked_seconds = self.busy_seconds[last] - self.busy_seconds[first]
        share = worked_seconds / (elapsed_seconds * self.logical_processors)
        return min(1.0, max(0.0, share))
