"""A line through the points of a curve, one pixel wide or two."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from equilibre.ui.plots.overlay import EVERYWHERE, PlotWide
from equilibre.ui.plots.series import Numbers

_BESIDE = 2  # points outside what is exposed, for the line that comes from there


class Line(PlotWide):
    """Broken where a value is not a number; its width stays whatever the axes do."""

    def __init__(
        self, colour: QColor | str = "black", style: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> None:
        super().__init__()
        self.points = (np.zeros(0), np.zeros(0))
        self._path = QPainterPath()
        self._pen = QPen()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.look(colour, style)

    def look(
        self,
        colour: QColor | str,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
        width: int = 1,
    ) -> None:
        """Be drawn so from now on."""
        pen = QPen(QColor(colour), width, style)
        pen.setCosmetic(True)
        if pen != self._pen:
            self._pen = pen
            self.paint_again()

    def set_points(
        self,
        x: Numbers | Sequence[float],
        y: Numbers | Sequence[float],
        since: float = EVERYWHERE,
    ) -> None:
        """Go through the points *x* (ascending), *y*, which are as before until *since*."""
        self.points = (np.asarray(x, float), np.asarray(y, float))
        self._path = pg.arrayToQPath(*self.points, connect="finite")
        self.paint_again(since)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(self._pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._within(option.exposedRect))

    def _within(self, exposed: QRectF) -> QPainterPath:
        """Return what shows in *exposed*: a wide line takes as long as all that is handed over.

        A dashed one is handed over whole, for its dashes are counted from its beginning.
        """
        if self._pen.style() is not Qt.PenStyle.SolidLine:
            return self._path
        x, y = self.points
        first, beyond = np.searchsorted(x, (exposed.left(), exposed.right()))
        first, beyond = max(0, first - _BESIDE), beyond + _BESIDE
        if beyond - first >= len(x):
            return self._path
        path: QPainterPath = pg.arrayToQPath(x[first:beyond], y[first:beyond], connect="finite")
        return path
