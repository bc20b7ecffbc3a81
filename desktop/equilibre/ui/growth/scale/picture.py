"""Models drawn to true scale: bars, squares, or dots on a logarithmic axis."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)

from equilibre import numbers
from equilibre.growth.figure import Kind
from equilibre.texts import _
from equilibre.ui.growth.scale.axis import decade_ticks, linear_ticks
from equilibre.ui.growth.scale.state import Row, ScaleState
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

ZOOM_MILLISECONDS = 700  # for one decade: slow enough to be felt
SCALE_MILLISECONDS = 800
_FEW_PIXELS = 3.0  # below, the width itself is written
_TALLEST_ROW, _TALLEST_BAR = 150, 60
_WIDEST_CAPTION = 118
_FILL = {None: 0, Kind.PUBLISHED: 255, Kind.ESTIMATED: 110, Kind.DERIVED: 0, Kind.UNDISCLOSED: 0}
"""How full a bar is (alpha): hollow where the figure is computed here."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a value stands: between *left* and *right*, linear, logarithmic, or on the way."""

    left: float
    right: float
    full: float  # the value at the right end of the linear axis
    unit: float
    low: float  # powers of ten of the unit at the two ends of the logarithmic one
    high: float
    blend: float  # 0: linear; 1: logarithmic

    def linear(self, value: float) -> float:
        return self.left + value / self.full * (self.right - self.left)

    def at(self, value: float) -> float:
        """Return the x of *value*, far outside where it does not fit."""
        straight = self.linear(value)
        if self.blend <= 0 or value <= 0:
            return straight
        share = (math.log10(value / self.unit) - self.low) / (self.high - self.low)
        bent = self.left + share * (self.right - self.left)
        return (
            straight + self.blend * (bent - min(straight, 20 * self.right))
            if (straight <= 20 * self.right)
            else bent + (1 - self.blend) * 20 * self.right
        )


class ScalePicture(Picture):
    """Draws a ScaleState; zoom and scale glide, unless motion is off."""

    picked = Signal(str)  # the row that was clicked

    def __init__(self) -> None:
        super().__init__()
        self.state = ScaleState()
        self.gliding = True
        self._zoom = 0.0
        self._blend = 0.0
        self._boxes: list[tuple[str, QRectF]] = []
        self._zooming = self._animation(ZOOM_MILLISECONDS, self._set_zoom)
        self._bending = self._animation(SCALE_MILLISECONDS, self._set_blend)

    def _animation(self, milliseconds: int, follow: Callable[[float], None]) -> QVariantAnimation:
        animation = QVariantAnimation(self)
        animation.setDuration(milliseconds)
        animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        animation.valueChanged.connect(follow)
        return animation

    def show_state(self, state: ScaleState) -> None:
        before, self.state = self.state, state
        self._glide(self._zooming, self._zoom, float(state.zoom), state.quantity != before.quantity)
        self._glide(self._bending, self._blend, float(state.logarithmic), before.quantity == "")
        self.update()

    def _glide(self, animation: QVariantAnimation, now: float, to: float, at_once: bool) -> None:
        if animation.state() == QVariantAnimation.State.Running and animation.endValue() == to:
            return
        animation.stop()
        if now == to:
            return
        animation.setStartValue(now)
        animation.setEndValue(to)
        if at_once or not self.gliding or not self.isVisible():
            animation.valueChanged.emit(to)
        else:
            animation.start()

    def arrive(self) -> None:
        """Stand where everything will stand: for pictures in files."""
        self._zooming.stop()
        self._bending.stop()
        self._zoom, self._blend = float(self.state.zoom), float(self.state.logarithmic)

    def _set_zoom(self, value: float) -> None:
        self._zoom = value
        self.update()

    def _set_blend(self, value: float) -> None:
        self._blend = value
        self.update()

    # -- painting --------------------------------------------------------------------------

    def paint(self, painter: QPainter, target: QRectF) -> None:
        self._boxes = []
        if not self.state.rows:
            return
        painter.save()
        painter.setClipRect(target)
        if self.state.shape == "areas" and self._blend < 0.5:  # noqa: PLR2004 - half-way over
            self._paint_areas(painter, target)
        else:
            self._paint_bars(painter, target)
        painter.restore()

    @property
    def _full(self) -> float:
        """The value that fills the picture."""
        return self.state.top / 10**self._zoom

    def _paint_bars(self, painter: QPainter, target: QRectF) -> None:
        px = theme().px
        names = self._names_width()
        twin = px(66) if self._blend > 0 else 0
        foot = px(26)
        plot = target.adjusted(names, px(4), -px(14), -foot - twin * self._blend)
        values = [bound for row in self.state.rows for bound in _bounds(row)]
        unit = self.state.unit
        low = math.floor(math.log10(min(values, default=unit) / unit))
        high = max(low + 1, math.ceil(math.log10(max(values, default=unit) / unit) + 1e-9))
        axis = _Axis(plot.left(), plot.right(), self._full, unit, low, high, self._blend)
        self._paint_ticks(painter, plot, axis)
        height = min(px(_TALLEST_ROW), plot.height() / len(self.state.rows))
        for index, row in enumerate(self.state.rows):
            band = QRectF(target.left(), plot.top() + index * height, target.width(), height)
            self._boxes.append((row.key, band))
            self._paint_row(painter, row, band, axis)
        if twin:
            strip = QRectF(
                plot.left(), plot.bottom() + foot + px(8), plot.width(), twin * self._blend - px(8)
            )
            painter.setOpacity(self._blend)
            self._paint_twin(painter, target, strip)
            painter.setOpacity(1.0)

    def _names_width(self) -> float:
        metrics = QFontMetricsF(theme().font(13, QFont.Weight.DemiBold))
        widest = max(
            max(metrics.horizontalAdvance(row.name), metrics.horizontalAdvance(row.date))
            for row in self.state.rows
        )
        return min(widest, theme().px(190)) + theme().px(16)

    def _paint_ticks(self, painter: QPainter, plot: QRectF, axis: _Axis) -> None:
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

    def _paint_row(self, painter: QPainter, row: Row, band: QRectF, axis: _Axis) -> None:
        px = theme().px
        if row.key == self.state.chosen:
            painter.fillRect(band, theme().colour("info_background"))
        self._paint_name(painter, row, band, axis.left - px(12))
        middle = band.center().y()
        thick = min(px(_TALLEST_BAR), band.height() * 0.44)
        ink = _ink(row)
        if row.value is None and row.high is None:
            hole = QRectF(axis.left, middle - thick / 2, px(64), thick)
            painter.setPen(QPen(theme().colour("axis"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(hole)
            self._paint_text(
                painter, row.text, QRectF(hole.right() + px(10), band.top(), px(400), band.height())
            )
            return
        end = row.high or row.value or 0.0
        sure = row.low if row.low is not None else end
        if self._blend < 1:
            painter.setOpacity(1 - self._blend)
            self._paint_bar(painter, row, middle, thick, axis, sure, end)
            painter.setOpacity(1.0)
        if self._blend > 0:
            painter.setOpacity(self._blend)
            self._paint_dot(painter, ink, middle, axis, (sure, end))
            painter.setOpacity(1.0)
        self._paint_value(painter, row, band, axis, end)

    def _paint_name(self, painter: QPainter, row: Row, band: QRectF, right: float) -> None:
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
        painter: QPainter,
        row: Row,
        middle: float,
        thick: float,
        axis: _Axis,
        sure: float,
        end: float,
    ) -> None:
        """Paint a bar to *sure*, and a hatched one from there to *end*: a range."""
        ink = _ink(row)
        left, top = axis.left, middle - thick / 2
        limit = axis.right + theme().px(40)  # beyond the picture
        first = min(limit, left + max((axis.linear(sure) - left) * row.grown, 0.0))
        last = min(limit, left + max((axis.linear(end) - left) * row.grown, 0.0))
        fill = QColor(ink)
        fill.setAlpha(_FILL[row.kind])
        painter.setPen(QPen(ink, 1) if row.kind is not Kind.PUBLISHED else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        # What is thinner than a pixel is still drawn: a pixel, and its true width in words.
        painter.drawRect(QRectF(left, top, max(first - left, 1.0), thick))
        if last > first:
            painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(ink, 1))
            painter.drawRect(QRectF(first, top, last - first, thick))

    def _paint_dot(
        self,
        painter: QPainter,
        ink: QColor,
        middle: float,
        axis: _Axis,
        bounds: tuple[float, float],
    ) -> None:
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

    def _paint_value(
        self, painter: QPainter, row: Row, band: QRectF, axis: _Axis, end: float
    ) -> None:
        """Write the value beside the bar; inside its end, with an arrow, where it leaves."""
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
            small = _("{width} pixel wide").format(width=numbers.significant(width, 1))
        beyond = (axis.linear(end) - axis.right) / (axis.right - axis.left)
        if not self._blend and beyond > 0.005:  # noqa: PLR2004 - a hair is no screen
            text = _("{value} · {count} more such widths").format(
                value=row.text, count=numbers.large(beyond, 2)
            )
            inside = QRectF(axis.left, band.top(), axis.right - axis.left - px(22), band.height())
            painter.setPen(theme().colour("on_accent" if row.course else "background"))
            painter.drawText(inside, _RIGHT, text)
            self._paint_arrow(painter, axis.right - px(8), band.center().y(), painter.pen().color())
            return
        room = metrics.horizontalAdvance(text) + px(10)
        if x + room > axis.right + px(12):
            self._paint_before(painter, row, band, axis, text)
            return
        place = QRectF(x + px(10), band.top(), axis.right + px(12) - x - px(10), band.height())
        self._paint_text(painter, text, place, small)

    def _paint_before(
        self, painter: QPainter, row: Row, band: QRectF, axis: _Axis, text: str
    ) -> None:
        """Write at the left of a dot, or inside the end of a bar: there is no room after it."""
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

    def _paint_text(self, painter: QPainter, text: str, place: QRectF, small: str = "") -> None:
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

    def _paint_arrow(self, painter: QPainter, x: float, y: float, ink: QColor) -> None:
        size = theme().px(5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x + size, y), QPointF(x - size, y - size), QPointF(x - size, y + size)]
            )
        )

    def _paint_twin(self, painter: QPainter, target: QRectF, strip: QRectF) -> None:
        """Paint the same models on a linear axis, small, under the logarithmic one."""
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
            painter.setBrush(_ink(row))
            painter.drawRect(
                QRectF(strip.left(), strip.top() + index * height + 1, width, max(height - 2, 1.0))
            )

    def _paint_areas(self, painter: QPainter, target: QRectF) -> None:
        px = theme().px
        label = px(42)
        place = target.adjusted(px(4), px(4), -px(4), -label)
        side = self._largest_side(place)
        x = place.left()
        smallest = min((row.value for row in self.state.rows if row.value), default=0.0)
        for row in self.state.rows:
            value = row.high or row.value
            width = self._label_width(row)
            edge = 0.0 if value is None else side * math.sqrt(value * row.grown / self._full)
            room = max(edge, width)
            box = QRectF(x, place.bottom() - edge, edge, edge)
            self._boxes.append(
                (row.key, QRectF(x, place.top(), room, target.bottom() - place.top()))
            )
            if row.key == self.state.chosen:
                painter.fillRect(self._boxes[-1][1], theme().colour("info_background"))
            self._paint_square(painter, row, box, smallest)
            caption = QRectF(x, place.bottom() + px(4), room + px(20), label - px(4))
            self._paint_caption(painter, row, caption)
            x += room + px(28)
        self._paint_count(painter, QRectF(x, place.top(), place.right() - x, place.height()))

    def _paint_count(self, painter: QPainter, place: QRectF) -> None:
        """Say in the room that is left how many of the smallest the largest holds."""
        px = theme().px
        if place.width() < px(150) or not self.state.tiles or self._zoom or self.state.later:
            return
        painter.setFont(theme().font(40, QFont.Weight.DemiBold))
        painter.setPen(theme().colour("text"))
        painter.drawText(
            QRectF(place.left(), place.bottom() - px(74), place.width(), px(48)),
            _LEFT,
            f"×{numbers.THIN_SPACE}{self.state.tiles}",
        )
        painter.setFont(theme().font(13))
        painter.setPen(theme().colour("secondary"))
        painter.drawText(
            QRectF(place.left(), place.bottom() - px(24), place.width(), px(20)),
            _LEFT,
            _("one tile: one BERT"),
        )

    def _largest_side(self, place: QRectF) -> float:
        """Return the side of the largest square, so that all fit before any zoom."""
        side = place.height()
        gap = theme().px(28)
        while side > theme().px(40):
            total = sum(
                max(
                    side * math.sqrt((row.high or row.value or 0.0) / self.state.top),
                    self._label_width(row),
                )
                + gap
                for row in self.state.rows
            )
            if total <= place.width() + gap:
                break
            side *= 0.96
        return side

    def _label_width(self, row: Row) -> float:
        bold = QFontMetricsF(theme().font(13, QFont.Weight.DemiBold))
        plain = QFontMetricsF(theme().font(12))
        wanted = max(bold.horizontalAdvance(row.name), plain.horizontalAdvance(row.text)) + 2
        return min(wanted, theme().px(_WIDEST_CAPTION))

    def _paint_square(self, painter: QPainter, row: Row, box: QRectF, smallest: float) -> None:
        px = theme().px
        ink = _ink(row)
        if row.value is None:
            painter.setPen(QPen(theme().colour("axis"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box.left(), box.bottom() - px(40), px(40), px(40)))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRect(box if box.width() >= 1 else QRectF(box.left(), box.bottom() - 1, 1, 1))
        tile = box.width() * math.sqrt(smallest / row.value) if smallest else 0.0
        if row.course and tile >= px(4) and box.width() / tile > 1.5 and row.grown == 1.0:  # noqa: PLR2004
            self._paint_tiles(painter, box, tile)

    def _paint_tiles(self, painter: QPainter, box: QRectF, tile: float) -> None:
        """Draw the edges of the smallest model inside a larger one: how many fit."""
        ink = theme().colour("background", 110)
        painter.setPen(QPen(ink, 1))
        for index in range(1, math.ceil(box.width() / tile)):
            x, y = box.left() + index * tile, box.bottom() - index * tile
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _paint_caption(self, painter: QPainter, row: Row, place: QRectF) -> None:
        px = theme().px
        lines = (
            (row.name, "text", theme().font(13, QFont.Weight.DemiBold)),
            (row.text, "secondary", theme().font(12)),
        )
        for index, (text, colour, font) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(theme().colour(colour))
            line = QRectF(place.left(), place.top() + index * px(18), place.width(), px(18))
            metrics = QFontMetricsF(font)
            painter.drawText(
                line, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for key, box in self._boxes:
            if box.contains(event.position()):
                self.picked.emit(key)
                return


def _bounds(row: Row) -> list[float]:
    return [bound for bound in (row.value, row.low, row.high) if bound]


def _ink(row: Row) -> QColor:
    return theme().colour("accent" if row.course else "axis")
