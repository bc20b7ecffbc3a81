"""The lines from the ticks of an axis across the plot."""

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from equilibre.ui.plots.overlay import PlotWide

BEHIND = -1000  # below all that is drawn
_CLOSE_PIXELS = 20.0  # lines nearer to each other than this are fainter


class Grid(PlotWide):
    """An axis could draw these lines itself, and would be kept as a picture as large as the plot.

    Qt keeps no picture larger than 10 MB: on a screen of 4K it was made anew at each frame.
    """

    def __init__(self, axis: pg.AxisItem, strength: float) -> None:
        """Cross the plot from the ticks of *axis*; *strength* is from 0 to 1."""
        super().__init__()
        self._axis = axis
        self._strength = strength
        self._seen: tuple[QRectF, float] | None = None  # the view that the lines were made for
        self._lines: list[QLineF] = []  # in the coordinates of the data
        self._pen = QPen()
        self._pen.setCosmetic(True)
        self.setZValue(BEHIND)

    def lines(self) -> list[QLineF]:
        """Return the lines in the coordinates of the data, made anew where the view changed."""
        box, across = self.getViewBox(), self._axis.orientation == "left"
        pixels = (box.height() if across else box.width()) + 2.0  # as the axis counts them
        view = self.boundingRect()
        if self._seen != (view, pixels):
            self._seen = (view, pixels)
            self._lines = self._made(view, pixels, across)
            close = min(1.0, pixels / _CLOSE_PIXELS / (len(self._lines) + 1))
            colour = QColor(self._axis.pen().color())
            colour.setAlpha(int(round(255 * self._strength) * close))
            self._pen.setColor(colour)
        return self._lines

    def _made(self, view: QRectF, pixels: float, across: bool) -> list[QLineF]:
        low, high = self._axis.range
        ticks = [tick for _apart, some in self._axis.tickValues(low, high, pixels) for tick in some]
        return [
            QLineF(view.right(), tick, view.left(), tick)
            if across
            else QLineF(tick, view.top(), tick, view.bottom())
            for tick in ticks
        ]

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        lines = self.lines()
        painter.setPen(self._pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # in a saved picture, too
        painter.drawLines(lines)
