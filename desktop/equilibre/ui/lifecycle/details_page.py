"""The second page: in which device and which phase, from which figures, how sensitive."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.lifecycle.heat_map import HeatMapChart
from equilibre.ui.lifecycle.ranking import Ranking
from equilibre.ui.lifecycle.state import LifecycleState, Ranked
from equilibre.ui.theme import theme
from equilibre.ui.widgets.segmented import Segmented

_TALL = 420  # pixels at 100 %


class DetailsPage(QWidget):
    """A heat map of devices × phases, hotspots, and what moves the result most."""

    indicator_chosen = Signal(str)
    shown_chosen = Signal(str)
    factor_asked = Signal(str)
    parameter_asked = Signal(str)

    def __init__(self, state: LifecycleState) -> None:
        super().__init__()
        px = theme().px
        self.indicators = Segmented(
            [(choice.key, choice.text) for choice in state.indicators], _("Indicator")
        )
        self.indicators.chosen.connect(self.indicator_chosen)
        self.shown = Segmented(
            [("first", "A"), ("second", "B"), ("difference", _("B − A"))], _("What is shown")
        )
        self.shown.chosen.connect(self.shown_chosen)
        self.heat_map = HeatMapChart()
        self.hotspots = Ranking("hotspots", _("What weighs most"))
        self.hotspots.picked.connect(self._picked)
        self.swings = Ranking("sensitivity", _("What moves the difference most"))
        self.swings.picked.connect(self._picked)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self.indicators)
        head.addWidget(self.shown)
        head.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self.hotspots, 1)
        right.addWidget(self.swings, 1)
        middle = QHBoxLayout()
        middle.setSpacing(px(8))
        middle.addWidget(self.heat_map, 17)
        middle.addLayout(right, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addLayout(head)
        layout.addLayout(middle, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = self.height() >= theme().px(_TALL)
        for chart in (self.heat_map, self.hotspots, self.swings):
            chart.show_subtitle(tall)

    def show_state(self, state: LifecycleState) -> None:
        self.indicators.choose(state.indicator)
        self.shown.choose(state.shown)
        self.heat_map.show_map(
            state.heat_map, _("darker: more · hatched: no data, which is not zero")
        )
        way = "A" if state.shown == "first" else "B"
        self.hotspots.show_rows(
            _("What weighs most in {way}").format(way=way),
            _("click on a line to see where it comes from"),
            state.hotspots,
        )
        self.swings.show_rows(_("What moves B − A most"), state.swing_bounds, state.swings)

    def _picked(self, row: Ranked) -> None:
        if row.factor:
            self.factor_asked.emit(row.factor)
        else:
            self.parameter_asked.emit(row.parameter)
