"""Energy of the whole computer from a power that is read every now and then."""

import time
from collections.abc import Callable
from enum import Enum, auto

from equilibre.meter.counting.cross_check import CrossCheck
from equilibre.meter.counting.integral import Integral
from equilibre.meter.counting.refresh import Refresh
from equilibre.meter.figures import figures
from equilibre.meter.reading import Status
from equilibre.meter.sensor import Reading
from equilibre.records import dataclass

PATIENCE_SECONDS = 5.0  # a source that fails for longer is lost
RETRY_SECONDS = 2.0
LEAST_RENEWALS = 10  # the two accounts of a battery are compared over so many
LONGEST_PERIODS = 3.0  # over a longer time between two looks the power is not known
LONGEST_SECONDS = 2.0  # ... where looks are frequent


class Supply(Enum):
    """Where the computer takes its power from, as far as the source can tell."""

    NONE = auto()  # the source is not there: no battery
    MAINS = auto()  # the battery is there, and does not give
    SILENT = auto()  # it gives, and does not say how much
    KNOWN = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """What the source said at one time."""

    supply: Supply
    power_watts: float = 0.0  # of the whole computer, where it is KNOWN
    remaining_joules: float | None = None  # left in the battery, by its own count


class WholePower:
    """The power of the whole computer, added up over the times that really passed."""

    def __init__(
        self,
        look: Callable[[], Look],
        documented_seconds: float,
        period_seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask *look* at most every *period_seconds*; it raises OSError or ValueError.

        *documented_seconds* is how often the source is said to renew its value.
        """
        self._look = look
        self._period_seconds = period_seconds
        self._clock = clock
        self._refresh = Refresh(documented_seconds)
        self._integral = Integral()
        self._last_seconds: float | None = None
        self._next_seconds = clock() + period_seconds
        self._failing_since: float | None = None
        self._gap = False
        tolerance = figures("sensors")["battery_check_tolerance"].value
        self._check = CrossCheck(LEAST_RENEWALS, tolerance)
        self.supply = Supply.NONE
        self.status = self._first()

    @property
    def refresh_seconds(self) -> float:
        """The time between two values of the source, as seen so far."""
        return max(self._refresh.seconds, self._period_seconds)

    @property
    def disagreement(self) -> float:
        """How far what the battery has lost is from this energy, as a share; 0 where it agrees."""
        return self._check.disagreement

    def read(self) -> Reading | None:
        """Return what was added up so far, or None when there is nothing new."""
        begin_seconds = self._clock()
        absent = self.status in (Status.ABSENT, Status.NO_PERMISSION)
        if absent or begin_seconds < self._next_seconds:
            return None
        self._next_seconds = begin_seconds + self._period_seconds
        try:
            look = self._look()
        except (OSError, ValueError):
            self._fail(begin_seconds)
            return None
        self._failing_since = None
        return self._heard(look, (begin_seconds + self._clock()) / 2.0)

    def _first(self) -> Status:
        try:
            look = self._look()
        except PermissionError:
            return Status.NO_PERMISSION
        except (OSError, ValueError):
            return Status.ABSENT
        self.supply = look.supply
        return _STATUS[look.supply]

    def _heard(self, look: Look, time_seconds: float) -> Reading | None:
        self.supply = look.supply
        status = _STATUS[look.supply]
        # A battery that is taken out may be put back: it is looked for again.
        self.status = Status.LOST if status is Status.ABSENT else status
        if look.supply is not Supply.KNOWN:
            self._forget()
            return None
        if self._last_seconds is not None:
            elapsed_seconds = time_seconds - self._last_seconds
            if elapsed_seconds > max(LONGEST_SECONDS, LONGEST_PERIODS * self._period_seconds):
                self._forget()  # the computer slept
        self._last_seconds = time_seconds
        self._refresh.hear(look.power_watts, time_seconds)
        self._integral.add(look.power_watts, time_seconds)
        energy_joules = self._integral.energy_joules
        if look.remaining_joules is not None:
            self._check.hear(-look.remaining_joules, energy_joules)
        gap, self._gap = self._gap, False
        return Reading(energy_joules, gap)

    def _fail(self, now: float) -> None:
        self._forget()
        if self._failing_since is None:
            self._failing_since = now
        if now - self._failing_since > PATIENCE_SECONDS:
            self.status = Status.LOST
            self._next_seconds = now + max(RETRY_SECONDS, self._period_seconds)

    def _forget(self) -> None:
        """The time until the next look is not metered."""
        self._gap = self._gap or self._last_seconds is not None
        self._last_seconds = None
        self._integral.forget()
        self._refresh.forget()
        self._check.forget()


_STATUS = {
    Supply.NONE: Status.ABSENT,
    Supply.MAINS: Status.WAITING,
    Supply.SILENT: Status.WAITING,
    Supply.KNOWN: Status.AVAILABLE,
}
