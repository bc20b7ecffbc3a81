"""What is drawn over a plot: painted anew only where it changed, or with lengths in pixels."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from equilibre.ui.plots.series import Numbers
from equilibre.ui.theme import theme

STRIP_PIXELS = 13  # at 100 %: its height says nothing, so it is the same whatever the axis
_DOTTED = Qt.PenStyle.DotLine
_PEN_SHARE = 0.02  # of the width of the plot: more than the pen of any line

EVERYWHERE = -math.inf
"""The time from which everything changed."""


class PlotWide(pg.GraphicsObject):
    """Something that may be anywhere in the plot, in the coordinates of the data.

    A curve that goes on changes at its end: only that is painted anew.
    """

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect() or QRectF())

    def paint_again(self, since: float = EVERYWHERE) -> None:
        """Have everything right of *since* painted anew."""
        view = self.boundingRect()
        left = max(view.left(), since - _PEN_SHARE * view.width())
        if left < view.right():
            self.update(QRectF(left, view.top(), view.right() - left, view.height()))


class Overlay(PlotWide):
    """Something as large as the plot, painted in pixels by ``paint_over``."""

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        self._transform = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        self.paint_over(painter)
        painter.restore()

    def on_screen(self, x: float, y: float) -> QPointF:
        """Return where a point of the data is painted."""
        return self._transform.map(QPointF(x, y))

    def paint_over(self, painter: QPainter) -> None:
        """Paint in pixels."""
        raise NotImplementedError


class UnmeteredStrip(Overlay):
    """An empty strip, open above, on top of a stack: there is more, and nobody knows how much."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[tuple[Numbers, Numbers]] = []

    def set_tops(self, pieces: list[tuple[Numbers, Numbers]], since: float = EVERYWHERE) -> None:
        """Stand on each (times, watts), which are as before until *since*."""
        self._pieces = pieces
        self.setVisible(bool(pieces))
        self.paint_again(since)

    def paint_over(self, painter: QPainter) -> None:
        height = theme().px(STRIP_PIXELS)
        ink = theme().colour("secondary", 200)
        for x, y in self._pieces:
            edge = self._transform.map(pg.functions.arrayToQPolygonF(x, y))
            edge.translate(0, -height)
            painter.setPen(QPen(ink, 1, _DOTTED))
            painter.drawPolyline(edge)
            for index, top in ((0, float(y[0])), (-1, float(y[-1]))):
                foot = self.on_screen(float(x[index]), top)
                painter.drawLine(foot, foot - QPointF(0, height))


def calm(y: Numbers, reach: int) -> Numbers:
    """Return the highest value within *reach* places: a line that does not follow each noise."""
    highest = np.pad(y, reach, mode="edge")
    size, wanted = 1, 2 * reach + 1  # places that each of them looks at
    while size < wanted:
        step = min(size, wanted - size)
        highest = np.maximum(highest[:-step], highest[step:])
        size += step
    return highest
