"""Axes that write numbers as the user's language does, with few and quiet ticks."""

import math
from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem

from equilibre import numbers
from equilibre.quantities import ENERGY, unit_for
from equilibre.ui.theme import theme

_FEW_TICKS = 6


class QuietAxis(pg.AxisItem):
    """An axis with the look of the theme; labels at its very ends are not left out."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation=orientation, maxTickLength=0)
        colours = theme().colours
        self.setPen(pg.mkPen(colours.grid))
        self.setTextPen(pg.mkPen(colours.secondary))
        self.setTickFont(theme().font(12))
        # Curves change and axes do not: their labels are laid out when they do, not at each frame.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setStyle(tickTextOffset=theme().px(6), autoExpandTextSpace=True)

    def boundingRect(self) -> QRectF:
        # pyqtgraph draws no label that leaves this rectangle, such as the zero of a vertical axis.
        room = theme().px(12)
        rectangle: QRectF = super().boundingRect()
        return rectangle.adjusted(-room, -room, room, room)


class NumberAxis(QuietAxis):
    """A linear axis; *write* turns a tick's value and the ticks' spacing into its text."""

    def __init__(
        self, orientation: str, write: Callable[[float, float], str] | None = None
    ) -> None:
        super().__init__(orientation)
        self._write = write or write_plain

    def tickValues(
        self, minimum: float, maximum: float, size: float
    ) -> list[tuple[float, list[float]]]:
        if not maximum > minimum:
            return []
        # One level of round ticks; labels need some 60 px along x and 36 px along y.
        room = 36 if self.orientation in ("left", "right") else 64
        wanted = max(2, min(_FEW_TICKS, int(size / theme().px(room))))
        spacing = round_spacing((maximum - minimum) / wanted)
        first = math.ceil(minimum / spacing - 1e-9)
        last = math.floor(maximum / spacing + 1e-9)
        return [(spacing, [index * spacing for index in range(first, last + 1)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self._write(value * scale, spacing * scale) for value in values]


class EnergyAxis(QuietAxis):
    """A logarithmic axis of energies: a labelled tick at each power of ten, one unit for all."""

    def tickValues(
        self, minimum: float, maximum: float, size: float
    ) -> list[tuple[float, list[float]]]:
        decades = [float(power) for power in range(math.ceil(minimum), math.floor(maximum) + 1)]
        if len(decades) >= 3:  # noqa: PLR2004 - three powers of ten make a scale
            return [(1.0, decades)]
        # Within few decades: 1, 2, 5 of each.
        values = [
            power + math.log10(step)
            for power in range(math.floor(minimum), math.ceil(maximum) + 1)
            for step in (1, 2, 5)
        ]
        return [(1.0, [value for value in values if minimum <= value <= maximum])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if not values:
            return []
        unit = unit_for(10 ** max(values), ENERGY)
        return [
            numbers.with_unit(numbers.significant(10**value / unit.size, 1), unit.symbol)
            for value in values
        ]


def round_spacing(raw: float) -> float:
    """Return the least of 1, 2 and 5 times a power of ten that is no less than *raw*."""
    magnitude = 10.0 ** math.floor(math.log10(raw))
    for step in (1, 2, 5, 10):
        if raw <= step * magnitude * 1.0001:
            return step * magnitude
    return 10 * magnitude


def write_plain(value: float, spacing: float) -> str:
    """Write a number with the decimals that the ticks need."""
    decimals = max(0, -math.floor(math.log10(spacing) + 1e-9)) if spacing > 0 else 0
    return numbers.decimal(0.0 if abs(value) < spacing * 1e-6 else value, min(decimals, 6))


def write_percent(value: float, spacing: float) -> str:
    """Write a share as a percentage with the decimals that the ticks need."""
    decimals = max(0, -math.floor(math.log10(spacing * 100) + 1e-9))
    return numbers.percent(value, decimals)
