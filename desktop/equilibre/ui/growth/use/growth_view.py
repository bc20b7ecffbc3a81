"""Efficiency against demand: which trends at the left, the curves at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.growth.use.fields import ChoiceField
from equilibre.ui.growth.use.growth_chart import GrowthChart
from equilibre.ui.growth.use.state import Curves
from equilibre.ui.theme import theme
from equilibre.ui.widgets.segmented import Segmented


class GrowthChoices(QWidget):
    """One trend of efficiency, one of demand, and the axis; ``scale_chosen``: logarithmic."""

    scale_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.efficiency = ChoiceField(_("Efficiency grows as"), _("Where this trend comes from"))
        self.demand = ChoiceField(_("Demand grows as"), _("Where this trend comes from"))
        scale = QLabel(_("Vertical axis (key L)"))
        self.scale = Segmented(
            [("linear", _("Linear")), ("logarithmic", _("Logarithmic"))], _("Vertical axis")
        )
        self.scale.chosen.connect(lambda key: self.scale_chosen.emit(key == "logarithmic"))
        self._caution = QLabel()
        self._caution.setWordWrap(True)
        self._caution.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(self.efficiency)
        layout.addWidget(self.demand)
        layout.addWidget(scale)
        layout.addWidget(self.scale)
        layout.addWidget(self._caution)

    def show_choices(self, state: Curves) -> None:
        self.efficiency.show_choices(state.efficiencies, state.efficiency)
        self.demand.show_choices(state.demands, state.demand)
        self.scale.choose("logarithmic" if state.logarithmic else "linear")
        self._caution.setText(state.caution)


class GrowthView(QWidget):
    """The verdict in words above the curves."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setFont(theme().font(18, QFont.Weight.DemiBold))
        self.chart = GrowthChart()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self.verdict)
        layout.addWidget(self.chart, 1)

    def show_view(self, state: Curves, motion: bool) -> None:
        self.verdict.setText(state.verdict)
        self.chart.show_growth(state, motion)
