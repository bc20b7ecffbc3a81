"""Which powercap zones make up the processor and its memory, each counted once."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from equilibre.meter.counting.counter import Counter
from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import open_regular, read_again, read_number, read_small
from equilibre.records import dataclass

Opener = Callable[[Path], int]

MICROJOULE = 1e-6
_ZONE_FOLDER = re.compile(
    r"^(?P<control>[a-z][a-z-]*rapl(?P<mmio>-mmio)?)(?P<place>([:_][0-9a-f]+)+)$"
)  # an emulated tree has no colons where the names of files cannot hold them
_CONTROL_FOLDER = re.compile(r"^[a-z][a-z-]*rapl(-mmio)?$")
_MIRROR_JOULES = 1.0  # two dies that agree this closely...
_MIRROR_LEAST_JOULES = 1000.0  # ...after having counted this much are one counter shown twice


@dataclass(frozen=True, slots=True)
class ZonePlace:
    """A zone found in the powercap tree."""

    folder: Path
    name: str  # "package-0", "dram"
    package: str  # name of the package that it belongs to, itself for a package
    through_memory: bool  # read through intel-rapl-mmio: the twin of a zone of the same name


def zone_places(root: Path) -> list[ZonePlace]:
    """Return the zones under *root* to add up: every package and its memory, each once.

    ``psys`` contains the package, ``core`` and ``uncore`` are inside it, and
    ``intel-rapl-mmio`` shows the same package by another way: none of them is added.
    Raises OSError when the tree cannot be listed, PermissionError when it is closed.
    """
    folders = _zone_folders(root)
    chosen: dict[tuple[str, str], ZonePlace] = {}
    for identifier, folder in sorted(folders.items()):
        name = _read_text(folder / "name")
        if name.startswith("package"):
            package = name
        elif name == "dram":
            parent = folders.get(re.sub(r"[:_][0-9a-f]+$", "", identifier))
            package = _read_text(parent / "name") if parent else identifier
        else:
            continue
        match = _ZONE_FOLDER.match(identifier)
        place = ZonePlace(folder, name, package, bool(match and match["mmio"]))
        known = chosen.get((package, name))
        if known is None or (known.through_memory and not place.through_memory):
            chosen[(package, name)] = place
    return _without_mirrors(list(chosen.values()))


def _zone_folders(root: Path) -> dict[str, Path]:
    """Return the zone folders by identifier, listed flat (as the kernel does) or nested."""
    found: dict[str, Path] = {}
    pending, entered = [root], set[str]()
    while pending:
        listed = pending.pop()
        place = os.path.realpath(listed)
        if place in entered:  # the kernel's own folders are links, and such may lead round
            continue
        entered.add(place)
        for folder in sorted(listed.iterdir()):
            if _ZONE_FOLDER.match(folder.name):
                if folder.name in found:
                    continue
                found[folder.name] = folder
            elif not _CONTROL_FOLDER.match(folder.name):
                continue
            if folder.is_dir():
                pending.append(folder)
    return found


def _without_mirrors(places: list[ZonePlace]) -> list[ZonePlace]:
    """Drop the dies that repeat the counter of the first die of their package.

    Some AMD processors of several dies show one counter once per die.
    """
    kept: list[ZonePlace] = []
    first_die: dict[str, float] = {}
    for place in places:
        package, separator, _die = place.name.partition("-die-")
        if separator:
            energy_joules = _read_number(place.folder / "energy_uj") * MICROJOULE
            first = first_die.setdefault(package, energy_joules)
            is_first = not any(other.name.startswith(f"{package}-die-") for other in kept)
            mirrors = abs(first - energy_joules) < _MIRROR_JOULES
            if not is_first and mirrors and energy_joules > _MIRROR_LEAST_JOULES:
                continue
        kept.append(place)
    dies = {place.name for place in places} - {place.name for place in kept}
    return [place for place in kept if place.package not in dies]  # a die takes its memory along


class Zone:
    """An open powercap zone and what its counter has counted."""

    def __init__(self, place: ZonePlace, opener: Opener = open_regular) -> None:
        """Open the counter of *place*. Raises OSError, PermissionError when it is closed."""
        self.place = place
        self.opened_value: int | None = None  # what the counter said when it was opened
        self.name = place.name
        self.is_package = place.name.startswith("package")
        self._path = place.folder / "energy_uj"
        self._opener = opener
        assumed = figures("sensors")
        range_units = _read_number(place.folder / "max_energy_range_uj")
        limits = [_read_number(limit) for limit in place.folder.glob("constraint_*_max_power_uw")]
        stated_watts = max(limits, default=0) * 1e-6
        self.counter = Counter(
            MICROJOULE,
            range_units or None,
            stated_watts * assumed["powercap_cap_factor"].value
            or assumed["powercap_default_cap_watts"].value,
        )
        self._descriptor: int | None = opener(self._path)

    def value(self) -> int:
        """Return the counter, in microjoules. Raises OSError, ValueError when it says nothing."""
        if self._descriptor is None:
            self._descriptor = self._opener(self._path)
        return int(read_again(self._descriptor))

    def fresh_value(self) -> int:
        """Return the counter from a newly opened file. Raises OSError, ValueError.

        The file behind a held descriptor may have been replaced, removed or cached.
        """
        self.close()
        return self.value()

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _read_text(path: Path) -> str:
    try:
        return read_small(path).strip()
    except PermissionError:
        raise
    except OSError:
        return ""


def _read_number(path: Path) -> int:
    """Return the number in *path*, 0 when there is none."""
    try:
        return read_number(path)
    except (OSError, ValueError):
        return 0
