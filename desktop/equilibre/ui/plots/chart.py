"""A framed plot with axes."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame

from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.theme import theme

__all__ = ["Chart", "ChartData"]

LABEL_PIXELS = 118  # the longest name of a curve, "carte graphique", at 100 %


class Chart(ChartFrame):
    """A titled plot. Subclasses draw on ``self.plot`` and say what they show."""

    def __init__(self, name: str, title: str, axes: dict[str, pg.AxisItem]) -> None:
        self.plot = pg.PlotWidget(
            axisItems=axes, background=theme().colours.background, enableMenu=False
        )
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setFrameShape(QFrame.Shape.NoFrame)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=False, y=False)
        super().__init__(name, title, self.plot)

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        self.plot.render(painter, target)

    def set_time_range(self, left: float, right: float) -> None:
        """Show *left* to *right* and, beyond, room for the names of the curves."""
        room = theme().px(LABEL_PIXELS)
        width = max(self.plot.getViewBox().width(), room + 50.0)
        self.plot.setXRange(left, left + (right - left) * width / (width - room), padding=0)
