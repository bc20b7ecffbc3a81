"""The page of all the models: a chart, its axes, the years, and what one would have drawn."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.cards import origin_lines, show_model_card
from equilibre.ui.growth.models import plotting, wording
from equilibre.ui.growth.models.chart import ModelsChart
from equilibre.ui.growth.models.controls import Controls
from equilibre.ui.growth.models.presenter import ModelsPresenter
from equilibre.ui.growth.models.state import ModelsState
from equilibre.ui.growth.page import TwoColumns
from equilibre.ui.growth.play_bar import PlayBar
from equilibre.ui.plots.frame import ChartData


class ModelsPage(TwoColumns):
    """Shows a ModelsState."""

    def __init__(self, presenter: ModelsPresenter) -> None:
        super().__init__(_("All the models"))
        self._presenter = presenter
        state = presenter.state
        self.chart = ModelsChart(state, self._data)
        self.controls = Controls(state)
        self.play_bar = PlayBar(presenter.player)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.centre.addWidget(self.chart, 1)  # first: Tab goes from the picture to the choices
        self.centre.addWidget(self.sentence)
        self.centre.addWidget(self.play_bar)
        self.side.addWidget(self.controls)
        self.side.addStretch(1)
        self._steady: ModelsState | None = None
        self._connect()
        presenter.attach(self)

    def _connect(self) -> None:
        presenter, controls, points = self._presenter, self.controls, self.chart.points
        controls.axes.across_chosen.connect(presenter.choose_across)
        controls.axes.upward_chosen.connect(presenter.choose_upward)
        controls.axes.scale_chosen.connect(presenter.choose_scale)
        controls.tool_chosen.connect(presenter.choose_tool)
        controls.fit.brushed.connect(presenter.fit_between)
        controls.fit.course_chosen.connect(presenter.fit_course)
        controls.fit.explained.connect(self._explain_lines)
        controls.draw.revealed.connect(presenter.reveal)
        controls.draw.rubbed_out.connect(presenter.rub_out)
        controls.shown.domain_ticked.connect(presenter.show_domain)
        controls.shown.own_ticked.connect(presenter.show_own)
        controls.shown.unverified_ticked.connect(presenter.show_unverified)
        self.play_bar.moved.connect(presenter.moved)
        points.pointed.connect(presenter.point)
        points.toggled.connect(presenter.toggle_scale)
        points.brushed.connect(presenter.fit_between)
        points.stroked.connect(presenter.draw)
        self.chart.stepped.connect(presenter.step)
        self.chart.ended.connect(presenter.end)
        self.chart.nudged.connect(presenter.nudge)
        self.chart.opened.connect(self.open_card)

    def show_state(self, state: ModelsState) -> None:
        self.chart.show_state(state)
        # While years go by and the pointer moves, nothing but the chart changes.
        steady = replace(state, day=0, playing=False, newest="", newest_text="")
        steady = replace(steady, pointed="", card=None)
        if steady == self._steady:
            return
        self._steady = steady
        self.controls.show_state(state)
        self.play_bar.show_day()
        text = _sentence(state)
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and not event.modifiers():
            self._presenter.toggle_scale()
        else:
            super().keyPressEvent(event)

    def open_card(self, key: str) -> None:
        """Show all that is known of a model, or of a run."""
        subject = self._presenter.subject(key)
        if subject is None:
            return
        if subject.run is None:
            show_model_card(subject.model, self._presenter.surroundings.unverified, self)
        else:
            CardDialog(subject.model.name, wording.run_lines(subject), self.window()).open()

    def _explain_lines(self) -> None:
        paragraphs = [
            "\n".join((wording.reference(trend), *origin_lines(trend.origin)))
            for trend in plotting.references()
        ]
        CardDialog(_("Moore and Koomey"), paragraphs, self.window()).open()

    def _data(self) -> ChartData:
        return ChartData(*self._presenter.table())


def _sentence(state: ModelsState) -> str:
    """Return what is said under the chart: the growth measured, or the curves compared."""
    if state.tool == "fit":
        return " ".join(text for text in (state.fitting.sentence, state.fitting.caution) if text)
    return state.continuation.sentence
