"""Filled areas whose hatching keeps its size on screen whatever the axes do."""

from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from equilibre.ui.plots.canvas import Part, within
from equilibre.ui.plots.layers import stretches
from equilibre.ui.plots.overlay import EVERYWHERE
from equilibre.ui.plots.series import Numbers

Band = tuple[Numbers, Numbers, Numbers]
"""Places along x, ascending, and the lower and upper edge there; NaN where there is a gap."""

ESTIMATE = Qt.BrushStyle.BDiagPattern
NO_READING = Qt.BrushStyle.FDiagPattern


class Area(Part):
    """Bands in data coordinates, plainly filled, or hatched with *pattern*."""

    def __init__(self, colour: QColor, pattern: Qt.BrushStyle | None = None) -> None:
        super().__init__()
        self._bands: list[Band] = []
        self.colour, self.pattern = colour, pattern
        self._brushes = _brushes(colour, pattern)

    def set_colour(self, colour: QColor, pattern: Qt.BrushStyle | None) -> None:
        if (colour, pattern) != (self.colour, self.pattern):
            self.colour, self.pattern = colour, pattern
            self._brushes = _brushes(colour, pattern)
            self.paint_again()

    def set_bands(self, bands: Iterable[Band], since: float = EVERYWHERE) -> None:
        """Fill *bands*, which are as before until *since*."""
        before, self._bands = self._bands, list(bands)
        if before or self._bands:
            self.paint_again(since)

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        path = QPainterPath()
        for x, low, high in self._bands:
            if x[-1] >= exposed.left():
                shown = within(x, exposed)
                _add(path, x[shown], low[shown], high[shown])
        if path.isEmpty():
            return
        # Mapped to the screen by hand: a pattern drawn through the axes would be stretched.
        path = painter.worldTransform().map(path)
        painter.save()
        painter.resetTransform()
        painter.setPen(Qt.PenStyle.NoPen)
        for brush in self._brushes:
            painter.fillPath(path, brush)
        painter.restore()


def _brushes(colour: QColor, pattern: Qt.BrushStyle | None) -> tuple[QBrush, ...]:
    """Return what fills an area, one over the other."""
    if pattern is None:
        return (QBrush(colour),)
    faint = QColor(colour)
    faint.setAlphaF(colour.alphaF() * 0.35)
    return (QBrush(faint), QBrush(colour, pattern))


def _add(path: QPainterPath, x: Numbers, low: Numbers, high: Numbers) -> None:
    """Add to *path* what lies between two edges, in one shape for each stretch without a gap."""
    for first, beyond in stretches(~np.isnan(low + high)):
        if beyond - first > 1:
            there = slice(first, beyond)
            around = np.concatenate((x[there], x[there][::-1]))
            edges = np.concatenate((high[there], low[there][::-1]))
            path.addPolygon(pg.functions.arrayToQPolygonF(around, edges))
            path.closeSubpath()
