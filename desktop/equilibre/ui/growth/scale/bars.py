"""Bars to true scale, and the dots that they become on a logarithmic axis."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from equilibre import numbers
from equilibre.growth.figure import Kind
from equilibre.texts import _, ngettext
from equilibre.ui.growth.scale.axis import decade_ticks, linear_ticks
from equilibre.ui.growth.scale.ink import fill_of, ink_of, outline_of
from equilibre.ui.growth.scale.position import Position
from equilibre.ui.growth.scale.state import Row, ScaleState
from equilibre.ui.theme import theme

_FEW_PIXELS = 3.0  # below, the width itself is written
_TALLEST_ROW, _TALLEST_BAR = 300, 110
_TWIN = 66  # height of the linear twin
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


class Bars:
    """Paints a ScaleState as bars; *blend* goes from linear (0) to logarithmic (1)."""

    def __init__(self, painter: QPainter, state: ScaleState, full: float, blend: float) -> None:
        self._painter = painter
        self.state = state
        self._full = full  # the value that fills the width
        self._blend = blend

    def paint(self, target: QRectF) -> Iterator[tuple[str, QRectF]]:
        """Paint everything inside *target*; yield the place of each row, by its key."""
        painter = self._painter
        px = theme().px
        names = self._names_width()
        twin = px(_TWIN) if self._blend > 0 else 0
        foot = px(26)
        plot = target.adjusted(names, px(4), -px(14), -foot - twin * self._blend)
        values = [bound for row in self.state.rows for bound in _bounds(row)]
        unit = self.state.unit
        low = math.floor(math.log10(min(values, default=unit) / unit))
        high = max(low + 1, math.ceil(math.log10(max(values, default=unit) / unit) + 1e-9))
        axis = Position(plot.left(), plot.right(), self._full, unit, low, high, self._blend)
        self._paint_ticks(plot, axis)
        places = len(self.state.rows) + len(self.state.waiting)
        height = min(px(_TALLEST_ROW), plot.height() / places)
        for index, row in enumerate(self.state.rows):
            band = QRectF(target.left(), plot.top() + index * height, target.width(), height)
            yield row.key, band
            self._paint_row(row, band, axis)
        if twin:
            strip = QRectF(
                plot.left(), plot.bottom() + foot + px(8), plot.width(), twin * self._blend - px(8)
            )
            painter.setOpacity(self._blend)
            self._paint_twin(target, strip)
            painter.setOpacity(1.0)

    def _names_width(self) -> float:
        metrics = QFontMetricsF(theme().font(13, QFont.Weight.DemiBold))
        names = [text for row in self.state.rows for text in (row.name, row.date)]
        widest = max(map(metrics.horizontalAdvance, [*names, *self.state.waiting]))
        return min(widest, theme().px(190)) + theme().px(16)

    def _paint_ticks(self, plot: QRectF, axis: Position) -> None:
        painter = self._painter
        px = theme().px
        painter.setFont(theme().font(12))
        metrics = QFontMetricsF(painter.font())
        ticks = [(*tick, 1 - self._blend) for tick in linear_ticks(self.state, self._full)]
        ticks += [(*tick, self._blend) for tick in decade_ticks(self.state, axis.low, axis.high)]
        taken: list[QRectF] = []
        for value, text, opacity in sorted(ticks, key=lambda tick: (-tick[2], -tick[0])):
            x = axis.at(value) if value > 0 else axis.left
            if opacity <= 0 or not plot.left() - 1 <= x <= plot.right() + 1:
                continue
            painter.setOpacity(opacity)
            painter.setPen(QPen(theme().colour("grid"), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, plot.left() - px(8)), plot.right() + px(12) - width)
            box = QRectF(left, plot.bottom() + px(4), width, px(18))
            if not any(box.adjusted(-px(10), 0, px(10), 0).intersects(one) for one in taken):
                taken.append(box)
                painter.setPen(theme().colour("secondary"))
                painter.drawText(box, _CENTRE, text)
        painter.setOpacity(1.0)

    def _paint_row(self, row: Row, band: QRectF, axis: Position) -> None:
        painter = self._painter
        px = theme().px
        if row.key == self.state.chosen:
            painter.fillRect(band, theme().colour("info_background"))
        self._paint_name(row, band, axis.left - px(12))
        middle = band.center().y()
        thick = min(px(_TALLEST_BAR), band.height() * 0.44)
        ink = ink_of(row)
        if row.value is None and row.high is None:
            hole = QRectF(axis.left, middle - thick / 2, px(64), thick)
            painter.setPen(QPen(theme().colour("axis"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(hole)
            self._paint_text(
                row.text, QRectF(hole.right() + px(10), band.top(), px(400), band.height())
            )
            return
        end = row.high or row.value or 0.0
        sure = row.low if row.low is not None else end
        if self._blend < 1:
            painter.setOpacity(1 - self._blend)
            self._paint_bar(row, middle, thick, axis, sure, end)
            painter.setOpacity(1.0)
        if self._blend > 0:
            painter.setOpacity(self._blend)
            self._paint_dot(ink, middle, axis, (sure, end))
            painter.setOpacity(1.0)
        self._paint_value(row, band, axis, end)

    def _paint_name(self, row: Row, band: QRectF, right: float) -> None:
        painter = self._painter
        px = theme().px
        middle = band.center().y()
        font = theme().font(13, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        room = right - band.left()
        name = QFontMetricsF(font).elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        tall = band.height() >= px(36)
        lift = px(9) if tall else 0
        painter.drawText(QRectF(band.left(), middle - lift - px(9), room, px(18)), _RIGHT, name)
        if tall:
            painter.setFont(theme().font(12))
            painter.setPen(theme().colour("secondary"))
            painter.drawText(QRectF(band.left(), middle, room, px(18)), _RIGHT, row.date)

    def _paint_bar(
        self,
        row: Row,
        middle: float,
        thick: float,
        axis: Position,
        sure: float,
        end: float,
    ) -> None:
        """Paint a bar to *sure*, and a hatched one from there to *end*: a range."""
        painter = self._painter
        ink = ink_of(row)
        left, top = axis.left, middle - thick / 2
        limit = axis.right + theme().px(40)  # beyond the picture
        first = min(limit, left + max((axis.linear(sure) - left) * row.grown, 0.0))
        last = min(limit, left + max((axis.linear(end) - left) * row.grown, 0.0))
        painter.setPen(outline_of(row))
        painter.setBrush(fill_of(row))
        # What is thinner than a pixel is still drawn: a pixel, and its true width in words.
        painter.drawRect(QRectF(left, top, max(first - left, 1.0), thick))
        if last > first:
            painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(ink, 1))
            painter.drawRect(QRectF(first, top, last - first, thick))

    def _paint_dot(
        self,
        ink: QColor,
        middle: float,
        axis: Position,
        bounds: tuple[float, float],
    ) -> None:
        painter = self._painter
        px = theme().px
        first, last = (axis.at(bound) for bound in bounds)
        painter.setPen(QPen(theme().colour("axis"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(axis.left, middle), QPointF(first, middle))
        painter.setPen(QPen(ink, px(3)))
        if last > first:
            painter.drawLine(QPointF(first, middle), QPointF(last, middle))
        else:
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(last, middle), px(5), px(5))

    def _paint_value(self, row: Row, band: QRectF, axis: Position, end: float) -> None:
        """Write the value beside the bar; inside its end, with an arrow, where it leaves."""
        painter = self._painter
        px = theme().px
        grown = end if self._blend else end * row.grown
        x = axis.at(grown)
        painter.setFont(theme().font(13, QFont.Weight.DemiBold))
        metrics = QFontMetricsF(painter.font())
        text, small = row.text, ""
        width = (axis.linear(end) - axis.left) if not self._blend else math.inf
        if row.kind in (Kind.DERIVED, Kind.ESTIMATED):
            small = row.kind_text
        elif width < _FEW_PIXELS:
            small = ngettext("{width} pixel wide", "{width} pixels wide", int(width)).format(
                width=numbers.significant(width, 1)
            )
        beyond = (axis.linear(grown) - axis.right) / (axis.right - axis.left)
        if not self._blend and beyond > 0.005:  # noqa: PLR2004 - a hair is no screen
            text = _("{value} · {count} more such widths").format(
                value=row.text, count=numbers.large(beyond, 2)
            )
            inside = QRectF(axis.left, band.top(), axis.right - axis.left - px(22), band.height())
            full = row.kind is Kind.PUBLISHED and row.low is None
            ground = "on_accent" if row.course else "background"
            painter.setPen(theme().colour(ground if full else "text"))
            painter.drawText(inside, _RIGHT, text)
            self._paint_arrow(axis.right - px(8), band.center().y(), painter.pen().color())
            return
        room = metrics.horizontalAdvance(text) + px(10)
        if x + room > axis.right + px(12):
            self._paint_before(row, band, axis, text)
            return
        place = QRectF(x + px(10), band.top(), axis.right + px(12) - x - px(10), band.height())
        self._paint_text(text, place, small)

    def _paint_before(self, row: Row, band: QRectF, axis: Position, text: str) -> None:
        """Write at the left of a dot, or inside the end of a bar: there is no room after it."""
        painter = self._painter
        px = theme().px
        end = row.high or row.value or 0.0
        hollow = row.kind is not Kind.PUBLISHED or row.low is not None
        dotted = self._blend > 0.5  # noqa: PLR2004 - half-way over
        first = axis.at(row.low if dotted and row.low is not None else end)
        place = QRectF(axis.left, band.top(), first - axis.left - px(12), band.height())
        if dotted or hollow:
            painter.setPen(theme().colour("text"))
        else:
            painter.setPen(theme().colour("on_accent" if row.course else "background"))
        if hollow and not dotted:  # over hatching, words need a ground
            width = QFontMetricsF(painter.font()).horizontalAdvance(text) + px(8)
            ground = QRectF(
                place.right() - width, band.center().y() - px(10), width + px(4), px(20)
            )
            painter.fillRect(ground, theme().colour("background"))
        painter.drawText(place, _RIGHT, text)

    def _paint_text(self, text: str, place: QRectF, small: str = "") -> None:
        painter = self._painter
        font = theme().font(13, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        painter.drawText(place, _LEFT, text)
        if small:
            painter.setFont(theme().font(12))
            painter.setPen(theme().colour("secondary"))
            moved = QFontMetricsF(font).horizontalAdvance(text) + theme().px(10)
            if moved + QFontMetricsF(painter.font()).horizontalAdvance(small) <= place.width():
                painter.drawText(place.adjusted(moved, 0, 0, 0), _LEFT, small)

    def _paint_arrow(self, x: float, y: float, ink: QColor) -> None:
        painter = self._painter
        size = theme().px(5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x + size, y), QPointF(x - size, y - size), QPointF(x - size, y + size)]
            )
        )

    def _paint_twin(self, target: QRectF, strip: QRectF) -> None:
        """Paint the same models on a linear axis, small, under the logarithmic one."""
        painter = self._painter
        px = theme().px
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        painter.drawText(
            QRectF(
                target.left(), strip.top(), strip.left() - target.left() - px(12), strip.height()
            ),
            _RIGHT,
            _("linear"),
        )
        painter.setPen(QPen(theme().colour("grid"), 1))
        painter.drawLine(strip.topLeft() - QPointF(0, px(4)), strip.topRight() - QPointF(0, px(4)))
        height = strip.height() / len(self.state.rows)
        painter.setPen(Qt.PenStyle.NoPen)
        for index, row in enumerate(self.state.rows):
            width = max((row.value or row.high or 0.0) / self.state.top * strip.width(), 1.0)
            painter.setBrush(ink_of(row))
            painter.drawRect(
                QRectF(strip.left(), strip.top() + index * height + 1, width, max(height - 2, 1.0))
            )


def _bounds(row: Row) -> list[float]:
    return [bound for bound in (row.value, row.low, row.high) if bound]
