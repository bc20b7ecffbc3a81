"""What can be chosen on the page of the models: axes, what to do, which models."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.growth.marks import mark_icon
from equilibre.ui.growth.models.state import Box, Choice, ModelsState
from equilibre.ui.theme import theme
from equilibre.ui.widgets.check_box import CheckBox
from equilibre.ui.widgets.column import step
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.segmented import Segmented


class AxesControls(QWidget):
    """What each axis measures, and the scale of both."""

    across_chosen = Signal(str)
    upward_chosen = Signal(str)
    scale_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.upward = _choice(_("Vertical axis"))
        self.across = _choice(_("Horizontal axis"))
        self.scale = Segmented([("linear", _("Linear")), ("log", _("Logarithmic"))], _("Scale"))
        self.scale.setToolTip(_("L goes from one to the other"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme().px(6))
        grid.setColumnStretch(1, 1)
        for row, (text, widget) in enumerate(
            ((_("Up"), self.upward), (_("Across"), self.across), (_("Scale"), self.scale))
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        self.upward.activated.connect(
            lambda index: self.upward_chosen.emit(self.upward.itemData(index))
        )
        self.across.activated.connect(
            lambda index: self.across_chosen.emit(self.across.itemData(index))
        )
        self.scale.chosen.connect(lambda key: self.scale_chosen.emit(key == "log"))

    def show_state(self, state: ModelsState) -> None:
        _fill(self.upward, state.choices_upward, state.upward)
        _fill(self.across, state.choices_across, state.across)
        self.scale.choose("log" if state.logarithmic else "linear")


class FitControls(QWidget):
    """The two dates between which growth is measured, and along which models."""

    brushed = Signal(int, int)
    course_chosen = Signal(bool)
    explained = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.over = Segmented(
            [("course", _("The three")), ("shown", _("All shown"))], _("Measured along")
        )
        self.first, self.last = _date_slider(_("From")), _date_slider(_("Until"))
        self._texts = (QLabel(), QLabel())
        self.sources = InfoButton(_("Moore, Koomey: where these lines come from"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(6))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.over, 0, 0, 1, 2)
        grid.addWidget(self.sources, 0, 2, Qt.AlignmentFlag.AlignRight)
        for row, (name, slider, text) in enumerate(
            zip((_("From"), _("Until")), (self.first, self.last), self._texts, strict=True), 1
        ):
            grid.addWidget(QLabel(name), row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(text, row, 2)
        grid.addWidget(_note(_("Or drag from one date to another on the chart.")), 3, 0, 1, 3)
        self.over.chosen.connect(lambda key: self.course_chosen.emit(key == "course"))
        self.sources.clicked.connect(self.explained)
        for slider in (self.first, self.last):
            slider.valueChanged.connect(self._moved)

    def show_state(self, state: ModelsState) -> None:
        fitting = state.fitting
        self.over.choose(fitting.over)
        days = zip(
            (self.first, self.last),
            (fitting.first, fitting.last),
            self._texts,
            fitting.texts,
            strict=True,
        )
        for slider, day, label, text in days:
            slider.blockSignals(True)
            slider.setRange(*fitting.span)
            slider.setValue(day)
            slider.blockSignals(False)
            slider.setAccessibleDescription(text)
            label.setText(text)

    def _moved(self) -> None:
        self.brushed.emit(self.first.value(), self.last.value())


class DrawControls(QWidget):
    """How to draw the continuation, and the button that shows what came."""

    revealed = Signal(bool)
    rubbed_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._note = _note("")
        self.reveal = QPushButton()
        self.again = QPushButton(_("Rub out"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(6))
        for widget in (self._note, self.reveal, self.again):
            layout.addWidget(widget)
        self._shown = False
        self.reveal.clicked.connect(lambda: self.revealed.emit(not self._shown))
        self.again.clicked.connect(self.rubbed_out)

    def show_state(self, state: ModelsState) -> None:
        continuation = state.continuation
        self._shown = continuation.revealed
        drawing = state.tool == "draw" and not continuation.revealed
        note = (
            _("Draw on from GPT-3 on the chart with the mouse, or there with the keys ↑ and ↓.")
            if drawing
            else continuation.waiting
        )
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.reveal.setText(_("Hide them again") if self._shown else _("Show the later models"))
        self.again.setVisible(drawing and continuation.drawn)


class ShownControls(QWidget):
    """Which models are drawn: by domain, own runs, figures from memory."""

    domain_ticked = Signal(str, bool)
    own_ticked = Signal(bool)
    unverified_ticked = Signal(bool)

    def __init__(self, state: ModelsState) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(2))
        self.domains = {box.key: CheckBox(box.text) for box in state.boxes}
        self.own = CheckBox(state.own.text)
        self.unverified = CheckBox(_("figures from memory"))
        self.unverified.setToolTip(_("They were not verified: a dotted outline marks them"))
        for box, widget in (*zip(state.boxes, self.domains.values(), strict=True),):
            widget.setIcon(mark_icon(box.mark))
            layout.addWidget(widget)
            widget.toggled.connect(self._teller(box.key))
        self.own.setIcon(mark_icon(state.own.mark))
        layout.addSpacing(theme().px(6))
        layout.addWidget(self.own)
        layout.addWidget(self.unverified)
        self.own.toggled.connect(self.own_ticked)
        self.unverified.toggled.connect(self.unverified_ticked)

    def _teller(self, key: str) -> Callable[[bool], None]:
        return lambda ticked: self.domain_ticked.emit(key, ticked)

    def show_state(self, state: ModelsState) -> None:
        for box in state.boxes:
            _tick(self.domains[box.key], box)
        _tick(self.own, state.own)
        self.unverified.blockSignals(True)
        self.unverified.setChecked(state.unverified)
        self.unverified.blockSignals(False)


class Controls(QWidget):
    """The left column of the page."""

    tool_chosen = Signal(str)

    def __init__(self, state: ModelsState) -> None:
        super().__init__()
        self.axes = AxesControls()
        self.tools = Segmented(
            [(choice.key, choice.text) for choice in state.tools], _("What to do")
        )
        self.fit = FitControls()
        self.draw = DrawControls()
        self.shown = ShownControls(state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        for widget in (
            step(1, _("What the axes measure")),
            self.axes,
            step(2, _("What to do")),
            self.tools,
            self.fit,
            self.draw,
            step(3, _("Which models")),
            self.shown,
        ):
            layout.addWidget(widget)
        self.tools.chosen.connect(self.tool_chosen)

    def show_state(self, state: ModelsState) -> None:
        self.axes.show_state(state)
        self.tools.choose(state.tool)
        for choice in state.tools:
            button = self.tools.button(choice.key)
            button.setEnabled(not choice.refusal)
            button.setToolTip(choice.refusal)
        self.fit.setVisible(state.tool == "fit")
        self.draw.setVisible(state.tool != "fit")
        self.fit.show_state(state)
        self.draw.show_state(state)
        self.shown.show_state(state)


def _choice(name: str) -> ElidingList:
    box = ElidingList(name, letters=8)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _fill(box: QComboBox, choices: Sequence[Choice], chosen: str) -> None:
    """Offer *choices*; those that make no sense now are shown but cannot be chosen."""
    if [box.itemData(index) for index in range(box.count())] != [one.key for one in choices]:
        box.clear()
        for choice in choices:
            box.addItem(choice.text, choice.key)
    model = cast("QStandardItemModel", box.model())
    for index, choice in enumerate(choices):
        item = model.item(index)
        item.setEnabled(not choice.refusal)
        item.setToolTip(choice.refusal)
        if choice.key == chosen:
            box.setCurrentIndex(index)
            box.setToolTip(choice.text)


def _date_slider(name: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setSingleStep(31)
    slider.setPageStep(365)
    slider.setAccessibleName(name)
    return slider


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "secondary")
    return label


def _tick(widget: CheckBox, box: Box) -> None:
    widget.blockSignals(True)
    widget.setText(box.text)
    widget.setChecked(box.ticked)
    widget.setEnabled(box.useful)
    widget.blockSignals(False)
