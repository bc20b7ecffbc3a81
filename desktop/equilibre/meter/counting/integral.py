"""Powers added up over the real times at which they were read."""

from equilibre.meter.counting.counter import Change


class Integral:
    """The energy of a power that is read from time to time."""

    def __init__(self) -> None:
        self.energy_joules = 0.0
        self._last: tuple[float, float] | None = None  # time, watts
        self._begun = False

    def add(self, watts: float, time_seconds: float) -> Change:
        """Take *watts*, read at *time_seconds*.

        The trapezoid between two real times counts: a nominal period would be wrong by the
        jitter. FIRST and RESTARTED count nothing; RESTARTED follows a time not watched.
        """
        last, self._last = self._last, (time_seconds, watts)
        if last is None:
            change = Change.RESTARTED if self._begun else Change.FIRST
            self._begun = True
            return change
        self.energy_joules += (last[1] + watts) / 2.0 * (time_seconds - last[0])
        return Change.MOVED

    def forget(self) -> None:
        """The time until the next power was not watched."""
        self._last = None
