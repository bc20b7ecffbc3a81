"""Paints the curves and the clouds of an experiment."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from equilibre.ui.plots.ruling import rule_heights, rule_widths, tick_room, write
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.drawing import Curves, Line, Mark

_NAMES_SHARE = 0.3  # of the width, at most, for the names at the ends of the lines
_RADIUS = 4.5  # pixels at 100 %
_FAMILIES = ("linear", "polynomial", "kernel", "network")
_MORE = ("training", "production", "use", "inference")  # phases whose colours follow
_STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
_FLAT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def ink(look: int) -> QColor:
    """Return the colour of the series at place *look*."""
    colours = theme().colours
    if look < len(_FAMILIES):
        return QColor(colours.families[_FAMILIES[look]])
    return QColor(colours.phases[_MORE[(look - len(_FAMILIES)) % len(_MORE)]])


def paint_shape(painter: QPainter, look: int, where: QPointF, radius: float) -> None:
    """Paint the shape of the series at place *look*: disc, square, triangle, diamond, triangle."""
    r = radius
    match look % 5:
        case 0:
            painter.drawEllipse(where, r, r)
        case 1:
            painter.drawRect(QRectF(where.x() - r * 0.9, where.y() - r * 0.9, 1.8 * r, 1.8 * r))
        case 2:
            corners = [
                QPointF(0, -1.25 * r),
                QPointF(1.15 * r, 0.9 * r),
                QPointF(-1.15 * r, 0.9 * r),
            ]
            painter.drawPolygon(QPolygonF([where + corner for corner in corners]))
        case 3:
            d = 1.3 * r
            corners = [QPointF(0, -d), QPointF(d, 0), QPointF(0, d), QPointF(-d, 0)]
            painter.drawPolygon(QPolygonF([where + corner for corner in corners]))
        case _:
            corners = [
                QPointF(0, 1.25 * r),
                QPointF(1.15 * r, -0.9 * r),
                QPointF(-1.15 * r, -0.9 * r),
            ]
            painter.drawPolygon(QPolygonF([where + corner for corner in corners]))


class CurvesPainting:
    """Where the marks of some curves stand in a place, and their painting."""

    def __init__(self, curves: Curves, target: QRectF) -> None:
        px = theme().px
        self._curves = curves
        self._names_room = self._names_width(target.width())
        self.plot = target.adjusted(
            tick_room(curves.y_ticks), px(30), -self._names_room - px(4), -px(40)
        )
        self.places = [self._at(mark.x, mark.y) for line in curves.lines for mark in line.marks]
        self._left = target.left()

    def _names_width(self, width: float) -> float:
        if not any(line.name for line in self._curves.lines):
            return theme().px(12)
        metrics = QFontMetricsF(theme().font(12, QFont.Weight.DemiBold))
        widest = max(metrics.horizontalAdvance(line.name) for line in self._curves.lines)
        return min(widest + theme().px(22), width * _NAMES_SHARE)

    def _at(self, x: float, y: float) -> QPointF:
        plot = self.plot
        return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height())

    def paint(self, painter: QPainter, current: int) -> None:
        """Paint everything; the mark at *current* is ringed and read."""
        px = theme().px
        curves, plot = self._curves, self.plot
        rule_heights(painter, curves.y_ticks, plot, self._left)
        rule_widths(painter, curves.x_ticks, plot)
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        wide = plot.adjusted(self._left - plot.left(), -px(28), px(60), 0)
        write_line(
            painter, curves.y_title, QRectF(wide.left(), wide.top(), wide.width(), px(17)), _FLAT
        )
        axis_name(
            painter,
            curves.x_title,
            QRectF(self._left, plot.bottom() + px(21), plot.right() - self._left, px(17)),
            self._names_room,
        )
        if curves.front:
            self._front(painter)
        for line in curves.lines:
            self._line(painter, line)
        for line in curves.lines:
            for mark in line.marks:
                self._mark(painter, line, mark)
        self._names(painter)
        if 0 <= current < len(self.places):
            self._read(painter, current)

    def _front(self, painter: QPainter) -> None:
        corners = [self._at(x, y) for x, y in self._curves.front]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("accent"), 1.2, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(corners))
        write(
            painter,
            self._curves.front_name,
            self.front_name_place(corners),
            theme().colour("accent"),
            self.plot,
            size=11.5,
            weight=QFont.Weight.Normal,
        )

    def front_name_place(self, corners: list[QPointF]) -> QPointF:
        """Return where the name of the front begins: along it, over no mark if that is possible."""
        px = theme().px
        metrics = QFontMetricsF(theme().font(11.5))
        width, height = metrics.horizontalAdvance(self._curves.front_name), metrics.height()
        marks = [self._room_of(mark) for line in self._curves.lines for mark in line.marks]
        sides = (px(14), -px(14), px(30), -px(30))
        starts = [corner + QPointF(px(8), side) for side in sides for corner in corners]
        starts += [corner + QPointF(-px(8) - width, side) for side in sides for corner in corners]
        for start in starts:
            place = QRectF(start.x(), start.y() - height / 2, width, height)
            if self.plot.contains(place) and not any(mark.intersects(place) for mark in marks):
                return start
        return starts[0]

    def _room_of(self, mark: Mark) -> QRectF:
        """Return the room that a mark takes with the bar of its bounds."""
        low = mark.y if mark.low is None else mark.low
        high = mark.y if mark.high is None else mark.high
        around = theme().px(6)
        bar = QRectF(self._at(mark.x, high), self._at(mark.x, low))
        return bar.adjusted(-around, -around, around, around)

    def _line(self, painter: QPainter, line: Line) -> None:
        if not line.joined or len(line.marks) < 2:  # noqa: PLR2004
            return
        colour = ink(line.look)
        banded = [mark for mark in line.marks if mark.low is not None and mark.high is not None]
        if len(banded) > 1:
            band = [self._at(mark.x, mark.high or 0.0) for mark in banded]
            band += [self._at(mark.x, mark.low or 0.0) for mark in reversed(banded)]
            tint = QColor(colour)
            tint.setAlpha(32)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawPolygon(QPolygonF(band))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = _STYLES[min(line.look // 4, len(_STYLES) - 1)]
        painter.setPen(QPen(colour, theme().px(2), style))
        painter.drawPolyline(QPolygonF([self._at(mark.x, mark.y) for mark in line.marks]))

    def _mark(self, painter: QPainter, line: Line, mark: Mark) -> None:
        px = theme().px
        where, colour = self._at(mark.x, mark.y), ink(line.look)
        if mark.low is not None and mark.high is not None and not line.joined:
            painter.setPen(QPen(colour, 1.2))
            low, high = self._at(mark.x, mark.low), self._at(mark.x, mark.high)
            painter.drawLine(low, high)
            for end in (low, high):
                painter.drawLine(end - QPointF(px(3), 0), end + QPointF(px(3), 0))
        crowded = line.joined and len(line.marks) > 40  # noqa: PLR2004
        radius = _RADIUS * theme().scale_percent / 100 * (0.6 if crowded else 1.0)
        painter.setPen(QPen(theme().colour("background"), 1.2))
        painter.setBrush(colour)
        paint_shape(painter, line.look, where, radius)
        if mark.kept:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("text"), 1.6))
            painter.drawEllipse(where, radius + px(4), radius + px(4))

    def _names(self, painter: QPainter) -> None:
        """Write each name at the end of its line, none over another."""
        px = theme().px
        lines = [line for line in self._curves.lines if line.name]
        ends = [self._at(line.marks[-1].x, line.marks[-1].y).y() for line in lines]
        font = theme().font(12, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        left = self.plot.right() + px(8)
        width = max(self._names_room - px(18), 20.0)
        for line, y in zip(lines, spread(ends, metrics.height(), self.plot), strict=True):
            end = self._at(line.marks[-1].x, line.marks[-1].y)
            faint = ink(line.look)
            faint.setAlpha(90)
            painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
            painter.drawLine(end + QPointF(px(5), 0), QPointF(left - px(1), y))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink(line.look))
            paint_shape(painter, line.look, QPointF(left + px(5), y), px(4))
            painter.setFont(font)
            painter.setPen(ink(line.look))
            place = QRectF(left + px(13), y - metrics.height() / 2, width, metrics.height())
            text = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, width)
            painter.drawText(place, _FLAT, text)

    def _read(self, painter: QPainter, current: int) -> None:
        px = theme().px
        where = self.places[current]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("focus"), 2))
        painter.drawEllipse(where, px(9), px(9))
        bubble(painter, self._curves.readings[current], where, self.plot)


def axis_name(painter: QPainter, text: str, place: QRectF, beyond: float) -> None:
    """Write the name of an axis at the right of *place*, or further where it does not fit."""
    if QFontMetricsF(painter.font()).horizontalAdvance(text) > place.width():
        place = place.adjusted(0, 0, beyond, 0)
    write_line(painter, text, place, _RIGHT)


def write_line(painter: QPainter, text: str, place: QRectF, flags: int) -> None:
    """Write *text*, which ends in an ellipsis where *place* is too narrow for it."""
    metrics = QFontMetricsF(painter.font())
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, flags, elided)


def spread(heights: list[float], least: float, plot: QRectF) -> list[float]:
    """Return *heights* moved apart so that *least* lies between any two, within *plot*."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = [min(max(height, plot.top()), plot.bottom()) for height in heights]
    for before, after in zip(order, order[1:], strict=False):
        placed[after] = max(placed[after], placed[before] + least)
    over = placed[order[-1]] - plot.bottom() if order else 0.0
    if over > 0:
        placed[order[-1]] -= over
        for after, before in zip(reversed(order), list(reversed(order))[1:], strict=False):
            placed[before] = min(placed[before], placed[after] - least)
    return placed


def bubble(painter: QPainter, text: str, where: QPointF, bounds: QRectF) -> None:
    """Write what is read of a mark above it, or below where there is no room."""
    px = theme().px
    font = theme().font(12)
    metrics = QFontMetricsF(font)
    width = min(metrics.horizontalAdvance(text) + px(16), bounds.width())
    lines = metrics.boundingRect(
        QRectF(0, 0, width - px(14), 400), int(Qt.TextFlag.TextWordWrap), text
    )
    height = lines.height() + px(8)
    x = min(max(where.x() - width / 2, bounds.left()), bounds.right() - width)
    y = where.y() - height - px(12)
    if y < bounds.top() - px(20):
        y = where.y() + px(12)
    place = QRectF(x, y, width, height)
    painter.setPen(QPen(theme().colour("border"), 1))
    painter.setBrush(theme().colour("panel"))
    painter.drawRoundedRect(place, px(4), px(4))
    painter.setFont(font)
    painter.setPen(theme().colour("text"))
    inner = place.adjusted(px(8), px(4), -px(6), -px(4))
    painter.drawText(inner, int(Qt.TextFlag.TextWordWrap) | _FLAT, text)
