"""A view with an axis on its left and one below: what a chart draws on."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGraphicsGridLayout, QGraphicsItem, QGraphicsWidget

from equilibre.ui.plots.grid import BEHIND, Grid
from equilibre.ui.theme import theme


class Plot(pg.GraphicsView):
    """Draws in the units of its axes.

    pyqtgraph's own PlotWidget makes a hidden form of a hundred widgets for a menu that we do not
    show: it takes three times as long to make.
    """

    def __init__(self, axes: dict[str, pg.AxisItem]) -> None:
        """*axes* has one at "left" and one at "bottom"."""
        super().__init__(background=theme().colours.background)
        # The whole of it is painted in one colour: Qt need not do so before.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # one colour is filled as fast as copied
        self.enableMouse(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._axes = axes
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False)
        self._page = QGraphicsWidget()  # not pyqtgraph's: Qt would ask Python how large it is
        grid = QGraphicsGridLayout()
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(0)
        self._page.setLayout(grid)
        for side, place in (("left", (0, 0)), ("bottom", (1, 1))):
            axis = axes[side]
            axis.setZValue(BEHIND)
            axis.setFlag(QGraphicsItem.GraphicsItemFlag.ItemNegativeZStacksBehindParent)
            axis.linkToView(self._box)
            grid.addItem(axis, *place)
        grid.addItem(self._box, 0, 1)
        grid.setRowStretchFactor(0, 1)
        grid.setColumnStretchFactor(1, 1)
        self._box.disableAutoRange()
        self.setCentralItem(self._page)

    def getViewBox(self) -> pg.ViewBox:
        """Return what the items lie in."""
        return self._box

    def getAxis(self, side: str) -> pg.AxisItem:
        """Return the axis at "left" or "bottom"."""
        return self._axes[side]

    def addItem(self, item: QGraphicsItem) -> None:
        """Draw *item*, in the units of the axes; what is seen of them stays as it was set."""
        self._box.addItem(item, ignoreBounds=True)

    def setXRange(self, low: float, high: float) -> None:
        self._box.setXRange(low, high, padding=0)

    def setYRange(self, low: float, high: float) -> None:
        self._box.setYRange(low, high, padding=0)

    def viewRange(self) -> list[list[float]]:
        """Return what is shown along both axes."""
        shown: list[list[float]] = self._box.viewRange()
        return shown

    def show_grid(self, strength: float, *sides: str) -> None:
        """Draw lines from the ticks of *sides* across the view; *strength* is from 0 to 1."""
        for side in sides:
            self.addItem(Grid(self._axes[side], strength))

    def leave_on_the_right(self, pixels: float) -> None:
        """Let the view end *pixels* before the right edge."""
        self._page.setContentsMargins(0, 0, pixels, 0)
