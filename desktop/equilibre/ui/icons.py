"""Icons from resources/icons, in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from equilibre.resources import resource
from equilibre.ui.theme import theme

SIZE = 48  # drawn large, shown small: sharp on every screen


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return the icon *name* in the colour of texts, or in another one."""
    normal = QIcon(_drawn(name, colour or theme().colours.text))
    normal.addPixmap(_drawn(name, theme().colours.disabled), QIcon.Mode.Disabled)
    return normal


@cache
def _drawn(name: str, colour: str) -> QPixmap:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    pixmap = QPixmap(QSize(SIZE, SIZE))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode())).render(painter)
    painter.end()
    return pixmap


def family_icon(key: str) -> QIcon:
    """Return the marker of a family: its shape in its colour."""
    return _marker(key, theme().colours.families.get(key, theme().colours.text))


@cache
def _marker(key: str, colour: str) -> QIcon:
    pixmap = QPixmap(QSize(SIZE, SIZE))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    low, middle, high = SIZE * 0.18, SIZE * 0.5, SIZE * 0.82
    if key == "linear":
        painter.drawEllipse(QPointF(middle, middle), SIZE * 0.34, SIZE * 0.34)
    else:
        corners = {
            "polynomial": [(low, low), (high, low), (high, high), (low, high)],
            "kernel": [(middle, low), (high, high), (low, high)],
        }.get(key, [(middle, low * 0.6), (high, middle), (middle, SIZE - low * 0.6), (low, middle)])
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.end()
    return QIcon(pixmap)
