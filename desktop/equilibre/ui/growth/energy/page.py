"""The page of recomputed energy: a printed account at the left, its result at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from equilibre.growth import catalogue
from equilibre.texts import _
from equilibre.ui.board import Choice
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.cards import show_model_card
from equilibre.ui.growth.energy.grids_chart import GridsChart
from equilibre.ui.growth.energy.operations_chart import OperationsChart
from equilibre.ui.growth.energy.operations_panel import OperationsPanel
from equilibre.ui.growth.energy.presenter import EnergyPresenter
from equilibre.ui.growth.energy.recomputed_chart import RecomputedChart
from equilibre.ui.growth.energy.state import HEADING, EnergyState
from equilibre.ui.growth.energy.trainings_chart import TrainingsChart
from equilibre.ui.growth.page import TwoColumns
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import step
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.layouts import empty
from equilibre.ui.widgets.lever import LeverSlider
from equilibre.ui.widgets.segmented import Segmented

_TALLEST = 330  # pixels at 100 %, of the first picture


class EnergyPage(TwoColumns):
    """Shows an EnergyState and passes on what is asked of it."""

    def __init__(self, presenter: EnergyPresenter) -> None:
        super().__init__(_("Energy, recomputed"))
        self._presenter = presenter
        self._levers: dict[str, LeverSlider] = {}
        self.view = Segmented(
            [
                ("training", _("One training")),
                ("grids", _("All of them")),
                ("operations", _("Operations")),
            ],
            _("What is shown"),
        )
        self.trainings = ElidingList(_("Published training"))
        self.restore = QPushButton(icon("rotate-ccw"), _("As printed"))
        self.country = ElidingList(_("Electricity of which country"))
        self.grid = QSlider(Qt.Orientation.Horizontal)
        self.grid.setPageStep(10)
        explanation = _("From the least carbon of a kilowatt-hour to the most")
        self.grid.setAccessibleName(explanation)
        self.grid.setToolTip(explanation)
        self.comparison = QPushButton(_("Compare the carbon with…"))
        self.note = _sentence()
        self.comparison_sentence = _sentence()
        self._build_side()
        self.recomputed = RecomputedChart()
        self.grids = GridsChart()
        self.all = TrainingsChart()
        self.operations = OperationsChart()
        self._build_centre()
        self._connect(presenter)
        presenter.attach(self)

    # -- built once ------------------------------------------------------------------------

    def _build_side(self) -> None:
        px = theme().px
        self.side.addWidget(self.view)
        self._account = QWidget()
        account = QVBoxLayout(self._account)
        account.setContentsMargins(0, px(4), 0, 0)
        account.setSpacing(px(6))
        account.addWidget(step(1, _("A published training")))
        account.addWidget(self.trainings)
        self._second = step(2, _("Change what you like"))
        account.addWidget(self._second)
        self._sliders = QVBoxLayout()
        self._sliders.setSpacing(px(2))
        account.addLayout(self._sliders)
        self.side.addWidget(self._account)
        self._grid = QWidget()
        grid = QVBoxLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(4))
        grid.addWidget(_secondary(_("Electricity of")))
        grid.addWidget(self.country)
        grid.addWidget(self.grid)
        self.side.addWidget(self._grid)
        self.side.addWidget(self.restore)
        self.side.addWidget(self.comparison)
        self._comparisons = QMenu(self.comparison)
        self.comparison.setMenu(self._comparisons)
        self._same = _secondary(
            _(
                "From the least carbon of a kilowatt-hour to the most. The energy stays the "
                "same: only its carbon changes. Click a row, or Enter: its sources."
            )
        )
        self.side.addWidget(self._same)
        self.counting = OperationsPanel()
        self.side.addWidget(self.counting)
        self.side.addStretch(1)

    def _build_centre(self) -> None:
        px = theme().px
        one = QWidget()
        layout = QVBoxLayout(one)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        self._account_source = InfoButton(_("Where this account comes from"))
        self.recomputed.add_to_head(self._account_source)
        self._grid_source = InfoButton(_("Where the carbon of electricity comes from"))
        self.grids.add_to_head(self._grid_source)
        self._note_source = InfoButton(_("More about this note"))
        self._comparison_source = InfoButton(_("Where this comparison comes from"))
        self.recomputed.setMaximumHeight(px(_TALLEST))
        layout.addWidget(self.recomputed, 5)
        layout.addLayout(_row(self.note, self._note_source))
        layout.addWidget(self.grids, 6)
        layout.addStretch(0)  # takes the room of a chart that is not there
        layout.addLayout(_row(self.comparison_sentence, self._comparison_source))
        self._all_source = InfoButton(_("Where the carbon of electricity comes from"))
        self.all.add_to_head(self._all_source)
        self._stack = QStackedWidget()
        self._stack.addWidget(one)
        self._stack.addWidget(self.all)
        self._count_source = InfoButton(_("Where this count comes from"))
        self.operations.add_to_head(self._count_source)
        self._stack.addWidget(self.operations)
        self.centre.addWidget(self._stack, 1)

    def _connect(self, presenter: EnergyPresenter) -> None:
        self.view.chosen.connect(presenter.choose_view)
        self.trainings.activated.connect(
            lambda index: presenter.choose_training(self.trainings.itemData(index))
        )
        self.country.activated.connect(
            lambda index: presenter.choose_country(self.country.itemData(index))
        )
        self.grid.valueChanged.connect(presenter.choose_grid)
        self._comparisons.triggered.connect(
            lambda action: presenter.choose_comparison(action.data())
        )
        self.restore.clicked.connect(presenter.restore)
        self.all.picked.connect(
            lambda key: show_model_card(catalogue.models()[key], presenter.unverified, self)
        )
        self._account_source.clicked.connect(lambda: self._show(presenter.explanations.account()))
        self._grid_source.clicked.connect(lambda: self._show(presenter.explanations.grid()))
        self._all_source.clicked.connect(lambda: self._show(presenter.explanations.grid()))
        self._note_source.clicked.connect(lambda: self._show(presenter.explanations.note()))
        self._comparison_source.clicked.connect(
            lambda: self._show(presenter.explanations.of_comparison())
        )

        self.counting.chosen.connect(presenter.choose_counted)
        self.counting.why.connect(lambda: self._show(presenter.reasons_card))
        self.operations.chosen.connect(presenter.choose_counted)
        self.operations.picked.connect(lambda: self._show(presenter.count_card))
        self._count_source.clicked.connect(lambda: self._show(presenter.count_card))

    # -- shown -----------------------------------------------------------------------------

    def show_state(self, state: EnergyState) -> None:
        one, every = state.view == "training", state.view == "grids"
        self.view.choose(state.view)
        self._account.setVisible(one)
        computed = one and state.computed
        self._second.setVisible(computed)
        self._grid.setVisible(computed or every)
        self.comparison.setVisible(computed)
        self.restore.setVisible(computed)
        self._same.setVisible(every)
        self.counting.setVisible(state.view == "operations")
        self.counting.show_operations(state.operations)
        self.restore.setEnabled(state.changed)
        _fill(self.trainings, state.trainings, state.chosen)
        _fill(self.country, state.countries, state.country_shown)
        self._offer_comparisons(state)
        self.grid.setVisible(every)
        self.grid.blockSignals(True)
        self.grid.setRange(0, state.grid_count - 1)
        self.grid.setValue(state.grid_rank)
        self.grid.blockSignals(False)
        self.grid.setAccessibleDescription(self.country.currentText())
        self._show_levers(state)
        self._stack.setCurrentIndex(0 if one else 1 if every else 2)
        self.operations.show_operations(state.operations)
        self.recomputed.show_recomputed(state.recomputed)
        self.grids.show_grids(state.grids)
        self.grids.setVisible(computed)
        self.all.show_trainings(state.all)
        _say(self.note, state.note, self._note_source)
        _say(self.comparison_sentence, state.comparison_sentence, self._comparison_source)

    def lever(self, key: str) -> LeverSlider:
        """Return the slider of a factor."""
        return self._levers[key]

    def _show_levers(self, state: EnergyState) -> None:
        keys = [lever.key for lever in state.levers]
        names = [lever.name for lever in state.levers]
        if [(key, slider.slider.accessibleName()) for key, slider in self._levers.items()] != list(
            zip(keys, names, strict=True)
        ):
            empty(self._sliders)
            self._levers = {}
            for lever in state.levers:
                slider = LeverSlider(lever.key, lever.name, lever.explanation)
                slider.moved.connect(self._presenter.move)
                slider.explained.connect(self._explain)
                self._sliders.addWidget(slider)
                self._levers[lever.key] = slider
        for lever in state.levers:
            self._levers[lever.key].show_lever(lever.text, lever.position, (lever.printed,), "")

    def _offer_comparisons(self, state: EnergyState) -> None:
        """Fill the menu: full names stand in it, the sentence says what was chosen."""
        wanted = [(choice.text, choice.key) for choice in state.comparisons]
        if wanted != [(each.text(), each.data()) for each in self._comparisons.actions()]:
            self._comparisons.clear()
            for text, key in wanted:
                action = self._comparisons.addAction(text)
                action.setCheckable(True)
                action.setData(key)
        for action in self._comparisons.actions():
            action.setChecked(action.data() == state.comparison)

    def _explain(self, key: str) -> None:
        self._show(self._presenter.explanations.lever(key))

    def _show(self, card: tuple[str, list[str]]) -> None:
        title, paragraphs = card
        CardDialog(title, paragraphs, self.window()).open()


def _fill(box: QComboBox, choices: Sequence[Choice], chosen: str) -> None:
    """Offer *choices*, the headings of groups among them, and stand on *chosen*."""
    wanted = [(choice.text, choice.key) for choice in choices]
    if wanted != [(box.itemText(index), box.itemData(index)) for index in range(box.count())]:
        box.clear()
        for text, key in wanted:
            box.addItem(text, key)
        model = box.model()
        if isinstance(model, QStandardItemModel):
            for index, (_text, key) in enumerate(wanted):
                if key == HEADING:
                    model.item(index).setFlags(Qt.ItemFlag.NoItemFlags)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _sentence() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setFont(theme().font(12))
    return label


def _secondary(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "secondary")
    return label


def _row(label: QLabel, button: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme().px(12), 0, 0, 0)
    row.setSpacing(theme().px(6))
    row.addWidget(label, 1)
    if button is not None:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _say(label: QLabel, text: str, button: QWidget | None = None) -> None:
    label.setText(text)
    label.setVisible(bool(text))
    if button is not None:
        button.setVisible(bool(text))
