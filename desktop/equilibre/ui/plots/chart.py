"""A framed plot with axes."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem

from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.plot import Plot
from equilibre.ui.theme import theme

__all__ = ["Chart", "ChartData"]

Range = tuple[float, float]

_UPRIGHT = QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations
LABEL_PIXELS = 118  # the longest name of a curve, "carte graphique", at 100 %


class Chart(ChartFrame):
    """A titled plot. Subclasses draw on ``self.plot`` and say what they show."""

    def __init__(self, name: str, title: str, axes: dict[str, pg.AxisItem]) -> None:
        self.plot = Plot(axes)
        self._shown: tuple[Range | None, Range | None] = (None, None)  # along both axes
        super().__init__(name, title, self.plot)

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        cached = [
            item
            for item in self.plot.items()
            if item.cacheMode() is QGraphicsItem.CacheMode.DeviceCoordinateCache
        ]
        for item in cached:  # else a drawing of lines would hold pictures of words
            item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        size = self.plot.viewport().size()
        scale = min(target.width() / size.width(), target.height() / size.height())
        words = [(item, item.transform()) for item in self.plot.items() if item.flags() & _UPRIGHT]
        for item, upright in words:  # they would keep their size where all else changes its own
            item.setTransform(upright * QTransform.fromScale(scale, scale))
        self.plot.render(painter, target)
        for item, upright in words:
            item.setTransform(upright)
        for item in cached:
            item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def set_time_range(self, left: float, right: float) -> None:
        """Show *left* to *right* and, beyond, room for the names of the curves."""
        room = theme().px(LABEL_PIXELS)
        width = max(self.plot.getViewBox().width(), room + 50.0)
        shown = (left, left + (right - left) * width / (width - room))
        if shown != self._shown[0]:  # the same again would have the axis drawn anew
            self.plot.setXRange(*shown)
            self._shown = (shown, self._shown[1])

    def set_value_range(self, low: float, high: float) -> None:
        """Show *low* to *high* from the lower edge to the upper one."""
        if (low, high) != self._shown[1]:
            self.plot.setYRange(low, high)
            self._shown = (self._shown[0], (low, high))
