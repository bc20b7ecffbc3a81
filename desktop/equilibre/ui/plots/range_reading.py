"""What was used between two times of a run: energy, mean power, CO₂e; knows no screen."""

import math
from collections.abc import Sequence

from equilibre.facts.electricity import countries
from equilibre.meter.account import total
from equilibre.meter.curve import Window, kind_of, length, without
from equilibre.meter.reading import Interval, Kind
from equilibre.records import dataclass
from equilibre.sessions.run import PowerCurve
from equilibre.ui.plots.layers import added, factor_of, parts_of
from equilibre.ui.plots.series import Series, SeriesOf


@dataclass(frozen=True, slots=True)
class PartReading:
    """The energy of one curve within a range."""

    curve: PowerCurve
    energy: Interval  # J, while it was metered
    above_idle: Interval | None  # J; None without an idle level
    times: tuple[Window, ...]  # metered

    @property
    def seconds(self) -> float:
        """How long it was metered."""
        return length(self.times)

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
    power: Sequence[PowerCurve],
    start_seconds: float,
    end_seconds: float,
    country: str = "",
    series_of: SeriesOf = Series,
) -> RangeReading | None:
    """Return what *power* says of a range, None where nothing was metered in it.

    *country* is a key of the electricity; unknown or empty, there is no CO₂e.
    """
    summed = added(power)
    whole = Window(start_seconds, end_seconds)
    parts = _parts(summed, whole, series_of)
    if not parts:
        return None
    energy = total([part.energy for part in parts])
    above = [part.above_idle for part in parts if part.above_idle is not None]
    beside = [curve for curve in power if curve.around and curve not in summed]
    around = (_part(curve, series_of(curve), (whole,)) for curve in beside)
    known = countries().get(country)
    intensity = known.carbon_intensity_kg_per_joule if known else 0.0
    return RangeReading(
        start_seconds,
        end_seconds,
        kind_of([part.curve.kind for part in parts]),
        energy,
        _mean_power(parts, energy),
        total(above) if len(above) == len(parts) else None,
        _unmetered(summed, parts, end_seconds - start_seconds),
        parts,
        tuple(part for part in around if part is not None),
        known.name if known and intensity > 0 else "",
        energy.scaled(intensity) if intensity > 0 else None,
    )


def _parts(
    curves: Sequence[PowerCurve], whole: Window, series_of: SeriesOf
) -> tuple[PartReading, ...]:
    """Return what each curve tells, no device twice at any moment: the first measured counts."""
    told: dict[str, list[Window]] = {}
    found: dict[int, PartReading] = {}
    for index in sorted(range(len(curves)), key=lambda one: curves[one].kind is not Kind.MEASURED):
        devices = parts_of(curves[index])
        taken = [time for device in devices for time in told.get(device, ())]
        part = _part(curves[index], series_of(curves[index]), without((whole,), taken))
        if part is not None:
            found[index] = part
            for device in devices:
                told.setdefault(device, []).extend(part.times)
    return tuple(found[index] for index in sorted(found))


def _part(curve: PowerCurve, series: Series, windows: Sequence[Window]) -> PartReading | None:
    read = [series.metered(window) for window in windows]
    joules = sum(one for one, _times in read)
    times = tuple(time for _joules, some in read for time in some)
    seconds = length(times)
    if seconds <= 0.0:
        return None
    borders = [series.distance_seconds(one) for time in times for one in _ends(time)]
    blurred = math.hypot(*borders) * joules / seconds
    return PartReading(
        curve,
        _interval(curve, joules, blurred),
        _above_idle(curve, joules, seconds, blurred),
        times,
    )


def _ends(time: Window) -> tuple[float, float]:
    return time.start_seconds, time.end_seconds


def _above_idle(
    curve: PowerCurve, joules: float, seconds: float, blurred: float
) -> Interval | None:
    """Return the energy above the mean of the idle levels known; half their drift is in doubt."""
    levels = [one for one in (curve.idle_watts, curve.idle_after_watts) if one is not None]
    if not levels:
        return None
    drift = (levels[-1] - levels[0]) / 2.0
    above = joules - seconds * sum(levels) / len(levels)
    return _interval(curve, above, blurred, drift * seconds)


def _interval(curve: PowerCurve, joules: float, *errors: float) -> Interval:
    factor = factor_of(curve)
    bounds = (joules / factor, joules * factor)
    scale = curve.relative_uncertainty * joules
    below = math.hypot(joules - min(bounds), scale, *errors)
    above = math.hypot(max(bounds) - joules, scale, *errors)
    return Interval(joules, joules - below, joules + above)


def _seconds(parts: tuple[PartReading, ...]) -> dict[str, float]:
    """Return how long each device was metered."""
    seconds: dict[str, float] = {}
    for part in parts:
        for device in parts_of(part.curve):
            seconds[device] = seconds.get(device, 0.0) + part.seconds
    return seconds


def _mean_power(parts: tuple[PartReading, ...], energy: Interval) -> Interval:
    """Return the sum of the mean powers of the devices, each while it was metered."""
    seconds = _seconds(parts)
    watts = sum(
        part.energy.value / max(seconds[device] for device in parts_of(part.curve))
        for part in parts
    )
    if energy.value <= 0.0:
        return Interval(watts, watts, watts)
    return energy.scaled(watts / energy.value)


def _unmetered(
    curves: Sequence[PowerCurve], parts: tuple[PartReading, ...], seconds: float
) -> float:
    """Return the longest time over which one of the devices was not metered."""
    read = _seconds(parts)
    devices = {device for curve in curves for device in parts_of(curve)}
    return max(0.0, seconds - min(read.get(device, 0.0) for device in devices))
