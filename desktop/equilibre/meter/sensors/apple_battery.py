"""Energy of a whole Mac on its battery, as macOS knows it."""

import struct
import time
from collections.abc import Callable, Mapping
from typing import Any

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.whole_power import Look, Supply, WholePower
from equilibre.meter.figures import figures
from equilibre.meter.reading import Boundary, Kind, Route
from equilibre.meter.reasons.battery import (
    battery_reason,
    battery_remedy,
    battery_scope,
    battery_uncertainty,
)
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.sensor import Reading
from equilibre.texts import _

PERIOD_SECONDS = 10.0  # a process is started for each look, and the battery is slower still
ANSWER_SECONDS = 2.0
COMMAND = ("/usr/sbin/ioreg", "-rw0", "-a", "-c", "AppleSmartBattery")

MILLIAMPERE = 1e-3
MILLIVOLT = 1e-3
MILLIWATT = 1e-3
_SIGN = 1 << 63
_LARGEST_MILLIWATTS = 1_000_000  # a kilowatt: larger numbers are the bits of another


def ioreg() -> bytes:
    """Return what macOS lists of the battery. Raises OSError.

    These lines have never run: no Mac was at hand.
    """
    import subprocess

    try:
        done = subprocess.run(COMMAND, capture_output=True, timeout=ANSWER_SECONDS, check=True)
    except subprocess.SubprocessError as problem:
        raise OSError("ioreg gives no answer") from problem
    return done.stdout


def battery_properties(listing: bytes) -> Mapping[str, Any] | None:
    """Return the properties of the battery in *listing*, a property list; None without battery.

    Raises ValueError when it is none.
    """
    import plistlib

    if not listing.strip():
        return None  # so does ioreg say that it found nothing
    try:
        found = plistlib.loads(listing)
    except Exception as problem:  # noqa: BLE001 - the parser of XML has errors of its own
        raise ValueError("the listing of the battery cannot be read") from problem
    if isinstance(found, list):
        found = found[0] if found else None
    if found is not None and not isinstance(found, dict):
        raise ValueError("the listing of the battery is no list of properties")
    return found


def look(properties: Mapping[str, Any] | None) -> Look:
    """Return what *properties* say of the power of the whole computer."""
    if properties is None or properties.get("BatteryInstalled") is False:
        return Look(Supply.NONE)
    if properties.get("ExternalConnected"):
        return Look(Supply.MAINS)
    largest_watts = figures("sensors")["battery_largest_watts"].value
    amperage = _signed(properties.get("InstantAmperage", properties.get("Amperage")))
    voltage = _signed(properties.get("Voltage"))
    if amperage is not None and amperage < 0 and voltage is not None and voltage > 0:
        power_watts = -amperage * MILLIAMPERE * voltage * MILLIVOLT
        if power_watts <= largest_watts:
            return Look(Supply.KNOWN, power_watts)
    details = properties.get("BatteryData")
    said = details.get("SystemPower") if isinstance(details, Mapping) else None
    power_watts = _system_power(_signed(said))
    if 0.0 < power_watts <= largest_watts:
        return Look(Supply.KNOWN, power_watts)
    return Look(Supply.SILENT)


def _signed(value: object) -> int | None:
    """Return *value*, of 64 bits: macOS writes negative ones as if they had no sign."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value - 2 * _SIGN if value >= _SIGN else value


def _system_power(value: int | None) -> float:
    """Return in watts what is in milliwatts, or is the 32 bits of a number of watts; else 0."""
    if value is None or not 0 < value < 1 << 32:
        return 0.0
    if value <= _LARGEST_MILLIWATTS:
        return value * MILLIWATT
    (power_watts,) = struct.unpack("<f", value.to_bytes(4, "little"))
    return float(power_watts)


class AppleBattery:
    """The power that the battery of a Mac gives."""

    def __init__(
        self,
        computer: Computer | None = None,
        ask: Callable[[], bytes] = ioreg,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask for the listing of the battery with *ask*."""
        self._computer = computer or this_computer()
        self._ask = ask
        self._power = WholePower(
            self._look,
            figures("sensors")["battery_refresh_seconds"].value,
            PERIOD_SECONDS,
            clock,
        )

    def route(self) -> Route:
        elsewhere = self._computer.system != "macOS"
        return Route(
            key="apple_battery",
            name=_("Battery (macOS)"),
            device="computer",
            kind=Kind.MEASURED,
            status=self._power.status,
            scope=battery_scope(self._power),
            reason=(
                reason_elsewhere("macOS", self._computer)
                if elsewhere
                else battery_reason(self._power, self._computer)
            ),
            remedy=battery_remedy(self._power, self._computer, "macOS"),
            relative_uncertainty=battery_uncertainty(self._power),
            refresh_seconds=self._power.refresh_seconds,
            boundary=Boundary.COMPUTER,
            around=True,
            unit="mA × mV",
            system="macOS",
        )

    def read(self) -> Reading | None:
        return self._power.read()

    def close(self) -> None:
        """Nothing stays open."""

    def _look(self) -> Look:
        """Ask macOS. Raises OSError or ValueError."""
        if self._computer.system != "macOS":
            return Look(Supply.NONE)
        return look(battery_properties(self._ask()))
