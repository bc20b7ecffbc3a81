"""The samples of one route, in ascending times: where they are broken, and how high they go."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import overload

from equilibre.meter.reading import Sample

_BLOCK = 256  # samples whose highest power is known


class History(Sequence[Sample]):
    """Samples that are only added to; no question has to go through an hour of them."""

    def __init__(self, samples: Iterable[Sample] = ()) -> None:
        self._samples: list[Sample] = []
        self._breaks: list[int] = []  # places of the samples before which the curve is broken
        self._highest: list[float] = []  # power of each block, in watts
        for sample in samples:
            self.append(sample)

    def append(self, sample: Sample) -> None:
        """Add the next sample."""
        if sample.gap:
            self._breaks.append(len(self._samples))
        if len(self._samples) % _BLOCK == 0:
            self._highest.append(-math.inf)
        if sample.power_watts is not None:
            self._highest[-1] = max(self._highest[-1], sample.power_watts)
        self._samples.append(sample)

    def __len__(self) -> int:
        return len(self._samples)

    @overload
    def __getitem__(self, place: int) -> Sample: ...
    @overload
    def __getitem__(self, place: slice) -> list[Sample]: ...
    def __getitem__(self, place: int | slice) -> Sample | list[Sample]:
        return self._samples[place]

    def breaks(self, first: int, beyond: int) -> list[int]:
        """Return the places before which the curve is broken, from *first* to before *beyond*."""
        start, end = (bisect_left(self._breaks, place) for place in (first, beyond))
        return self._breaks[start:end]

    def highest_watts(self, first: int, beyond: int) -> float:
        """Return the highest power from *first* to before *beyond*; minus infinity: none known."""
        block, last = -(-first // _BLOCK), beyond // _BLOCK  # those that lie inside as a whole
        if block >= last:
            return _highest(self._samples[first:beyond])
        return max(
            _highest(self._samples[first : block * _BLOCK]),
            *self._highest[block:last],
            _highest(self._samples[last * _BLOCK : beyond]),
        )


def _highest(samples: Sequence[Sample]) -> float:
    known = (one.power_watts for one in samples if one.power_watts is not None)
    return max(known, default=-math.inf)


def highest_between(samples: Sequence[Sample], first: int, beyond: int) -> float:
    """Return the highest power of *samples* from *first* to before *beyond*, in watts."""
    if isinstance(samples, History):
        return samples.highest_watts(first, beyond)
    return _highest(samples[first:beyond])


def breaks(samples: Sequence[Sample], first: int, beyond: int) -> list[int]:
    """Return the places from *first* to before *beyond* before which *samples* are broken."""
    if isinstance(samples, History):
        return samples.breaks(first, beyond)
    return [index for index in range(first, beyond) if samples[index].gap]
