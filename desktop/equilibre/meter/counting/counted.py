"""Counters that one source says together, as one meter."""

from collections.abc import Callable, Sequence
from typing import Protocol

from equilibre.meter.counting.counter import Change, Counter
from equilibre.meter.counting.refresh import Refresh, watched
from equilibre.records import dataclass

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
    """What the counters of one source have counted since they were first followed."""

    def __init__(
        self,
        source: CounterSource,
        unit_joules: float,
        cap_watts: float,
        documented_seconds: float,
        clock: Callable[[], float],
    ) -> None:
        """Find out how often *source* renews its values.

        Raises OSError or ValueError, with *source* closed, where it cannot be read.
        *cap_watts* bounds the power of one counter, *documented_seconds* is how often the makers
        say that it moves.
        """
        self._source = source
        self._counters = [Counter(unit_joules, None, cap_watts) for _counter in source.steady]
        self._refresh = Refresh(documented_seconds)
        self._stands_still = False
        try:
            self._fast_seconds = watched(
                lambda: float(source.measured()[0].value), clock, documented_seconds
            )
        except (OSError, ValueError):
            source.close()
            raise
        self._moved_seconds = clock()

    @property
    def energy_joules(self) -> float:
        return sum(counter.energy_joules for counter in self._counters)

    @property
    def refresh_seconds(self) -> float:
        """The time between two values of the counters, as seen so far."""
        return self._refresh.seconds if self._stands_still else self._fast_seconds

    def follow(self, time_seconds: float) -> Change:
        """Read the counters; those that may rest count only when a steady one has moved."""
        advances = [
            counter.judge(said.value, said.time_seconds)
            for counter, said in zip(self._counters, self._source.measured(), strict=True)
        ]
        steady = zip(advances, self._source.steady, strict=True)
        if all(advance.change is Change.STILL for advance, moves in steady if moves):
            self._stands_still |= time_seconds - self._moved_seconds > SLOW_SECONDS
            return Change.STILL
        for advance, counter in zip(advances, self._counters, strict=True):
            counter.take(advance)
        self._moved_seconds = time_seconds
        changes = {advance.change for advance in advances}
        if Change.RESTARTED in changes:
            self._refresh.forget()
        self._refresh.hear(self.energy_joules, advances[0].time_seconds)
        return next(
            change for change in (Change.RESTARTED, Change.FIRST, Change.MOVED) if change in changes
        )

    def forget(self) -> None:
        """The counters went on, but when they moved was not watched."""
        self._refresh.forget()

    def close(self) -> None:
        self._source.close()
