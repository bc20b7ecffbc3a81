"""Energy of a whole laptop on its battery, as Windows knows it."""

import struct
import time
from collections.abc import Callable

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.whole_power import Look, Supply, WholePower
from equilibre.meter.figures import figures
from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.meter.reasons.battery import (
    battery_reason,
    battery_remedy,
    battery_scope,
    battery_uncertainty,
)
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.sensor import Reading
from equilibre.records import dataclass
from equilibre.texts import _

PERIOD_SECONDS = 1.0
MILLIWATT = 1e-3
MILLIWATT_HOUR_JOULES = 3.6

# winnt.h, SYSTEM_BATTERY_STATE: mains, present, charging, discharging, spare; then largest and
# remaining capacity (mWh), rate (mW, negative while it gives), seconds left, two alerts.
_STATE = struct.Struct("<????3xBIIiIII")
STATE_BYTES = _STATE.size
_UNKNOWN_RATE = -0x80000000
_UNKNOWN_CAPACITY = 0xFFFFFFFF

_SYSTEM_BATTERY_STATE = 5  # powerbase.h: what CallNtPowerInformation is asked for
_SUCCESS = 0
_ACCESS_DENIED = 0xC0000022


@dataclass(frozen=True, slots=True)
class BatteryState:
    """What Windows says of the battery, or of all of them together."""

    is_on_mains: bool
    is_present: bool
    is_discharging: bool
    largest_milliwatt_hours: int
    remaining_milliwatt_hours: int | None
    rate_milliwatts: int | None  # negative while the battery gives


def battery_state(data: bytes) -> BatteryState:
    """Return what *data*, a SYSTEM_BATTERY_STATE, says. Raises ValueError when it is cut."""
    if len(data) < STATE_BYTES:
        raise ValueError(f"{len(data)} bytes are no state of a battery")
    mains, present, _charging, discharging, _tag, largest, remaining, rate, *_rest = (
        _STATE.unpack_from(data)
    )
    return BatteryState(
        is_on_mains=mains,
        is_present=present,
        is_discharging=discharging,
        largest_milliwatt_hours=largest,
        remaining_milliwatt_hours=None if remaining == _UNKNOWN_CAPACITY else remaining,
        rate_milliwatts=None if rate == _UNKNOWN_RATE else rate,
    )


def look(state: BatteryState) -> Look:
    """Return what *state* says of the power of the whole computer."""
    if not state.is_present:
        return Look(Supply.NONE)
    if state.is_on_mains:
        return Look(Supply.MAINS)  # even where the battery helps a weak adapter: a part only
    assumed = figures("sensors")
    # Some batteries count in shares of their capacity: those are no milliwatts.
    if state.largest_milliwatt_hours < assumed["battery_least_milliwatt_hours"].value:
        return Look(Supply.SILENT)
    if state.rate_milliwatts is None:
        return Look(Supply.SILENT)
    power_watts = -state.rate_milliwatts * MILLIWATT
    # At 0 or below the battery has not noticed yet that it gives; too much is no power either.
    if not 0.0 < power_watts <= assumed["battery_largest_watts"].value:
        return Look(Supply.SILENT)
    remaining = state.remaining_milliwatt_hours
    return Look(
        Supply.KNOWN,
        power_watts,
        None if remaining is None else remaining * MILLIWATT_HOUR_JOULES,
    )


def battery_state_of_windows() -> bytes:
    """Return the SYSTEM_BATTERY_STATE of this computer. Raises OSError.

    These lines have never run: no Windows computer was at hand.
    """
    import ctypes

    library = getattr(ctypes, "WinDLL", None)
    if library is None:
        raise OSError("there is no powrprof outside Windows")
    state = ctypes.create_string_buffer(STATE_BYTES)
    code = library("powrprof").CallNtPowerInformation(
        _SYSTEM_BATTERY_STATE, None, 0, state, STATE_BYTES
    )
    if code & 0xFFFFFFFF == _ACCESS_DENIED:
        raise PermissionError(code, "CallNtPowerInformation")
    if code != _SUCCESS:
        raise OSError(code, "CallNtPowerInformation")
    return state.raw


class WindowsBattery:
    """The power that the battery of a Windows laptop gives."""

    def __init__(
        self,
        computer: Computer | None = None,
        ask: Callable[[], bytes] = battery_state_of_windows,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask for the state of the battery with *ask*."""
        self._computer = computer or this_computer()
        self._ask = ask
        self._power = WholePower(
            self._look,
            figures("sensors")["battery_refresh_seconds"].value,
            PERIOD_SECONDS,
            clock,
        )

    def route(self) -> Route:
        status = self._power.status
        return Route(
            key="windows_battery",
            name=_("Battery (Windows)"),
            device="computer",
            kind=Kind.MEASURED,
            status=status,
            scope=battery_scope(self._power),
            reason=self._reason(status),
            remedy=battery_remedy(self._power, self._computer, "Windows"),
            relative_uncertainty=battery_uncertainty(self._power),
            refresh_seconds=self._power.refresh_seconds,
            boundary=Boundary.COMPUTER,
            around=True,
            unit="mW",
            system="Windows",
        )

    def read(self) -> Reading | None:
        return self._power.read()

    def close(self) -> None:
        """Nothing stays open."""

    def _look(self) -> Look:
        if self._computer.system != "Windows":
            return Look(Supply.NONE)
        return look(battery_state(self._ask()))

    def _reason(self, status: Status) -> str:
        if self._computer.system != "Windows":
            return reason_elsewhere("Windows", self._computer)
        return battery_reason(self._power, self._computer)
