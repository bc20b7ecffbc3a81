"""How far a reading may be from the truth: its borders, its sampling, its sensor."""

import math
import statistics
from bisect import bisect_right
from collections.abc import Sequence

from equilibre.meter.curve import Window, distance_to_sample, joined, length
from equilibre.meter.reading import Interval, Route, Sample

# A burst too short for the sensor has up to so many times the power that can be seen of it.
_UNSEEN = math.sqrt(2.0)
# Of the two borders of a burst, half a refresh of one is what is lost every time.
_COMMON_SHARE = 0.25 * _UNSEEN


def border_joules(
    samples: Sequence[Sample], route: Route, times: Sequence[Window], power_watts: float
) -> float:
    """Return the energy that may belong to the other side of the borders of *times*.

    At each border the sensor's last value may be one refresh old, and the counter is
    interpolated as far as to the nearest sample. Where the power beside the border is above
    *power_watts*, the mean, the border cuts through a burst, and that power counts.

    How old a value is differs from border to border, and such errors average out over many
    times. That values are old at all does not: where every time is a burst after a rest, each
    of them loses half a refresh of the burst. That half adds up from one time to the next; but
    what lies on the wrong side is at most what the breaks between the times can hold.
    """
    whole = joined(times)
    borders = [each for one in whole for each in (one.start_seconds, one.end_seconds)]
    watts = [max(power_watts, _power_beside(samples, border)) for border in borders]
    quanta = [
        (route.refresh_seconds + distance_to_sample(samples, border)) * power
        for border, power in zip(borders, watts, strict=True)
    ]
    inner = quanta[1:-1]
    if not inner:
        return math.hypot(*quanta)
    breaks_seconds = whole[-1].end_seconds - whole[0].start_seconds - length(whole)
    inside = math.hypot(*inner, _COMMON_SHARE * sum(inner))
    held = _UNSEEN * max(watts[1:-1]) * breaks_seconds
    return math.hypot(quanta[0], quanta[-1], min(inside, held))


def _power_beside(samples: Sequence[Sample], border_seconds: float) -> float:
    """Return the highest power of the samples around a border; 0 where none tells its power."""
    after = bisect_right(samples, border_seconds, key=lambda sample: sample.time_seconds)
    beside = samples[max(0, after - 1) : after + 2]
    return max((one.power_watts for one in beside if one.power_watts is not None), default=0.0)


def sampling_joules(samples: Sequence[Sample], route: Route, times: Sequence[Window]) -> float:
    """Return what a sensor without a counter may have missed between its values, at about 95 %.

    Its values are taken as drawn at random from those of *times*; 0 for a counter, which misses
    nothing. With one value, the whole energy is in doubt.
    """
    if route.counts:
        return 0.0
    watts = [
        sample.power_watts
        for sample in samples
        if sample.power_watts is not None
        and any(one.start_seconds <= sample.time_seconds <= one.end_seconds for one in times)
    ]
    seconds = length(times)
    values = min(float(len(watts)), max(1.0, seconds / max(route.refresh_seconds, 1e-6)))
    if len(watts) < 2:  # noqa: PLR2004 - one value has no spread
        return sum(watts) * seconds
    return 2.0 * statistics.stdev(watts) / math.sqrt(values) * seconds


def interval_of(route: Route, joules: float, *errors: float) -> Interval:
    """Return *joules* with the error or the band of *route*, and the other *errors* in joules.

    They are taken as independent: the distances to the bounds add up in quadrature.
    """
    bounds = (joules / route.factor, joules * route.factor)
    scale = route.relative_uncertainty * joules
    below = math.hypot(joules - min(bounds), scale, *errors)
    above = math.hypot(max(bounds) - joules, scale, *errors)
    return Interval(joules, joules - below, joules + above)
