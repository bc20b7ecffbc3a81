"""What is drawn over a plot: painted anew only where it changed, or with lengths in pixels."""

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

_PEN_SHARE = 0.02  # of the width of the plot: more than the pen of any line

EVERYWHERE = -math.inf
"""The time from which everything changed."""


class PlotWide(pg.GraphicsObject):
    """Something that may be anywhere in the plot, in the coordinates of the data."""

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
