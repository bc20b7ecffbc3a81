"""Where everything stands in pixels, also on the way from one plot to the next; no Qt."""

from itertools import pairwise

from equilibre.records import dataclass
from equilibre.ui.growth.models.axis import Axis, Tick
from equilibre.ui.growth.models.state import Plot, Point

_OUT_OF_SIGHT = 0.02  # share of an axis beyond its ends where ticks are dropped


@dataclass(frozen=True, slots=True)
class Area:
    """The rectangle between the axes, in pixels, and the row of crosses under it."""

    left: float
    top: float
    width: float
    height: float
    row: float  # height of the middle of the row of crosses

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Placed:
    """A tick in pixels, with how clearly it is seen."""

    position: float
    tick: Tick
    opacity: float


class Stage:
    """Blends the places of two plots: *progress* goes from 0, *before*, to 1, *plot*."""

    def __init__(self, plot: Plot, before: Plot | None, progress: float, area: Area) -> None:
        self.plot, self.area = plot, area
        self._before = before if before is not None and progress < 1 else None
        self._progress = progress if self._before is not None else 1.0
        self._old = {point.key: point for point in self._before.points} if self._before else {}

    def x(self, value: float) -> float:
        """Return where a value of the horizontal axis stands."""
        before = self._before.x if self._before else None
        return self.area.left + self._share(self.plot.x, before, value) * self.area.width

    def y(self, value: float) -> float:
        """Return where a value of the vertical axis stands."""
        before = self._before.y if self._before else None
        return self.area.bottom - self._share(self.plot.y, before, value) * self.area.height

    def spot(self, point: Point) -> tuple[float, float]:
        """Return where a point stands; it travels from where it was before."""
        x, y = self._end(self.plot, point)
        old = self._old.get(point.key)
        if old is None or self._before is None:
            return self.x(point.x), (self.area.row if point.y is None else self.y(point.y))
        old_x, old_y = self._end(self._before, old)
        share = self._progress
        return old_x + (x - old_x) * share, old_y + (y - old_y) * share

    def opacity(self, point: Point) -> float:
        """Return how clearly a point is seen: new ones come with the new axes."""
        return 1.0 if self._before is None or point.key in self._old else self._progress

    def across(self) -> list[Placed]:
        """Return the ticks of the horizontal axis."""
        before = self._before.x if self._before else None
        return [
            Placed(self.x(tick.value), tick, clear)
            for tick, clear in self._ticks(self.plot.x, before)
            if -_OUT_OF_SIGHT <= self._share(self.plot.x, before, tick.value) <= 1 + _OUT_OF_SIGHT
        ]

    def upward(self) -> list[Placed]:
        """Return the ticks of the vertical axis."""
        before = self._before.y if self._before else None
        return [
            Placed(self.y(tick.value), tick, clear)
            for tick, clear in self._ticks(self.plot.y, before)
            if -_OUT_OF_SIGHT <= self._share(self.plot.y, before, tick.value) <= 1 + _OUT_OF_SIGHT
        ]

    def _end(self, plot: Plot, point: Point) -> tuple[float, float]:
        area = self.area
        y = area.row if point.y is None else area.bottom - plot.y.place(point.y) * area.height
        return area.left + plot.x.place(point.x) * area.width, y

    def _share(self, axis: Axis, before: Axis | None, value: float) -> float:
        new = axis.place(value)
        if before is None or before.quantity != axis.quantity:
            return new
        return before.place(value) + (new - before.place(value)) * self._progress

    def _ticks(self, axis: Axis, before: Axis | None) -> list[tuple[Tick, float]]:
        same = before is not None and before.quantity == axis.quantity
        new = [(tick, self._progress) for tick in axis.ticks]
        if before is None or not same:
            return new
        if before == axis:
            return [(tick, 1.0) for tick in axis.ticks]
        return [(tick, 1 - self._progress) for tick in before.ticks] + new


def thinned(placed: list[Placed], room: float, every: tuple[int, ...]) -> list[Placed]:
    """Return the ticks that stand *room* pixels apart, of those whose index is such a multiple."""
    for step in every:
        kept = [one for one in placed if one.tick.index % step == 0]
        places = sorted(one.position for one in kept)
        if all(second - first >= room for first, second in pairwise(places)):
            return kept
    return kept[:1]
