"""Whether a process at work is near a border of its work, where it obeys, or deep in a computation.

Between the parts of its work a process looks at what it was asked, and gives a sign of life. One
that has computed for much longer than it used to since its last sign is deep in a computation that
nothing but force interrupts. Its processor time is what counts: on a busy computer a process may
be silent because it waits for its turn.
"""

from collections import deque

LEAST_SILENCE_SECONDS = 0.1
"""No shorter silence is thought long, of a process that gives thirty signs a second."""
MOST_SILENCE_SECONDS = 0.35
"""Any longer one is."""
_SILENCES = 3.0  # so many times the longest one heard is long: the parts of a work are uneven
_REMEMBERED = 60  # silences, two seconds of them or more
_SUPPOSED_SECONDS = 0.1  # one at first: nothing is known yet


class Rhythm:
    """The signs of life of one run, in seconds of its process's processor time so far."""

    def __init__(self, begun_seconds: float) -> None:
        """Begin at *begun_seconds*, when the order is handed over."""
        self._heard_seconds = begun_seconds
        self._silences: deque[float] = deque((_SUPPOSED_SECONDS,), _REMEMBERED)

    def hear(self, processor_seconds: float) -> None:
        """Take a sign of life that was given at *processor_seconds*."""
        if processor_seconds > self._heard_seconds:
            self._silences.append(processor_seconds - self._heard_seconds)
            self._heard_seconds = processor_seconds

    def is_deep(self, processor_seconds: float) -> bool:
        """Return whether the process, now at *processor_seconds*, is far from a border."""
        long = max(LEAST_SILENCE_SECONDS, _SILENCES * max(self._silences))
        return processor_seconds - self._heard_seconds > min(MOST_SILENCE_SECONDS, long)
