"""What this computer is, as far as its meter needs to know."""

import math
import os
import platform
from collections.abc import Callable
from pathlib import Path

import psutil

from equilibre.meter.platforms.files import read_small
from equilibre.meter.platforms.firmware import Firmware, firmware_elsewhere
from equilibre.meter.platforms.processor_name import PROCESSOR_DESCRIPTION, processor_name
from equilibre.meter.platforms.supplies import supplies
from equilibre.records import dataclass

_BUSY = ("user", "nice", "system", "irq", "softirq")

FIRMWARE_DESCRIPTION = Path("/sys/class/dmi/id")
POWER_SUPPLY = Path("/sys/class/power_supply")

# What firmware says of itself in virtual machines (sys_vendor or product_name), and the name
# that people know it by.
_VIRTUAL_FIRMWARE = {
    "qemu": "QEMU",
    "kvm": "KVM",
    "vmware": "VMware",
    "virtualbox": "VirtualBox",
    "innotek": "VirtualBox",
    "xen": "Xen",
    "bochs": "Bochs",
    "parallels": "Parallels",
    "virtualmac": "Apple Virtualization",
    "google compute engine": "Google Compute Engine",
    "amazon ec2": "Amazon EC2",
    "virtual machine": "Hyper-V",
}


@dataclass(frozen=True, slots=True)
class Computer:
    """The traits that decide which sensors there can be and what an estimate assumes."""

    system: str  # "Linux", "Windows", "macOS"
    is_virtual: bool
    virtual_name: str  # "QEMU"; empty when unknown or not virtual
    has_battery: bool
    logical_processors: int
    processor_name: str = ""  # as its maker writes it; empty when unknown


def this_computer(
    processor_description: Path = PROCESSOR_DESCRIPTION,
    firmware_description: Path = FIRMWARE_DESCRIPTION,
    system: str = "",
    elsewhere: Callable[[str], Firmware] = firmware_elsewhere,
    power_supply: Path = POWER_SUPPLY,
) -> Computer:
    """Return the traits of this computer. Never raises: what cannot be read is taken as absent.

    *elsewhere* tells what firmware says on the systems that have no file of it.
    """
    system = system or platform.system().replace("Darwin", "macOS")
    firmware = _linux_firmware(firmware_description)
    if system in ("Windows", "macOS"):
        firmware = elsewhere(system)
    virtual_name = _virtual_name(firmware.description)
    marked = firmware.is_virtual or _has_hypervisor_flag(processor_description)
    return Computer(
        system=system,
        is_virtual=bool(virtual_name) or marked,
        virtual_name=virtual_name,
        has_battery=_linux_battery(power_supply) if system == "Linux" else _has_battery(),
        logical_processors=os.cpu_count() or 1,
        processor_name=processor_name(processor_description),
    )


def busy_seconds() -> float:
    """Return how long the processors of this computer have worked since it started.

    The sum over all processors; time spent idle, waiting for a disk or given to other virtual
    machines does not count.
    """
    times = psutil.cpu_times()
    return math.fsum(getattr(times, name, 0.0) for name in _BUSY)


def _linux_firmware(folder: Path) -> Firmware:
    return Firmware(" ".join(_text(folder / name) for name in ("sys_vendor", "product_name")))


def _virtual_name(description: str) -> str:
    """Return the name of the virtual machine that firmware speaks of, empty if of none."""
    names = (name for mark, name in _VIRTUAL_FIRMWARE.items() if mark in description.lower())
    return next(names, "")


def _has_hypervisor_flag(processor_description: Path) -> bool:
    for line in _text(processor_description).splitlines():
        if line.startswith("flags"):
            return "hypervisor" in line.split()
    return False


def _linux_battery(power_supply: Path) -> bool:
    # psutil takes the battery of a wireless mouse for one of the computer.
    try:
        return bool(supplies(power_supply).batteries)
    except OSError:
        return False


def _has_battery() -> bool:
    try:
        return psutil.sensors_battery() is not None
    except (AttributeError, OSError, RuntimeError, ValueError):
        return False  # no such interface on this system, or an unreadable one


def _text(path: Path) -> str:
    try:
        return read_small(path)
    except OSError:
        return ""
