"""Energy added up from how busy the processor is, for the estimates that follow its load."""

import time
from collections.abc import Callable

from equilibre.meter.computer import busy_seconds
from equilibre.meter.reading import Status
from equilibre.meter.sensor import Reading

# Processor times advance by hundredths of a second: over less time than this, the load is noise.
SHORTEST_SECONDS = 0.02


class LoadEnergy:
    """A power that depends on the load, added up over real times."""

    def __init__(
        self,
        power_at: Callable[[float], float],
        logical_processors: int,
        busy: Callable[[], float] = busy_seconds,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare to add up *power_at* (watts at a load from 0 to 1)."""
        self._power_at = power_at
        self._logical_processors = logical_processors
        self._busy = busy
        self._clock = clock
        self._last: tuple[float, float] | None = None  # time, busy seconds
        self._energy_joules = 0.0
        self.status = Status.AVAILABLE  # LOST while the system does not say its load

    def read(self) -> Reading | None:
        """Return the energy so far, None when there is nothing new to say."""
        try:
            busy = self._busy()
        except (OSError, RuntimeError):
            self.status = Status.LOST
            self._last = None
            return None
        now = self._clock()
        found_again = self.status is Status.LOST
        self.status = Status.AVAILABLE
        if self._last is None:
            self._last = (now, busy)
            return Reading(self._energy_joules, gap=found_again)
        elapsed_seconds = now - self._last[0]
        if elapsed_seconds < SHORTEST_SECONDS:
            return None
        load = (busy - self._last[1]) / (elapsed_seconds * self._logical_processors)
        self._energy_joules += self._power_at(min(1.0, max(0.0, load))) * elapsed_seconds
        self._last = (now, busy)
        return Reading(self._energy_joules)

    def close(self) -> None:
        """Forget the last load."""
        self._last = None
