"""The left column of the experiments: which one, 1 predict, 2 run."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equilibre import numbers
from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.guesses import GuessForm
from equilibre.ui.training.experiments.run_form import RunForm
from equilibre.ui.training.experiments.state import ExperimentsState
from equilibre.ui.widgets.column import scrolling, step
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.layouts import empty

_TALL = 560  # pixels at 100 %: lower windows list the experiments in a drop-down


class Steps(QWidget):
    """Shows what can be chosen and predicted; asks for nothing itself."""

    experiment_chosen = Signal(str)
    predicted = Signal(int, int)
    asked = Signal(int)
    moved = Signal(str, int)
    dataset_chosen = Signal(str)
    typed = Signal(str, str)
    command_asked = Signal(str)
    seed_chosen = Signal(int)
    start_asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._state: ExperimentsState | None = None
        self._keys: tuple[str, ...] = ()
        self.guesses: list[GuessForm] = []
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, px(6), 0)
        self._column.setSpacing(px(5))
        self._build_list()
        self._predict = QVBoxLayout()
        self._predict.setSpacing(px(6))
        self._run = QVBoxLayout()
        self._run.setSpacing(px(4))
        self._column.addSpacing(px(4))
        self._column.addLayout(self._build_pager())
        self._column.addLayout(self._predict)
        self._column.addSpacing(px(4))
        self._column.addWidget(step(2, _("Try it out")))
        self._column.addLayout(self._run)
        self._column.addStretch()
        self.area = scrolling(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(8), 0, px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.area, 1)
        layout.addLayout(self._build_buttons())

    # -- building --------------------------------------------------------------------------

    def _build_list(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(_("Experiments"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._row_chosen)
        self.drop_down = ElidingList(_("Experiments"))
        self.drop_down.activated.connect(self._row_chosen)
        self._column.addWidget(self.list)
        self._column.addWidget(self.drop_down)

    def _build_pager(self) -> QHBoxLayout:
        """Return the heading of the predictions, with buttons from one to the next."""
        self._place = QLabel()
        self._place.setProperty("role", "secondary")
        self._previous = self._turning("step-back", _("Previous prediction"))
        self._previous.clicked.connect(self._turn_back)
        self._next = self._turning("step-forward", _("Next prediction"))
        self._next.clicked.connect(self._turn_on)
        row = QHBoxLayout()
        row.setSpacing(theme().px(2))
        row.addWidget(step(1, _("Predict")), 1)
        for widget in (self._previous, self._place, self._next):
            row.addWidget(widget)
        return row

    @staticmethod
    def _turning(name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setProperty("flat", True)
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _build_buttons(self) -> QVBoxLayout:
        px = theme().px
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._status.setProperty("role", "secondary")
        self._status.setFont(theme().font(12))
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress of the experiment"))
        self.start = QPushButton(icon("play", theme().colours.on_accent), "")
        self.start.setProperty("primary", True)
        self.start.setToolTip(_("Start (Ctrl+Enter)"))
        self.start.clicked.connect(self.start_asked)
        self.stop = QPushButton(icon("square"), _("Stop"))
        self.stop.setIconSize(QSize(px(13), px(13)))
        self.stop.setToolTip(_("Stop and keep what is found so far (Escape)"))
        self.stop.clicked.connect(self.stop_asked)
        self.stop.setStyleSheet(f"min-height: {px(38)}px; font-weight: 600;")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, px(6), 0)
        column.setSpacing(px(6))
        for widget in (self._status, self.progress, self.start, self.stop):
            column.addWidget(widget)
        return column

    # -- showing ---------------------------------------------------------------------------

    def show_state(self, state: ExperimentsState) -> None:
        before, self._state = self._state, state
        if before is None or before.experiments != state.experiments:
            self._fill_list(state)
        if before is None or before.key != state.key:
            row = self._keys.index(state.key)
            self.list.blockSignals(True)
            self.list.setCurrentRow(row)
            self.list.blockSignals(False)
            self.drop_down.setCurrentIndex(row)
        if before is None or _shape(before) != _shape(state):
            self._build_forms(state)
        self._show_choices(state)
        busy = state.phase.busy
        for widget in (self._predict_box, self.run_form):
            widget.setEnabled(not busy)
        self.start.setText(state.start_text)
        self._show_button(self.stop if busy else self.start, self.start if busy else self.stop)
        self.progress.setVisible(busy)
        self.progress.setValue(round(1000 * state.progress))
        self._status.setText(state.status)

    @staticmethod
    def _show_button(wanted: QPushButton, other: QPushButton) -> None:
        """Put the one button of the moment in the place of the other, with its focus."""
        had_focus = other.hasFocus()
        wanted.setVisible(True)
        wanted.setEnabled(True)
        if had_focus:
            wanted.setFocus()
        other.setVisible(False)
        other.setEnabled(False)  # nor pressed by its key

    def _fill_list(self, state: ExperimentsState) -> None:
        self._keys = tuple(choice.key for choice in state.experiments)
        self.list.blockSignals(True)
        self.list.clear()
        self.drop_down.clear()
        for choice in state.experiments:
            self.list.addItem(choice.text)
            self.list.item(self.list.count() - 1).setToolTip(choice.text)
            self.drop_down.addItem(choice.text)
        self.list.blockSignals(False)
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(rows + theme().px(6))

    def _build_forms(self, state: ExperimentsState) -> None:
        empty(self._predict)
        empty(self._run)
        self._predict_box = QWidget()
        predict = QVBoxLayout(self._predict_box)
        predict.setContentsMargins(0, 0, 0, 0)
        self.guesses = []
        for index, guess in enumerate(state.guesses):
            form = GuessForm(index, guess)
            form.answered.connect(self.predicted)
            self.guesses.append(form)
            predict.addWidget(form)
        self.run_form = RunForm(state)
        self.run_form.moved.connect(self.moved)
        self.run_form.dataset_chosen.connect(self.dataset_chosen)
        self.run_form.typed.connect(self.typed)
        self.run_form.command_asked.connect(self.command_asked)
        self.run_form.seed_chosen.connect(self.seed_chosen)
        self._predict.addWidget(self._predict_box)
        self._run.addWidget(self.run_form)

    def _show_choices(self, state: ExperimentsState) -> None:
        for index, (form, guess) in enumerate(zip(self.guesses, state.guesses, strict=True)):
            form.show_answer(guess)
            form.setVisible(index == state.asked)
        count = len(state.guesses)
        for widget in (self._previous, self._place, self._next):
            widget.setVisible(count > 1)
        self._place.setText(
            _("{number} of {count}").format(
                number=numbers.count(state.asked + 1), count=numbers.count(count)
            )
        )
        self._previous.setEnabled(state.asked > 0)
        self._next.setEnabled(state.asked < count - 1)
        self.run_form.show_state(state)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        tall = self.height() >= theme().px(_TALL)
        self.list.setVisible(tall)
        self.drop_down.setVisible(not tall)

    # -- asking ----------------------------------------------------------------------------

    def _row_chosen(self, row: int) -> None:
        if 0 <= row < len(self._keys):
            self.experiment_chosen.emit(self._keys[row])

    def _turn_back(self) -> None:
        if self._state is not None:
            self.asked.emit(self._state.asked - 1)

    def _turn_on(self) -> None:
        if self._state is not None:
            self.asked.emit(self._state.asked + 1)


def _shape(state: ExperimentsState) -> tuple[object, ...]:
    """Return what decides which widgets there are."""
    return (
        state.key,
        tuple((guess.question, guess.choices) for guess in state.guesses),
        tuple(knob.key for knob in state.knobs),
        tuple(one.key for one in state.typed),
        state.seed is None,
    )
