"""What was used between two times of a run: energy, mean power, CO₂e; knows no screen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from equilibre.facts.electricity import countries
from equilibre.meter.energy import total
from equilibre.meter.reading import Interval, Kind
from equilibre.sessions.run import PowerCurve, PowerPoint
from equilibre.ui.plots.layers import added, factor_of, parts_of


@dataclass(frozen=True, slots=True)
class PartReading:
    """The energy of one curve within a range."""

    curve: PowerCurve
    energy: Interval  # J, while it was metered
    above_idle: Interval | None  # J; None without an idle level
    seconds: float  # metered, gaps left out

    @property
    def power_watts(self) -> float:
        """The mean power while it was metered."""
        return self.energy.value / self.seconds


@dataclass(frozen=True, slots=True)
class RangeReading:
    """All parts together from one time to another."""

    start_seconds: float
    end_seconds: float
    kind: Kind
    energy: Interval  # J
    power: Interval  # W, mean
    above_idle: Interval | None  # J; None as soon as one part has no idle level
    unmetered_seconds: float  # during which a part that is metered at other times was not
    parts: tuple[PartReading, ...]  # they add up to the whole
    around: tuple[PartReading, ...]  # the whole computer, not to be added
    country: str = ""  # name of the electricity
    carbon: Interval | None = None  # kg CO₂e


def read_range(
    power: Sequence[PowerCurve], start_seconds: float, end_seconds: float, country: str = ""
) -> RangeReading | None:
    """Return what *power* says of a range, None where nothing was metered in it.

    *country* is a key of the electricity; unknown or empty, there is no CO₂e.
    """
    summed = added(power)
    found = [_part(curve, start_seconds, end_seconds) for curve in summed]
    parts = tuple(part for part in found if part is not None)
    if not parts:
        return None
    energy = total([part.energy for part in parts])
    above = [part.above_idle for part in parts if part.above_idle is not None]
    around = (
        _part(curve, start_seconds, end_seconds)
        for curve in power
        if curve.around and curve not in summed
    )
    known = countries().get(country)
    intensity = known.carbon_intensity_kg_per_joule if known else 0.0
    return RangeReading(
        start_seconds,
        end_seconds,
        _kind([part.curve.kind for part in parts]),
        energy,
        _mean_power(parts, energy),
        total(above) if len(above) == len(parts) else None,
        _unmetered(summed, parts, end_seconds - start_seconds),
        parts,
        tuple(part for part in around if part is not None),
        known.name if known and intensity > 0 else "",
        energy.scaled(intensity) if intensity > 0 else None,
    )


def metered(
    points: Sequence[PowerPoint], start_seconds: float, end_seconds: float
) -> tuple[float, float]:
    """Return the joules metered between two times, and the seconds of it that were metered.

    *points* are in ascending times. The counter is interpolated at both ends, so that ranges
    that touch add up to the range of both.
    """
    joules = seconds = 0.0
    for before, after in pairwise(points):
        overlap = min(after.time_seconds, end_seconds) - max(before.time_seconds, start_seconds)
        if overlap <= 0.0:
            continue
        watts = _power_between(before, after)
        if watts is not None:
            joules += watts * overlap
            seconds += overlap
    return joules, seconds


def _power_between(before: PowerPoint, after: PowerPoint) -> float | None:
    """Return the mean power from one sample to the next, None where it was not metered."""
    if before.energy_joules is None or after.energy_joules is None:
        return after.power_watts
    joules = after.energy_joules - before.energy_joules
    if joules < 0.0:  # the counter of another sensor
        return after.power_watts
    # Over a gap the counter itself may have gone on: then its energy counts.
    if after.power_watts is None and joules == 0.0:
        return None
    return joules / (after.time_seconds - before.time_seconds)


def _part(curve: PowerCurve, start: float, end: float) -> PartReading | None:
    points = sorted(curve.points, key=attrgetter("time_seconds"))
    joules, seconds = metered(points, start, end)
    if seconds <= 0.0:
        return None
    borders = math.hypot(*(_distance(points, border) for border in (start, end)))
    blurred = borders * joules / seconds
    idle = curve.idle_watts
    return PartReading(
        curve,
        _interval(curve, joules, blurred),
        None if idle is None else _interval(curve, joules - idle * seconds, blurred),
        seconds,
    )


def _interval(curve: PowerCurve, joules: float, blurred: float) -> Interval:
    factor = factor_of(curve)
    if factor > 1.0:
        low, high = sorted((joules / factor, joules * factor))
    else:
        half = math.hypot(curve.relative_uncertainty * joules, blurred)
        low, high = joules - half, joules + half
    return Interval(joules, low, high)


def _distance(points: Sequence[PowerPoint], border: float) -> float:
    """Return how far the nearest sample is from *border*: between two, the power is a guess."""
    return min(abs(point.time_seconds - border) for point in points)


def _mean_power(parts: tuple[PartReading, ...], energy: Interval) -> Interval:
    """Return the sum of the mean powers; a sensor that took over another's part is no addition."""
    groups: dict[tuple[str, ...], tuple[float, float]] = {}
    for part in parts:
        joules, seconds = groups.get(parts_of(part.curve), (0.0, 0.0))
        groups[parts_of(part.curve)] = (joules + part.energy.value, seconds + part.seconds)
    watts = sum(joules / seconds for joules, seconds in groups.values())
    if energy.value <= 0.0:
        return Interval(watts, watts, watts)
    return energy.scaled(watts / energy.value)


def _unmetered(
    curves: Sequence[PowerCurve], parts: tuple[PartReading, ...], seconds: float
) -> float:
    """Return the longest time over which one of the devices was not metered."""
    devices = {device for curve in curves for device in parts_of(curve)}
    read = [
        sum(part.seconds for part in parts if device in parts_of(part.curve)) for device in devices
    ]
    return max(0.0, seconds - min(read))


def _kind(kinds: Sequence[Kind]) -> Kind:
    return kinds[0] if len(set(kinds)) == 1 else Kind.MIXED
