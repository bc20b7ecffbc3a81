"""How often a sensor renews its value, found by watching it."""

import statistics
from collections import deque
from collections.abc import Callable

# So many renewals seen make a period.
_LEAST_RENEWALS = 3
# So many readings at one time of the clock: it stands still, and nothing is found by waiting.
_STANDING_READS = 200


class Refresh:
    """The time between two values of a sensor, from the changes seen so far."""

    def __init__(self, documented_seconds: float) -> None:
        """Begin with what the makers say, until enough changes were seen."""
        self._documented_seconds = documented_seconds
        self._value: float | None = None
        self._changed_seconds: float | None = None
        self._periods: deque[float] = deque(maxlen=15)

    def hear(self, value: float, time_seconds: float) -> bool:
        """Take *value*, read at *time_seconds*; return whether it is a new one."""
        if value == self._value:
            return False
        if self._changed_seconds is not None:
            self._periods.append(time_seconds - self._changed_seconds)
        # When the first value heard began to stand is not known: no period counts from it.
        self._changed_seconds = None if self._value is None else time_seconds
        self._value = value
        return True

    def forget(self) -> None:
        """The time until the next value was not watched."""
        self._value = self._changed_seconds = None

    @property
    def seconds(self) -> float:
        """The period: the median of those seen, or the documented one while there are few."""
        if len(self._periods) < _LEAST_RENEWALS:
            return self._documented_seconds
        return statistics.median(self._periods)


def watched(
    read: Callable[[], float],
    clock: Callable[[], float],
    documented_seconds: float,
    most_seconds: float = 0.01,
) -> float:
    """Return the period of a fast counter, found by reading it without rest for a moment.

    Takes *most_seconds* at most. Where too few changes are seen in that time, the documented
    period is returned. Raises what *read* raises.
    """
    refresh = Refresh(documented_seconds)
    before = clock()
    end_seconds = before + most_seconds
    still = 0
    while still < _STANDING_READS:
        now = clock()
        if now >= end_seconds:
            break
        still = still + 1 if now == before else 0
        before = now
        refresh.hear(read(), now)
    return refresh.seconds
