"""Paints the strip of signs: a row for each indicator."""

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
)

from equilibre import numbers
from equilibre.texts import _
from equilibre.ui.lifecycle import sign_marks
from equilibre.ui.lifecycle.sign_marks import Axis
from equilibre.ui.lifecycle.state import SignRow
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_NARROW = 860  # pixels at 100 %
_SHORT_ROW = 36
_GLIDE_MILLISECONDS = 280


class SignPicture(Picture):
    """Paints the rows; ``picked`` carries the indicator of a row clicked."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SignRow, ...] = ()
        self.chosen = ""
        self.draw_index: int | None = None  # None: intervals; -1: all draws at rest
        self.gliding = False  # values glide to their new places
        self._before: dict[str, SignRow] = {}
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(_GLIDE_MILLISECONDS)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self.update)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_rows(self, rows: tuple[SignRow, ...], chosen: str) -> None:
        if (rows, chosen) == (self.rows, self.chosen):
            return
        if rows != self.rows and self.gliding and self.isVisible():
            self._before = {row.indicator: row for row in self._placed()}
            self._glide.stop()
            self._glide.start()
        self.rows, self.chosen = rows, chosen
        self.update()

    def arrive(self) -> None:
        """Put the values in their places at once, for a picture that is kept."""
        self._glide.stop()

    def _placed(self) -> tuple[SignRow, ...]:
        """Return the rows with their values on the way from the old places to the new ones."""
        if self._glide.state() != QVariantAnimation.State.Running:
            return self.rows
        progress = float(self._glide.currentValue())
        return tuple(_between(self._before.get(row.indicator), row, progress) for row in self.rows)

    @property
    def reach(self) -> float:
        """The share of A's total at the ends of the axis."""
        return sign_marks.reach(self.rows)

    # -- painting --------------------------------------------------------------------------

    def paint(self, painter: QPainter, target: QRectF) -> None:
        if not self.rows:
            return
        axis, top, height = self._columns(target)
        self._paint_axis(painter, axis, target, top, height * len(self.rows))
        for index, row in enumerate(self._placed()):
            place = QRectF(target.left(), top + index * height, target.width(), height)
            self._paint_row(painter, row, place, axis)

    def _columns(self, target: QRectF) -> tuple[Axis, float, float]:
        """Return the axis of the bars, where the rows begin, and their height."""
        px = theme().px
        narrow = target.width() < px(_NARROW)
        left = target.left() + px(158 if narrow else 210)
        right = target.right() - px(166 if narrow else 282)
        top = target.top() + px(22)
        height = (target.bottom() - px(20) - top) / len(self.rows)
        return Axis(left, right, self.reach), top, height

    def _paint_axis(
        self, painter: QPainter, axis: Axis, target: QRectF, top: float, height: float
    ) -> None:
        px, colours = theme().px, theme().colours
        painter.setFont(theme().font(12, QFont.Weight.DemiBold))
        painter.setPen(theme().colour("secondary"))
        half = (axis.right - axis.left) / 2
        head = QRectF(axis.left, target.top(), half - px(6), px(20))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(head, middle | int(Qt.AlignmentFlag.AlignLeft), "◀ " + _("B better"))
        painter.drawText(
            head.translated(half + px(6), 0),
            middle | int(Qt.AlignmentFlag.AlignRight),
            _("A better") + " ▶",
        )
        painter.setFont(theme().font(11))
        for step in (-1.0, -0.5, 0.0, 0.5, 1.0):
            x = axis.x(step * axis.reach)
            pen = QPen(QColor(colours.axis if step == 0 else colours.grid))
            pen.setWidthF(1.5 if step == 0 else 1.0)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, top), QPointF(x, top + height))
            painter.setPen(theme().colour("secondary"))
            share = step * axis.reach
            decimals = 0 if abs(share * 100) % 1 < 1e-9 else 1
            text = "A" if step == 0 else _signed_percent(share, decimals)
            painter.drawText(
                QRectF(x - px(40), top + height + px(2), px(80), px(16)),
                int(Qt.AlignmentFlag.AlignCenter),
                text,
            )

    def _paint_row(self, painter: QPainter, row: SignRow, place: QRectF, axis: Axis) -> None:
        px, colours = theme().px, theme().colours
        if row.indicator == self.chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.info_background))
            painter.drawRoundedRect(place.adjusted(0, px(1), 0, -px(1)), px(6), px(6))
            painter.setPen(QPen(QColor(colours.axis), 1.5))
            x = axis.x(0.0)
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        short = place.height() < px(_SHORT_ROW)
        name = QRectF(place.left() + px(8), place.top(), axis.left - place.left() - px(16), 0)
        totals = "" if short else row.totals
        self._two_lines(painter, name, place, row.name, totals, colours.text)
        sign_marks.paint_value(painter, row, place, axis, self.draw_index)
        right = axis.right
        words = QRectF(right + px(40), place.top(), place.right() - right - px(44), 0)
        sign_marks.paint_glyph(painter, row, QPointF(right + px(24), place.center().y()))
        second = " · ".join(text for text in (row.change, row.detail) if text)
        if words.width() < px(180):
            second = row.change or row.detail
        ink = sign_marks.colour_of(row).name()
        self._two_lines(painter, words, place, row.word, "" if short else second, ink)

    def _two_lines(
        self,
        painter: QPainter,
        column: QRectF,
        place: QRectF,
        first: str,
        second: str,
        ink: str,
    ) -> None:
        font = theme().font(13, QFont.Weight.DemiBold)
        small = theme().font(11.5)
        line, small_line = QFontMetricsF(font).height(), QFontMetricsF(small).height()
        total = line + (small_line if second else 0)
        y = place.center().y() - total / 2
        where = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            QRectF(column.left(), y, column.width(), line),
            where,
            QFontMetricsF(font).elidedText(first, elide, column.width()),
        )
        if second:
            painter.setFont(small)
            painter.setPen(theme().colour("secondary"))
            painter.drawText(
                QRectF(column.left(), y + line, column.width(), small_line),
                where,
                QFontMetricsF(small).elidedText(second, elide, column.width()),
            )

    # -- picking ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.rows:
            return
        _axis, top, height = self._columns(QRectF(self.rect()))
        index = int((event.position().y() - top) // height)
        if 0 <= index < len(self.rows):
            self.picked.emit(self.rows[index].indicator)


def _between(old: SignRow | None, new: SignRow, progress: float) -> SignRow:
    """Return *new* with its values on the way from those of *old*, else from zero."""
    if new.value is None or new.low is None or new.high is None:
        return new
    starts = (old.value, old.low, old.high) if old else (0.0, 0.0, 0.0)
    value, low, high = (
        (start or 0.0) + ((end - (start or 0.0)) * progress)
        for start, end in zip(starts, (new.value, new.low, new.high), strict=True)
    )
    return replace(new, value=value, low=low, high=high)


def _signed_percent(share: float, decimals: int) -> str:
    text = numbers.percent(share, decimals)
    return "+" + text if share > 0 else text
