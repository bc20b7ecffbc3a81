"""The curve that the student draws on from the last model of the course; knows no screen."""

import math
from collections.abc import Sequence

from equilibre.growth.trend import Growth, growth_between

DAYS_PER_KNOT = 30.4375  # a month
_FEWEST_KNOTS = 2
_LOWEST, _HIGHEST = 1e-300, 1e300


class Drawing:
    """Values month after month from an origin on, as far as they were drawn."""

    def __init__(self, origin_day: int, origin_value: float, last_day: int) -> None:
        self.origin_day, self.last_day = origin_day, last_day
        self.origin_value = origin_value
        self._count = round((last_day - origin_day) / DAYS_PER_KNOT)
        self._logarithms = [math.log10(origin_value)]

    @property
    def drawn(self) -> bool:
        """Whether there is a curve beyond the origin."""
        return len(self._logarithms) >= _FEWEST_KNOTS

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The curve, from the origin to where it was drawn last."""
        return tuple(
            (self._day(index), 10.0**logarithm) for index, logarithm in enumerate(self._logarithms)
        )

    @property
    def growth(self) -> Growth | None:
        """The growth from one end to the other, None where nothing is drawn."""
        if not self.drawn:
            return None
        (first, first_value), (last, last_value) = self.points[0], self.points[-1]
        return growth_between(first, first_value, last, last_value)

    def through(self, strokes: Sequence[tuple[float, float]]) -> None:
        """Lead the curve through each (day, value) in turn, in straight lines between them."""
        for day, value in strokes:
            self._lead(day, math.log10(min(max(value, _LOWEST), _HIGHEST)))

    def move_end(self, decades: float) -> None:
        """Move the end of the curve up or down: it becomes one straight line to the last day."""
        end = self._logarithms[-1] + decades if self.drawn else self._logarithms[0] + decades
        first = self._logarithms[0]
        self._logarithms = [
            first + (end - first) * index / self._count for index in range(self._count + 1)
        ]

    def rub_out(self) -> None:
        """Leave nothing but the origin."""
        del self._logarithms[1:]

    def _day(self, index: int) -> float:
        return self.origin_day + (self.last_day - self.origin_day) * index / self._count

    def _lead(self, day: float, logarithm: float) -> None:
        span = self.last_day - self.origin_day
        index = round((day - self.origin_day) / span * self._count)
        index = min(max(index, 1), self._count)
        start = min(len(self._logarithms) - 1, index - 1)
        before = self._logarithms[start]
        del self._logarithms[start + 1 :]  # drawing back over a curve corrects it
        steps = index - start
        self._logarithms += [
            before + (logarithm - before) * step / steps for step in range(1, steps + 1)
        ]
