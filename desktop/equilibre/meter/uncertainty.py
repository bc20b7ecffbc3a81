"""How far a reading may be from the truth: its borders, its sampling, its sensor."""

import math
import statistics
from collections.abc import Sequence

from equilibre.meter.curve import Window, distance_to_sample, length
from equilibre.meter.reading import Interval, Route, Sample

_POWER_UNITS = ("W", "mW", "µW")  # of sensors that are asked for their power, and count nothing


def border_joules(
    samples: Sequence[Sample], route: Route, times: Sequence[Window], power_watts: float
) -> float:
    """Return the energy that may belong to the other side of the borders of *times*.

    At each border the sensor's last value may be one refresh old, and the counter is
    interpolated as far as to the nearest sample.
    """
    quanta = [
        (route.refresh_seconds + distance_to_sample(samples, border)) * power_watts
        for time in times
        for border in (time.start_seconds, time.end_seconds)
    ]
    return math.hypot(*quanta)


def sampling_joules(samples: Sequence[Sample], route: Route, times: Sequence[Window]) -> float:
    """Return what a sensor without a counter may have missed between its values, at about 95 %.

    Its values are taken as drawn at random from those of *times*; 0 for a counter, which misses
    nothing. With one value, the whole energy is in doubt.
    """
    if route.unit not in _POWER_UNITS:
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
