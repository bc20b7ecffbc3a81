"""The left column: data, model, settings, and the buttons that run them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equilibre import numbers
from equilibre.learning.catalogue import FAMILIES, family
from equilibre.learning.dataset import card
from equilibre.quantities import BYTES
from equilibre.texts import _
from equilibre.ui.icons import family_icon, icon
from equilibre.ui.theme import theme
from equilibre.ui.training.data_choice import DataChoice
from equilibre.ui.training.state import Phase, TrainingState
from equilibre.ui.widgets.column import scrolling, step
from equilibre.ui.widgets.segmented import Segmented
from equilibre.ui.widgets.stop_slider import StopSlider

LARGEST_SEED = 9999
# Heights in pixels at 100 % from which the texts about data and model are shown.
_FOR_FORMULA, _FOR_QUESTION, _FOR_EXPLANATION, _FOR_HONESTY = 500, 560, 700, 860


class Controls(QWidget):
    """Shows the settings of the state and says what the student asks for."""

    family_chosen = Signal(str)
    setting_chosen = Signal(str, float)
    seed_chosen = Signal(int)
    seed_wanted = Signal()
    computed_on_chosen = Signal(str)
    start_asked = Signal()
    pause_asked = Signal()
    step_asked = Signal()
    stop_asked = Signal()
    reset_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._state: TrainingState | None = None
        self._sliders: dict[str, StopSlider] = {}
        inner = QWidget()
        self.settings_area = scrolling(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(8), 0, px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.settings_area, 1)
        self._inner_layout = QVBoxLayout(inner)
        self._inner_layout.setContentsMargins(0, 0, px(6), 0)
        self._inner_layout.setSpacing(px(5))
        self._build_data()
        self._build_families()
        self._build_settings()
        self._inner_layout.addStretch()
        layout.addLayout(self._build_buttons())

    # -- building --------------------------------------------------------------------------

    def _paragraph(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setProperty("role", "secondary")
        label.setFont(theme().font(12))
        return label

    def _build_data(self) -> None:
        self.data = DataChoice()
        self._inner_layout.addWidget(self.data)
        self._question = self._paragraph()
        self._inner_layout.addWidget(self._question)
        self._honest = self._paragraph()
        self._inner_layout.addWidget(self._honest)

    def _build_families(self) -> None:
        self._inner_layout.addSpacing(theme().px(4))
        self._inner_layout.addWidget(step(2, _("Model")))
        grid = QGridLayout()
        grid.setSpacing(theme().px(6))
        self._families = QButtonGroup(self)
        self.family_buttons: dict[str, QPushButton] = {}
        for index, model in enumerate(FAMILIES):
            button = QPushButton(family_icon(model.key), _(model.name))
            button.setIconSize(QSize(theme().px(14), theme().px(14)))
            button.setCheckable(True)
            button.setStyleSheet(
                f"text-align: left; padding: 0 {theme().px(6)}px; font-weight: 400;"
            )
            self.family_buttons[model.key] = button
            self._families.addButton(button)
            grid.addWidget(button, index // 2, index % 2)
        # The longest name, "Réseau de neurones", stands in the wider column.
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 6)
        self._families.buttonClicked.connect(self._family_clicked)
        self._inner_layout.addLayout(grid)
        self._formula = QLabel()
        self._formula.setFont(theme().font(13, QFont.Weight.Medium))
        self._explanation = self._paragraph()
        self._inner_layout.addWidget(self._formula)
        self._inner_layout.addWidget(self._explanation)

    def _build_settings(self) -> None:
        self._inner_layout.addSpacing(theme().px(4))
        self._inner_layout.addWidget(step(3, _("Settings")))
        self._settings_layout = QVBoxLayout()
        self._settings_layout.setSpacing(theme().px(2))
        self._inner_layout.addLayout(self._settings_layout)
        self._seed = QLineEdit()
        self._seed.setValidator(QIntValidator(0, LARGEST_SEED, self._seed))
        self._seed.setAccessibleName(_("Seed"))
        self._seed.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._seed.setFixedWidth(theme().px(64))
        self._seed.setToolTip(
            _("The number from which all chance is drawn: the same seed, the same accuracy.")
        )
        self._seed.editingFinished.connect(self._seed_edited)
        self._dice = QToolButton()
        self._dice.setIcon(icon("dices"))
        self._dice.setToolTip(_("Another seed, at random"))
        self._dice.setAccessibleName(_("Another seed, at random"))
        self._dice.clicked.connect(self.seed_wanted)
        seed_label = QLabel(_("Seed"))
        seed_label.setBuddy(self._seed)
        row = QHBoxLayout()
        row.setSpacing(theme().px(6))
        row.addWidget(seed_label)
        row.addStretch()
        row.addWidget(self._seed)
        row.addWidget(self._dice)
        self._inner_layout.addLayout(row)
        self.computed_on = Segmented(
            [("cpu", _("CPU")), ("gpu", _("GPU"))], _("Computed on: CPU or GPU")
        )
        self.computed_on.chosen.connect(self.computed_on_chosen)
        row = QHBoxLayout()
        row.addWidget(QLabel(_("Computed on")))
        row.addStretch()
        row.addWidget(self.computed_on)
        self._inner_layout.addLayout(row)
        self._parameters = QLabel()
        self._parameters.setFont(theme().font(13, QFont.Weight.DemiBold))
        self._parameters.setToolTip(_("Number of weights and intercepts that the training adjusts"))
        self._inner_layout.addWidget(self._parameters)
        self._cost = QLabel()
        self._cost.setProperty("role", "secondary")
        self._cost.setFont(theme().font(12))
        self._cost.setToolTip(
            _(
                "Computed from the sizes: floating-point operations of one correction of the "
                "parameters, and the memory of the training, the libraries left out."
            )
        )
        self._inner_layout.addWidget(self._cost)

    def _build_buttons(self) -> QVBoxLayout:
        px = theme().px
        self.start = QPushButton(icon("play", theme().colours.on_accent), _("Train and measure"))
        self.start.setProperty("primary", True)
        self.start.setToolTip(_("Start (Ctrl+Enter)"))
        self.start.clicked.connect(self.start_asked)
        self.pause = self._tool("pause", _("Pause"), _("Pause the training (F7)"))
        self.pause.clicked.connect(self.pause_asked)
        self.step = self._tool("step-forward", _("One epoch"), _("Train one epoch, then wait (F6)"))
        self.step.clicked.connect(self.step_asked)
        self.stop = self._tool("square", _("Stop"), _("Stop and keep what is done (Escape)"))
        self.stop.clicked.connect(self.stop_asked)
        self.reset = self._tool("rotate-ccw", "", _("Reset all: settings and curves"))
        self.reset.setAccessibleName(_("Reset all"))
        self.reset.clicked.connect(self.reset_asked)
        row = QHBoxLayout()
        row.setSpacing(px(5))
        row.addWidget(self.pause, 3)
        row.addWidget(self.step, 4)
        row.addWidget(self.stop, 3)
        row.addWidget(self.reset, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, px(6), 0)
        column.setSpacing(px(6))
        column.addWidget(self.start)
        column.addLayout(row)
        return column

    def _tool(self, name: str, text: str, explanation: str) -> QPushButton:
        button = QPushButton(icon(name), text)
        button.setIconSize(QSize(theme().px(13), theme().px(13)))
        button.setToolTip(explanation)
        button.setStyleSheet(f"padding: 0 {theme().px(4)}px;")
        return button

    # -- showing ---------------------------------------------------------------------------

    def show_state(self, state: TrainingState) -> None:
        before, self._state = self._state, state
        if before is None or (before.datasets, before.dataset) != (state.datasets, state.dataset):
            self.data.show_choice(state.datasets, state.dataset)
            self._question.setText(str(card(state.dataset).question))
            self._honest.setText(
                _("Honest for: {text}").format(text=card(state.dataset).honest_use)
            )
        if before is None or before.dataset != state.dataset:
            self._explain_families(state)
        if before is None or before.family != state.family:
            self.family_buttons[state.family].setChecked(True)
            self._formula.setText(family(state.family).formula)
            self._explanation.setText(_(family(state.family).explanation))
        if before is None or (before.settings, before.complete) != (state.settings, state.complete):
            self._show_settings(state, before)
        if before is None or before.seed != state.seed:
            self._seed.setText(str(state.seed))
        self.computed_on.choose(state.computed_on)
        self._parameters.setText(
            _("|θ| = {count} parameters").format(count=numbers.count(state.parameters))
        )
        self._cost.setText(
            _("{operations} operations a step · ≈ {memory}").format(
                operations=numbers.large(state.operations_per_step, 2),
                memory=numbers.quantity(state.memory_bytes, BYTES, 2),
            )
        )
        self._show_buttons(state)

    def _explain_families(self, state: TrainingState) -> None:
        """Say of each family what it is, or why it makes no sense on these data."""
        for model in FAMILIES:
            reason = model.unsuitable(card(state.dataset))
            text = f"{model.formula}\n{_(model.explanation) if reason is None else reason}"
            self.family_buttons[model.key].setToolTip(text)

    def _show_settings(self, state: TrainingState, before: TrainingState | None) -> None:
        shown = [one for one in state.settings if one.control.simple or state.complete]
        if [one.control.key for one in shown] != list(self._sliders):
            self._build_sliders(state)
        for setting in shown:
            self._sliders[setting.control.key].set_stops(
                [setting.control.text(stop) for stop in setting.stops],
                setting.stops.index(setting.value),
            )

    def _build_sliders(self, state: TrainingState) -> None:
        for slider in self._sliders.values():
            self._settings_layout.removeWidget(slider)
            slider.deleteLater()
        self._sliders = {}
        shown = [one.control for one in state.settings if one.control.simple or state.complete]
        metrics = self.fontMetrics()
        width = max(metrics.horizontalAdvance(_(control.name)) for control in shown) + 2
        for control in shown:
            slider = StopSlider(control.key, _(control.name), _(control.explanation), width)
            slider.moved.connect(self._slider_moved)
            self._sliders[control.key] = slider
            self._settings_layout.addWidget(slider)
        # Tab goes through the settings in the order in which they stand.
        previous: QWidget = self.family_buttons[state.family]
        for slider in self._sliders.values():
            QWidget.setTabOrder(previous, slider.slider)
            previous = slider.slider
        QWidget.setTabOrder(previous, self._seed)

    def _show_buttons(self, state: TrainingState) -> None:
        busy = state.phase.busy
        paused = state.phase is Phase.PAUSED
        for widget in (
            self.data,
            self._seed,
            self._dice,
            self.computed_on,
            *self.family_buttons.values(),
        ):
            widget.setEnabled(not busy)
        for slider in self._sliders.values():
            slider.setEnabled(not busy and slider.slider.maximum() > 0)
        self.start.setEnabled(state.can_start or paused)
        text = _("Go on") if paused else _("Train and measure")
        if self.start.text() != text:
            self.start.setText(text)
        self.pause.setEnabled(state.can_pause)
        self.step.setEnabled(state.can_step)
        self.stop.setEnabled(state.can_stop)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        for label, height in (
            (self._formula, _FOR_FORMULA),
            (self._question, _FOR_QUESTION),
            (self._explanation, _FOR_EXPLANATION),
            (self._honest, _FOR_HONESTY),
        ):
            label.setVisible(self.height() >= theme().px(height))

    # -- asking ----------------------------------------------------------------------------

    def _seed_edited(self) -> None:
        self.seed_chosen.emit(int(self._seed.text() or 0))

    def _family_clicked(self) -> None:
        for key, button in self.family_buttons.items():
            if button.isChecked():
                self.family_chosen.emit(key)

    def _slider_moved(self, key: str, index: int) -> None:
        for setting in self._state.settings if self._state else ():
            # A slider on its way out may still speak of a setting that is gone.
            if setting.control.key == key and index < len(setting.stops):
                self.setting_chosen.emit(key, setting.stops[index])
