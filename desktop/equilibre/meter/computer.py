"""What this computer is, as far as its meter needs to know."""

import math
import os
import platform
from dataclasses import dataclass
from pathlib import Path

import psutil

from equilibre.meter.processor_name import PROCESSOR_DESCRIPTION, processor_name

_BUSY = ("user", "nice", "system", "irq", "softirq")

FIRMWARE_DESCRIPTION = Path("/sys/class/dmi/id")

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
) -> Computer:
    """Return the traits of this computer. Never raises: what cannot be read is taken as absent."""
    system = platform.system()
    virtual_name = _virtual_name(firmware_description)
    return Computer(
        system="macOS" if system == "Darwin" else system,
        is_virtual=bool(virtual_name) or _has_hypervisor_flag(processor_description),
        virtual_name=virtual_name,
        has_battery=_has_battery(),
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


def _virtual_name(firmware_description: Path) -> str:
    for entry in ("sys_vendor", "product_name"):
        text = _text(firmware_description / entry).lower()
        for mark, name in _VIRTUAL_FIRMWARE.items():
            if mark in text:
                return name
    return ""


def _has_hypervisor_flag(processor_description: Path) -> bool:
    for line in _text(processor_description).splitlines():
        if line.startswith("flags"):
            return "hypervisor" in line.split()
    return False


def _has_battery() -> bool:
    try:
        return psutil.sensors_battery() is not None
    except (AttributeError, OSError, RuntimeError, ValueError):
        return False  # no such interface on this system, or an unreadable one


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
