"""The left column: which model, at whose pace, with which electricity."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.board import Choice
from equilibre.ui.growth.computer.state import ComputerState, Pace
from equilibre.ui.icons import icon
from equilibre.ui.locked import lock
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import step
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.plain import plain_tip


class ChoiceList(QWidget):
    """A list with the card of what is chosen beside it; ``chosen`` carries a key."""

    chosen = Signal(str)
    asked = Signal()

    def __init__(self, name: str, card: str) -> None:
        super().__init__()
        self.list = ElidingList(name, letters=8)
        self.info = InfoButton(card)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.info)
        self._choices: tuple[Choice, ...] = ()
        self.list.activated.connect(lambda: self.chosen.emit(self.list.currentData()))
        self.info.clicked.connect(self.asked)

    def show_choices(self, choices: tuple[Choice, ...], key: str) -> None:
        """Offer *choices* and stand on *key*, telling no one."""
        self.list.blockSignals(True)
        if choices != self._choices:
            self._choices = choices
            self.list.clear()
            for choice in choices:
                self.list.addItem(choice.text, choice.key)
                self.list.setItemData(
                    self.list.count() - 1, plain_tip(choice.text), Qt.ItemDataRole.ToolTipRole
                )
        self.list.setCurrentIndex(self.list.findData(key))
        self.list.setToolTip(plain_tip(self.list.currentText()))
        self.list.blockSignals(False)


class PaceText(QWidget):
    """One of the paces of this computer: its name, what is known, and what to do about it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = _words(13, "text")
        self._text = _words(12, "text")
        self._remedy = _words(12, "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(1))
        for label in (self._title, self._text, self._remedy):
            layout.addWidget(label)

    def show_pace(self, pace: Pace) -> None:
        for label, text in (
            (self._title, pace.title),
            (self._text, pace.text),
            (self._remedy, pace.remedy),
        ):
            label.setText(text)
            label.setVisible(bool(text))


class Controls(QWidget):
    """Shows the choices of the state and says what the student asks for."""

    model_chosen = Signal(str)
    model_asked = Signal()
    run_chosen = Signal(str)
    pace_asked = Signal()
    measure_asked = Signal()
    stop_asked = Signal()
    country_chosen = Signal(str)
    country_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(5))
        self._build_model()
        self._build_paces()
        self._build_electricity()
        self._layout.addStretch(1)

    def _build_model(self) -> None:
        self._layout.addWidget(step(1, _("Which model")))
        self.model = ChoiceList(_("Model"), _("What is known of this model, with its sources"))
        self.model.chosen.connect(self.model_chosen)
        self.model.asked.connect(self.model_asked)
        self._model_text = _words(12, "secondary")
        self._layout.addWidget(self.model)
        self._layout.addWidget(self._model_text)

    def _build_paces(self) -> None:
        px = theme().px
        self._layout.addSpacing(px(6))
        self._layout.addWidget(step(2, _("At whose pace")))
        self.run = ChoiceList(_("Kept run"), _("How the pace of this computer is counted"))
        self.run.chosen.connect(self.run_chosen)
        self.run.asked.connect(self.pace_asked)
        self._trained, self._product = PaceText(), PaceText()
        self.measure = QPushButton(icon("gauge"), _("Measure: one second"))
        self.measure.setToolTip(
            _("One second of products of matrices, on every core: the most this computer can do")
        )
        self.measure.setAccessibleName(_("Measure: one second of products of matrices"))
        self.measure.clicked.connect(self.measure_asked)
        self.stop = QPushButton(icon("square"), _("Stop"))
        self.stop.clicked.connect(self.stop_asked)
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(px(8))
        self._progress.setAccessibleName(_("Progress of the measure"))
        for widget in (
            self._trained,
            self.run,
            self._product,
            self.measure,
            self.stop,
            self._progress,
        ):
            self._layout.addWidget(widget)

    def _build_electricity(self) -> None:
        self._layout.addSpacing(theme().px(6))
        self._layout.addWidget(step(3, _("With which electricity")))
        self.country = ChoiceList(
            _("Electricity of which country"), _("Where the figure of this electricity comes from")
        )
        self.country.chosen.connect(self.country_chosen)
        self.country.asked.connect(self.country_asked)
        self._country_text = _words(12, "secondary")
        self._layout.addWidget(self.country)
        self._layout.addWidget(self._country_text)

    def show_state(self, state: ComputerState) -> None:
        self.model.show_choices(state.models, state.model)
        self._model_text.setText(state.model_text)
        paces = state.paces
        self.run.show_choices(paces.runs, paces.run)
        self.run.setVisible(bool(paces.runs))
        self._trained.show_pace(paces.trained)
        self._product.show_pace(paces.product)
        under_way = paces.progress is not None
        had_focus = self.measure.hasFocus() or self.stop.hasFocus()
        self.measure.setVisible(not under_way)
        self.stop.setVisible(under_way)
        if had_focus:  # the button pressed gives way to the other one
            (self.stop if under_way else self.measure).setFocus()
        self._progress.setVisible(under_way)
        self._progress.setValue(round(100 * (paces.progress or 0.0)))
        self.country.show_choices(state.countries, state.country)
        lock(self.country.list, state.country_locked)
        self._country_text.setText(
            " ".join(filter(None, (state.country_text, state.country_locked)))
        )


def _words(size: float, role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setFont(theme().font(size))
    if role == "secondary":
        label.setProperty("role", "secondary")
    return label
