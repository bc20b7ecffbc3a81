"""The powers of the parts of a computer, stacked on common times; knows no screen."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from equilibre.meter.devices import DEVICES
from equilibre.meter.reading import Kind
from equilibre.records import dataclass
from equilibre.sessions.run import PowerCurve
from equilibre.ui.plots.curves import Window
from equilibre.ui.plots.series import Numbers, Series, SeriesOf

MOST_POINTS = 300
_STEPS_OF_GRID = 260  # the borders of the windows are added to them
OLD_FACTOR = 2.0  # of estimates in files older than the factor; meter.md 3b
WHOLE = "computer"
_FIRST_POWER_SECONDS = 0.5  # a busy computer may be late with its second reading


@dataclass(frozen=True, slots=True)
class Layer:
    """The power of one part, on top of those below it; NaN where there is no reading."""

    device: str
    parts: tuple[str, ...]  # the devices inside
    estimated: bool
    factor: float  # the truth lies between power / factor and power * factor
    idle_watts: float | None
    watts: Numbers
    base: Numbers  # power of the layers below, which count nothing where they are not read

    @property
    def tops(self) -> Numbers:
        """The upper edge."""
        return self.base + self.watts

    def idle_tops(self, training: bool) -> Numbers:
        """Return the upper edge of what is drawn without or outside a training."""
        if not training:
            return self.tops
        return self.base + np.minimum(self.watts, self.idle_watts or 0.0)


@dataclass(frozen=True, slots=True)
class Stack:
    """Layers over one grid of times, from the lowest up."""

    times: Numbers  # seconds, ascending
    layers: tuple[Layer, ...]
    tops: Numbers  # of the whole stack; NaN where nothing is read
    silent: npt.NDArray[np.bool_]  # where a part that is read at other times is not
    missing: tuple[str, ...]  # of "memory" and "rest": what nothing covers
    idle_before_watts: float | None  # of all layers; None as soon as one is unknown
    idle_after_watts: float | None

    @property
    def highest(self) -> float:
        """The highest power that a layer or the band of an estimate reaches; 0 without any."""
        tops = (layer.base + layer.watts * layer.factor for layer in self.layers)
        return max((highest_watts(one) for one in tops), default=0.0)

    @property
    def gaps(self) -> list[Window]:
        """The times without a reading of some part, up to the readings around them.

        The moment before the first power of a part is none: a power needs two readings.
        """
        last = len(self.times) - 1
        found = [
            (float(self.times[max(first - 1, 0)]), float(self.times[min(beyond, last)]))
            for first, beyond in stretches(self.silent)
        ]
        begun = float(self.times[0]) if len(self.times) else 0.0
        return [one for one in found if one[0] > begun or one[1] - one[0] > _FIRST_POWER_SECONDS]

    def trainings(self, windows: Sequence[Window]) -> list[slice]:
        """Return the stretches of the grid inside *windows* over which everything is read."""
        return [
            slice(piece.start + first, piece.start + beyond)
            for piece, inside in self.pieces(windows)
            if inside
            for first, beyond in stretches(~self.silent[piece])
            if beyond - first > 1
        ]

    def pieces(self, windows: Sequence[Window]) -> list[tuple[slice, bool]]:
        """Return the stretches of the grid between the borders of *windows*: inside one or not."""
        if not len(self.times):
            return []
        borders = {border for window in windows for border in window}
        cuts = sorted({0, len(self.times) - 1, *self._indices(borders)})
        return [
            (slice(first, last + 1), self._inside(first, last, windows))
            for first, last in pairwise(cuts)
        ]

    def _indices(self, borders: set[float]) -> list[int]:
        first, last = self.times[0], self.times[-1]
        inside = sorted(border for border in borders if first < border < last)
        return self.times.searchsorted(inside).tolist() if inside else []

    def _inside(self, first: int, last: int, windows: Sequence[Window]) -> bool:
        middle = (self.times[first] + self.times[last]) / 2
        return any(start <= middle <= end for start, end in windows)


def highest_watts(watts: Numbers) -> float:
    """Return the highest of *watts*, some of which may be NaN; 0 where there is none."""
    return float(np.fmax.reduce(watts, initial=0.0))


def alike_until(before: Stack, after: Stack, reach: int) -> float:
    """Return the time until which *after* is drawn as *before* was, less *reach* places.

    Minus infinity where nothing stays: a run goes on at its end, and then only that is new.
    """
    if list(map(_look, before.layers)) != list(map(_look, after.layers)):
        return -math.inf
    count = min(len(before.times), len(after.times))
    alike = before.times[:count] == after.times[:count]
    for one, other in zip(before.layers, after.layers, strict=True):
        old, new = one.watts[:count], other.watts[:count]
        alike &= (old == new) | (np.isnan(old) & np.isnan(new))
    first = count if alike.all() else int(alike.argmin())
    place = first - 1 - reach
    return float(after.times[place]) if place > 0 else -math.inf


def _look(layer: Layer) -> tuple[object, ...]:
    return layer.device, layer.parts, layer.estimated, layer.factor, layer.idle_watts


def parts_of(curve: PowerCurve) -> tuple[str, ...]:
    """Return the devices inside the figures of *curve*."""
    return curve.covers or (curve.device,)


def factor_of(curve: PowerCurve) -> float:
    """Return the factor within which *curve* is true: 1 when it was measured."""
    if curve.kind is not Kind.ESTIMATED:
        return 1.0
    return curve.factor if curve.factor > 1.0 else OLD_FACTOR


def added(power: Sequence[PowerCurve]) -> list[PowerCurve]:
    """Return the curves that add up to the energy, in the order in which they are stacked.

    A route around them all is among them only where there is nothing else.
    """
    known = [curve for curve in power if any(p.power_watts is not None for p in curve.points)]
    parts = [curve for curve in known if not curve.around] or known[:1]
    order = list(DEVICES)
    return sorted(parts, key=lambda c: order.index(c.device) if c.device in order else len(order))


def stacked(
    power: Sequence[PowerCurve],
    windows: Sequence[Window] = (),
    series_of: SeriesOf = Series,
) -> Stack:
    """Return the layers of *power*, whose borders of *windows* stand exactly on the grid."""
    curves = added(power)
    series = [series_of(curve) for curve in curves]
    grid = _grid(series, windows)
    layers: list[Layer] = []
    base = np.zeros(len(grid))
    for curve, watts in zip(curves, _powers(curves, series, grid), strict=True):
        estimated = curve.kind is Kind.ESTIMATED
        layers.append(
            Layer(
                curve.device,
                parts_of(curve),
                estimated,
                factor_of(curve),
                curve.idle_watts,
                watts,
                base,
            )
        )
        base = base + np.where(np.isnan(watts), 0.0, watts)
    read = [~np.isnan(layer.watts) for layer in layers]
    any_read = np.logical_or.reduce(read) if read else np.zeros(0, dtype=bool)
    covered = {part for layer in layers for part in layer.parts}
    around = any(curve.around for curve in power)
    return Stack(
        grid,
        tuple(layers),
        np.where(any_read, base, np.nan),
        _silent(grid, layers),
        ()
        if around or WHOLE in covered or not layers
        else tuple(part for part in ("memory", "rest") if part not in covered),
        _total([curve.idle_watts for curve in _first_told(curves)]),
        _total([curve.idle_after_watts for curve in _first_told(curves)]),
    )


def _first_told(curves: list[PowerCurve]) -> list[PowerCurve]:
    """Return *curves* without those of a device that an earlier one tells."""
    return [
        curve
        for index, curve in enumerate(curves)
        if not any(set(parts_of(curve)) & set(parts_of(one)) for one in curves[:index])
    ]


def _total(levels: list[float | None]) -> float | None:
    known = [level for level in levels if level is not None]
    return sum(known) if known and len(known) == len(levels) else None


def _grid(series: list[Series], windows: Sequence[Window]) -> Numbers:
    """Return at most some 300 round times, which stay where they are while a run goes on."""
    if not series:
        return np.zeros(0)
    start = min(float(one.times[0]) for one in series)
    end = max(float(one.times[-1]) for one in series)
    step = _step(end - start)
    rounds = np.arange(math.ceil(start / step), math.floor(end / step) + 1) * step
    borders = sorted({border for window in windows for border in window if start < border < end})
    kept = borders[: MOST_POINTS - _STEPS_OF_GRID - 3]
    grid: Numbers = np.unique(np.concatenate((rounds.clip(start, end), kept, (start, end))))
    return grid


def _step(span: float) -> float:
    """Return the round number of seconds that cuts *span* in 260 at most."""
    raw = span / _STEPS_OF_GRID
    if raw <= 0.0:
        return 1.0
    magnitude = 10.0 ** math.floor(math.log10(raw))
    return next(size * magnitude for size in (1, 2, 5, 10, 20) if size * magnitude >= raw)


def _powers(curves: list[PowerCurve], series: list[Series], grid: Numbers) -> list[Numbers]:
    """Return the power of each curve over *grid*, no device twice at any moment.

    Where two tell the same device, the first that is measured counts, as in its energy.
    """
    step = _step(float(grid[-1] - grid[0])) if len(grid) else 1.0
    found: dict[int, Numbers] = {}
    for index in sorted(range(len(curves)), key=lambda one: curves[one].kind is not Kind.MEASURED):
        mine = set(parts_of(curves[index]))
        shared = [one for one in range(len(curves)) if mine & set(parts_of(curves[one]))]
        watts = _on_grid(series[index], grid, step, alone=shared == [index])
        for other in shared:
            if other in found:
                watts = np.where(np.isnan(found[other]), watts, np.nan)
        found[index] = watts
    return [found[index] for index in range(len(curves))]


def _on_grid(series: Series, grid: Numbers, step: float, alone: bool) -> Numbers:
    """Return the power at the times of *grid*: between two samples, or their mean."""
    times, period = series.times, series.period_seconds
    if period >= step or len(times) < 2:  # noqa: PLR2004
        found = np.interp(grid, times, series.watts)
    else:
        found = series.means(grid, step)
    # The last value stands until the sensor says the next one; silence after that is a gap.
    slack = 2.0 * period if alone else 0.0
    outside = (grid < times[0] - slack) | (grid > times[-1] + slack)
    return np.where(outside, np.nan, found)


def _silent(grid: Numbers, layers: list[Layer]) -> npt.NDArray[np.bool_]:
    """Return where a part that is read at other times is not."""
    silent = np.zeros(len(grid), dtype=bool)
    for part in {part for layer in layers for part in layer.parts}:
        inside = [~np.isnan(layer.watts) for layer in layers if part in layer.parts]
        silent |= ~np.logical_or.reduce(inside)
    return silent


def stretches(mask: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the first index of each stretch that is true, and the one beyond its last."""
    if mask.all():
        return [(0, len(mask))] if len(mask) else []
    if not mask.any():
        return []
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
