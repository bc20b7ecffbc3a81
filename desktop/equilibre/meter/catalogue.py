"""Every sensor the program knows, and which of them this computer has."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.reading import Route, Status
from equilibre.meter.sensor import Sensor
from equilibre.meter.sensors.nvml import Nvml
from equilibre.meter.sensors.powercap import ROOT, Powercap
from equilibre.meter.sensors.processor_estimate import ProcessorEstimate


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where sensors are looked for."""

    powercap: Path  # folder of the powercap tree
    nvml: Any  # a module like pynvml; None for pynvml itself
    computer: Computer


# In order of preference: of the sensors of one device, the first that can be read is used.
SENSORS: tuple[Callable[[Surroundings], Sensor], ...] = (
    lambda place: Powercap(place.powercap, place.computer),
    lambda place: Nvml(place.nvml),
    lambda place: ProcessorEstimate(place.computer),
)


@dataclass(frozen=True, slots=True)
class Sensors:
    """The sensors that were looked for, found or not, and those to read."""

    known: tuple[Sensor, ...]
    active: tuple[Sensor, ...]  # one for each device that can be read

    def routes(self) -> tuple[Route, ...]:
        """Return the present state of every route, found or not."""
        return tuple(sensor.route() for sensor in self.known)

    def active_routes(self) -> tuple[Route, ...]:
        """Return the present state of the routes in use; a lost one stays in use."""
        return tuple(sensor.route() for sensor in self.active)

    def close(self) -> None:
        """Let go of every sensor."""
        for sensor in self.known:
            sensor.close()


def open_sensors(powercap: Path | None = None, nvml: Any = None) -> Sensors:
    """Look for every sensor and return them all; never raises.

    *powercap* is another powercap folder than the system's, *nvml* another library than
    ``pynvml``. Asking the driver of a graphics card can take a second: a window lets the
    sampling thread do this (``Sampler(lambda: open_sensors(...))``).
    """
    surroundings = Surroundings(ROOT if powercap is None else powercap, nvml, this_computer())
    return chosen(tuple(make(surroundings) for make in SENSORS))


def chosen(known: tuple[Sensor, ...]) -> Sensors:
    """Return *known* with the first available sensor of each device made active."""
    active: dict[str, Sensor] = {}
    for sensor in known:
        route = sensor.route()
        if route.status is Status.AVAILABLE:
            active.setdefault(route.device, sensor)
    return Sensors(known, tuple(active.values()))
