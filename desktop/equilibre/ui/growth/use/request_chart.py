"""What one request takes: a dot for each author, never averaged."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPen

from equilibre.texts import _, joined
from equilibre.ui.growth.marking import Mark
from equilibre.ui.growth.marks import paint_interval, paint_mark
from equilibre.ui.growth.use.state import Dot, Requests
from equilibre.ui.plots.frame import ChartData
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.ruling import LEFT, RIGHT, rule_widths, write
from equilibre.ui.plots.walked import WalkedFrame
from equilibre.ui.theme import theme

_NAMES = 0.38  # share of the width for the names


class RequestPicture(Picture):
    """Paints one row for each source; ``picked`` carries the key of the row clicked."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.requests: Requests | None = None
        self.current = -1  # the row that the keyboard is on; -1: none
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_requests(self, requests: Requests) -> None:
        if requests != self.requests:
            self.requests = requests
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        requests = self.requests
        if requests is None:
            return
        px = theme().px
        rows = self._rows(target)
        plot = QRectF(
            target.left() + target.width() * _NAMES,
            rows.top(),
            target.width() * (1 - _NAMES) - _figures(requests),
            rows.height(),
        )
        rule_widths(painter, requests.ticks, plot, lines=True)
        height = rows.height() / max(1, len(requests.dots))
        for index, dot in enumerate(requests.dots):
            row = QRectF(rows.left(), rows.top() + index * height, rows.width(), height)
            if index == self.current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme().colour("info_background"))
                painter.drawRoundedRect(row, px(4), px(4))
            self._row(painter, dot, row, plot)
        self._reference(painter, requests, plot)

    def _rows(self, target: QRectF) -> QRectF:
        px = theme().px
        return target.adjusted(0, px(22), 0, -px(40))

    def _row(self, painter: QPainter, dot: Dot, row: QRectF, plot: QRectF) -> None:
        px = theme().px
        names = QRectF(
            row.left() + px(4), row.top(), plot.left() - row.left() - px(16), row.height()
        )
        big, small = theme().font(12.5, QFont.Weight.Medium), theme().font(11.5)
        line, small_line = QFontMetricsF(big).height(), QFontMetricsF(small).height()
        two = row.height() >= line + small_line
        top = row.center().y() - (line + (small_line if two else 0)) / 2
        self._words(painter, dot.name, QRectF(names.left(), top, names.width(), line), big, "text")
        if two:
            under = QRectF(names.left(), top + line, names.width(), small_line)
            self._words(painter, dot.source, under, small, "secondary")
        painter.setFont(theme().font(12.5, QFont.Weight.DemiBold))
        painter.setPen(theme().colour("secondary" if dot.refuted else "text"))
        painter.drawText(
            QRectF(
                plot.right() + px(10), row.top(), row.right() - plot.right() - px(14), row.height()
            ),
            int(RIGHT),
            dot.text,
        )
        self._mark(painter, dot, row.center().y(), plot)

    def _words(self, painter: QPainter, text: str, place: QRectF, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(theme().colour(colour))
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(LEFT), elided)

    def _mark(self, painter: QPainter, dot: Dot, y: float, plot: QRectF) -> None:
        px = theme().px
        ink = theme().colour("secondary" if dot.refuted else "accent")
        if dot.low is not None and dot.high is not None:
            left = QPointF(plot.left() + dot.low * plot.width(), y)
            right = QPointF(plot.left() + dot.high * plot.width(), y)
            paint_interval(painter, left, right, ink, empty=dot.place is None)
        if dot.place is None:
            return
        where = QPointF(plot.left() + dot.place * plot.width(), y)
        paint_mark(painter, where, Mark("disc", dot.fill, accent=not dot.refuted))
        if dot.refuted:
            note = where - QPointF(px(14), 0)
            room = QRectF(plot.left(), plot.top(), note.x() - plot.left(), plot.height())
            write(painter, dot.note, note, theme().colour("secondary"), room, "left", 11.5)
            painter.setPen(QPen(theme().colour("text"), px(2)))
            painter.drawLine(where + QPointF(-px(9), px(9)), where + QPointF(px(9), -px(9)))

    def _reference(self, painter: QPainter, requests: Requests, plot: QRectF) -> None:
        tick = requests.reference
        if tick is None:
            return
        px = theme().px
        x = plot.left() + tick.place * plot.width()
        painter.setPen(QPen(theme().colour("text"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top() - px(2)), QPointF(x, plot.bottom()))
        bounds = QRectF(plot.left(), plot.top() - px(24), plot.width() + px(100), px(22))
        write(
            painter,
            tick.text,
            QPointF(x, plot.top() - px(13)),
            theme().colour("text"),
            bounds,
            "middle",
        )

    # -- reading ---------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next row or back, for the keyboard."""
        if self.requests is not None:
            self.current = min(max(self.current + by, 0), len(self.requests.dots) - 1)
            self.update()

    def pick(self, index: int) -> None:
        """Ask for the card of the row at *index*, if there is one."""
        if self.requests is not None and 0 <= index < len(self.requests.dots):
            self.picked.emit(self.requests.dots[index].key)

    def row_at(self, y: float) -> int:
        """Return the row at a height of the picture; −1 outside."""
        rows = self._rows(QRectF(self.rect()))
        if self.requests is None or not rows.top() <= y < rows.bottom():
            return -1
        return int((y - rows.top()) / rows.height() * len(self.requests.dots))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pick(self.row_at(event.position().y()))


def _figures(requests: Requests) -> float:
    """Return the width that the figures at the right take."""
    metrics = QFontMetricsF(theme().font(12.5, QFont.Weight.DemiBold))
    widest = max((metrics.horizontalAdvance(dot.text) for dot in requests.dots), default=0.0)
    return widest + theme().px(26)


class RequestChart(WalkedFrame):
    """The requests in their frame; arrows and Return reach every card."""

    picked = Signal(str)

    def __init__(self) -> None:
        self.requests = RequestPicture()
        super().__init__("requests", _("Energy of one request"), self.requests)
        self.walked = self.requests
        self.requests.picked.connect(self.picked)

    def show_requests(self, requests: Requests) -> None:
        self.set_titles(requests.title, requests.subtitle)
        self.requests.show_requests(requests)
        self.tell()

    def data(self) -> ChartData:
        shown = self.requests.requests
        header = ("request", "source", "joules", "low_joules", "high_joules", "kind")
        return ChartData(header, shown.rows) if shown else ChartData()

    def summary(self) -> str:
        shown = self.requests.requests
        if shown is None:
            return ""
        if 0 <= self.requests.current < len(shown.dots):
            dot = shown.dots[self.requests.current]
            return joined((dot.name, dot.text, dot.source))
        return shown.summary
