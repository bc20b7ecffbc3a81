"""Paints the axes, the points and the lines of the chart of models."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from equilibre.texts import _
from equilibre.ui.growth.marks import RADIUS, ink, paint_interval, paint_mark
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.stage import Placed, Stage, thinned
from equilibre.ui.growth.models.state import Line, ModelsState, Plot, Point
from equilibre.ui.theme import theme

_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
NAMED_FROM = 1  # rank
_STEPS = (1, 2, 5, 10)
_DECADES = (1, 3, 6, 12)  # a million, a billion, a thousand billion stay


def tick_widths(plot: Plot) -> float:
    """Return the width of the longest text of the vertical axis."""
    metrics = QFontMetricsF(theme().font(12))
    texts = [*(tick.text for tick in plot.y.ticks), plot.undisclosed]
    return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)


# -- axes ------------------------------------------------------------------------------------


def paint_ground(
    painter: QPainter, stage: Stage, state: ModelsState, brush: tuple[float, float] | None
) -> None:
    """Paint what lies behind the points: the year, the dates measured, the axes."""
    _paint_year(painter, stage, state)
    if state.tool == "fit" and state.plot.x.quantity == DATE:
        first, last = brush or (state.fitting.first, state.fitting.last)
        left, right = sorted((stage.x(first), stage.x(last)))
        band = QRectF(left, stage.area.top, right - left, stage.area.height)
        painter.fillRect(band, theme().colour("info_background"))
    if not state.plot.points:
        _paint_notice(painter, stage, 0.0, _("No model has these figures."))
    elif state.tool == "draw" and not (state.continuation.drawn or state.continuation.revealed):
        course = [point for point in state.plot.points if point.mark.accent]
        left = stage.spot(course[-1])[0] - stage.area.left if course else 0.0
        _paint_notice(painter, stage, left, _("And then? Draw on from here."))
    painter.setFont(theme().font(12))
    _paint_upward(painter, stage)
    _paint_across(painter, stage, state)


def _paint_notice(painter: QPainter, stage: Stage, left: float, text: str) -> None:
    """Write a sentence where there are no points, *left* pixels from the vertical axis on."""
    px, area = theme().px, stage.area
    painter.setFont(theme().font(18, QFont.Weight.DemiBold))
    painter.setPen(theme().colour("secondary"))
    room = QRectF(
        area.left + left + px(12), area.top, area.width - left - px(12), area.height * 0.85
    )
    painter.drawText(room, _MIDDLE | int(Qt.TextFlag.TextWordWrap), text)


def _paint_upward(painter: QPainter, stage: Stage) -> None:
    px, area = theme().px, stage.area
    for placed in _apart(stage.upward(), px(22), stage.plot.y.logarithmic):
        painter.setOpacity(placed.opacity)
        painter.setPen(QPen(theme().colour("grid"), 1))
        painter.drawLine(QPointF(area.left, placed.position), QPointF(area.right, placed.position))
        painter.setPen(theme().colour("secondary"))
        room = QRectF(0, placed.position - px(9), area.left - px(6), px(18))
        painter.drawText(room, _RIGHT, placed.tick.text)
    painter.setOpacity(1.0)


def _paint_across(painter: QPainter, stage: Stage, state: ModelsState) -> None:
    px, area, plot = theme().px, stage.area, state.plot
    painter.setPen(QPen(theme().colour("axis"), 1))
    painter.drawLine(QPointF(area.left, area.bottom), QPointF(area.right, area.bottom))
    under = area.bottom + (px(26) if plot.undisclosed else px(4))
    metrics = QFontMetricsF(theme().font(12))
    widest = max((metrics.horizontalAdvance(tick.text) for tick in plot.x.ticks), default=0.0)
    for placed in _apart(stage.across(), widest + px(14), plot.x.logarithmic):
        painter.setOpacity(placed.opacity)
        painter.setPen(QPen(theme().colour("axis"), 1))
        x = placed.position
        painter.drawLine(QPointF(x, area.bottom), QPointF(x, area.bottom + px(3)))
        painter.setPen(theme().colour("secondary"))
        left = min(x - widest / 2 - px(2), area.right + px(14) - widest - px(4))
        painter.drawText(QRectF(left, under, widest + px(4), px(18)), _MIDDLE, placed.tick.text)
    painter.setOpacity(1.0)
    if plot.undisclosed:
        painter.setPen(theme().colour("secondary"))
        painter.setFont(theme().font(11.5))
        room = QRectF(0, area.row - px(9), area.left - px(6), px(18))
        text = painter.fontMetrics().elidedText(
            plot.undisclosed, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, _RIGHT, text)


def _apart(placed: list[Placed], room: float, logarithmic: bool) -> list[Placed]:
    """Return the ticks that do not crowd each other; those that fade are thinned by themselves."""
    every = _DECADES if logarithmic else _STEPS
    groups: dict[float, list[Placed]] = {}
    for one in placed:
        groups.setdefault(one.opacity, []).append(one)
    return [one for group in groups.values() for one in thinned(group, room, every)]


def _paint_year(painter: QPainter, stage: Stage, state: ModelsState) -> None:
    """Paint the year large behind the points, and the newest model, while years go by."""
    if not state.newest_text:
        return
    px, area = theme().px, stage.area
    height = min(px(110), area.height * 0.4)
    painter.setFont(theme().font(height / theme().px(100) * 90, QFont.Weight.DemiBold))
    painter.setPen(theme().colour("grid"))
    # At the right, where the future is, and in the half of it that is emptier at the end.
    names = px(32)
    top = area.top + px(6) if _sinks(stage) else area.bottom - height - names - px(10)
    room = QRectF(area.left, top, area.width - px(10), height)
    painter.drawText(room, _RIGHT, str(date.fromordinal(state.day).year))
    painter.setFont(theme().font(20, QFont.Weight.DemiBold))
    painter.setPen(theme().colour("text"))
    room = QRectF(area.left, room.bottom(), room.width(), names)
    painter.drawText(room, _RIGHT, state.newest_text)


def _sinks(stage: Stage) -> bool:
    """Return whether the lower right of the chart is fuller than its upper right."""
    area = stage.area
    spots = [stage.spot(point) for point in stage.plot.points if point.y is not None]
    lower = [y > area.top + area.height / 2 for x, y in spots if x > area.left + area.width / 2]
    return stage.plot.y.logarithmic and sum(lower) > len(lower) / 2


# -- points ----------------------------------------------------------------------------------


def paint_points(
    painter: QPainter, stage: Stage, state: ModelsState, seen: Sequence[tuple[Point, float]]
) -> None:
    """Paint the points, those of the course last, over the others."""
    for point, clear in sorted(seen, key=lambda one: one[0].rank):
        x, y = stage.spot(point)
        painter.setOpacity(clear * stage.opacity(point))
        colour = ink(point.mark)
        if point.low is not None and point.high is not None:
            paint_interval(
                painter,
                QPointF(x, stage.y(point.low)),
                QPointF(x, stage.y(point.high)),
                colour,
                point.empty,
            )
        size = RADIUS * (1.25 if point.rank > NAMED_FROM else 1.0)
        if point.key == state.newest and state.newest_text:
            size *= 1.7
        paint_mark(painter, QPointF(x, y), point.mark, size)
        if point.key == state.pointed:
            painter.setPen(QPen(theme().colour("focus"), theme().px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = theme().px(size + 5)
            painter.drawEllipse(QPointF(x, y), ring, ring)
    painter.setOpacity(1.0)


def paint_lines(painter: QPainter, stage: Stage, state: ModelsState) -> list[QRectF]:
    """Paint the lines, each with its name at its end; return where the names stand."""
    area = stage.area
    taken: list[QRectF] = []
    for line in state.plot.lines:
        spots = [QPointF(stage.x(x), stage.y(y)) for x, y in line.points]
        inside = [spot for spot in spots if area.top - 1 <= spot.y() <= area.bottom + 1]
        painter.save()
        painter.setClipRect(QRectF(area.left, area.top, area.width, area.height))
        painter.setPen(_pen(line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(spots))
        painter.restore()
        if line.label and inside:
            _paint_end(painter, stage, line, inside[-1], taken)
    return taken


def _pen(line: Line) -> QPen:
    own = line.key in ("fit", "drawn")
    pen = QPen(theme().colour("text" if own else "secondary"), theme().px(2) if own else 1.2)
    if line.key == "moore":
        pen.setStyle(Qt.PenStyle.DashLine)
    elif line.key == "koomey":
        pen.setStyle(Qt.PenStyle.DashDotLine)
    return pen


def _paint_end(
    painter: QPainter, stage: Stage, line: Line, end: QPointF, taken: list[QRectF]
) -> None:
    px, area = theme().px, stage.area
    own = line.key in ("fit", "drawn")
    font = theme().font(13 if own else 12, QFont.Weight.DemiBold if own else QFont.Weight.Normal)
    metrics = QFontMetricsF(font)
    size = (metrics.horizontalAdvance(line.label) + px(6), metrics.height())
    rises = len(line.points) > 1 and line.points[-1][1] > line.points[0][1]
    left = end.x() - size[0] - px(8) if own and rises else end.x() + px(6)
    left = min(left, area.right - size[0])
    top = min(max(end.y() - size[1] - px(2), area.top), area.bottom - size[1])
    room = QRectF(left, top, *size)
    while any(room.intersects(other) for other in taken):
        room.translate(0, size[1])
    taken.append(room)
    painter.fillRect(room, theme().colour("background", 215))
    painter.setFont(font)
    painter.setPen(theme().colour("text" if own else "secondary"))
    painter.drawText(room, _MIDDLE, line.label)
