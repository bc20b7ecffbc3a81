"""Predicted against true: on the diagonal, every answer would be right."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from equilibre.learning.looking.judged import Estimated
from equilibre.texts import _
from equilibre.ui.plots.axes import NumberAxis
from equilibre.ui.plots.chart import Chart, ChartData
from equilibre.ui.theme import FAMILY_SHAPES, theme
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.state import LearnedState

_ROOM = 0.05  # around the points


class TruthChart(Chart):
    """A point for each test row; the same scale on both axes."""

    def __init__(self) -> None:
        super().__init__(
            "predicted-and-true",
            _("Predicted against true"),
            {"bottom": NumberAxis("bottom"), "left": NumberAxis("left")},
        )
        self._judged: Estimated | None = None
        self.plot.show_grid(0.2, "left", "bottom")
        self._diagonal = pg.PlotCurveItem()
        self.plot.addItem(self._diagonal)
        self._points = pg.ScatterPlotItem(pxMode=True)
        self.plot.addItem(self._points)
        self._labels = [pg.TextItem(anchor=anchor) for anchor in ((1, 1.15), (0, 0), (1, 1))]
        for label in self._labels:
            label.setFont(theme().font(12))
            self.plot.addItem(label)

    def show_state(self, state: LearnedState) -> None:
        judged, card = state.judged, state.card
        if not isinstance(judged, Estimated) or card is None or state.subject is None:
            return
        self.set_titles(words.judgement(judged, card), state.title)
        if judged is self._judged:
            return
        self._judged = judged
        colours = theme().colours
        colour = QColor(colours.families.get(state.subject.family, colours.text))
        colour.setAlpha(185)
        self._points.setData(
            x=judged.truth,
            y=judged.answers,
            symbol=FAMILY_SHAPES.get(state.subject.family, "o"),
            size=theme().px(9),
            pen=pg.mkPen(theme().colour("background", 120)),
            brush=pg.mkBrush(colour),
        )
        low = float(min(judged.truth.min(), judged.answers.min()))
        high = float(max(judged.truth.max(), judged.answers.max()))
        room = _ROOM * ((high - low) or 1.0)
        low, high = low - room, high + room
        self.plot.setXRange(low, high)
        self.plot.setYRange(low, high)
        self._diagonal.setData(
            [low, high],
            [low, high],
            pen=pg.mkPen(colours.accent, width=1, style=Qt.PenStyle.DashLine),
        )
        name = words.target_name(card)
        for label, text, x, y, ink in zip(
            self._labels,
            (_("perfect answers"), _("↑ predicted: {name}").format(name=name), _("true →")),
            (high, low, high),
            (high - 2 * room, high, low),
            (colours.accent, colours.secondary, colours.secondary),
            strict=True,
        ):
            label.setText(text, color=ink)
            label.setPos(x, y)
        self.tell()

    def data(self) -> ChartData:
        judged = self._judged
        if judged is None:
            return ChartData()
        return ChartData(
            (_("truth"), _("answer")),
            tuple(
                (float(truth), float(answer))
                for truth, answer in zip(judged.truth, judged.answers, strict=True)
            ),
        )
