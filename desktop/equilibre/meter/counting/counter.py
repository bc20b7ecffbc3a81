"""Energy from a counter that may wrap, restart or stand still."""

from enum import Enum, auto

from equilibre.records import dataclass

# How far a counter's value may be out of date; added to the time that has passed, so that two
# readings close together are not taken for an impossible power.
STALENESS_SECONDS = 0.05

# A counter that jumps forward is believed up to this many times the cap: the cap is there to
# tell a wrap from a restart, and firmware that states no limit must not lose true energy.
FORWARD_ALLOWANCE = 10.0


class Change(Enum):
    """What a counter did since it was last taken."""

    FIRST = auto()
    MOVED = auto()
    STILL = auto()
    RESTARTED = auto()


@dataclass(frozen=True, slots=True)
class Advance:
    """A value of the counter, judged against the last one taken."""

    change: Change
    value: int  # in the counter's own unit
    time_seconds: float  # monotonic clock
    energy_joules: float  # since the last value taken; 0 unless MOVED


class Counter:
    """Joules counted since the first value taken."""

    def __init__(
        self, unit_joules: float, range_units: int | None = None, cap_watts: float = 400.0
    ) -> None:
        """Follow a counter of *unit_joules* per unit that restarts at 0 after *range_units*.

        *range_units* None means that it never wraps. A fall of the counter is a wrap if the
        power it implies is at most *cap_watts*, and a restart otherwise.
        """
        self._unit_joules = unit_joules
        self._range_units = range_units
        self._cap_watts = cap_watts
        self._value: int | None = None
        self._time_seconds = 0.0
        self.energy_joules = 0.0

    def judge(self, value: int, time_seconds: float) -> Advance:
        """Return what *value*, read at *time_seconds*, says, without taking it."""
        if self._value is None:
            return Advance(Change.FIRST, value, time_seconds, 0.0)
        difference = value - self._value
        if difference == 0:
            return Advance(Change.STILL, value, time_seconds, 0.0)
        allowed_seconds = max(0.0, time_seconds - self._time_seconds) + STALENESS_SECONDS
        allowed_joules = self._cap_watts * allowed_seconds
        if difference < 0:
            if self._range_units is None:
                return Advance(Change.RESTARTED, value, time_seconds, 0.0)
            # The counter returns to 0 after its largest value (kernel documentation, powercap),
            # hence the modulo; after a hibernation it also falls, but by an impossible energy.
            energy_joules = (difference % self._range_units) * self._unit_joules
        else:
            energy_joules = difference * self._unit_joules
            allowed_joules *= FORWARD_ALLOWANCE
        if energy_joules > allowed_joules:
            return Advance(Change.RESTARTED, value, time_seconds, 0.0)
        return Advance(Change.MOVED, value, time_seconds, energy_joules)

    def take(self, advance: Advance) -> None:
        """Count *advance*; later values are judged against it."""
        self._value = advance.value
        self._time_seconds = advance.time_seconds
        self.energy_joules += advance.energy_joules
