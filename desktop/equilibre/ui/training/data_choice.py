"""The first step of the left column: which data, where they come from, and how to bring others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equilibre import numbers
from equilibre.errors import EquilibreError
from equilibre.learning import shelf
from equilibre.learning.dataset import card
from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import step
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.info_button import InfoButton


class DataChoice(QWidget):
    """A list of data sets, the card of the one chosen, and the ways to other data."""

    chosen = Signal(str)
    card_asked = Signal()
    table_asked = Signal()
    archives_asked = Signal()
    removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[str, ...] = ()
        self.list = ElidingList(_("Data"))
        self.list.activated.connect(self._activated)
        about = InfoButton(_("Where these data come from"))
        about.clicked.connect(self.card_asked)
        self.others = QToolButton()
        self.others.setIcon(icon("plus"))
        self.others.setToolTip(_("Other data: your own table, or a full published set"))
        self.others.setAccessibleName(_("Other data"))
        self.others.setProperty("flat", True)
        self.others.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.others)
        menu.addAction(_("Your own table (CSV)…"), self.table_asked.emit)
        menu.addAction(_("Full published sets…"), self.archives_asked.emit)
        menu.addSeparator()
        self._removal = menu.addAction(_("Remove these data…"), self.removal_asked.emit)
        self.others.setMenu(menu)
        self._size = QLabel()
        self._size.setProperty("role", "secondary")
        self._size.setFont(theme().font(12))
        self._size.setToolTip(_("Rows × columns"))
        head = QHBoxLayout()
        head.setSpacing(theme().px(4))
        head.addWidget(step(1, _("Data")))
        head.addStretch()
        head.addWidget(self._size)
        head.addWidget(about)
        head.addWidget(self.others)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        layout.addLayout(head)
        layout.addWidget(self.list)

    def show_choice(self, keys: tuple[str, ...], chosen: str) -> None:
        """Offer *keys*, with *chosen* in front."""
        if keys != self._keys:
            self._keys = keys
            self._fill()
        self.list.setCurrentIndex(self.list.findData(chosen))
        description, brought = card(chosen), shelf.keys()
        self._size.setText(
            _("{rows} × {columns}").format(
                rows=numbers.count(description.rows), columns=numbers.count(description.columns)
            )
        )
        self._removal.setEnabled(chosen in brought)

    def _fill(self) -> None:
        self.list.clear()
        group = ""
        for key in self._keys:
            try:
                description = card(key)
            except EquilibreError:
                continue  # its file was taken away meanwhile
            if group not in ("", description.origin):
                self.list.insertSeparator(self.list.count())
            group = description.origin
            self.list.addItem(str(description.name), key)

    def _activated(self, index: int) -> None:
        self.chosen.emit(self.list.itemData(index))
