"""Long curves made shorter: what was counted and when it was broken stays as it was."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from equilibre.meter.curve import Window
from equilibre.meter.reading import Sample

MOST_SAMPLES = 36_000  # of one route: an hour at ten a second
_BORDER_SECONDS = 1.0  # around what began or ended, every sample is kept


def thinned(samples: Sequence[Sample], borders: Sequence[float]) -> list[Sample]:
    """Return about half of *samples*, evenly in time; all of them around *borders* (in order).

    Counters are additive: the energy between two samples that stay is the same without those
    between them, and the power of the second becomes the mean over that time. A break of the
    curve and the sample before it stay.
    """
    kept = list(samples[:1])
    skipped = False  # a sample since the last that stayed
    apart_seconds = _apart_seconds(samples)
    for index in range(1, len(samples)):
        sample = samples[index]
        if (
            index == len(samples) - 1
            or sample.gap
            or samples[index + 1].gap
            or sample.time_seconds - kept[-1].time_seconds >= apart_seconds
            or _near(sample.time_seconds, borders)
        ):
            kept.append(_since(kept[-1], sample) if skipped else sample)
            skipped = False
        else:
            skipped = True
    return kept


def _apart_seconds(samples: Sequence[Sample]) -> float:
    """Return nearly twice the mean time from one sample to the next, breaks left out."""
    pairs = [pair for pair in pairwise(samples) if not pair[1].gap]
    seconds = sum(after.time_seconds - before.time_seconds for before, after in pairs)
    return 1.9 * seconds / max(1, len(pairs))


def _since(before: Sample, sample: Sample) -> Sample:
    """Return *sample* with the mean power since *before*."""
    seconds = sample.time_seconds - before.time_seconds
    if sample.gap or sample.power_watts is None or seconds <= 0.0:
        return sample
    watts = (sample.energy_joules - before.energy_joules) / seconds
    return replace(sample, power_watts=watts)


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
