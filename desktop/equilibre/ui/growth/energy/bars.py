"""Paints bars that share one unit and one zero: names at the left, figures at the end."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen

from equilibre.ui.growth.energy.state import Bar, Look
from equilibre.ui.theme import theme

_THICKEST = 38  # pixels at 100 %
_LARGEST_SHARE_OF_NAMES = 0.38
_GAP = 8
_FLAT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def paint_bars(
    painter: QPainter, bars: Sequence[Bar], place: QRectF, tallest: float, size: float = 13.0
) -> None:
    """Paint *bars* one below the other in *place*, each row at most *tallest* pixels high."""
    if not bars:
        return
    row = min(tallest, place.height() / len(bars))
    size = size if row >= theme().px(20) else 12.0
    names = _names_width(bars, place.width(), size)
    figures = max(_width(bar.text, _bold(size)) for bar in bars) + theme().px(_GAP)
    track = QRectF(
        place.left() + names, place.top(), max(1.0, place.width() - names - figures), row
    )
    top = max((bar.value for bar in bars if bar.value is not None), default=0.0)
    for index, bar in enumerate(bars):
        y = place.top() + index * row
        _paint_name(painter, bar, QRectF(place.left(), y, names - theme().px(_GAP), row), size)
        _paint_bar(painter, bar, track.translated(0, y - place.top()), top, size)
    painter.setPen(QPen(theme().colour("axis"), 1))
    painter.drawLine(
        QPointF(track.left(), place.top()), QPointF(track.left(), place.top() + row * len(bars))
    )


def _paint_bar(painter: QPainter, bar: Bar, track: QRectF, top: float, size: float) -> None:
    px = theme().px
    length = 0.0
    if bar.value is not None and top > 0:
        length = track.width() * bar.value / top
        thick = min(px(_THICKEST), track.height() * 0.66)
        box = QRectF(track.left(), track.center().y() - thick / 2, max(length, 1.0), thick)
        brush, pen = bar_dress(bar.look)
        painter.setBrush(brush)
        painter.setPen(pen)
        painter.drawRect(box)
    painter.setFont(_bold(size) if bar.look != "plain" else theme().font(size))
    painter.setPen(theme().colour("text" if bar.value is not None else "secondary"))
    rest = QRectF(track.left() + length + px(_GAP), track.top(), track.width() * 2, track.height())
    painter.drawText(rest, _FLAT, bar.text)


def bar_dress(look: Look) -> tuple[QBrush, QPen]:
    """Return the filling and outline of a bar: what is printed is full, what is computed not."""
    if look == "printed":
        return QBrush(theme().colour("text")), QPen(Qt.PenStyle.NoPen)
    if look in {"recomputed", "chosen"}:
        accent = theme().colour("accent")
        return QBrush(theme().colour("accent", 90)), QPen(accent, 1.6)
    if look == "corrected":
        return QBrush(Qt.BrushStyle.NoBrush), QPen(theme().colour("text"), 1.4)
    return QBrush(theme().colour("idle", 110)), QPen(theme().colour("axis"), 1)


def _paint_name(painter: QPainter, bar: Bar, place: QRectF, size: float) -> None:
    px = theme().px
    font = _bold(size) if bar.look != "plain" else theme().font(size)
    small = theme().font(min(size, 11.5))
    detail = _width(bar.detail, small) + px(6) if bar.detail else 0.0
    name = QFontMetricsF(font).elidedText(
        bar.name, Qt.TextElideMode.ElideRight, place.width() - detail
    )
    painter.setFont(small)
    painter.setPen(theme().colour("secondary"))
    painter.drawText(place, _RIGHT, bar.detail)
    painter.setFont(font)
    painter.setPen(theme().colour("text"))
    painter.drawText(place.adjusted(0, 0, -detail, 0), _RIGHT, name)


def _names_width(bars: Sequence[Bar], width: float, size: float) -> float:
    px = theme().px
    small = theme().font(min(size, 11.5))
    widest = max(
        _width(bar.name, _bold(size)) + (_width(bar.detail, small) + px(6) if bar.detail else 0)
        for bar in bars
    )
    return min(widest + px(_GAP) + 2, width * _LARGEST_SHARE_OF_NAMES)


def _bold(size: float) -> QFont:
    return theme().font(size, QFont.Weight.DemiBold)


def _width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
