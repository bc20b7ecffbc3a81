"""Several meters of one device added up, through read errors, loss and return."""

import errno
from collections.abc import Callable
from typing import Protocol

from equilibre.meter.counting.counter import Change
from equilibre.meter.reading import Status
from equilibre.meter.sensor import Reading
from equilibre.records import dataclass

# Read errors shorter than this are bridged: a counter goes on counting by itself.
PATIENCE_SECONDS = 5.0
RETRY_SECONDS = 2.0
# What stands still for fewer of its own periods is only slow.
STILL_PERIODS = 4.0

_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.EACCES, errno.EBADF}


class Meter(Protocol):
    """One counter or one power of a device."""

    @property
    def energy_joules(self) -> float:
        """What was counted so far."""

    @property
    def refresh_seconds(self) -> float | None:
        """The time between two values, None where it was not watched."""

    def follow(self, time_seconds: float) -> Change:
        """Read the meter at *time_seconds*. Raises OSError or ValueError."""

    def forget(self) -> None:
        """The time until the next reading was not watched."""

    def close(self) -> None:
        """Let go of the files."""


@dataclass(frozen=True, slots=True)
class Found:
    """What looking for the meters of a device gave."""

    status: Status
    meters: tuple[Meter, ...] = ()


class Following:
    """The meters that *find* gives, added up; *find* never raises."""

    def __init__(
        self,
        find: Callable[[], Found],
        clock: Callable[[], float],
        still_seconds: float | None = None,
    ) -> None:
        """Look for the meters; none that moves for *still_seconds* means that they are lost."""
        self._find = find
        self._clock = clock
        self._still_seconds = still_seconds
        self._before_joules = 0.0  # counted by meters that were lost since
        self._moved_seconds = clock()
        self._failing_since: float | None = None
        self._retry_seconds = 0.0
        self._gap = False
        self._has_moved = False
        self._stood_still = False
        found = find()
        self.status = found.status
        self.meters = found.meters
        self.never_moved = False  # whether the status is ABSENT because nothing ever moved

    def read(self) -> Reading | None:
        """Return what was counted so far, or None when there is nothing new to say."""
        now = self._clock()
        if self.status is Status.LOST and not self.meters and now >= self._retry_seconds:
            self._look_again(now)
        if not self.meters:
            return None
        before_joules = self._counted_joules()
        try:
            changes = [meter.follow(self._clock()) for meter in self.meters]
        except (OSError, ValueError) as problem:
            self._fail(now, problem)
            return None
        if self._failing_since is not None:
            self._failing_since = None
            self._gap = True
        if self.status is Status.LOST:
            if Change.MOVED not in changes:
                return None
            self.status = Status.AVAILABLE
        if all(change is Change.STILL for change in changes):
            self._stand_still(now)
            return None
        self._moved_seconds = now
        self._has_moved |= Change.MOVED in changes
        self._stood_still = False
        if Change.RESTARTED in changes:
            # What the other meters counted meanwhile would pass for the energy of the whole.
            self._before_joules -= self._counted_joules() - before_joules
            self._gap = True
        gap, self._gap = self._gap, False
        return Reading(self._before_joules + self._counted_joules(), gap)

    def asleep(self) -> None:
        """The device itself has paused: it is not lost, and the time is not watched."""
        self._moved_seconds = self._clock()
        for meter in self.meters:
            meter.forget()

    def close(self) -> None:
        """Let go of every meter."""
        for meter in self.meters:
            meter.close()
        self.meters = ()

    def _counted_joules(self) -> float:
        return sum(meter.energy_joules for meter in self.meters)

    def _stand_still(self, now: float) -> None:
        if self._still_seconds is None:
            return
        slowest_seconds = max(meter.refresh_seconds or 0.0 for meter in self.meters)
        limit_seconds = max(self._still_seconds, STILL_PERIODS * slowest_seconds)
        if now - self._moved_seconds <= limit_seconds:
            return
        self._stood_still = True
        self._lose(now)
        if not self._has_moved:
            # What never said anything is no sensor here: the next best one takes its place.
            self.status = Status.ABSENT
            self.never_moved = True

    def _fail(self, now: float, problem: Exception) -> None:
        for meter in self.meters:
            meter.forget()
        if self._failing_since is None:
            self._failing_since = now
        gone = isinstance(problem, OSError) and problem.errno in _GONE
        if gone or now - self._failing_since > PATIENCE_SECONDS:
            self._lose(now)

    def _lose(self, now: float) -> None:
        self._before_joules += self._counted_joules()
        self.close()
        self._failing_since = None
        self._retry_seconds = now + RETRY_SECONDS
        self.status = Status.LOST

    def _look_again(self, now: float) -> None:
        self._retry_seconds = now + RETRY_SECONDS
        found = self._find()
        if found.status is Status.AVAILABLE:
            self.meters = found.meters
            self._moved_seconds = now
            self._gap = True
            # What stood still is there again when it moves, not when its file is there.
            if not self._stood_still:
                self.status = Status.AVAILABLE
