"""The batteries and chargers that Linux shows, and what they say."""

import math
from pathlib import Path

from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import read_small
from equilibre.records import dataclass

MICRO = 1e-6
SECONDS_PER_HOUR = 3600.0

_RESTING = {"Full", "Not charging"}


@dataclass(frozen=True, slots=True)
class Store:
    """What a battery says that it still holds."""

    joules: float | None  # where it counts energy
    coulombs: float | None  # where it counts charge
    volts: float | None

    def drained_joules(self, later: "Store") -> float | None:
        """Return the energy lost between this state and a *later* one, None if not known."""
        if self.joules is not None and later.joules is not None:
            return self.joules - later.joules
        if self.coulombs is None or later.coulombs is None:
            return None
        if self.volts is None or later.volts is None:
            return None
        return (self.coulombs - later.coulombs) * (self.volts + later.volts) / 2.0


@dataclass(frozen=True, slots=True)
class Battery:
    """One battery of the computer at one time."""

    name: str
    status: str  # "Discharging", "Charging", "Full", "Not charging", "Unknown"
    watts: float | None  # drawn or taken in, without sign; None when it says nothing
    store: Store


@dataclass(frozen=True, slots=True)
class Supplies:
    """Every battery of the computer, and whether its charger is plugged in."""

    batteries: tuple[Battery, ...]
    on_mains: bool


def supplies(root: Path) -> Supplies:
    """Return what the folder *root* shows. Raises OSError when it cannot be listed.

    A mouse or a headset shows its own battery there, with the scope "Device": it is not of this
    computer. Neither is a battery compartment that is empty.
    """
    batteries: list[Battery] = []
    plugged = False
    for folder in sorted(root.iterdir()):
        kind = _text(folder / "type")
        if kind == "Mains":
            plugged = plugged or _text(folder / "online") == "1"
        elif kind == "Battery" and _is_of_the_computer(folder):
            batteries.append(_battery(folder))
    states = {battery.status for battery in batteries}
    fed = "Charging" in states or ("Discharging" not in states and bool(states & _RESTING))
    return Supplies(tuple(batteries), plugged or fed)


def _is_of_the_computer(folder: Path) -> bool:
    return _text(folder / "scope") != "Device" and _text(folder / "present") != "0"


def _battery(folder: Path) -> Battery:
    volts = _positive(folder / "voltage_now", MICRO)
    watts = _positive(folder / "power_now", MICRO)
    if watts is None:
        amperes = _positive(folder / "current_now", MICRO)
        if amperes is not None and volts is not None:
            watts = amperes * volts
    if watts is not None and watts > figures("sensors")["battery_largest_watts"].value:
        watts = None
    store = Store(
        _positive(folder / "energy_now", MICRO * SECONDS_PER_HOUR),
        _positive(folder / "charge_now", MICRO * SECONDS_PER_HOUR),
        volts,
    )
    return Battery(folder.name, _text(folder / "status"), watts, store)


def _positive(path: Path, unit: float) -> float | None:
    """Return the size of the number in *path*, times *unit*; None where it says nothing.

    Some drivers give a discharge a minus and some none. A zero says nothing: a computer that
    runs on its battery draws something from it.
    """
    try:
        value = abs(float(_text(path)))
    except ValueError:
        return None
    return value * unit if value > 0.0 and math.isfinite(value) else None


def _text(path: Path) -> str:
    try:
        return read_small(path, "ascii").strip()
    except OSError:
        return ""
