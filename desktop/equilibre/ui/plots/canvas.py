"""What is drawn in the units of the axes, as one item: each one more costs Qt time every frame."""

import math
from abc import ABC, abstractmethod
from operator import attrgetter

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from equilibre.ui.plots.overlay import EVERYWHERE, PlotWide
from equilibre.ui.plots.series import Numbers

_BESIDE = 2  # points outside what is exposed, for the line that comes from there


class Part(ABC):
    """Something that may be anywhere in the plot, in the coordinates of the data.

    A curve that goes on changes at its end: only that is painted anew.
    """

    def __init__(self) -> None:
        self.canvas: Canvas | None = None
        self.height = 0.0  # among the parts of the canvas
        self.shown = True

    def show(self, shown: bool) -> None:
        if shown != self.shown:
            self.shown = shown
            self.paint_again()

    def paint_again(self, since: float = EVERYWHERE) -> None:
        """Have everything right of *since* painted anew."""
        if self.canvas is not None:
            self.canvas.paint_again(since)

    @abstractmethod
    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what lies in *exposed*; the transform of *painter* is left as it is."""


class Canvas(PlotWide):
    """Paints its parts, from the lowest up."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.parts: list[Part] = []
        self._changed_since = math.inf  # and told to Qt, which has not painted it yet

    def add(self, part: Part, height: float = 0.0) -> None:
        """Draw *part* from now on, above those of the same *height* added before."""
        part.canvas, part.height = self, height
        self.parts = sorted((*self.parts, part), key=attrgetter("height"))

    def paint_again(self, since: float = EVERYWHERE) -> None:
        if since < self._changed_since:
            self._changed_since = since
            super().paint_again(since)

    def viewRangeChanged(self) -> None:
        super().viewRangeChanged()
        self._changed_since = math.inf  # it was told in the coordinates of another view

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        self._changed_since = math.inf
        exposed = option.exposedRect
        for part in self.parts:
            if part.shown:
                part.paint(painter, exposed)


def within(x: Numbers, exposed: QRectF) -> slice:
    """Return which of the points *x*, ascending, have to do with what shows in *exposed*."""
    first, beyond = x.searchsorted((exposed.left(), exposed.right()))
    return slice(max(0, int(first) - _BESIDE), int(beyond) + _BESIDE)
