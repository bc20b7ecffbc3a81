"""Squares whose areas are to true scale."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from equilibre import numbers
from equilibre.texts import _
from equilibre.ui.growth.scale.ink import fill_of, outline_of
from equilibre.ui.growth.scale.state import Row, ScaleState
from equilibre.ui.theme import theme

_WIDEST_CAPTION = 118
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Squares:
    """Paints a ScaleState as squares on one ground line."""

    def __init__(self, painter: QPainter, state: ScaleState, full: float) -> None:
        self._painter = painter
        self.state = state
        self._full = full  # the value whose square is the largest that fits

    def paint(self, target: QRectF) -> Iterator[tuple[str, QRectF]]:
        """Paint everything inside *target*; yield the place of each row, by its key."""
        painter = self._painter
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
            column = QRectF(x, place.top(), room, target.bottom() - place.top())
            yield row.key, column
            if row.key == self.state.chosen:
                painter.fillRect(column, theme().colour("info_background"))
            self._paint_square(row, box, smallest)
            caption = QRectF(x, place.bottom() + px(4), room + px(20), label - px(4))
            self._paint_caption(row, caption)
            x += room + px(28)
        self._paint_count(QRectF(x, place.top(), place.right() - x, place.height()))

    def _paint_count(self, place: QRectF) -> None:
        """Say in the room that is left how many of the smallest the largest holds."""
        painter = self._painter
        px = theme().px
        if place.width() < px(150) or not self.state.tiles or self._full != self.state.top:
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

    def _paint_square(self, row: Row, box: QRectF, smallest: float) -> None:
        painter = self._painter
        px = theme().px
        if row.value is None:
            painter.setPen(QPen(theme().colour("axis"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box.left(), box.bottom() - px(40), px(40), px(40)))
            return
        painter.setPen(outline_of(row))
        painter.setBrush(fill_of(row))
        painter.drawRect(box if box.width() >= 1 else QRectF(box.left(), box.bottom() - 1, 1, 1))
        tile = box.width() * math.sqrt(smallest / row.value) if smallest else 0.0
        if row.course and tile >= px(4) and box.width() / tile > 1.5 and row.grown == 1.0:  # noqa: PLR2004
            self._paint_tiles(box, tile)

    def _paint_tiles(self, box: QRectF, tile: float) -> None:
        """Draw the edges of the smallest model inside a larger one: how many fit."""
        painter = self._painter
        ink = theme().colour("background", 110)
        painter.setPen(QPen(ink, 1))
        for index in range(1, math.ceil(box.width() / tile)):
            x, y = box.left() + index * tile, box.bottom() - index * tile
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _paint_caption(self, row: Row, place: QRectF) -> None:
        painter = self._painter
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
