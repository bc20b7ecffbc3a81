"""What is chosen before an experiment is run: data, settings, what is typed in, the seed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.state import ExperimentsState
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.stop_slider import StopSlider

LARGEST_SEED = 9999
_LONGEST_NAME = 130  # pixels at 100 %; longer ones take two lines


class RunForm(QWidget):
    """Made anew for each experiment; asks for nothing itself."""

    moved = Signal(str, int)
    dataset_chosen = Signal(str)
    typed = Signal(str, str)
    command_asked = Signal(str)
    seed_chosen = Signal(int)

    def __init__(self, state: ExperimentsState) -> None:
        super().__init__()
        self._state = state
        run = QVBoxLayout(self)
        run.setContentsMargins(0, 0, 0, 0)
        run.setSpacing(theme().px(5))
        self._build_dataset(run, state)
        self._build_sliders(run, state)
        self._build_fields(run, state)
        self._build_seed(run, state)

    def _build_dataset(self, run: QVBoxLayout, state: ExperimentsState) -> None:
        self.dataset: ElidingList | None = None
        if not state.datasets:
            return
        self.dataset = ElidingList(_("Data"))
        for choice in state.datasets:
            self.dataset.addItem(choice.text, choice.key)
        self.dataset.activated.connect(self._dataset_chosen)
        run.addWidget(self.dataset)

    def _build_sliders(self, run: QVBoxLayout, state: ExperimentsState) -> None:
        self.sliders: dict[str, StopSlider] = {}
        metrics = self.fontMetrics()
        widths = [metrics.horizontalAdvance(knob.name) for knob in state.knobs]
        width = min(max(widths, default=0) + 2, theme().px(_LONGEST_NAME))
        for knob in state.knobs:
            slider = StopSlider(knob.key, knob.name, knob.explanation, width)
            slider.moved.connect(self.moved)
            self.sliders[knob.key] = slider
            run.addWidget(slider)

    def _build_fields(self, run: QVBoxLayout, state: ExperimentsState) -> None:
        self.fields: dict[str, QLineEdit] = {}
        for one in state.typed:
            label = QLabel(one.name)
            field = QLineEdit(one.text)
            field.setAccessibleName(one.name)
            field.setAccessibleDescription(one.explanation)
            field.setToolTip(one.explanation)
            field.setPlaceholderText(one.explanation)
            field.setProperty("entry", one.key)
            field.editingFinished.connect(self._typed)
            label.setBuddy(field)
            self.fields[one.key] = field
            run.addWidget(label)
            run.addWidget(field)
            if one.is_command:
                self.measure = QPushButton(icon("gauge"), _("Measure this command"))
                self.measure.setIconSize(QSize(theme().px(13), theme().px(13)))
                self.measure.setProperty("entry", one.key)
                self.measure.clicked.connect(self._command_asked)
                run.addWidget(self.measure)

    def _build_seed(self, run: QVBoxLayout, state: ExperimentsState) -> None:
        self.seed: QLineEdit | None = None
        if state.seed is None:
            return
        self.seed = QLineEdit(str(state.seed))
        self.seed.setValidator(QIntValidator(0, LARGEST_SEED, self.seed))
        self.seed.setAccessibleName(_("Seed"))
        self.seed.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seed.setFixedWidth(theme().px(64))
        self.seed.setToolTip(
            _("The number from which all chance is drawn: the same seed, the same accuracy.")
        )
        self.seed.editingFinished.connect(self._seed_edited)
        label = QLabel(_("Seed"))
        label.setBuddy(self.seed)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addStretch()
        row.addWidget(self.seed)
        run.addLayout(row)

    def show_state(self, state: ExperimentsState) -> None:
        """Stand where *state* says, telling no one."""
        self._state = state
        for knob in state.knobs:
            self.sliders[knob.key].set_stops(list(knob.texts), knob.index)
        if self.dataset is not None:
            keys = [choice.key for choice in state.datasets]
            self.dataset.setCurrentIndex(keys.index(state.dataset))
        if self.seed is not None and not self.seed.hasFocus():
            self.seed.setText(str(state.seed))

    # -- asking ----------------------------------------------------------------------------

    def _dataset_chosen(self, index: int) -> None:
        self.dataset_chosen.emit(self._state.datasets[index].key)

    def _typed(self) -> None:
        for key, field in self.fields.items():
            if field is self.sender():
                self.typed.emit(key, field.text())

    def _command_asked(self) -> None:
        key = self.measure.property("entry")
        self.typed.emit(key, self.fields[key].text())
        self.command_asked.emit(key)

    def _seed_edited(self) -> None:
        if self.seed is not None:
            self.seed_chosen.emit(int(self.seed.text() or 0))
