"""Paints the memory that a model needs beside that of this computer, to true scale."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from equilibre.texts import _
from equilibre.ui.growth.computer.provenance import COLUMNS
from equilibre.ui.growth.computer.state import Fit, MemoryRow
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_THICKEST = 96.0  # pixels at 100 %
_LEAST = 104  # high: three lines of words and their bars
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MemoryPicture(Picture):
    """Paints a row for each amount of memory; all bars share one linear scale."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[MemoryRow, ...] = ()
        self.missing = ""

    def show_fit(self, fit: Fit) -> None:
        if (fit.memory, fit.missing) != (self.rows, self.missing):
            self.rows, self.missing = fit.memory, fit.missing
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        if self.missing:
            self._paint_hole(painter, target)
        if not self.rows:
            return
        px = theme().px
        target = target.adjusted(0, px(6), -px(6), 0)
        height = min(target.height() / len(self.rows), px(_THICKEST + 46))
        top = target.top() + (target.height() - height * len(self.rows)) / 2
        most = max(row.bytes for row in self.rows)
        memory = target.left() + self.rows[0].bytes / most * target.width()
        for index, row in enumerate(self.rows):
            place = QRectF(target.left(), top + index * height, target.width(), height)
            self._paint_row(painter, row, place, row.bytes / most, memory)

    def _paint_hole(self, painter: QPainter, target: QRectF) -> None:
        """Paint what nobody published as a hole: an outline without a size."""
        px = theme().px
        half = min(px(70), target.height() / 2 - px(4))
        hole = QRectF(target.left() + 1, target.center().y() - half, target.width() - 8, 2 * half)
        painter.setPen(QPen(theme().colour("axis"), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(hole, px(4), px(4))
        painter.setPen(theme().colour("secondary"))
        painter.setFont(theme().font(28, QFont.Weight.DemiBold))
        middle = int(Qt.AlignmentFlag.AlignHCenter)
        above = QRectF(hole.left(), hole.center().y() - px(44), hole.width(), px(40))
        painter.drawText(above, middle | int(Qt.AlignmentFlag.AlignBottom), "?")
        painter.setFont(theme().font(13))
        below = QRectF(hole.left(), hole.center().y() + px(4), hole.width(), half)
        wrapped = middle | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(below, wrapped, self.missing)

    def _paint_row(
        self, painter: QPainter, row: MemoryRow, place: QRectF, share: float, memory: float
    ) -> None:
        px = theme().px
        line = QFontMetricsF(theme().font(13)).height()
        self._paint_words(painter, row, QRectF(place.left(), place.top(), place.width(), line))
        thick = min(px(_THICKEST), place.height() - line - px(10))
        bar = QRectF(place.left(), place.top() + line + px(2), 0, max(thick, px(6)))
        bar.setWidth(max(share * place.width(), 1.0))  # a model too small to be seen is a line
        inside = QRectF(bar)
        inside.setRight(min(bar.right(), memory))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent" if row.key == "computer" else "secondary"))
        painter.drawRect(inside)
        if row.fits:
            return
        beyond = QRectF(bar)
        beyond.setLeft(inside.right())
        colour = _ink(row)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour, 1))
        painter.drawRect(beyond)
        painter.setPen(QPen(theme().colour("accent"), max(1.0, px(2))))
        painter.drawLine(QPointF(memory, bar.top() - px(2)), QPointF(memory, bar.bottom() + px(2)))

    def _paint_words(self, painter: QPainter, row: MemoryRow, place: QRectF) -> None:
        """Write what a bar is, how much, and whether it fits."""
        px = theme().px
        bold = theme().font(13, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        verdict = "" if not row.verdict else ("✓ " if row.fits else "✗ ") + row.verdict
        painter.setFont(bold)
        painter.setPen(_ink(row))
        painter.drawText(place, int(_RIGHT), verdict)
        right = place.right() - metrics.horizontalAdvance(verdict) - px(12)
        x = place.left()
        for text, font, ink in (
            (row.name, bold, "text"),
            (row.text, bold, "text"),
            (row.detail, theme().font(12), "secondary"),
        ):
            room = max(right - x, 0.0)
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(theme().colour(ink))
            painter.drawText(QRectF(x, place.top(), room, place.height()), int(_LEFT), shown)
            x += QFontMetricsF(font).horizontalAdvance(shown) + px(8)


class MemoryChart(ChartFrame):
    """Would it fit? The memory of this computer beside what the model needs."""

    def __init__(self) -> None:
        self.bars = MemoryPicture()
        super().__init__("memory", _("Would it fit?"), self.bars)
        self.bars.setMinimumHeight(theme().px(_LEAST))

    def show_fit(self, fit: Fit) -> None:
        self.set_titles(fit.title, fit.subtitle)
        self.bars.show_fit(fit)
        self.tell()

    def data(self) -> ChartData:
        return ChartData(
            ("what", "memory_bytes", "fits", *COLUMNS),
            tuple(
                (row.name, row.bytes, str(row.fits).lower(), *row.provenance.cells)
                for row in self.bars.rows
            ),
        )

    def summary(self) -> str:
        if self.bars.missing:
            return self.bars.missing
        return "\n".join(
            _("{name}: {amount}, {detail}. {verdict}").format(
                name=row.name, amount=row.text, detail=row.detail, verdict=row.verdict
            )
            for row in self.bars.rows
        )


def _ink(row: MemoryRow) -> QColor:
    return QColor(theme().colours.text if row.fits else theme().colours.signs["more"])
