"""Paints the strip of signs: a row for each indicator."""

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from equilibre import numbers
from equilibre.texts import _
from equilibre.ui.lifecycle.state import SignRow
from equilibre.ui.theme import theme

_LARGEST_SHARE = 1.5  # of A's total: what lies beyond is an arrow at the edge
_SMALLEST_SHARE = 0.05
_DOTS = 20  # quantiles drawn in the still twin of the draws
_NARROW = 860  # pixels at 100 %
_SHORT_ROW = 36
_GLIDE_MILLISECONDS = 280
_STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 1.5)


class SignPicture(QWidget):
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
        bounds = [
            abs(bound)
            for row in self.rows
            for bound in (row.low, row.value, row.high)
            if bound is not None
        ]
        most = min(max(bounds, default=1.0), _LARGEST_SHARE)
        return next((step for step in _STEPS if step >= most - 1e-9), _LARGEST_SHARE)

    # -- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRectF(self.rect()))
        painter.end()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Paint everything inside *target*."""
        if not self.rows:
            return
        left, right, top, height = self._columns(target)
        self._paint_axis(painter, target, left, right, top, height * len(self.rows))
        for index, row in enumerate(self._placed()):
            place = QRectF(target.left(), top + index * height, target.width(), height)
            self._paint_row(painter, row, place, left, right)

    def _columns(self, target: QRectF) -> tuple[float, float, float, float]:
        """Return where the bars begin and end, where the rows begin, and their height."""
        px = theme().px
        narrow = target.width() < px(_NARROW)
        left = target.left() + px(158 if narrow else 210)
        right = target.right() - px(166 if narrow else 282)
        top = target.top() + px(22)
        height = (target.bottom() - px(20) - top) / len(self.rows)
        return left, right, top, height

    def _x(self, share: float, left: float, right: float) -> float:
        share = max(-self.reach, min(self.reach, share))
        return (left + right) / 2 + share / self.reach * (right - left) / 2

    def _paint_axis(
        self,
        painter: QPainter,
        target: QRectF,
        left: float,
        right: float,
        top: float,
        height: float,
    ) -> None:
        px, colours = theme().px, theme().colours
        painter.setFont(theme().font(12, QFont.Weight.DemiBold))
        painter.setPen(theme().colour("secondary"))
        head = QRectF(left, target.top(), (right - left) / 2 - px(6), px(20))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(head, middle | int(Qt.AlignmentFlag.AlignLeft), "◀ " + _("B better"))
        painter.drawText(
            head.translated((right - left) / 2 + px(6), 0),
            middle | int(Qt.AlignmentFlag.AlignRight),
            _("A better") + " ▶",
        )
        painter.setFont(theme().font(11))
        for step in (-1.0, -0.5, 0.0, 0.5, 1.0):
            x = self._x(step * self.reach, left, right)
            pen = QPen(QColor(colours.axis if step == 0 else colours.grid))
            pen.setWidthF(1.5 if step == 0 else 1.0)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, top), QPointF(x, top + height))
            painter.setPen(theme().colour("secondary"))
            share = step * self.reach
            decimals = 0 if abs(share * 100) % 1 < 1e-9 else 1
            text = "A" if step == 0 else _signed_percent(share, decimals)
            painter.drawText(
                QRectF(x - px(40), top + height + px(2), px(80), px(16)),
                int(Qt.AlignmentFlag.AlignCenter),
                text,
            )

    def _paint_row(
        self, painter: QPainter, row: SignRow, place: QRectF, left: float, right: float
    ) -> None:
        px, colours = theme().px, theme().colours
        if row.indicator == self.chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.info_background))
            painter.drawRoundedRect(place.adjusted(0, px(1), 0, -px(1)), px(6), px(6))
            painter.setPen(QPen(QColor(colours.axis), 1.5))
            x = self._x(0.0, left, right)
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        short = place.height() < px(_SHORT_ROW)
        name = QRectF(place.left() + px(8), place.top(), left - place.left() - px(16), 0)
        self._two_lines(
            painter, name, place, row.name, "" if short else row.totals, colours.text, True
        )
        self._paint_value(painter, row, place, left, right)
        words = QRectF(right + px(40), place.top(), place.right() - right - px(44), 0)
        colour = self._colour(row)
        self._paint_glyph(painter, row, QPointF(right + px(24), place.center().y()), colour)
        second = " · ".join(text for text in (row.change, row.detail) if text)
        if words.width() < px(180):
            second = row.change or row.detail
        self._two_lines(
            painter, words, place, row.word, "" if short else second, colour.name(), True
        )

    def _two_lines(
        self,
        painter: QPainter,
        column: QRectF,
        place: QRectF,
        first: str,
        second: str,
        ink: str,
        bold: bool,
    ) -> None:
        font = theme().font(13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
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

    @staticmethod
    def _colour(row: SignRow) -> QColor:
        signs = theme().colours.signs
        key = row.verdict if row.verdict in ("less", "more") else "undetermined"
        return QColor(signs[key])

    def _paint_value(
        self, painter: QPainter, row: SignRow, place: QRectF, left: float, right: float
    ) -> None:
        px = theme().px
        middle = place.center().y()
        if row.value is None or row.low is None or row.high is None:
            self._paint_nothing(painter, row, place, left, right)
            return
        if self.draw_index is not None and row.draws:
            self._paint_draws(painter, row, place, left, right)
            return
        colour = self._colour(row)
        half = min(px(9), place.height() / 3.2)
        zero, end = self._x(0, left, right), self._x(row.value, left, right)
        bar = QRectF(QPointF(min(zero, end), middle - half), QPointF(max(zero, end), middle + half))
        fill = QColor(colour)
        fill.setAlpha(150 if row.verdict in ("less", "more") else 90)
        painter.setPen(Qt.PenStyle.NoPen)
        # Hatched: some of it has no data, the sign could turn.
        painter.setBrush(QBrush(fill, Qt.BrushStyle.BDiagPattern) if row.unknown else fill)
        painter.drawRect(bar)
        if row.unknown:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 1))
            painter.drawRect(bar)
        self._paint_interval(painter, row, middle, left, right)

    def _paint_interval(
        self, painter: QPainter, row: SignRow, middle: float, left: float, right: float
    ) -> None:
        assert row.low is not None
        assert row.high is not None
        assert row.value is not None
        px = theme().px
        painter.setPen(QPen(theme().colour("text"), 1.6))
        low, high = self._x(row.low, left, right), self._x(row.high, left, right)
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        cap = px(4)
        for share, x, way in ((row.low, low, -1), (row.high, high, 1)):
            if abs(share) > self.reach:
                tip = [QPointF(x, middle - cap), QPointF(x + way * cap * 1.4, middle)]
                painter.setBrush(theme().colour("text"))
                painter.drawPolygon(QPolygonF([*tip, QPointF(x, middle + cap)]))
            else:
                painter.drawLine(QPointF(x, middle - cap), QPointF(x, middle + cap))
        painter.setBrush(theme().colour("text"))
        painter.setPen(QPen(theme().colour("background"), 1.2))
        painter.drawEllipse(QPointF(self._x(row.value, left, right), middle), px(4), px(4))

    def _paint_nothing(
        self, painter: QPainter, row: SignRow, place: QRectF, left: float, right: float
    ) -> None:
        px = theme().px
        box = QRectF(left, place.center().y() - px(9), right - left, px(18))
        hatch = theme().colour("idle", 130)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)
        font = theme().font(12)
        width = QFontMetricsF(font).horizontalAdvance(row.interval) + px(16)
        label = QRectF(box.center().x() - width / 2, box.top(), width, box.height())
        painter.setBrush(theme().colour("background"))
        painter.drawRect(label)
        painter.setFont(font)
        painter.setPen(theme().colour("secondary"))
        painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), row.interval)

    def _paint_draws(
        self, painter: QPainter, row: SignRow, place: QRectF, left: float, right: float
    ) -> None:
        """Twenty of the draws, stacked where they meet, and one of them lit."""
        px = theme().px
        ordered = sorted(row.draws)
        radius = min(px(5), place.height() / 9)
        stacks: dict[int, int] = {}
        signs = theme().colours.signs
        for index in range(_DOTS):
            share = ordered[int((index + 0.5) / _DOTS * len(ordered))]
            x = self._x(share, left, right)
            column = round(x / (2 * radius))
            level = stacks.get(column, 0)
            stacks[column] = level + 1
            y = place.bottom() - px(4) - radius - level * 2 * radius
            colour = QColor(signs["less" if share < 0 else "more"])
            colour.setAlpha(120)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(
                QPointF(column * 2 * radius, max(y, place.top() + radius)),
                radius * 0.9,
                radius * 0.9,
            )
        if self.draw_index is not None and self.draw_index >= 0:
            share = row.draws[self.draw_index % len(row.draws)]
            painter.setPen(QPen(theme().colour("background"), 1.5))
            painter.setBrush(QColor(signs["less" if share < 0 else "more"]))
            painter.drawEllipse(
                QPointF(self._x(share, left, right), place.center().y()), px(9), px(9)
            )

    def _paint_glyph(
        self, painter: QPainter, row: SignRow, centre: QPointF, colour: QColor
    ) -> None:
        size = theme().px(9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if row.verdict in ("less", "more"):
            way = -1 if row.verdict == "less" else 1
            points = [
                QPointF(way * size, 0),
                QPointF(-way * size * 0.7, -size),
                QPointF(-way * size * 0.7, size),
            ]
            painter.drawPolygon(QPolygonF([centre + point for point in points]))
        if row.verdict not in ("less", "more") or row.unknown:
            painter.setPen(colour if row.verdict not in ("less", "more") else Qt.GlobalColor.white)
            bold = QFont.Weight.Bold
            plain = row.verdict not in ("less", "more")
            painter.setFont(theme().font(20 if plain else 10, bold))
            if not plain:
                painter.setPen(theme().colour("background"))
            text = "=" if row.verdict == "same" else "?"
            box = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    # -- picking ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.rows:
            return
        _left, _right, top, height = self._columns(QRectF(self.rect()))
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
