"""The quiet lines and numbers around a painted picture."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from equilibre.ui.plots.tick import Tick
from equilibre.ui.theme import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


def tick_room(ticks: Iterable[Tick]) -> float:
    """Return the width that the numbers of a vertical axis take."""
    metrics = QFontMetricsF(theme().font(12))
    widest = max((metrics.horizontalAdvance(tick.text) for tick in ticks), default=0.0)
    return widest + theme().px(8)


def rule_heights(painter: QPainter, ticks: Iterable[Tick], plot: QRectF, left: float) -> None:
    """Draw a line at each height of *plot*, with its number right-aligned before it."""
    px = theme().px
    painter.setFont(theme().font(12))
    for tick in ticks:
        y = plot.bottom() - tick.place * plot.height()
        painter.setPen(QPen(theme().colour("axis" if tick.place == 0 else "grid"), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(theme().colour("secondary"))
        number = QRectF(left, y - px(9), plot.left() - px(6) - left, px(18))
        painter.drawText(number, int(RIGHT), tick.text)


def rule_widths(
    painter: QPainter, ticks: Iterable[Tick], plot: QRectF, lines: bool = False
) -> None:
    """Write the numbers below *plot*, as many as fit, with a line above each if wanted."""
    px = theme().px
    painter.setFont(theme().font(12))
    metrics = QFontMetricsF(theme().font(12))
    small = QFontMetricsF(theme().font(11.5))
    free, free_words = float("-inf"), float("-inf")
    for tick in ticks:
        x = plot.left() + tick.place * plot.width()
        if lines:
            painter.setPen(QPen(theme().colour("grid"), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        half = metrics.horizontalAdvance(tick.text) / 2
        if x - half < free:
            continue
        free = x + half + px(8)
        painter.setPen(theme().colour("secondary"))
        painter.setFont(theme().font(12))
        painter.drawText(
            QRectF(x - half - 2, plot.bottom() + px(4), 2 * half + 4, px(17)),
            int(CENTRE),
            tick.text,
        )
        half = small.horizontalAdvance(tick.words) / 2
        if tick.words and x - half >= free_words:
            free_words = x + half + px(8)
            painter.setFont(theme().font(11.5))
            painter.drawText(
                QRectF(x - half - 2, plot.bottom() + px(20), 2 * half + 4, px(16)),
                int(CENTRE),
                tick.words,
            )


def write(
    painter: QPainter,
    text: str,
    where: QPointF,
    colour: QColor,
    bounds: QRectF,
    side: str = "right",
    size: float = 12,
    weight: QFont.Weight = QFont.Weight.DemiBold,
) -> QRectF:
    """Write *text* beside *where* ("right", "left" or "middle" of it), kept inside *bounds*."""
    px = theme().px
    font = theme().font(size, weight)
    metrics = QFontMetricsF(font)
    lines = text.split("\n")
    width = max(map(metrics.horizontalAdvance, lines)) + 2
    height = metrics.height() * len(lines)
    x = where.x() - {"right": 0.0, "left": width, "middle": width / 2}[side]
    x = min(max(x, bounds.left()), bounds.right() - width)
    y = min(max(where.y() - height / 2, bounds.top()), bounds.bottom() - height)
    place = QRectF(x, y, width, height)
    # A ground of the page's colour: lines never run through words.
    ground = theme().colour("background", 225)
    painter.fillRect(place.adjusted(-px(3), 0, px(3), 0), ground)
    painter.setFont(font)
    painter.setPen(colour)
    alignment = Qt.AlignmentFlag.AlignRight if side == "left" else Qt.AlignmentFlag.AlignLeft
    if side == "middle":
        alignment = Qt.AlignmentFlag.AlignHCenter
    painter.drawText(place, int(alignment | Qt.AlignmentFlag.AlignTop), text)
    return place
