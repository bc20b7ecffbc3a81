"""Every sensor the program knows. Importing them takes a while: a window does it in a thread."""

from collections.abc import Callable, Mapping

from equilibre.meter.left_out import left_out
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

# By the keys of their routes, in order of preference: a sensor is used when none before it covers
# one of its devices.
SENSORS: Mapping[str, Callable[[Surroundings], Sensor]] = {
    "powercap": lambda place: Powercap(place.powercap, place.computer),
    "perf": lambda place: Perf(place.event_source, place.computer),
    "emi": lambda place: Emi(place.computer),
    "ioreport": lambda place: AppleSilicon(place.computer),
    "raspberry_pi": lambda place: RaspberryPi(place.device_tree, place.computer),
    "board": lambda place: Board(place.hwmon, place.computer),
    "nvml": lambda place: Nvml(place.nvml),
    "graphics": lambda place: Graphics(place.hwmon, place.computer),
    "power_meter": lambda place: AcpiPowerMeter(place.hwmon, place.computer),
    "battery": lambda place: Battery(place.power_supply, place.computer),
    "windows_battery": lambda place: WindowsBattery(place.computer),
    "smc": lambda place: Smc(place.computer),
    "apple_battery": lambda place: AppleBattery(place.computer),
    "estimate": lambda place: ProcessorEstimate(
        place.computer, powercap=place.powercap, calibration=place.calibration
    ),
    # Before that of the memory: what was calibrated includes the memory where it has no sensor.
    "rest_estimate": lambda place: RestEstimate(place.computer, place.calibration),
    "memory_estimate": lambda place: MemoryEstimate(place.computer),
}


def open_sensors(surroundings: Surroundings | None = None) -> Sensors:
    """Look for every sensor and return them all; never raises.

    Asking the driver of a graphics card can take a second: a window lets the sampling thread do
    this (``Sampler(lambda: open_sensors(...))``).
    """
    place = surroundings or Surroundings()
    known = {key: make(place) for key, make in SENSORS.items()}
    return chosen(
        tuple(left_out(one) if key in place.left_out else one for key, one in known.items())
    )
