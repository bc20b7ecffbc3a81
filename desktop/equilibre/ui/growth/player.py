"""Goes through the years: plays, pauses, steps from one model to the next. Knows no screen."""

from collections.abc import Sequence
from datetime import date

SPEEDS = (0.5, 1.0, 2.0, 4.0)  # years per second
_PAUSE_SECONDS = 1.0  # at each stop, where nothing may glide


class Player:
    """A day between the first and the last *stop*, the days when something appears."""

    def __init__(self, stops: Sequence[date], day: date | None = None) -> None:
        self.stops = tuple(sorted({stop.toordinal() for stop in stops}))
        self.position = float(self.stops[-1] if day is None else day.toordinal())
        self.playing = False
        self.speed = SPEEDS[1]
        self.motion = True  # False: from stop to stop, without anything between
        self._rested_seconds = 0.0

    def adopt(self, other: "Player") -> None:
        """Go through the stops of *other*, at its day; whoever drives this one keeps it."""
        self.stops, self.position, self.playing = other.stops, other.position, False

    @property
    def day(self) -> date:
        """The day that is shown."""
        return date.fromordinal(int(self.position))

    @property
    def first(self) -> int:
        """The first day (proleptic ordinal)."""
        return self.stops[0]

    @property
    def last(self) -> int:
        """The last day (proleptic ordinal)."""
        return self.stops[-1]

    def play(self) -> None:
        """Play on, from the beginning again where the end is reached."""
        if self.position >= self.last:
            self.position = float(self.first)
        self.playing, self._rested_seconds = True, 0.0

    def pause(self) -> None:
        self.playing = False

    def go(self, position: float) -> None:
        """Show the day *position* (an ordinal), within bounds."""
        self.position = min(max(position, self.first), self.last)

    def step(self, direction: int) -> None:
        """Go to the next stop (+1) or to the one before (−1), and pause."""
        self.playing = False
        self._jump(direction)

    def advance(self, seconds: float) -> None:
        """Let *seconds* go by while playing; it pauses at the end by itself."""
        if not self.playing:
            return
        if self.motion:
            self.go(self.position + seconds * self.speed * 365.25)
        else:
            self._rested_seconds += seconds * self.speed
            if self._rested_seconds >= _PAUSE_SECONDS:
                self._rested_seconds = 0.0
                self._jump(1)
        if self.position >= self.last:
            self.playing = False

    def _jump(self, direction: int) -> None:
        today = int(self.position)
        if direction > 0:
            self.go(next((stop for stop in self.stops if stop > today), self.last))
        else:
            self.go(next((stop for stop in reversed(self.stops) if stop < today), self.first))
