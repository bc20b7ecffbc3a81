"""Filled areas whose hatching keeps its size on screen whatever the axes do."""

from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from equilibre.ui.plots.layers import stretches
from equilibre.ui.plots.overlay import EVERYWHERE, PlotWide
from equilibre.ui.plots.series import Numbers

Shape = tuple[Numbers, Numbers]

ESTIMATE = Qt.BrushStyle.BDiagPattern
NO_READING = Qt.BrushStyle.FDiagPattern


class Area(PlotWide):
    """Closed shapes in data coordinates, plainly filled, or hatched with *pattern*."""

    def __init__(self, colour: QColor, pattern: Qt.BrushStyle | None = None) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._colour = colour
        self._pattern = pattern

    def set_colour(self, colour: QColor, pattern: Qt.BrushStyle | None) -> None:
        if (colour, pattern) != (self._colour, self._pattern):
            self._colour, self._pattern = colour, pattern
            self.paint_again()

    def set_shapes(self, shapes: Iterable[Shape], since: float = EVERYWHERE) -> None:
        """Draw each (all x, all y) as one closed shape; they are as before until *since*."""
        path = QPainterPath()
        for x, y in shapes:
            path.addPath(pg.arrayToQPath(x, y, connect="all", finiteCheck=False))
            path.closeSubpath()
        self._path = path
        self.paint_again(since)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._path.isEmpty():
            return
        # Mapped to the screen by hand: a pattern drawn through the axes would be stretched.
        path = painter.worldTransform().map(self._path)
        painter.save()
        painter.resetTransform()
        painter.setPen(Qt.PenStyle.NoPen)
        if self._pattern is not None:
            faint = QColor(self._colour)
            faint.setAlphaF(self._colour.alphaF() * 0.35)
            painter.fillPath(path, faint)
            painter.fillPath(path, QBrush(self._colour, self._pattern))
        else:
            painter.fillPath(path, self._colour)
        painter.restore()


def between(x: Numbers, low: Numbers, high: Numbers) -> list[Shape]:
    """Return the shapes between two curves, one for each stretch without a gap."""
    read = ~(np.isnan(low) | np.isnan(high))
    return [
        (
            np.concatenate((x[first:beyond], x[first:beyond][::-1])),
            np.concatenate((high[first:beyond], low[first:beyond][::-1])),
        )
        for first, beyond in stretches(read)
        if beyond - first > 1
    ]
