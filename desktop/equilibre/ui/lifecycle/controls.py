"""The left column: the study, the two ways compared, the electricity, and the levers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.board import Choice
from equilibre.ui.icons import icon
from equilibre.ui.lifecycle.state import LifecycleState
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import scrolling, step
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.lever import LeverSlider
from equilibre.ui.widgets.plain import plain_tip


class Controls(QWidget):
    """Shows the choices of the state and says what the student asks for."""

    study_chosen = Signal(str)
    first_chosen = Signal(str)
    second_chosen = Signal(str)
    swap_asked = Signal()
    zone_chosen = Signal(str)
    zone_card_asked = Signal()
    lever_moved = Signal(str, float)
    lever_asked = Signal(str)
    reset_asked = Signal()
    joules_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._levers: dict[str, LeverSlider] = {}
        inner = QWidget()
        scroll = scrolling(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(8), 0, px(12))
        layout.setSpacing(px(8))
        layout.addWidget(scroll, 1)
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(0, 0, px(6), 0)
        self._inner.setSpacing(px(5))
        self._build_study()
        self._build_ways()
        self._build_levers()
        self._inner.addStretch()
        self.joules = QPushButton(icon("zap"), _("Bring my own joules…"))
        self.joules.setToolTip(
            _("Put the energy of a run kept in the training tab into this service")
        )
        self.joules.clicked.connect(self.joules_asked)
        layout.addWidget(self.joules)

    def _build_study(self) -> None:
        self._inner.addWidget(step(1, _("Study")))
        self.study = ElidingList(_("Study"), letters=8)
        self.study.activated.connect(lambda: self.study_chosen.emit(self.study.currentData()))
        self._inner.addWidget(self.study)

    def _build_ways(self) -> None:
        px = theme().px
        self._inner.addSpacing(px(4))
        self._swap = QToolButton()
        self._swap.setIcon(icon("arrow-up-down"))
        self._swap.setProperty("flat", True)
        self._swap.setToolTip(_("Exchange A and B"))
        self._swap.setAccessibleName(_("Exchange A and B"))
        self._swap.clicked.connect(self.swap_asked)
        head = QHBoxLayout()
        head.addWidget(step(2, _("Two ways of doing the job")), 1)
        head.addWidget(self._swap)
        self._inner.addLayout(head)
        self.first = self._way("A", self.first_chosen)
        self.second = self._way("B", self.second_chosen)
        self.zone = ElidingList(_("Electricity"), letters=8)
        self.zone.activated.connect(lambda: self.zone_chosen.emit(self.zone.currentData()))
        about = InfoButton(_("Where the figures of this electricity come from"))
        about.clicked.connect(self.zone_card_asked)
        row = QHBoxLayout()
        row.setSpacing(px(6))
        label = QLabel(_("Electricity"))
        label.setBuddy(self.zone)
        row.addWidget(label)
        row.addWidget(self.zone, 1)
        row.addWidget(about)
        self._inner.addLayout(row)

    def _way(self, letter: str, chosen: object) -> QComboBox:
        combo = ElidingList(_("Way {letter}").format(letter=letter), letters=8)
        combo.activated.connect(lambda: chosen.emit(combo.currentData()))  # type: ignore[attr-defined]
        label = QLabel(letter)
        label.setFont(theme().font(13, QFont.Weight.Bold))
        label.setBuddy(combo)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(label)
        row.addWidget(combo, 1)
        self._inner.addLayout(row)
        return combo

    def _build_levers(self) -> None:
        px = theme().px
        self._inner.addSpacing(px(4))
        self._reset = QToolButton()
        self._reset.setIcon(icon("rotate-ccw"))
        self._reset.setProperty("flat", True)
        self._reset.setToolTip(_("Put the levers back"))
        self._reset.setAccessibleName(_("Put the levers back"))
        self._reset.clicked.connect(self.reset_asked)
        head = QHBoxLayout()
        head.addWidget(step(3, _("Levers")), 1)
        head.addWidget(self._reset)
        self._inner.addLayout(head)
        note = QLabel(_("▲ where a sign turns"))
        note.setProperty("role", "secondary")
        note.setFont(theme().font(11.5))
        self._inner.addWidget(note)
        self._levers_layout = QVBoxLayout()
        self._levers_layout.setSpacing(px(2))
        self._inner.addLayout(self._levers_layout)

    def show_state(self, state: LifecycleState) -> None:
        fill(self.study, state.studies, state.chosen)
        fill(self.first, state.variants, state.first)
        fill(self.second, state.variants, state.second)
        fill(self.zone, state.zones, state.zone)
        self._reset.setEnabled(state.moved)
        if tuple(self._levers) != tuple(lever.key for lever in state.levers):
            self._replace_levers(state)
        for lever in state.levers:
            self._levers[lever.key].show_lever(
                lever.value,
                lever.position,
                tuple(mark.position for mark in lever.marks),
                lever.switch,
            )

    def _replace_levers(self, state: LifecycleState) -> None:
        for slider in self._levers.values():
            self._levers_layout.removeWidget(slider)
            slider.hide()
            slider.deleteLater()
        self._levers = {}
        for lever in state.levers:
            slider = LeverSlider(lever.key, lever.name, lever.explanation)
            slider.moved.connect(self.lever_moved)
            slider.explained.connect(self.lever_asked)
            self._levers[lever.key] = slider
            self._levers_layout.addWidget(slider)

    def lever(self, key: str) -> LeverSlider:
        return self._levers[key]


def fill(combo: QComboBox, choices: tuple[Choice, ...], chosen: str) -> None:
    """Offer *choices* with *chosen* in front, telling no one."""
    keys = [combo.itemData(index) for index in range(combo.count())]
    texts = [combo.itemText(index) for index in range(combo.count())]
    combo.blockSignals(True)
    if keys != [choice.key for choice in choices] or texts != [choice.text for choice in choices]:
        combo.clear()
        for choice in choices:
            combo.addItem(choice.text, choice.key)
            combo.setItemData(
                combo.count() - 1, plain_tip(choice.text), Qt.ItemDataRole.ToolTipRole
            )
    combo.setCurrentIndex(combo.findData(chosen))
    combo.blockSignals(False)
