"""Every sensor the program knows. Importing them takes a while: a window does it in a thread."""

from collections.abc import Callable

from equilibre.meter.selection import Sensors, chosen
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
from equilibre.meter.surroundings import Surroundings

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


def open_sensors(surroundings: Surroundings | None = None) -> Sensors:
    """Look for every sensor and return them all; never raises.

    Asking the driver of a graphics card can take a second: a window lets the sampling thread do
    this (``Sampler(lambda: open_sensors(...))``).
    """
    place = surroundings or Surroundings()
    return chosen(tuple(make(place) for make in SENSORS))
