"""A short list of bars, longest first: what weighs most, or what moves the result most."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
)

from equilibre.texts import _, labelled
from equilibre.ui.lifecycle.state import Ranked
from equilibre.ui.plots.frame import ChartData
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.walked import WalkedFrame
from equilibre.ui.theme import theme

_ROW = 25  # pixels at 100 %, at least
_TALL_ROW = 60
_TOP = 5  # above the first row


class RankingPicture(Picture):
    """Paints names above bars; ``picked`` carries the row clicked."""

    picked = Signal(Ranked)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Ranked, ...] = ()
        self.current = -1  # the row that the keyboard is on; -1: none

    def show_rows(self, rows: tuple[Ranked, ...]) -> None:
        if rows != self.rows:
            self.rows = rows
            self.setCursor(
                Qt.CursorShape.PointingHandCursor
                if any(_has_card(row) for row in rows)
                else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Paint as many rows as *target* holds."""
        target = target.adjusted(0, theme().px(_TOP), 0, 0)
        row_height = self._height(target)
        for index, row in enumerate(self.rows[: int(target.height() // row_height + 0.01)]):
            place = QRectF(
                target.left(), target.top() + index * row_height, target.width(), row_height
            )
            if index == self.current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme().colour("info_background"))
                painter.drawRoundedRect(place, theme().px(4), theme().px(4))
            self._row(painter, row, place)

    def step(self, by: int) -> None:
        """Go to the next row or back, for the keyboard."""
        self.current = min(max(self.current + by, 0), len(self.rows) - 1)
        self.update()

    def pick(self, index: int) -> None:
        """Ask for the card of the row at *index*, if there is one."""
        if 0 <= index < len(self.rows) and _has_card(self.rows[index]):
            self.picked.emit(self.rows[index])

    def _height(self, target: QRectF) -> float:
        """Return the height of a row: all share what there is, within reason."""
        wanted = target.height() / max(1, len(self.rows))
        return max(theme().px(_ROW), min(theme().px(_TALL_ROW), wanted))

    def _row(self, painter: QPainter, row: Ranked, place: QRectF) -> None:
        px = theme().px
        font = theme().font(12)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(row.text)
        painter.setPen(theme().colour("text"))
        line = QRectF(place.left(), place.top(), place.width() - px(6), px(16))
        painter.drawText(
            line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), row.text
        )
        painter.drawText(
            QRectF(line.left(), line.top(), line.width() - width - px(8), line.height()),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, line.width() - width - px(8)),
        )
        track = QRectF(place.left(), place.top() + px(17), place.width() - px(6), px(6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("grid"))
        painter.drawRect(track)
        signed = any(one.length < 0 or one.start for one in self.rows)
        signs = theme().colours.signs
        if not signed:
            painter.setBrush(QColor(signs["undetermined"]))
            painter.drawRect(QRectF(track.left(), track.top(), track.width() * row.length, px(6)))
            return
        centre = track.center().x()
        for low, high, key in _pieces(row):
            painter.setBrush(QColor(signs[key]))
            left = centre + low * track.width() / 2
            right = centre + high * track.width() / 2
            painter.drawRect(QRectF(left, track.top(), right - left, track.height()))
        painter.setPen(QPen(theme().colour("axis"), 1))
        painter.drawLine(
            QPointF(centre, track.top() - px(2)), QPointF(centre, track.bottom() + px(2))
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        top = theme().px(_TOP)
        rows = QRectF(self.rect()).adjusted(0, top, 0, 0)
        self.pick(int((event.position().y() - top) // self._height(rows)))


def _has_card(row: Ranked) -> bool:
    return bool(row.factor or row.parameter)


def _pieces(row: Ranked) -> list[tuple[float, float, str]]:
    """Cut the span of a row at zero: what lies below is less, above is more."""
    low, high = sorted((row.start, row.length))
    pieces = []
    if low < 0:
        pieces.append((low, min(high, 0.0), "less"))
    if high > 0:
        pieces.append((max(low, 0.0), high, "more"))
    return pieces


class Ranking(WalkedFrame):
    """A ranking in its frame."""

    picked = Signal(Ranked)

    def __init__(self, name: str, title: str) -> None:
        self.ranking = RankingPicture()
        super().__init__(name, title, self.ranking)
        self.walked = self.ranking
        self.ranking.picked.connect(self.picked)

    def show_rows(self, title: str, subtitle: str, rows: tuple[Ranked, ...]) -> None:
        self.set_titles(title, subtitle)
        self.ranking.show_rows(rows)
        self.tell()

    def data(self) -> ChartData:
        return ChartData(
            (_("name"), _("figure")), tuple((row.name, row.text) for row in self.ranking.rows)
        )

    def summary(self) -> str:
        return "\n".join(
            [self._title_text, *(labelled(row.name, row.text) for row in self.ranking.rows)]
        )
