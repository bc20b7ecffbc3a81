"""Paints the inverse question: how large a language model some time on this computer trains."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from equilibre import numbers
from equilibre.texts import _, labelled
from equilibre.ui.growth.computer.provenance import COLUMNS, Provenance
from equilibre.ui.growth.computer.spreading import spread
from equilibre.ui.growth.computer.state import Budget, Budgets, Reference
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_TALLEST_ROW = 110  # pixels at 100 %
_MARGIN_DECADES = 0.4


class BudgetPicture(Picture):
    """Paints an interval of parameters for each budget, beside the models of the course."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Budgets | None = None

    def show_budgets(self, budgets: Budgets) -> None:
        if budgets != self.shown:
            self.shown = budgets
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        shown = self.shown
        if shown is None:
            return
        px = theme().px
        plot = target.adjusted(px(8), px(20), -px(8), -px(20))
        low, high = _reach(shown)
        self._paint_axis(painter, plot, low, high)
        self._paint_references(painter, shown.references, plot, low, high)
        if shown.missing:
            self._paint_missing(painter, shown.missing, plot)
            return
        height = min(plot.height() / len(shown.budgets), px(_TALLEST_ROW))
        top = plot.center().y() - height * len(shown.budgets) / 2
        for index, budget in enumerate(shown.budgets):
            row = QRectF(plot.left(), top + index * height, plot.width(), height)
            self._paint_budget(painter, budget, row, low, high)

    @staticmethod
    def _paint_missing(painter: QPainter, text: str, plot: QRectF) -> None:
        """Write why there is no bar yet, over the axis on which they will stand."""
        room = plot.adjusted(plot.width() / 6, 0, -plot.width() / 6, 0)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.setFont(theme().font(13))
        place = QFontMetricsF(theme().font(13)).boundingRect(room, flags, text)
        margin = theme().px(8)
        painter.fillRect(
            place.adjusted(-margin, -margin, margin, margin), theme().colour("background")
        )
        painter.setPen(theme().colour("secondary"))
        painter.drawText(room, flags, text)

    def _paint_axis(self, painter: QPainter, plot: QRectF, low: float, high: float) -> None:
        px = theme().px
        painter.setFont(theme().font(12))
        metrics = QFontMetricsF(theme().font(12))
        free = -math.inf
        for power in range(math.ceil(low), math.floor(high) + 1):
            x = _x(power, plot, low, high)
            painter.setPen(QPen(theme().colour("grid"), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            text = numbers.large(10.0**power, 1)
            half = metrics.horizontalAdvance(text) / 2 + px(4)
            if x - half < free or x + half > plot.right() + px(8):
                continue
            free = x + half
            painter.setPen(theme().colour("secondary"))
            box = QRectF(x - half, plot.bottom() + px(2), 2 * half, px(18))
            painter.drawText(box, _CENTRE, text)

    def _paint_references(
        self,
        painter: QPainter,
        references: tuple[Reference, ...],
        plot: QRectF,
        low: float,
        high: float,
    ) -> None:
        px = theme().px
        font = theme().font(12, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        ordered = sorted(references, key=lambda one: one.parameters)
        wished = [_x(math.log10(one.parameters), plot, low, high) for one in ordered]
        widest = max((metrics.horizontalAdvance(one.name) for one in ordered), default=0.0)
        places = spread(wished, widest + px(8), plot.left() + widest / 2, plot.right() - widest / 2)
        for reference, x, place in zip(ordered, wished, places, strict=True):
            ink = theme().colour("accent" if reference.accent else "secondary")
            painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top() + px(2)), QPointF(x, plot.bottom()))
            painter.setFont(font)
            painter.setPen(ink)
            width = metrics.horizontalAdvance(reference.name) + 2
            box = QRectF(place - width / 2, plot.top() - px(20), width, px(18))
            painter.drawText(box, _CENTRE, reference.name)

    def _paint_budget(
        self, painter: QPainter, budget: Budget, row: QRectF, low: float, high: float
    ) -> None:
        if budget.low is None or budget.high is None:
            return
        px = theme().px
        line = QFontMetricsF(theme().font(13)).height()
        left = _x(math.log10(budget.low), row, low, high)
        right = _x(math.log10(budget.high), row, low, high)
        thick = min(px(16), row.height() - 2 * line - px(8))
        whole = 2 * line + px(2) + thick
        y = row.center().y() - whole / 2
        bold = theme().font(13, QFont.Weight.DemiBold)
        self._write(painter, budget.name, bold, left, QPointF(left, y), row, "text")
        self._write(
            painter, budget.text, theme().font(12), left, QPointF(left, y + line), row, "text"
        )
        bar = QRectF(left, y + 2 * line + px(2), max(right - left, px(4)), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("text"))
        painter.drawRoundedRect(bar, px(3), px(3))

    @staticmethod
    def _write(
        painter: QPainter,
        text: str,
        font: QFont,
        left: float,
        where: QPointF,
        row: QRectF,
        ink: str,
    ) -> None:
        """Write a line over a bar on a ground of the page's colour: no line runs through it."""
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text) + 2
        x = max(min(left, row.right() - width), row.left())
        box = QRectF(x, where.y(), width, metrics.height())
        painter.fillRect(box.adjusted(-3, 0, 3, 0), theme().colour("background"))
        painter.setFont(font)
        painter.setPen(theme().colour(ink))
        painter.drawText(box, int(_LEFT), text)


def _reach(shown: Budgets) -> tuple[float, float]:
    """Return the powers of ten at both ends of the axis."""
    values = [one.parameters for one in shown.references]
    values += [bound for one in shown.budgets for bound in (one.low, one.high) if bound]
    logs = [math.log10(value) for value in values]
    return min(logs) - _MARGIN_DECADES, max(logs) + _MARGIN_DECADES


def _x(power: float, plot: QRectF, low: float, high: float) -> float:
    return plot.left() + (power - low) / (high - low) * plot.width()


class BudgetChart(ChartFrame):
    """Which language model could be trained here, for a minute, a class, a year."""

    def __init__(self) -> None:
        self.budgets = BudgetPicture()
        super().__init__("budgets", _("The other way round"), self.budgets)

    def show_budgets(self, budgets: Budgets) -> None:
        self.set_titles(budgets.title, budgets.subtitle)
        self.budgets.show_budgets(budgets)
        self.tell()

    def data(self) -> ChartData:
        shown = self.budgets.shown
        if shown is None:
            return ChartData()
        known = tuple((one.name, one.low, one.high, *Provenance().cells) for one in shown.budgets)
        beside = tuple(
            (one.name, one.parameters, one.parameters, *one.provenance.cells)
            for one in shown.references
        )
        return ChartData(("what", "low_parameters", "high_parameters", *COLUMNS), known + beside)

    def summary(self) -> str:
        shown = self.budgets.shown
        if shown is None:
            return ""
        return shown.missing or "\n".join(labelled(one.name, one.text) for one in shown.budgets)
