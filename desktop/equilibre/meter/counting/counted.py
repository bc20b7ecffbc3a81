"""Counters that are read together and added up, through errors, restarts and losses."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from equilibre.meter.counting.counter import Advance, Change, Counter
from equilibre.meter.counting.refresh import Refresh, watched
from equilibre.meter.reading import Status
from equilibre.meter.sensor import Reading

PATIENCE_SECONDS = 5.0  # read errors shorter than this are bridged: the counters go on
STILL_SECONDS = 2.0  # a processor that runs this program uses energy
RETRY_SECONDS = 2.0
SLOW_SECONDS = 0.05  # a counter that stands still for longer renews its value more slowly


@dataclass(frozen=True, slots=True)
class Measured:
    """What one counter says at one time of its own clock, or of ours where it has none."""

    value: int
    time_seconds: float


class CounterSource(Protocol):
    """The counters, open."""

    @property
    def steady(self) -> Sequence[bool]:
        """For each counter, whether it always moves on a computer that works."""

    def measured(self) -> Sequence[Measured]:
        """Return what every counter says. Raises OSError or ValueError."""

    def close(self) -> None:
        """Let go of them."""


class Counted:
    """What the counters of one source have counted since the first reading."""

    def __init__(
        self,
        find: Callable[[], CounterSource | Status],
        unit_joules: float,
        cap_watts: float,
        documented_seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Look for the source with *find*, which says why there is none where there is none.

        *cap_watts* bounds the power of one counter, *documented_seconds* is how often the makers
        say that it moves.
        """
        self._find = find
        self._unit_joules = unit_joules
        self._cap_watts = cap_watts
        self._documented_seconds = documented_seconds
        self._clock = clock
        self._source: CounterSource | None = None
        self._counters: list[Counter] = []
        self._before_joules = 0.0  # counted by counters that were lost since
        self._moved_seconds = 0.0
        self._failing_since: float | None = None
        self._retry_seconds = 0.0
        self._gap = False
        self._stands_still = False
        self._has_moved = False
        self.never_moved = False  # whether the status is ABSENT because nothing ever moved
        self._fast_seconds = documented_seconds
        self._refresh = Refresh(documented_seconds)
        self.status = self._open()

    @property
    def refresh_seconds(self) -> float:
        """The time between two values of the counters, as seen so far."""
        return self._refresh.seconds if self._stands_still else self._fast_seconds

    def read(self) -> Reading | None:
        """Return what was counted so far, or None when there is nothing new."""
        now = self._clock()
        if self.status is Status.LOST and (now < self._retry_seconds or not self._found_again()):
            return None
        if self.status is not Status.AVAILABLE or self._source is None:
            return None
        try:
            advances = [
                counter.judge(said.value, said.time_seconds)
                for counter, said in zip(self._counters, self._source.measured(), strict=True)
            ]
        except (OSError, ValueError):
            self._fail(now)
            return None
        if self._failing_since is not None:
            self._failing_since = None
            self._gap = True
        steady = zip(advances, self._source.steady, strict=True)
        if all(advance.change is Change.STILL for advance, moves in steady if moves):
            still_seconds = now - self._moved_seconds
            self._stands_still = self._stands_still or still_seconds > SLOW_SECONDS
            if still_seconds > max(STILL_SECONDS, 4.0 * self._refresh.seconds):
                self._lose(now)
                if not self._has_moved:
                    # What never said anything is no sensor here: the next best takes its place.
                    self.status = Status.ABSENT
                    self.never_moved = True
            return None
        return self._take(advances, now)

    def close(self) -> None:
        """Let go of the source."""
        if self._source is not None:
            self._source.close()
        self._source = None

    def _take(self, advances: list[Advance], now: float) -> Reading:
        for advance, counter in zip(advances, self._counters, strict=True):
            counter.take(advance)
        self._has_moved |= any(advance.change is Change.MOVED for advance in advances)
        restarted = any(advance.change is Change.RESTARTED for advance in advances)
        if restarted:
            # What the other counters added meanwhile would pass for the energy of the whole.
            self._before_joules -= sum(advance.energy_joules for advance in advances)
            self._refresh.forget()
        counted_joules = sum(counter.energy_joules for counter in self._counters)
        self._refresh.hear(counted_joules, advances[0].time_seconds)
        self._moved_seconds = now
        gap = self._gap or restarted
        self._gap = False
        return Reading(self._before_joules + counted_joules, gap)

    def _fail(self, now: float) -> None:
        if self._failing_since is None:
            self._failing_since = now
        if now - self._failing_since > PATIENCE_SECONDS:
            self._lose(now)

    def _lose(self, now: float) -> None:
        self._before_joules += sum(counter.energy_joules for counter in self._counters)
        self._counters = []
        self.close()
        self._failing_since = None
        self._refresh.forget()
        self._retry_seconds = now + RETRY_SECONDS
        self.status = Status.LOST

    def _found_again(self) -> bool:
        self._retry_seconds = self._clock() + RETRY_SECONDS
        if self._open() is not Status.AVAILABLE:
            return False
        self._gap = True
        self.status = Status.AVAILABLE
        return True

    def _open(self) -> Status:
        """Find the source and return what became of it; on failure none is open."""
        source = self._find()
        if isinstance(source, Status):
            return source
        try:
            self._fast_seconds = watched(
                lambda: float(source.measured()[0].value), self._clock, self._documented_seconds
            )
        except (OSError, ValueError, IndexError):
            source.close()
            return Status.ABSENT
        self._source = source
        self._counters = [
            Counter(self._unit_joules, None, self._cap_watts) for _counter in source.steady
        ]
        self._moved_seconds = self._clock()
        return Status.AVAILABLE
