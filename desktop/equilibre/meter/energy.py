"""What a training cost: per device and in all, gross and above idle, each with its interval."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from equilibre.meter.curve import (
    Idle,
    Metered,
    Window,
    distance_to_sample,
    energy_between,
    idle_level,
    kind_of,
    minimum_seconds,
)
from equilibre.meter.reading import Interval, Kind, Route, Sample
from equilibre.texts import _

__all__ = [
    "DeviceEnergy",
    "Idle",
    "Metered",
    "RunEnergy",
    "Window",
    "energy_between",
    "idle_level",
    "minimum_seconds",
    "run_energy",
    "total",
]


# Missing time up to this share (a reading lost at a border, a counter that restarted) is filled
# with the mean power and counted in full as uncertainty; more than that is left out and said.
LARGEST_FILLED_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class DeviceEnergy:
    """The energy of one device for one training."""

    device: str  # "cpu" or "gpu"
    route: Route
    gross: Interval  # joules
    marginal: Interval | None  # joules above idle; None when the idle level is unknown
    metered_seconds: float  # over all repeats
    active_seconds: float  # over all repeats

    @property
    def kind(self) -> Kind:
        """How the energy of this device was obtained."""
        return self.route.kind

    @property
    def metered_share(self) -> float:
        """The part of the active time that was metered, 0 to 1."""
        return min(1.0, self.metered_seconds / self.active_seconds)


@dataclass(frozen=True, slots=True)
class RunEnergy:
    """The energy of one training: of the whole run if it was stopped before its end."""

    devices: tuple[DeviceEnergy, ...]
    gross: Interval  # joules, all devices
    marginal: Interval | None  # joules above idle, all devices; None when one of them is unknown
    kind: Kind  # estimated as soon as a part is
    source: str  # names of the routes used
    metered_share: float  # metered time over active time, mean over the devices in use
    unmetered: tuple[str, ...]  # a sentence for each thing that is missing
    repeats: int  # identical trainings that the run was divided by; 0: stopped, not divided
    active_seconds: float  # of the whole run, pauses left out


def run_energy(
    samples: Mapping[str, Sequence[Sample]],
    routes: Sequence[Route],
    windows: Sequence[Window],
    idle: Mapping[str, Idle | None],
    repeats: int,
) -> RunEnergy | None:
    """Return the energy of one of *repeats* identical trainings, None if none was metered.

    *samples* and *idle* are by ``Route.key``; *routes* are those in use; *windows* are the active
    times, pauses left out. With *repeats* 0 the figures are of all windows.
    A marginal energy slightly below zero is left as measured: idle wandered more than the
    training used.
    """
    active_seconds = _active_seconds(windows)
    if active_seconds <= 0.0:
        return None
    divisor = max(1, repeats)
    devices: list[DeviceEnergy] = []
    unmetered: list[str] = []
    for route in routes:
        level = idle.get(route.key)
        found = _device_energy(samples.get(route.key, ()), route, windows, divisor, level)
        if found is None:
            unmetered.append(_("{name}: nothing was metered.").format(name=route.name))
            continue
        devices.append(found)
        if found.metered_share < 1.0 - LARGEST_FILLED_SHARE:
            unmetered.append(
                _("{name}: {seconds} s of {total} s were not metered and are left out.").format(
                    name=route.name,
                    seconds=f"{active_seconds - found.metered_seconds:.1f}",
                    total=f"{active_seconds:.1f}",
                )
            )
    if not devices:
        return None
    marginals = [device.marginal for device in devices if device.marginal is not None]
    return RunEnergy(
        devices=tuple(devices),
        gross=total([device.gross for device in devices]),
        marginal=total(marginals) if len(marginals) == len(devices) else None,
        kind=kind_of([device.kind for device in devices]),
        source=" + ".join(device.route.name for device in devices),
        metered_share=sum(device.metered_share for device in devices) / len(routes),
        unmetered=tuple(unmetered),
        repeats=repeats,
        active_seconds=active_seconds,
    )


def total(parts: Sequence[Interval]) -> Interval:
    """Return the sum of *parts*, whose errors are taken as independent.

    The distances to the bounds add up in quadrature, on each side.
    """
    value = sum(part.value for part in parts)
    below = math.hypot(*(part.value - part.low for part in parts))
    above = math.hypot(*(part.high - part.value for part in parts))
    return Interval(value, value - below, value + above)


def _device_energy(
    samples: Sequence[Sample],
    route: Route,
    windows: Sequence[Window],
    divisor: int,
    idle: Idle | None,
) -> DeviceEnergy | None:
    active_seconds = _active_seconds(windows)
    parts = [
        energy_between(samples, window.start_seconds, window.end_seconds) for window in windows
    ]
    energy_joules = sum(part.energy_joules for part in parts if part)
    seconds = sum(part.seconds for part in parts if part)
    if seconds <= 0.0:
        return None
    power_watts = energy_joules / seconds
    metered_seconds = seconds
    missing_seconds = max(0.0, active_seconds - seconds)
    filled_joules = 0.0
    if missing_seconds <= LARGEST_FILLED_SHARE * active_seconds:
        filled_joules = power_watts * missing_seconds
        energy_joules += filled_joules
        seconds += missing_seconds
    marginal_joules = None if idle is None else energy_joules - idle.power_watts * seconds
    if route.factor > 1.0:
        gross = _band(energy_joules, route.factor)
        marginal = None if marginal_joules is None else _band(marginal_joules, route.factor)
    else:
        borders_joules = _border_joules(samples, route, windows, power_watts)
        gross = _around(
            energy_joules,
            route.relative_uncertainty * energy_joules,
            borders_joules,
            filled_joules,
        )
        marginal = None
        if idle is not None and marginal_joules is not None:
            # The sensor's error is taken as one of scale, the same at idle and in training.
            marginal = _around(
                marginal_joules,
                route.relative_uncertainty * marginal_joules,
                borders_joules,
                filled_joules,
                idle.uncertainty_watts * seconds,
            )
    return DeviceEnergy(
        device=route.device,
        route=route,
        gross=gross.scaled(1.0 / divisor),
        marginal=None if marginal is None else marginal.scaled(1.0 / divisor),
        metered_seconds=metered_seconds,
        active_seconds=active_seconds,
    )


def _active_seconds(windows: Sequence[Window]) -> float:
    return sum(window.end_seconds - window.start_seconds for window in windows)


def _border_joules(
    samples: Sequence[Sample], route: Route, windows: Sequence[Window], power_watts: float
) -> float:
    """Return the energy that may belong to the other side of the borders of *windows*."""
    quanta = [
        (route.refresh_seconds + distance_to_sample(samples, border)) * power_watts
        for window in windows
        for border in (window.start_seconds, window.end_seconds)
    ]
    return math.hypot(*quanta)


def _around(value: float, *half_widths: float) -> Interval:
    half_width = math.hypot(*half_widths)
    return Interval(value, value - half_width, value + half_width)


def _band(value: float, factor: float) -> Interval:
    bounds = sorted((value / factor, value * factor))
    return Interval(value, bounds[0], bounds[1])
