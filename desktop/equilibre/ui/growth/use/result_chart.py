"""Ever fewer operations for the same result: steps down, beside the pace of Moore."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)

from equilibre.texts import _
from equilibre.ui.growth.marking import Mark
from equilibre.ui.growth.marks import RADIUS, paint_mark
from equilibre.ui.growth.use.state import SameResult, Step
from equilibre.ui.plots.frame import ChartData
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.ruling import RIGHT, rule_widths, write
from equilibre.ui.plots.tick import Tick
from equilibre.ui.plots.walked import WalkedFrame
from equilibre.ui.theme import theme

_REACH = 22  # pixels at 100 %: how near a dot a click counts
_BESIDE = 11  # between a dot and its name


class ResultPicture(Picture):
    """Paints a SameResult; ``picked`` carries the key of the dot clicked."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.result: SameResult | None = None
        self.current = -1  # the dot that the keyboard is on; -1: none
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_result(self, result: SameResult) -> None:
        if result != self.result:
            self.result = result
            self.current = -1
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        result = self.result
        if result is None:
            return
        plot = _plot(result, target)
        self._decades(painter, result.decades, plot, target.left())
        rule_widths(painter, result.years, plot)
        self._lines(painter, result, plot)
        self._names(painter, result, plot, target)
        places = [_at(plot, step) for step in (*result.steps, result.pace)]
        if 0 <= self.current < len(places):
            painter.setPen(QPen(theme().colour("accent"), theme().px(2)))
            painter.setBrush(theme().colour("info_background"))
            painter.drawEllipse(places[self.current], theme().px(10), theme().px(10))
        for step, place in zip(result.steps, places, strict=False):
            paint_mark(painter, place, Mark("disc", step.fill, accent=True))

    def _decades(
        self, painter: QPainter, ticks: tuple[Tick, ...], plot: QRectF, left: float
    ) -> None:
        """Draw a line at each power of ten, with the power and its words before it."""
        px = theme().px
        for tick in ticks:
            y = plot.bottom() - tick.place * plot.height()
            painter.setPen(QPen(theme().colour("grid"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme().colour("secondary"))
            room = QRectF(left, y - px(17), plot.left() - px(8) - left, px(17))
            for text, size in ((tick.text, 12.0), (tick.words, 11.5)):
                painter.setFont(theme().font(size))
                painter.drawText(room, int(RIGHT), text)
                room.translate(0, px(16))

    def _lines(self, painter: QPainter, result: SameResult, plot: QRectF) -> None:
        px = theme().px
        painter.setBrush(Qt.BrushStyle.NoBrush)
        places = [_at(plot, step) for step in result.steps]
        painter.setPen(QPen(theme().colour("secondary"), px(2), Qt.PenStyle.DashLine))
        painter.drawLine(places[0], _at(plot, result.pace))
        corners = [places[0]]
        for before, after in zip(places, places[1:], strict=False):
            corners += [QPointF(after.x(), before.y()), after]
        pen = QPen(theme().colour("accent"), px(2.5))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(corners))

    def _names(self, painter: QPainter, result: SameResult, plot: QRectF, target: QRectF) -> None:
        """Write the first name above its dot, the last ones at their right, others at the left."""
        px = theme().px
        text = theme().colour("text")
        first, *others, last = result.steps
        above = _at(plot, first) + QPointF(-px(RADIUS), -px(19))
        write(painter, first.label, above, text, target)
        taken = [_around(_at(plot, first))]
        for step in others:
            dot = _at(plot, step)
            room = _room_at_left(step.label, dot, taken)
            taken += [room, _around(dot)]
            write(painter, step.label, QPointF(room.right(), room.center().y()), text, plot, "left")
        for step, colour in ((result.pace, "secondary"), (last, "accent")):
            where = _at(plot, step) + QPointF(px(_BESIDE), 0)
            write(painter, step.label, where, theme().colour(colour), target)

    # -- reading ---------------------------------------------------------------------------

    @property
    def stops(self) -> tuple[Step, ...]:
        """What the keyboard goes through: the dots by date, then the end of Moore's line."""
        return () if self.result is None else (*self.result.steps, self.result.pace)

    def step(self, by: int) -> None:
        """Go to the next dot or back, for the keyboard."""
        self.current = min(max(self.current + by, 0), len(self.stops) - 1)
        self.update()

    def pick(self, index: int) -> None:
        """Ask for the card of the dot at *index*, if there is one."""
        if 0 <= index < len(self.stops):
            self.picked.emit(self.stops[index].key)

    def stop_at(self, where: QPointF) -> int:
        """Return the dot nearest to a place of the picture; −1 where none is near."""
        if self.result is None:
            return -1
        plot = _plot(self.result, QRectF(self.rect()))
        far = [(_at(plot, stop) - where).manhattanLength() for stop in self.stops]
        nearest = min(range(len(far)), key=far.__getitem__)
        return nearest if far[nearest] <= theme().px(_REACH) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pick(self.stop_at(event.position()))


class ResultChart(WalkedFrame):
    """The steps in their frame; arrows and Return reach every card."""

    picked = Signal(str)

    def __init__(self) -> None:
        self.result = ResultPicture()
        super().__init__("same-result", _("Operations to reach the same result"), self.result)
        self.walked = self.result
        self.result.picked.connect(self.picked)

    def show_result(self, result: SameResult) -> None:
        self.set_titles(result.title, result.subtitle)
        self.result.show_result(result)
        self.tell()

    def data(self) -> ChartData:
        shown = self.result.result
        header = (
            "model",
            "date",
            "operations",
            "printed_reduction",
            "computed_reduction",
            "moore_reduction",
        )
        return ChartData(header, shown.rows) if shown else ChartData()

    def summary(self) -> str:
        shown = self.result.result
        if shown is None:
            return ""
        if 0 <= self.result.current < len(self.result.stops):
            return self.result.stops[self.result.current].text
        return shown.summary


def _plot(result: SameResult, target: QRectF) -> QRectF:
    """Return the place of the axes, such that the names at the ends stay inside *target*."""
    px = theme().px
    left = target.left() + px(10)
    left += max(
        (
            max(_width(tick.text, 12), _width(tick.words, 11.5, QFont.Weight.Normal))
            for tick in result.decades
        ),
        default=0.0,
    )
    names = max(_width(step.label) for step in (result.steps[-1], result.pace))
    end = target.right() - names - px(_BESIDE + 6)
    right = min(target.right() - px(18), left + (end - left) / result.pace.across)
    return QRectF(
        QPointF(left, target.top() + px(8)), QPointF(right, target.bottom() - px(26))
    ).normalized()


def _at(plot: QRectF, step: Step) -> QPointF:
    return QPointF(
        plot.left() + step.across * plot.width(), plot.bottom() - step.up * plot.height()
    )


def _around(dot: QPointF) -> QRectF:
    reach = theme().px(RADIUS + 2)
    return QRectF(dot.x() - reach, dot.y() - reach, 2 * reach, 2 * reach)


def _room_at_left(label: str, dot: QPointF, taken: list[QRectF]) -> QRectF:
    """Return the place of a name at the left of its dot, lower where others are in the way."""
    width, height = _width(label), QFontMetricsF(theme().font(12)).height()
    room = QRectF(dot.x() - theme().px(_BESIDE) - width, dot.y() - height / 2, width, height)
    for other in taken:
        if room.intersects(other):
            room.moveTop(other.bottom())
    return room


def _width(text: str, size: float = 12, weight: QFont.Weight = QFont.Weight.DemiBold) -> float:
    metrics = QFontMetricsF(theme().font(size, weight))
    return max(map(metrics.horizontalAdvance, text.split("\n"))) + 2
