"""When use overtakes training: the choices at the left, the picture at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.growth.use.crossing_chart import CrossingChart
from equilibre.ui.growth.use.fields import ChoiceField
from equilibre.ui.growth.use.state import BreakEven
from equilibre.ui.growth.use.statement import Statement
from equilibre.ui.theme import theme
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.lever import LeverSlider


class BreakEvenChoices(QWidget):
    """The model, the energy of a request, and how much it is used."""

    moved = Signal(str, float)
    explained = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.model = ChoiceField(_("Model that was trained"), _("Where its energy comes from"))
        self.request = ChoiceField(_("Energy of one request"), _("Where this energy comes from"))
        self.users = LeverSlider("users", _("Users"), _("How many people use it"))
        self.daily = LeverSlider(
            "daily", _("Requests a day, each"), _("How many requests each user makes in a day")
        )
        self.tokens = LeverSlider(
            "tokens",
            _("Tokens per answer"),
            _("An assumption: how long one answer is. A token is about three quarters of a word"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        for widget in (self.model, self.request, self.users, self.daily, self.tokens):
            layout.addWidget(widget)
        for lever in (self.users, self.daily, self.tokens):
            lever.moved.connect(self.moved)
            lever.explained.connect(self.explained)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("role", "secondary")
        self._note.setFont(theme().font(12))
        layout.addWidget(self._note)

    def show_choices(self, state: BreakEven) -> None:
        self.model.show_choices(state.models, state.model)
        self.request.show_choices(state.requests, state.request)
        for lever, shown in (
            (self.users, state.users),
            (self.daily, state.daily),
            (self.tokens, state.tokens),
        ):
            lever.show_lever(shown.text, shown.position, (), "")
        self._note.setText(state.note)


class BreakEvenView(QWidget):
    """The verdict, the picture, a year of use, and the theorem."""

    theorem_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setFont(theme().font(18, QFont.Weight.DemiBold))
        self.chart = CrossingChart()
        self.year = Statement()
        self.theorem = Statement()
        why = InfoButton(_("Where this theorem comes from"))
        why.clicked.connect(self.theorem_asked)
        self.theorem.head.addWidget(why)
        below = QHBoxLayout()
        below.setSpacing(px(8))
        below.addWidget(self.year, 1)
        below.addWidget(self.theorem, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.verdict)
        layout.addWidget(self.chart, 1)
        layout.addLayout(below)

    def show_view(self, state: BreakEven) -> None:
        self.verdict.setText(state.verdict)
        self.chart.show_crossing(state.picture)
        self.year.say(state.year_title, state.year, state.year_detail)
        self.theorem.say(state.theorem_title, state.theorem, state.theorem_example)
