"""Paints the marks of the charts of growth: shape = domain, filling = how the figure came to be."""

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from equilibre.ui.growth.marking import Fill, Mark
from equilibre.ui.theme import theme

RADIUS = 5.0  # pixels at 100 %
_CORNERS = {"square": (4, 45.0), "diamond": (4, 0.0), "triangle": (3, 0.0), "drop": (3, 180.0)}
_MORE_CORNERS = {"pentagon": (5, 0.0), "hexagon": (6, 30.0)}
_GROWN = {"square": 1.2, "triangle": 1.25, "drop": 1.25, "diamond": 1.2, "star": 1.5, "kite": 1.3}
"""How much farther than a disc's edge the corners stand, for a like area."""
_ICON = 32


@cache
def outline(shape: str, radius: float) -> QPainterPath:
    """Return the outline of *shape* around the origin, about as large as a disc of *radius*."""
    path = QPainterPath()
    radius *= _GROWN.get(shape, 1.1 if shape in _MORE_CORNERS else 1.0)
    if shape == "star":
        path.addPolygon(_ring([radius, radius * 0.45] * 5, 0.0))
    elif shape == "kite":
        path.addPolygon(_ring([radius, radius * 0.6, radius * 1.1, radius * 0.6], 0.0))
    elif shape in _CORNERS or shape in _MORE_CORNERS:
        count, turn = (_CORNERS | _MORE_CORNERS)[shape]
        path.addPolygon(_ring([radius] * count, turn))
    else:
        path.addEllipse(QPointF(0, 0), radius, radius)
    path.closeSubpath()
    return path


def _ring(radii: list[float], turn: float) -> QPolygonF:
    """Return corners at *radii*, clockwise from the top turned by *turn* degrees."""
    step = 2 * math.pi / len(radii)
    return QPolygonF(
        [
            QPointF(
                radius * math.sin(index * step + math.radians(turn)),
                -radius * math.cos(index * step + math.radians(turn)),
            )
            for index, radius in enumerate(radii)
        ]
    )


def ink(mark: Mark) -> QColor:
    """Return the colour of a mark: the accent for the three of the course."""
    return theme().colour("accent" if mark.accent else "secondary")


def paint_mark(
    painter: QPainter,
    where: QPointF,
    mark: Mark,
    size: float = RADIUS,
    colour: QColor | None = None,
) -> None:
    """Paint a mark at *where*, its radius *size* pixels at 100 %."""
    colour = colour or ink(mark)
    radius = size * theme().scale_percent / 100
    width = max(1.0, 1.5 * theme().scale_percent / 100)
    if mark.fill is Fill.CROSS:
        _paint_cross(painter, where, radius * 0.8, colour, width)
        return
    path = outline(mark.shape, radius)
    painter.save()
    painter.translate(where)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("background"))
    painter.drawPath(path)  # what is hollow hides what lies behind it
    # Inside a dotted outline the filling is smaller, so that the dots are seen.
    filling = outline(mark.shape, radius * 0.55) if mark.unverified else path
    if mark.fill in (Fill.FULL, Fill.HALF):
        painter.setBrush(colour)
        painter.drawPath(filling if mark.fill is Fill.FULL else _lower_half(filling))
    pen = QPen(colour, width)
    if mark.unverified:
        pen.setDashPattern([1.0, 1.6])
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def _lower_half(path: QPainterPath) -> QPainterPath:
    box = path.boundingRect()
    lower = QPainterPath()
    lower.addRect(QRectF(box.left(), 0, box.width(), box.bottom()))
    return path.intersected(lower)


def _paint_cross(
    painter: QPainter, where: QPointF, radius: float, colour: QColor, width: float
) -> None:
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for slope in (-1, 1):
        across = QPointF(radius, slope * radius)
        painter.drawLine(where - across, where + across)


def paint_interval(
    painter: QPainter, first: QPointF, last: QPointF, colour: QColor, empty: bool = False
) -> None:
    """Paint the bar of an interval; *empty* (dashed): bounds between which no value is known."""
    pixel = theme().scale_percent / 100
    pen = QPen(colour, max(1.0, 1.5 * pixel))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if empty:
        pen.setDashPattern([2.5, 2.5])
    painter.setPen(pen)
    painter.drawLine(first, last)
    pen.setStyle(Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    upright = abs(last.y() - first.y()) >= abs(last.x() - first.x())
    cap = QPointF(3.5 * pixel, 0) if upright else QPointF(0, 3.5 * pixel)
    for end in (first, last):
        painter.drawLine(end - cap, end + cap)


def mark_icon(mark: Mark, colour: QColor | None = None) -> QIcon:
    """Return a mark as the icon of a control."""
    pixmap = QPixmap(QSize(_ICON, _ICON))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(2.0, 2.0)
    paint_mark(painter, QPointF(_ICON / 4, _ICON / 4), mark, 500 / theme().scale_percent, colour)
    painter.end()
    return QIcon(pixmap)
