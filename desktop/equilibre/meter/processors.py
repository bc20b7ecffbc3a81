"""The design power of a processor: what its maker built it to draw at length."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path

from equilibre.meter.computer import Computer
from equilibre.meter.figures import Figure, figures
from equilibre.meter.platforms.files import read_number, read_small
from equilibre.meter.platforms.zones import ZonePlace, zone_places
from equilibre.records import dataclass
from equilibre.resources import resource

_LONG_TERM = "long_term"
_MARKS = re.compile(r"\((R|TM|C)\)|[®™©]", re.IGNORECASE)


class Origin(StrEnum):
    """Where a design power was taken from."""

    SYSTEM = "system"  # the long-term limit that Linux states
    NAME = "name"  # the letters in the processor's name
    CLASS = "class"  # the kind of computer


@dataclass(frozen=True, slots=True)
class DesignPower:
    """The power that a processor is built to draw at length."""

    watts: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Family:
    """A family of processors, told by its name."""

    pattern: re.Pattern[str]
    design: Figure


@cache
def families() -> dict[str, Family]:
    """Return the families of ``processors.toml`` by key, the first that fits first."""
    text = resource("meter", "processors.toml").read_text(encoding="utf-8")
    return {
        key: Family(
            re.compile(entry["pattern"], re.IGNORECASE),
            Figure(float(entry["value"]), entry["unit"], entry["kind"], entry["source"]),
        )
        for key, entry in tomllib.loads(text).items()
    }


def family_of(name: str) -> str | None:
    """Return the key of the family of the processor *name*, None when none fits."""
    plain = " ".join(_MARKS.sub("", name).split())
    return next((key for key, family in families().items() if family.pattern.search(plain)), None)


def design_power(computer: Computer, powercap: Path | None = None) -> DesignPower:
    """Return the design power of the processor of *computer*, from the best source there is.

    *powercap* is where Linux states its limits. A virtual machine sees the name of a processor
    of which it has a part only: its class is taken. Never raises.
    """
    if not computer.is_virtual:
        stated_watts = stated_limit_watts(powercap) if powercap else None
        if stated_watts is not None:
            return DesignPower(stated_watts, Origin.SYSTEM)
        family = family_of(computer.processor_name)
        if family is not None:
            return DesignPower(families()[family].design.value, Origin.NAME)
    return DesignPower(_class_watts(computer), Origin.CLASS)


def _class_watts(computer: Computer) -> float:
    assumed = figures("estimate")
    if computer.is_virtual:
        return assumed["virtual_processor_design_watts"].value * computer.logical_processors
    if computer.has_battery:
        return assumed["laptop_design_watts"].value
    return assumed["desktop_design_watts"].value


def stated_limit_watts(powercap: Path) -> float | None:
    """Return the long-term power limits under *powercap*, added up over the packages.

    They are world-readable where the energy counters are not. None where one package states none,
    or none that can be believed: boards that know no limit write one of thousands of watts.
    Source: Documentation/ABI/testing/sysfs-class-powercap of Linux.
    """
    try:
        places = zone_places(powercap)
    except OSError:
        return None
    packages = [place for place in places if place.name.startswith("package")]
    limits = [_limit_watts(place) for place in packages]
    known = [limit for limit in limits if limit is not None]
    return sum(known) if known and len(known) == len(packages) else None


def _limit_watts(place: ZonePlace) -> float | None:
    for entry in ("power_limit_uw", "max_power_uw"):
        watts = _watts(place.folder / f"constraint_{_long_term(place.folder)}_{entry}")
        if _is_believable(watts):
            return watts
    return None


def _long_term(folder: Path) -> int:
    """Return the number of the long-term constraint: the first, where none is named so."""
    for number in range(4):
        try:
            name = read_small(folder / f"constraint_{number}_name")
        except (OSError, ValueError):
            continue
        if name.strip() == _LONG_TERM:
            return number
    return 0


def _is_believable(watts: float) -> bool:
    assumed = figures("estimate")
    return assumed["least_limit_watts"].value <= watts <= assumed["most_limit_watts"].value


def _watts(path: Path) -> float:
    try:
        return read_number(path) * 1e-6
    except (OSError, ValueError):
        return 0.0
