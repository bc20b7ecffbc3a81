"""Every training whose energy was published: its carbon as published, and on the chosen grid."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
)

from equilibre import numbers
from equilibre.texts import _
from equilibre.ui.growth.energy.decades import DecadeAxis
from equilibre.ui.growth.energy.state import Pair, Trainings
from equilibre.ui.plots.frame import ChartData
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.walked import WalkedFrame
from equilibre.ui.theme import theme

_TALLEST_ROW = 34  # pixels at 100 %
_HEAD = 18
_RADIUS = 4.5
_TIGHT = 17
_FLAT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class TrainingsPicture(Picture):
    """Paints a row for each model: two dots on one logarithmic axis, and their figures."""

    picked = Signal(str)  # key of a model

    def __init__(self) -> None:
        super().__init__()
        self.shown = Trainings()
        self.current = -1  # the row that the keyboard is on; -1: none
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_trainings(self, shown: Trainings) -> None:
        if shown != self.shown:
            self.shown = shown
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        pairs = self.shown.pairs
        if not pairs:
            return
        px = theme().px
        place, body, row = self._places(target)
        size = 12.5 if row >= px(_TIGHT) else 11.5
        names = self._widest(size, [pair.name for pair in pairs]) + px(12)
        figures = self._widest(
            11.5,
            [
                self.shown.there,
                _("published"),
                *(pair.there_text for pair in pairs),
                *(pair.published_text for pair in pairs),
            ],
        ) + px(14)
        across = QRectF(
            place.left() + names, body.top(), place.width() - names - 2 * figures, row * len(pairs)
        )
        axis = DecadeAxis.around(_amounts(pairs), across)
        self._heads(painter, place, across, figures)
        axis.paint(painter, QRectF(place.left(), place.top(), 0, px(_HEAD)), _tonnes)
        for index, pair in enumerate(pairs):
            line = QRectF(place.left(), body.top() + index * row, place.width(), row)
            if index == self.current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme().colour("info_background"))
                painter.drawRoundedRect(line, px(4), px(4))
            self._row(painter, pair, line, axis, figures, size)

    def _places(self, target: QRectF) -> tuple[QRectF, QRectF, float]:
        """Return the place of everything, that of the rows, and the height of a row."""
        px = theme().px
        place = target.adjusted(0, px(2), -px(8), -px(2))
        body = place.adjusted(0, px(_HEAD), 0, 0)
        return place, body, min(px(_TALLEST_ROW), body.height() / max(1, len(self.shown.pairs)))

    def step(self, by: int) -> None:
        """Go to the next row or back, for the keyboard."""
        self.current = min(max(self.current + by, 0), len(self.shown.pairs) - 1)
        self.update()

    def pick(self, index: int) -> None:
        """Ask for the card of the row at *index*, if there is one."""
        if 0 <= index < len(self.shown.pairs):
            self.picked.emit(self.shown.pairs[index].key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        _place, body, row = self._places(QRectF(self.rect()))
        self.pick(int((event.position().y() - body.top()) // row))

    @staticmethod
    def _widest(size: float, texts: list[str]) -> float:
        metrics = QFontMetricsF(theme().font(size, QFont.Weight.DemiBold))
        return max(metrics.horizontalAdvance(text) for text in texts)

    def _heads(self, painter: QPainter, place: QRectF, axis: QRectF, figures: float) -> None:
        painter.setFont(theme().font(11.5, QFont.Weight.DemiBold))
        head = QRectF(axis.right(), place.top(), figures, theme().px(_HEAD))
        painter.setPen(theme().colour("text"))
        painter.drawText(head, _RIGHT, _("published"))
        painter.setPen(theme().colour("accent"))
        painter.drawText(head.translated(figures, 0), _RIGHT, self.shown.there)

    def _row(
        self,
        painter: QPainter,
        pair: Pair,
        line: QRectF,
        axis: DecadeAxis,
        figures: float,
        size: float,
    ) -> None:
        px = theme().px
        painter.setFont(
            theme().font(size, QFont.Weight.DemiBold if pair.course else QFont.Weight.Normal)
        )
        painter.setPen(theme().colour("text"))
        painter.drawText(
            QRectF(line.left(), line.top(), axis.place.left() - px(12), line.height()),
            _RIGHT,
            pair.name,
        )
        y = line.center().y()
        radius = _RADIUS * theme().scale_percent / 100
        if pair.published is not None:
            published = QPointF(axis.at(pair.published), y)
            if pair.there is not None:
                painter.setPen(QPen(theme().colour("axis"), 1.4))
                painter.drawLine(published, QPointF(axis.at(pair.there), y))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("text"))
            painter.drawEllipse(published, radius, radius)
        if pair.there is not None:
            painter.setPen(QPen(theme().colour("accent"), 1.8))
            painter.setBrush(theme().colour("background"))
            painter.drawEllipse(QPointF(axis.at(pair.there), y), radius, radius)
        painter.setFont(theme().font(11.5))
        column = QRectF(axis.place.right(), line.top(), figures, line.height())
        painter.setPen(theme().colour("text" if pair.published is not None else "secondary"))
        painter.drawText(column, _RIGHT, pair.published_text)
        painter.setPen(theme().colour("accent" if pair.there is not None else "secondary"))
        painter.drawText(column.translated(figures, 0), _RIGHT, pair.there_text)


def _amounts(pairs: tuple[Pair, ...]) -> list[float]:
    """Return everything drawn, in t."""
    both = (value for pair in pairs for value in (pair.there, pair.published))
    return [value for value in both if value is not None]


def _tonnes(exponent: int) -> str:
    return numbers.with_unit(numbers.significant(10.0**exponent, 1), "t")


class TrainingsChart(WalkedFrame):
    """All published energies on one grid; arrows go from row to row, Enter opens a card."""

    picked = Signal(str)

    def __init__(self) -> None:
        self.rows = TrainingsPicture()
        super().__init__("trainings-on-a-grid", _("Every published training"), self.rows)
        self.walked = self.rows
        self.rows.picked.connect(self.picked)

    def show_trainings(self, shown: Trainings) -> None:
        self.set_titles(shown.title, shown.subtitle)
        self.rows.show_trainings(shown)
        self.tell()

    def data(self) -> ChartData:
        return ChartData(
            (_("model"), "energy_J", "CO2e_published_t", "CO2e_there_t", _("electricity")),
            tuple(
                (pair.name, pair.energy_joules, pair.published, pair.there, self.rows.shown.there)
                for pair in self.rows.shown.pairs
            ),
        )

    def summary(self) -> str:
        return "\n".join(
            [
                self._title_text,
                *(
                    _("{model}: {published} published, {there} with {electricity}").format(
                        model=pair.name,
                        published=pair.published_text,
                        there=pair.there_text,
                        electricity=self.rows.shown.there,
                    )
                    for pair in self.rows.shown.pairs
                ),
            ]
        )
