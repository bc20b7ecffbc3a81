"""Paints the bars and the icicle of an experiment."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from equilibre.texts import _
from equilibre.ui.plots.ruling import rule_widths
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.drawing import Bar, Bars, Block, Icicle
from equilibre.ui.training.experiments.painting import axis_name, bubble, ink, paint_shape

_TALLEST = 64  # pixels at 100 %: a row of bars
_NAMES_SHARE = 0.36  # of the width, at most
_GAP = 8
_FLAT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class BarsPainting:
    """Rows on one axis: bars from zero, or dots at the end of a thread where it is logarithmic."""

    def __init__(self, bars: Bars, target: QRectF) -> None:
        px = theme().px
        self._bars = bars
        size = 13.0 if len(bars.bars) * px(24) < target.height() else 12.0
        self._font = theme().font(size)
        self._bold = theme().font(size, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(self._bold)
        names = max((metrics.horizontalAdvance(bar.name) for bar in bars.bars), default=0.0)
        names = min(names + px(_GAP) + 2, target.width() * _NAMES_SHARE)
        figures = max((metrics.horizontalAdvance(bar.text) for bar in bars.bars), default=0.0)
        inner = target.adjusted(0, px(6), 0, -px(40))
        self._row = min(px(_TALLEST), inner.height() / max(1, len(bars.bars)))
        self._names = QRectF(inner.left(), inner.top(), names, self._row)
        self.track = QRectF(
            inner.left() + names,
            inner.top(),
            max(1.0, inner.width() - names - figures - px(_GAP + 10)),
            self._row * max(1, len(bars.bars)),
        )
        self.places = [
            QPointF(self.track.left() + bar.end * self.track.width(), self._middle(index))
            for index, bar in enumerate(bars.bars)
        ]

    def _middle(self, index: int) -> float:
        return self.track.top() + (index + 0.5) * self._row

    def paint(self, painter: QPainter, current: int) -> None:
        """Paint everything; the row at *current* is marked and read."""
        px = theme().px
        rule_widths(painter, self._bars.ticks, self.track, lines=True)
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        below = QRectF(
            self._names.left(), self.track.bottom() + px(21), self.track.right() - px(2), px(17)
        )
        below.setRight(self.track.right())
        axis_name(painter, self._bars.title, below, 0.0)
        for index, bar in enumerate(self._bars.bars):
            self._paint_row(painter, index, bar, index == current)
        painter.setPen(QPen(theme().colour("axis"), 1))
        painter.drawLine(self.track.topLeft(), self.track.bottomLeft())
        if 0 <= current < len(self.places):
            bar = self._bars.bars[current]
            if bar.high is not None:  # else everything is written in the row
                bubble(painter, bar.reading, self.places[current], self.track)

    def _paint_row(self, painter: QPainter, index: int, bar: Bar, marked: bool) -> None:
        px = theme().px
        middle, colour = self._middle(index), ink(bar.look)
        end = self.places[index]
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("info_background"))
            row = QRectF(self._names.left(), middle - self._row / 2, 0, self._row)
            row.setRight(self.track.right())
            painter.drawRoundedRect(row, px(4), px(4))
        if self._bars.logarithmic:
            painter.setPen(QPen(colour, 1.4))
            painter.drawLine(QPointF(self.track.left(), middle), end)
            painter.setPen(QPen(theme().colour("background"), 1.2))
            painter.setBrush(colour)
            paint_shape(painter, bar.look, end, px(5))
        else:
            thick = min(px(28), self._row * 0.62)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            width = max(1.0, end.x() - self.track.left())
            painter.drawRect(QRectF(self.track.left(), middle - thick / 2, width, thick))
        if bar.low is not None and bar.high is not None:
            low = QPointF(self.track.left() + bar.low * self.track.width(), middle)
            high = QPointF(self.track.left() + bar.high * self.track.width(), middle)
            painter.setPen(QPen(theme().colour("text"), 1.2))
            painter.drawLine(low, high)
            for cap in (low, high):
                painter.drawLine(cap - QPointF(0, px(3)), cap + QPointF(0, px(3)))
        self._texts(painter, bar, middle, end)

    def _texts(self, painter: QPainter, bar: Bar, middle: float, end: QPointF) -> None:
        px = theme().px
        font = self._bold if bar.kept else self._font
        room = self._names.width() - px(_GAP)
        place = QRectF(self._names.left(), middle - self._row / 2, room, self._row)
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        draw_name(painter, bar.name, place)
        right = (
            end.x()
            if bar.high is None
            else max(end.x(), self.track.left() + bar.high * self.track.width())
        )
        painter.setFont(self._bold)
        painter.drawText(
            QRectF(right + px(_GAP), middle - self._row / 2, px(200), self._row), _FLAT, bar.text
        )


def draw_name(painter: QPainter, name: str, place: QRectF) -> None:
    """Write *name* at the right of *place*, on two lines where it needs and has them."""
    metrics = QFontMetricsF(painter.font())
    wrapped = _RIGHT | int(Qt.TextFlag.TextWordWrap)
    if metrics.horizontalAdvance(name) > place.width():
        needed = metrics.boundingRect(place, wrapped, name)
        if needed.height() > place.height() or needed.width() > place.width():
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, wrapped, name)


class IciclePainting:
    """The whole above, its groups below it, their fits below them."""

    def __init__(self, icicle: Icicle, target: QRectF) -> None:
        px = theme().px
        self._icicle = icicle
        metrics = QFontMetricsF(theme().font(12))
        names = max((metrics.horizontalAdvance(text) for text in icicle.levels), default=0.0)
        self._names = names + px(_GAP)
        self.plot = target.adjusted(self._names, px(4), -px(8), -px(30))
        self._level = self.plot.height() / max(1, len(icicle.levels))
        self._left = target.left()
        self.boxes = [self._box(block) for block in icicle.blocks]
        self.places = [box.center() for box in self.boxes]

    def _box(self, block: Block) -> QRectF:
        plot = self.plot
        return QRectF(
            plot.left() + block.left * plot.width(),
            plot.top() + block.level * self._level,
            block.width * plot.width(),
            self._level - theme().px(3),
        )

    def paint(self, painter: QPainter, current: int) -> None:
        """Paint everything; the block at *current* is marked and read."""
        px = theme().px
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        for index, text in enumerate(self._icicle.levels):
            top = self.plot.top() + index * self._level
            place = QRectF(self._left, top, self._names - px(_GAP), self._level - px(3))
            painter.drawText(place, _RIGHT, text)
        for block, box in zip(self._icicle.blocks, self.boxes, strict=True):
            self._paint_block(painter, block, box)
        for block, box in zip(self._icicle.blocks, self.boxes, strict=True):
            if block.kept:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(_outline(2.6))
                painter.drawRect(box.adjusted(-1, -1, 1, 1))
        self._legend(painter)
        if 0 <= current < len(self.boxes):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("text"), 2, Qt.PenStyle.DashLine))
            painter.drawRect(self.boxes[current].adjusted(1, 1, -1, -1))
            bubble(painter, self._icicle.readings[current], self.places[current], self.plot)

    def _paint_block(self, painter: QPainter, block: Block, box: QRectF) -> None:
        px = theme().px
        fill = theme().colour("idle", 70) if block.level == 0 else shade(block.shade)
        # Where blocks are thinner than lines, lines would hide them.
        wide = box.width() > px(4)
        painter.setPen(QPen(theme().colour("background"), 1) if wide else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRect(box)
        metrics = QFontMetricsF(theme().font(12))
        if metrics.horizontalAdvance(block.name) + px(8) <= box.width():
            painter.setFont(theme().font(12))
            dark = block.level > 0 and fill.alpha() > 140  # noqa: PLR2004
            painter.setPen(theme().colour("on_accent" if dark else "text"))
            painter.drawText(box, _CENTRE, block.name)

    def _legend(self, painter: QPainter) -> None:
        px = theme().px
        icicle = self._icicle
        painter.setFont(theme().font(12))
        x, y = self.plot.left(), self.plot.bottom() + px(8)
        x = self._legend_text(painter, f"{icicle.scale_name}  {icicle.lightest}", x, y)
        for step in range(12):
            place = QRectF(x + step * px(6), y + px(4), px(6), px(9))
            painter.fillRect(place, shade(step / 11))
        x = self._legend_text(painter, icicle.darkest, x + px(80), y)
        if any(block.kept for block in icicle.blocks):
            x += px(12)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_outline(2))
            painter.drawRect(QRectF(x, y + px(4), px(14), px(9)))
            self._legend_text(painter, _("kept"), x + px(22), y)

    @staticmethod
    def _legend_text(painter: QPainter, text: str, x: float, y: float) -> float:
        """Write *text* and return where the next thing may stand."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        painter.setPen(theme().colour("secondary"))
        painter.drawText(QRectF(x, y, width + 4, theme().px(17)), _FLAT, text)
        return x + width + theme().px(8)


def _outline(width: float) -> QPen:
    """Return the pen around what is kept, with square corners."""
    pen = QPen(theme().colour("text"), width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def shade(value: float) -> QColor:
    """Return the colour of a score from the lowest (0) to the highest (1)."""
    return theme().colour("accent", round(40 + 215 * min(max(value, 0.0), 1.0)))
