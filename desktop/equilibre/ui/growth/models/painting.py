"""Paints the parts of the chart of models."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from equilibre.texts import _
from equilibre.ui.growth.marks import RADIUS, ink, paint_interval, paint_mark
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.labels import Box, Wish, arranged
from equilibre.ui.growth.models.stage import Placed, Stage, thinned
from equilibre.ui.growth.models.state import Line, ModelsState, Plot, Point
from equilibre.ui.theme import theme

_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_INSET = (176, 104)
_NAMED_FROM = 1  # rank


def tick_widths(plot: Plot) -> float:
    """Return the width of the longest text of the vertical axis."""
    metrics = QFontMetricsF(theme().font(12))
    texts = [tick.text for tick in plot.y.ticks]
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
    painter.setFont(theme().font(12))
    _paint_upward(painter, stage)
    _paint_across(painter, stage, state)


def _paint_upward(painter: QPainter, stage: Stage) -> None:
    px, area = theme().px, stage.area
    for placed in _apart(stage.upward(), px(22)):
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
    under = area.bottom + (px(22) if plot.undisclosed else px(4))
    metrics = QFontMetricsF(theme().font(12))
    widest = max((metrics.horizontalAdvance(tick.text) for tick in plot.x.ticks), default=0.0)
    for placed in _apart(stage.across(), widest + px(14)):
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


def _apart(placed: list[Placed], room: float) -> list[Placed]:
    """Return the ticks that do not crowd each other; those that fade are thinned by themselves."""
    groups: dict[float, list[Placed]] = {}
    for one in placed:
        groups.setdefault(one.opacity, []).append(one)
    return [one for group in groups.values() for one in thinned(group, room)]


def _paint_year(painter: QPainter, stage: Stage, state: ModelsState) -> None:
    """Paint the year large behind the points, and the newest model, while years go by."""
    if not state.newest_text:
        return
    px, area = theme().px, stage.area
    height = min(px(110), area.height * 0.4)
    painter.setFont(theme().font(height / theme().px(100) * 90, QFont.Weight.DemiBold))
    painter.setPen(theme().colour("grid"))
    middle = QRectF(area.left, area.top + area.height * 0.18, area.width, height)
    painter.drawText(middle, _MIDDLE, str(date.fromordinal(state.day).year))
    painter.setFont(theme().font(20, QFont.Weight.DemiBold))
    painter.setPen(theme().colour("text"))
    painter.drawText(
        QRectF(area.left, middle.bottom(), area.width, px(32)), _MIDDLE, state.newest_text
    )


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
        size = RADIUS * (1.25 if point.rank > _NAMED_FROM else 1.0)
        if point.key == state.newest and state.newest_text:
            size *= 1.7
        paint_mark(painter, QPointF(x, y), point.mark, size)
        if point.key == state.pointed:
            painter.setPen(QPen(theme().colour("focus"), theme().px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = theme().px(size + 5)
            painter.drawEllipse(QPointF(x, y), ring, ring)
    painter.setOpacity(1.0)


def paint_lines(painter: QPainter, stage: Stage, state: ModelsState) -> None:
    """Paint the lines, each with its name at its end."""
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
    left = min(end.x() + px(6), area.right - size[0])
    top = min(max(end.y() - size[1] - px(2), area.top), area.bottom - size[1])
    room = QRectF(left, top, *size)
    while any(room.intersects(other) for other in taken):
        room.translate(0, size[1])
    taken.append(room)
    painter.fillRect(room, theme().colour("background", 215))
    painter.setFont(font)
    painter.setPen(theme().colour("text" if own else "secondary"))
    painter.drawText(room, _MIDDLE, line.label)


def paint_names(
    painter: QPainter,
    stage: Stage,
    state: ModelsState,
    seen: Sequence[Point],
    inset: QRectF | None,
) -> None:
    """Write the names of the course, of the student's runs and of the largest of their time."""
    px, area = theme().px, stage.area
    fonts = {
        True: theme().font(13, QFont.Weight.DemiBold),
        False: theme().font(11.5),
    }
    metrics = {course: QFontMetricsF(font) for course, font in fonts.items()}
    spots = {point.key: stage.spot(point) for point in seen}
    named = sorted(
        (point for point in seen if point.rank >= _NAMED_FROM and point.key != state.pointed),
        key=lambda point: (-point.rank, -(point.y or 0.0)),
    )
    wishes = [
        Wish(
            point.key,
            *spots[point.key],
            metrics[point.mark.accent].horizontalAdvance(point.name) + 2,
            metrics[point.mark.accent].height() - 2,
            point.mark.accent,
        )
        for point in named
    ]
    radius = float(px(RADIUS + 1.5))
    marks = [Box(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in spots.values()]
    bounds = Box(area.left, area.top - px(8), area.width + px(12), area.height + px(32))
    taken = [] if inset is None else [Box(inset.x(), inset.y(), inset.width(), inset.height())]
    places = arranged(wishes, marks, taken, bounds, radius)
    for point in named:
        box = places.get(point.key)
        if box is None:
            continue
        painter.setFont(fonts[point.mark.accent])
        painter.setPen(ink(point.mark))
        painter.drawText(QRectF(box.left, box.top, box.width, box.height), _MIDDLE, point.name)


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


def paint_legend(painter: QPainter, target: QRectF, state: ModelsState) -> None:
    """Write what the fillings mean under the chart, and what the horizontal axis measures."""
    px = theme().px
    font = theme().font(11.5)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    y = target.bottom() - px(9)
    x = target.left() + px(8)
    for mark, text in state.legend:
        paint_mark(painter, QPointF(x, y), mark, RADIUS * 0.9)
        painter.setPen(theme().colour("secondary"))
        width = metrics.horizontalAdvance(text) + 2
        painter.drawText(QRectF(x + px(9), y - px(9), width, px(18)), _LEFT, text)
        x += width + px(26)
    title = state.plot.x.title
    if state.plot.x.quantity != DATE:
        width = metrics.horizontalAdvance(title + " →")
        if x + width < target.right():
            room = QRectF(target.right() - width - px(14), y - px(9), width + 2, px(18))
            painter.drawText(room, _RIGHT, title + " →")


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
