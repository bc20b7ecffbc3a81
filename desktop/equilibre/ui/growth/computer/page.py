"""On this computer: would a published model fit, and what would its training take here?"""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from equilibre.texts import N_, _
from equilibre.ui.growth.computer import cards
from equilibre.ui.growth.computer.beside_picture import BesideChart
from equilibre.ui.growth.computer.budget_view import BudgetView
from equilibre.ui.growth.computer.controls import Controls
from equilibre.ui.growth.computer.fit_view import FitView
from equilibre.ui.growth.computer.ladder_picture import LadderChart
from equilibre.ui.growth.computer.presenter import ComputerPresenter
from equilibre.ui.growth.computer.state import ComputerState
from equilibre.ui.growth.page import TwoColumns
from equilibre.ui.theme import theme
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.segmented import Segmented

_NAMES = {
    "fit": N_("Would it fit?"),
    "ladder": N_("Ladder"),
    "budgets": N_("The other way round"),
    "beside": N_("Beside data centres"),
}


class ComputerPage(TwoColumns):
    """The choices at the left, one of four views at the right."""

    def __init__(self, presenter: ComputerPresenter) -> None:
        super().__init__(_("On this computer"))
        self._presenter = presenter
        self.controls = Controls()
        self.side.addWidget(self.controls, 1)
        self.views = Segmented([(key, _(name)) for key, name in _NAMES.items()], _("Question"))
        self.about = InfoButton(_("How this is computed"))
        head = QHBoxLayout()
        head.addWidget(self.views)
        head.addWidget(self.about)
        head.addStretch(1)
        self.fit = FitView()
        self.ladder = LadderChart()
        self.budgets = BudgetView()
        self.beside = BesideChart()
        self._caution = QLabel()
        self.lines = InfoButton(_("Where the dashed lines come from"))
        self._pages: dict[str, QWidget] = {
            "fit": self.fit,
            "ladder": self.ladder,
            "budgets": self.budgets,
            "beside": self._with_caution(),
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.centre.addLayout(head)
        self.centre.addWidget(self._stack, 1)
        self._connect(presenter)
        presenter.attach(self)

    def _with_caution(self) -> QWidget:
        """Return the chart beside data centres with what is to be known when reading it."""
        self._caution.setWordWrap(True)
        self._caution.setProperty("role", "secondary")
        self._caution.setFont(theme().font(12))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(6))
        below = QHBoxLayout()
        below.addWidget(self._caution, 1)
        below.addWidget(self.lines)
        layout.addWidget(self.beside, 1)
        layout.addLayout(below)
        return page

    def _connect(self, presenter: ComputerPresenter) -> None:
        controls = self.controls
        self.views.chosen.connect(presenter.choose_view)
        controls.model_chosen.connect(presenter.choose_model)
        controls.run_chosen.connect(presenter.choose_run)
        controls.measure_asked.connect(presenter.measure)
        controls.stop_asked.connect(presenter.stop)
        controls.country_chosen.connect(presenter.choose_country)
        controls.model_asked.connect(lambda: cards.show_model(presenter, self))
        controls.pace_asked.connect(lambda: cards.show_pace(presenter, self))
        controls.country_asked.connect(lambda: cards.show_country(presenter, self))
        self.about.clicked.connect(lambda: cards.show_method(presenter, self))
        self.fit.asked.connect(lambda key: cards.show_figure(presenter, key, self))
        self.ladder.asked.connect(lambda key: cards.show_thing(presenter, key, self))
        self.beside.picked.connect(lambda key: cards.show_thing(presenter, key, self))
        self.lines.clicked.connect(lambda: cards.show_lines(self))
        self.ladder.picked.connect(presenter.choose_decade)
        self.budgets.class_chosen.connect(presenter.choose_class)
        self.budgets.assumption_asked.connect(lambda: cards.show_assumptions(self))

    def show_state(self, state: ComputerState) -> None:
        self.controls.show_state(state)
        self.views.choose(state.view)
        self._stack.setCurrentWidget(self._pages[state.view])
        self.fit.show_fit(state.fit)
        self.ladder.show_ladder(state.ladder)
        self.budgets.show_budgets(state.budgets)
        self.beside.show_beside(state.beside)
        self._caution.setText(state.beside.caution)
