"""Long curves made shorter: what was counted and when it was broken stays as it was."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from equilibre.meter.curve import Window
from equilibre.meter.reading import Sample

MOST_SAMPLES = 36_000  # of one route: an hour at ten a second
_BORDER_SECONDS = 1.0  # around what began or ended, every sample is kept


def thinned(samples: Sequence[Sample], borders: Sequence[float]) -> list[Sample]:
    """Return about half of *samples*: every second one between *borders* (times, in order).

    Counters are additive: the energy between two samples that stay is the same without those
    between them. A break of the curve and the sample before it stay.
    """
    kept = list(samples[:1])
    for index in range(1, len(samples) - 1):
        sample = samples[index]
        if (
            index % 2 == 0
            or sample.gap
            or samples[index + 1].gap
            or _near(sample.time_seconds, borders)
        ):
            kept.append(sample)
    return [*kept, *samples[1:][-1:]]


def _near(time_seconds: float, borders: Sequence[float]) -> bool:
    place = bisect_left(borders, time_seconds - _BORDER_SECONDS)
    return place < len(borders) and borders[place] <= time_seconds + _BORDER_SECONDS


def around(samples: Sequence[Sample], window: Window) -> Sequence[Sample]:
    """Return those of *samples* that tell of *window*: within it, and the nearest outside."""
    first = bisect_right(samples, window.start_seconds, key=_time)
    last = bisect_left(samples, window.end_seconds, key=_time)
    return samples[max(0, first - 1) : last + 1]


def _time(sample: Sample) -> float:
    return sample.time_seconds
