"""Where the sensors of a computer are looked for."""

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equilibre.meter.computer import Computer, this_computer
from equilibre.records import dataclass

if TYPE_CHECKING:
    from equilibre.meter.calibration.record import Calibration


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
    calibration: "Calibration | None" = None  # the one that was kept, of whatever computer
    left_out: frozenset[str] = frozenset()  # keys of sensors that must not be read here
