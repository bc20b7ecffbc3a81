"""Every sensor the program knows, and which of them this computer has."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from equilibre.meter.calibrated import Calibration
from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.reading import Route, Status
from equilibre.meter.sensor import Sensor
from equilibre.meter.sensors.apple_battery import AppleBattery
from equilibre.meter.sensors.apple_silicon import AppleSilicon
from equilibre.meter.sensors.battery import Battery
from equilibre.meter.sensors.board import Board
from equilibre.meter.sensors.emi import Emi
from equilibre.meter.sensors.graphics import Graphics
from equilibre.meter.sensors.memory_estimate import MemoryEstimate
from equilibre.meter.sensors.nvml import Nvml
from equilibre.meter.sensors.perf import Perf
from equilibre.meter.sensors.power_meter import AcpiPowerMeter
from equilibre.meter.sensors.powercap import Powercap
from equilibre.meter.sensors.processor_estimate import ProcessorEstimate
from equilibre.meter.sensors.raspberry_pi import RaspberryPi
from equilibre.meter.sensors.rest_estimate import RestEstimate
from equilibre.meter.sensors.smc import Smc
from equilibre.meter.sensors.windows_battery import WindowsBattery


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where sensors are looked for; every place can be another one, emulated."""

    powercap: Path = Path("/sys/class/powercap")
    power_supply: Path = Path("/sys/class/power_supply")
    hwmon: Path = Path("/sys/class/hwmon")
    event_source: Path = Path("/sys/bus/event_source/devices")
    device_tree: Path = Path("/proc/device-tree")
    nvml: Any = None  # a module like pynvml; None for pynvml itself
    computer: Computer = field(default_factory=this_computer)
    calibration: Calibration | None = None  # the one that was kept, of whatever computer


# In order of preference: a sensor is used when none before it covers one of its devices.
SENSORS: tuple[Callable[[Surroundings], Sensor], ...] = (
    lambda place: Powercap(place.powercap, place.computer),
    lambda place: Perf(place.event_source, place.computer),
    lambda place: Emi(place.computer),
    lambda place: AppleSilicon(place.computer),
    lambda place: RaspberryPi(place.device_tree, place.computer),
    lambda place: Board(place.hwmon, place.computer),
    lambda place: Nvml(place.nvml),
    lambda place: Graphics(place.hwmon, place.computer),
    lambda place: AcpiPowerMeter(place.hwmon, place.computer),
    lambda place: Battery(place.power_supply, place.computer),
    lambda place: WindowsBattery(place.computer),
    lambda place: Smc(place.computer),
    lambda place: AppleBattery(place.computer),
    lambda place: ProcessorEstimate(
        place.computer, powercap=place.powercap, calibration=place.calibration
    ),
    # Before that of the memory: what was calibrated includes the memory where it has no sensor.
    lambda place: RestEstimate(place.computer, place.calibration),
    lambda place: MemoryEstimate(place.computer),
)


@dataclass(frozen=True, slots=True)
class Sensors:
    """The sensors that were looked for, found or not, and those to read."""

    known: tuple[Sensor, ...]
    active: tuple[Sensor, ...]  # their energies add up: no device is in two of them
    around: tuple[Sensor, ...] = ()  # of the whole computer, read beside its parts

    def routes(self) -> tuple[Route, ...]:
        """Return the present state of every route, found or not."""
        return tuple(sensor.route() for sensor in self.known)

    def active_routes(self) -> tuple[Route, ...]:
        """Return the present state of the routes in use; a lost one stays in use."""
        return tuple(sensor.route() for sensor in self.active)

    def around_routes(self) -> tuple[Route, ...]:
        """Return the present state of the routes to the whole computer."""
        return tuple(sensor.route() for sensor in self.around)

    def close(self) -> None:
        """Let go of every sensor."""
        for sensor in self.known:
            sensor.close()


def open_sensors(surroundings: Surroundings | None = None) -> Sensors:
    """Look for every sensor and return them all; never raises.

    Asking the driver of a graphics card can take a second: a window lets the sampling thread do
    this (``Sampler(lambda: open_sensors(...))``).
    """
    place = surroundings or Surroundings()
    return chosen(tuple(make(place) for make in SENSORS))


def chosen(known: tuple[Sensor, ...]) -> Sensors:
    """Return *known* with those to read: for each device the first that is available."""
    active: list[Sensor] = []
    around: list[Sensor] = []
    covered: set[str] = set()
    for sensor in known:
        route = sensor.route()
        if route.around:
            if route.status in (Status.AVAILABLE, Status.WAITING):
                around.append(sensor)
        elif route.status is Status.AVAILABLE and covered.isdisjoint(route.parts):
            active.append(sensor)
            covered.update(route.parts)
    return Sensors(known, tuple(active), tuple(around))
