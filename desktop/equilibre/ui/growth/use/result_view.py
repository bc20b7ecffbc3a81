"""For the same result: which one at the left, the steps at the right."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.growth.use.fields import ChoiceField
from equilibre.ui.growth.use.result_chart import ResultChart
from equilibre.ui.growth.use.state import SameResult
from equilibre.ui.theme import theme


class ResultChoices(QWidget):
    """The result to reach, and how to read the picture."""

    def __init__(self) -> None:
        super().__init__()
        self.benchmark = ChoiceField(_("Result to reach"), _("Where these figures come from"))
        self._reading = QLabel()
        self._reading.setWordWrap(True)
        self._reading.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(10))
        layout.addWidget(self.benchmark)
        layout.addWidget(self._reading)

    def show_choices(self, state: SameResult) -> None:
        self.benchmark.show_choices(state.benchmarks, state.benchmark)
        self._reading.setText(state.reading)


class ResultView(QWidget):
    """The verdict in words above the steps."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setFont(theme().font(18, QFont.Weight.DemiBold))
        self.chart = ResultChart()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self.verdict)
        layout.addWidget(self.chart, 1)

    def show_view(self, state: SameResult) -> None:
        self.verdict.setText(state.verdict)
        self.chart.show_result(state)
