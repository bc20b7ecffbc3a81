"""The page on use: when it overtakes training, what a request takes, where growth leads."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.cards import show_model_card, show_origin_card
from equilibre.ui.growth.page import TwoColumns
from equilibre.ui.growth.use import sources, theorem
from equilibre.ui.growth.use.break_even_view import BreakEvenChoices, BreakEvenView
from equilibre.ui.growth.use.growth_view import GrowthChoices, GrowthView
from equilibre.ui.growth.use.presenter import UsePresenter
from equilibre.ui.growth.use.request_chart import RequestChart
from equilibre.ui.growth.use.result_view import ResultChoices, ResultView
from equilibre.ui.growth.use.state import Card, UseState
from equilibre.ui.theme import theme
from equilibre.ui.widgets.segmented import Segmented


class UsePage(TwoColumns):
    """Shows a UseState; four views share the page."""

    def __init__(self, presenter: UsePresenter) -> None:
        super().__init__(_("Training and use"))
        self._presenter = presenter
        self.views = Segmented(
            [
                ("break_even", _("Break-even")),
                ("request", _("One request")),
                ("curves", _("Two curves that cross")),
                ("result", _("For the same result")),
            ],
            _("What is looked at"),
        )
        self.choices = BreakEvenChoices()
        self.reading = Reading()
        self.growth_choices = GrowthChoices()
        self.result_choices = ResultChoices()
        self._sides: dict[str, QWidget] = {
            "break_even": self.choices,
            "request": self.reading,
            "curves": self.growth_choices,
            "result": self.result_choices,
        }
        for side in self._sides.values():
            self.side.addWidget(side)
        self.side.addStretch(1)
        self.break_even = BreakEvenView()
        self.requests = RequestChart()
        self.growth = GrowthView()
        self.result = ResultView()
        self._stack = QStackedWidget()
        self._centres: dict[str, QWidget] = {
            "break_even": self.break_even,
            "request": self.requests,
            "curves": self.growth,
            "result": self.result,
        }
        for centre in self._centres.values():
            self._stack.addWidget(centre)
        self.centre.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        self.centre.addWidget(self._stack, 1)
        self._connect(presenter)
        presenter.attach(self)

    def _connect(self, presenter: UsePresenter) -> None:
        self.views.chosen.connect(presenter.choose_view)
        self.choices.model.chosen.connect(presenter.choose_model)
        self.choices.model.asked.connect(self._show_model)
        self.choices.request.chosen.connect(presenter.choose_request)
        self.choices.request.asked.connect(self._show_request)
        self.choices.moved.connect(presenter.move)
        self.choices.explained.connect(self._explain)
        self.break_even.theorem_asked.connect(self._show_theorem)
        self.requests.picked.connect(self._show_picked)
        self.growth_choices.efficiency.chosen.connect(presenter.choose_efficiency)
        self.growth_choices.demand.chosen.connect(presenter.choose_demand)
        self.growth_choices.efficiency.asked.connect(self._show_efficiency)
        self.growth_choices.demand.asked.connect(self._show_demand)
        self.growth_choices.scale_chosen.connect(presenter.choose_scale)
        self.result_choices.benchmark.chosen.connect(presenter.choose_benchmark)
        self.result_choices.benchmark.asked.connect(self._show_benchmark)
        self.result.chart.picked.connect(self._show_milestone)

    def show_state(self, state: UseState) -> None:
        self.views.choose(state.view)
        for key, side in self._sides.items():
            side.setVisible(key == state.view)
        self._stack.setCurrentWidget(self._centres[state.view])
        self.choices.show_choices(state.break_even)
        self.break_even.show_view(state.break_even)
        self.reading.say(state.requests.reading)
        self.requests.show_requests(state.requests)
        self.growth_choices.show_choices(state.growth)
        self.growth.show_view(state.growth, self._presenter.motion)
        self.result_choices.show_choices(state.result)
        self.result.show_view(state.result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and self._presenter.state.view == "curves":
            self._presenter.toggle_scale()
        else:
            super().keyPressEvent(event)

    # -- cards -----------------------------------------------------------------------------

    def _show_model(self) -> None:
        show_model_card(self._presenter.model, self._presenter.unverified, self)

    def _show_request(self) -> None:
        self._show(sources.request_card(self._presenter.request))

    def _show_picked(self, key: str) -> None:
        self._show(sources.request_card(key))

    def _show_theorem(self) -> None:
        self._show(theorem.card())

    def _explain(self, lever: str) -> None:
        self._show(sources.lever_card(lever))

    def _show_efficiency(self) -> None:
        self._show(sources.trend_card(self._presenter.state.growth.efficiency))

    def _show_demand(self) -> None:
        self._show(sources.trend_card(self._presenter.state.growth.demand))

    def _show_benchmark(self) -> None:
        self._show(sources.benchmark_card(self._presenter.state.result.benchmark))

    def _show_milestone(self, key: str) -> None:
        self._show(sources.milestone_card(self._presenter.state.result.benchmark, key))

    def _show(self, card: Card) -> None:
        if card.origin is None:
            CardDialog(card.title, card.paragraphs, self.window()).open()
        else:
            show_origin_card(card.title, card.paragraphs, card.origin, self)


class Reading(QWidget):
    """How to read the picture."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        heading = QLabel(_("How to read it"))
        heading.setFont(theme().font(13, QFont.Weight.DemiBold))
        self._text = QLabel()
        self._text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(heading)
        layout.addWidget(self._text)

    def say(self, text: str) -> None:
        self._text.setText(text)
