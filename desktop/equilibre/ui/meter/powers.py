"""The power of each route now, steady enough to be read."""

from collections import deque
from collections.abc import Sequence

from equilibre.meter.reading import Sample

SPAN_SECONDS = 1.0


class Powers:
    """Hears every sample; says the mean power of a route over its last second."""

    def __init__(self) -> None:
        self._recent: dict[str, deque[Sample]] = {}

    def hear(self, samples: Sequence[Sample]) -> None:
        """Take *samples*, oldest first."""
        for sample in samples:
            recent = self._recent.setdefault(sample.route, deque())
            if sample.gap:
                recent.clear()
            recent.append(sample)
            # The first one kept is the last that lies a whole span back.
            while len(recent) > 2 and _seconds(recent[1], sample) >= SPAN_SECONDS:  # noqa: PLR2004
                recent.popleft()

    def watts(self, route: str) -> float | None:
        """Return the mean power of *route*; None before its second sample."""
        recent = self._recent.get(route)
        if not recent:
            return None
        first, last = recent[0], recent[-1]
        seconds = _seconds(first, last)
        if seconds < SPAN_SECONDS / 2:
            return last.power_watts
        return (last.energy_joules - first.energy_joules) / seconds


def _seconds(first: Sample, last: Sample) -> float:
    return last.time_seconds - first.time_seconds
