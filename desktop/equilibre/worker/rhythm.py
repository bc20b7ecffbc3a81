"""How soon a process at work comes to where it obeys, told from the pace at which it speaks.

Between the parts of its work a process looks at what it was asked, and gives a sign of life. One
that has been silent for much longer than it used to be is deep in a computation that nothing but
force interrupts: no border of its work is near.
"""

from collections import deque

MOST_PATIENCE_SECONDS = 0.35
"""Granted to a process that may obey by itself; the kill that follows takes some 20 ms."""
LEAST_PATIENCE_SECONDS = 0.1
"""Since the last sign of life, of a process that gives thirty a second."""
_SILENCES = 3.0  # so many times the longest silence: on a busy computer they are uneven
_REMEMBERED = 60  # silences, two seconds of them or more
_SUPPOSED_SECONDS = 0.1  # a silence, at first: nothing is known yet of how busy the computer is


class Rhythm:
    """The signs of life of one run; every time is ``time.monotonic()``."""

    def __init__(self, begun_seconds: float) -> None:
        """Begin at *begun_seconds*, when the order was handed over."""
        self._heard_seconds = begun_seconds
        self._silences: deque[float] = deque((_SUPPOSED_SECONDS,), _REMEMBERED)

    def hear(self, time_seconds: float) -> None:
        """Take a sign of life that was given at *time_seconds*."""
        if time_seconds > self._heard_seconds:
            self._silences.append(time_seconds - self._heard_seconds)
            self._heard_seconds = time_seconds

    def begin_anew(self, time_seconds: float) -> None:
        """Go on at *time_seconds*: the silence until then was a wait."""
        self._heard_seconds = max(self._heard_seconds, time_seconds)

    def deadline_seconds(self) -> float:
        """Return until when the process may obey by itself; it may be over already."""
        patience = max(LEAST_PATIENCE_SECONDS, _SILENCES * max(self._silences))
        return self._heard_seconds + min(MOST_PATIENCE_SECONDS, patience)
