"""Paints what lies over the chart of models: the linear twin, the legend, the small card."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from equilibre.texts import _
from equilibre.ui.growth.marking import Mark
from equilibre.ui.growth.marks import RADIUS, ink, paint_mark
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.stage import Stage
from equilibre.ui.growth.models.state import ModelsState, Point
from equilibre.ui.theme import theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_INSET = (176, 104)
_ROW = 18  # height of a row of the legend
_BESIDE = 26  # mark and gaps beside a text


# -- the linear twin -------------------------------------------------------------------------


def inset_place(stage: Stage) -> QRectF | None:
    """Return where the linear twin goes: the upper corner with fewer points, None where none is."""
    px, area = theme().px, stage.area
    width, height = px(_INSET[0]), px(_INSET[1])
    if area.width < width * 2.2 or area.height < height * 1.6:
        return None
    top = area.top + px(2)
    corners = [
        QRectF(area.left + px(10), top, width, height),
        QRectF(area.right - width - px(4), top, width, height),
    ]
    spots = [QPointF(*stage.spot(point)) for point in stage.plot.points]
    lines = [QPointF(stage.x(x), stage.y(y)) for line in stage.plot.lines for x, y in line.points]
    return min(corners, key=lambda corner: sum(corner.contains(spot) for spot in [*spots, *lines]))


def paint_inset(
    painter: QPainter, place: QRectF, state: ModelsState, seen: Sequence[Point]
) -> None:
    """Paint the same points on linear axes, small, in a corner."""
    twin = state.plot.twin
    if twin is None:
        return
    px = theme().px
    painter.setPen(QPen(theme().colour("grid"), 1))
    painter.setBrush(theme().colour("background"))
    painter.drawRoundedRect(place, px(4), px(4))
    painter.setFont(theme().font(11.5))
    painter.setPen(theme().colour("secondary"))
    painter.drawText(
        place.adjusted(px(8), px(2), -px(4), 0),
        int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft),
        _("The same, linear (L)"),
    )
    inner = place.adjusted(px(10), px(24), -px(10), -px(10))
    painter.setPen(QPen(theme().colour("axis"), 1))
    painter.drawLine(inner.bottomLeft(), inner.bottomRight())
    painter.setPen(Qt.PenStyle.NoPen)
    for point in sorted(seen, key=lambda one: one.rank):
        if point.y is None:
            continue
        x = inner.left() + twin[0].place(point.x) * inner.width()
        y = inner.bottom() - twin[1].place(point.y) * inner.height()
        size = px(2.6) if point.mark.accent else px(1.6)
        painter.setBrush(ink(point.mark))
        painter.drawEllipse(QPointF(x, y), size, size)


# -- legend and card -------------------------------------------------------------------------


def legend_rows(state: ModelsState, width: float) -> list[list[tuple[Mark | None, str]]]:
    """Return the legend in rows of at most *width* pixels; what has no mark names the axis."""
    px = theme().px
    metrics = QFontMetricsF(theme().font(11.5))
    entries: list[tuple[Mark | None, str]] = list(state.legend)
    if state.plot.x.quantity != DATE:
        entries.append((None, f"{state.plot.x.title} →"))
    rows: list[list[tuple[Mark | None, str]]] = [[]]
    used = 0.0
    for mark, text in entries:
        wide = metrics.horizontalAdvance(text) + px(_BESIDE)
        if rows[-1] and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append((mark, text))
        used += wide
    return rows


def legend_height(state: ModelsState, width: float) -> float:
    """Return the pixels that the legend takes under the chart."""
    return float(len(legend_rows(state, width)) * theme().px(_ROW))


def paint_legend(painter: QPainter, target: QRectF, state: ModelsState) -> None:
    """Write what the fillings mean under the chart, and what the horizontal axis measures."""
    px = theme().px
    font = theme().font(11.5)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    rows = legend_rows(state, target.width())
    for index, row in enumerate(rows):
        y = target.bottom() - px(9) - (len(rows) - 1 - index) * px(_ROW)
        x = target.left() + px(8)
        for mark, text in row:
            width = metrics.horizontalAdvance(text) + 2
            if mark is None:  # under the end of its axis
                x = target.right() - px(14) - px(9) - width
            else:
                paint_mark(painter, QPointF(x, y), mark, RADIUS * 0.9)
            painter.setPen(theme().colour("secondary"))
            painter.drawText(QRectF(x + px(9), y - px(9), width, px(_ROW)), _LEFT, text)
            x += width + px(_BESIDE) - 2


def paint_card(painter: QPainter, target: QRectF, stage: Stage, state: ModelsState) -> None:
    """Paint the small card of the point looked at, beside it."""
    point, card = state.plot.point(state.pointed), state.card
    if point is None or card is None:
        return
    px = theme().px
    bold, plain = theme().font(13, QFont.Weight.DemiBold), theme().font(12)
    widest = px(330)
    wide, metrics = QFontMetricsF(bold), QFontMetricsF(plain)
    flow = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    boxes = [
        metrics.boundingRect(QRectF(0, 0, widest, 200), flow, line).size() for line in card.lines
    ]
    width = max([wide.horizontalAdvance(card.title), *(box.width() for box in boxes)]) + px(22)
    height = wide.height() + sum(box.height() for box in boxes) + px(16)
    x, y = stage.spot(point)
    left = x + px(14) if x + px(14) + width < target.right() else x - px(14) - width
    left = max(left, target.left())
    top = min(max(y - height / 2, target.top()), target.bottom() - height)
    place = QRectF(left, top, width, height)
    painter.setPen(QPen(theme().colour("border"), 1))
    painter.setBrush(theme().colour("background"))
    painter.drawRoundedRect(place, px(6), px(6))
    painter.setFont(bold)
    painter.setPen(theme().colour("text"))
    line = QRectF(left + px(10), top + px(7), width - px(16), wide.height())
    painter.drawText(line, _LEFT, card.title)
    painter.setFont(plain)
    for index, (text, box) in enumerate(zip(card.lines, boxes, strict=True)):
        line = QRectF(left + px(10), line.bottom(), width - px(16), box.height())
        painter.setPen(_card_ink(index, len(boxes)))
        painter.drawText(line, flow, text)


def _card_ink(index: int, count: int) -> QColor:
    """Return the colour of a line of the card: what comes first and last is quieter."""
    return theme().colour("secondary" if index in (0, count - 1) else "text")
