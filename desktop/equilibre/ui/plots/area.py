"""Filled areas whose hatching keeps its size on screen whatever the axes do."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

Points = list[tuple[float, float]]


class Area(pg.GraphicsObject):
    """Closed shapes in data coordinates, plainly filled, or hatched when estimated."""

    def __init__(self, colour: QColor, hatched: bool = False) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._colour = colour
        self._hatched = hatched

    def set_colour(self, colour: QColor, hatched: bool) -> None:
        self._colour, self._hatched = colour, hatched
        self.update()

    def set_shapes(self, shapes: list[Points]) -> None:
        """Draw each list of (x, y) as one closed shape."""
        self.prepareGeometryChange()
        path = QPainterPath()
        for shape in shapes:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in shape]))
            path.closeSubpath()
        self._path = path
        self.update()

    def boundingRect(self) -> QRectF:
        return self._path.boundingRect()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        # Mapped to the screen by hand: a pattern drawn through the axes would be stretched.
        path = painter.worldTransform().map(self._path)
        painter.save()
        painter.resetTransform()
        painter.setPen(Qt.PenStyle.NoPen)
        if self._hatched:
            faint = QColor(self._colour)
            faint.setAlphaF(self._colour.alphaF() * 0.35)
            painter.fillPath(path, faint)
            painter.fillPath(path, QBrush(self._colour, Qt.BrushStyle.BDiagPattern))
        else:
            painter.fillPath(path, self._colour)
        painter.restore()
