"""A line through the points of a curve, one pixel wide or two."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from equilibre.ui.plots.canvas import Part, within
from equilibre.ui.plots.layers import stretches
from equilibre.ui.plots.overlay import EVERYWHERE
from equilibre.ui.plots.series import Numbers


class Line(Part):
    """Broken where a value is not a number; its width stays whatever the axes do."""

    def __init__(
        self, colour: QColor | str = "black", style: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> None:
        super().__init__()
        self.points = (np.zeros(0), np.zeros(0))
        self._look: tuple[QColor | str, Qt.PenStyle, int] | None = None
        self._pen = QPen()
        self._dashed = False
        self.look(colour, style)

    def look(
        self,
        colour: QColor | str,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
        width: int = 1,
    ) -> None:
        """Be drawn so from now on."""
        if (colour, style, width) != self._look:
            self._look = (colour, style, width)
            self._pen = QPen(QColor(colour), width, style)
            self._pen.setCosmetic(True)
            self._dashed = style is not Qt.PenStyle.SolidLine
            self.paint_again()

    def set_points(
        self,
        x: Numbers | Sequence[float],
        y: Numbers | Sequence[float],
        since: float = EVERYWHERE,
    ) -> None:
        """Go through the points *x* (ascending), *y*, which are as before until *since*."""
        self.points = (np.asarray(x, float), np.asarray(y, float))
        self.paint_again(since)

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        x, y = self.points
        if not len(x):
            return
        # A dashed line is handed over whole, for its dashes are counted from its beginning.
        if not self._dashed:
            shown = within(x, exposed)
            x, y = x[shown], y[shown]
        painter.setPen(self._pen)
        for first, beyond in stretches(np.isfinite(y)):
            there = slice(first, beyond)
            painter.drawPolyline(pg.functions.arrayToQPolygonF(x[there], y[there]))
