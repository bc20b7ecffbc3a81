"""A colour and a shape for each class: told apart without the colour too."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from equilibre.ui.theme import theme

# Neighbours differ in lightness as well as in hue, so that they differ in greys too.
_LIGHT = (
    "#0060A8", "#E08214", "#1B7A6E", "#C2378A", "#8A6D00",
    "#56A5DC", "#7B2D6B", "#5B8C2A", "#B34A00", "#4B5563",
)  # fmt: skip
_DARK = (
    "#4E9FE0", "#F5A94A", "#3CC7B0", "#EE7DB8", "#E8D46A",
    "#A9D8F7", "#C79BE8", "#9BD067", "#FF8A5C", "#B4BCC6",
)  # fmt: skip

_TRIANGLE = ((0, -1.1), (0.98, 0.75), (-0.98, 0.75))
_DIAMOND = ((0, -1.2), (1.05, 0), (0, 1.2), (-1.05, 0))
_SQUARE = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
_PENTAGON = ((0, -1.1), (1.05, -0.3), (0.65, 0.95), (-0.65, 0.95), (-1.05, -0.3))
_STAR = (
    (0, -1.3), (0.36, -0.42), (1.24, -0.4), (0.57, 0.19), (0.76, 1.05),
    (0, 0.55), (-0.76, 1.05), (-0.57, 0.19), (-1.24, -0.4), (-0.36, -0.42),
)  # fmt: skip
_PLUS = (
    (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4),
    (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4),
)  # fmt: skip
_Corners = tuple[tuple[float, float], ...]


def _turned(corners: _Corners) -> _Corners:
    return tuple((x, -y) for x, y in corners)


_SHAPES: tuple[_Corners, ...] = (
    (),
    _SQUARE,
    _TRIANGLE,
    _DIAMOND,
    _PLUS,
    _STAR,
    _turned(_TRIANGLE),
    _PENTAGON,
    _turned(_PENTAGON),
    _turned(_STAR),
)  # fmt: skip - the first one is a disc


def class_colour(number: int, alpha: int = 255) -> QColor:
    """Return the colour of a class; they come again from the eleventh on."""
    colours = _LIGHT if theme().name == "light" else _DARK
    colour = QColor(colours[number % len(colours)])
    colour.setAlpha(alpha)
    return colour


def draw_mark(painter: QPainter, number: int, centre: QPointF, radius: float, ring: QPen) -> None:
    """Draw the shape of a class, filled with its colour, outlined with *ring*."""
    painter.setPen(ring)
    painter.setBrush(class_colour(number))
    corners = _SHAPES[(number + number // len(_SHAPES)) % len(_SHAPES)]
    if not corners:
        painter.drawEllipse(centre, radius, radius)
        return
    painter.drawPolygon(
        QPolygonF([QPointF(centre.x() + radius * x, centre.y() + radius * y) for x, y in corners])
    )


def write_haloed(painter: QPainter, place: QRectF, text: str, ink: QColor) -> None:
    """Write *text* in the middle of *place*, in a halo that parts it from what lies under."""
    metrics = painter.fontMetrics()
    path = QPainterPath()
    path.addText(
        place.center().x() - metrics.horizontalAdvance(text) / 2,
        place.center().y() + (metrics.ascent() - metrics.descent()) / 2,
        painter.font(),
        text,
    )
    halo = theme().colour("background", 215)
    painter.strokePath(
        path,
        QPen(
            halo,
            theme().px(3.5),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        ),
    )
    painter.fillPath(path, ink)
