"""The strip of what no sensor and no estimate covers, on top of a stack of powers."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from equilibre.ui.plots.canvas import Part
from equilibre.ui.plots.overlay import EVERYWHERE
from equilibre.ui.plots.series import Numbers
from equilibre.ui.theme import theme

STRIP_PIXELS = 13  # at 100 %: its height says nothing, so it is the same whatever the axis


class UnmeteredStrip(Part):
    """An empty strip, open above, on top of a stack: there is more, and nobody knows how much."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[tuple[Numbers, Numbers]] = []

    def set_tops(self, pieces: list[tuple[Numbers, Numbers]], since: float = EVERYWHERE) -> None:
        """Stand on each (times, watts), which are as before until *since*."""
        self._pieces = pieces
        self.paint_again(since)

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        if not self._pieces:
            return
        transform = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setPen(QPen(theme().colour("secondary", 200), 1, Qt.PenStyle.DotLine))
        height = theme().px(STRIP_PIXELS)
        for x, y in self._pieces:
            edge = transform.map(pg.functions.arrayToQPolygonF(x, y))
            edge.translate(0, -height)
            painter.drawPolyline(edge)
            for end in (edge.first(), edge.last()):
                painter.drawLine(end + QPointF(0, height), end)
        painter.restore()


def calm(y: Numbers, reach: int) -> Numbers:
    """Return the highest value within *reach* places: a line that does not follow each noise."""
    highest = np.concatenate((np.full(reach, y[0]), y, np.full(reach, y[-1])))
    size, wanted = 1, 2 * reach + 1  # places that each of them looks at
    while size < wanted:
        step = min(size, wanted - size)
        highest = np.maximum(highest[:-step], highest[step:])
        size += step
    return highest
