"""A list with a name above it and the card of what is chosen beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QWidget,
)

from equilibre.ui.board import Choice
from equilibre.ui.theme import theme
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.info_button import InfoButton


class ChoiceField(QWidget):
    """``chosen`` carries the key of the entry; ``asked`` wants its card."""

    chosen = Signal(str)
    asked = Signal()

    def __init__(self, name: str, card: str) -> None:
        super().__init__()
        px = theme().px
        self.list = ElidingList(name, letters=10)
        self.info = InfoButton(card)
        label = QLabel(name)
        label.setBuddy(self.list)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(px(4))
        layout.setVerticalSpacing(0)
        layout.addWidget(label, 0, 0)
        layout.addWidget(self.list, 1, 0, 1, 2)
        layout.addWidget(self.info, 0, 1)
        layout.setColumnStretch(0, 1)
        self._choices: tuple[Choice, ...] = ()
        self.list.activated.connect(self._activated)
        self.info.clicked.connect(self.asked)

    def show_choices(self, choices: Sequence[Choice], key: str) -> None:
        """Offer *choices* and stand on *key*, telling no one."""
        self.list.blockSignals(True)
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self.list.clear()
            for choice in choices:
                self.list.addItem(choice.text, choice.key)
            view = self.list.view()
            view.setMinimumWidth(view.sizeHintForColumn(0) + theme().px(24))
        self.list.setCurrentIndex([choice.key for choice in self._choices].index(key))
        self.list.setToolTip(self.list.currentText())
        self.list.blockSignals(False)

    def _activated(self, index: int) -> None:
        self.chosen.emit(self._choices[index].key)
