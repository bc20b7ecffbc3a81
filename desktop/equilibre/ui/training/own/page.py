"""The choices of a table: what to predict, from which columns, under which name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.learning.own.description import LONGEST_NAME
from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.training.own.columns import ColumnsView
from equilibre.ui.training.own.state import Offer, TableState
from equilibre.ui.widgets.plain import plain_tip
from equilibre.ui.widgets.segmented import Segmented


class TablePage(QWidget):
    """Shows the part of a TableState that is chosen from; its signals carry what is chosen."""

    target_chosen = Signal(str)
    task_chosen = Signal(str)
    renamed = Signal(str)
    all_asked = Signal(bool)
    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._targets: tuple[Offer, ...] = ()
        self._lay_out()
        self.target.activated.connect(self._target_activated)
        self.task.chosen.connect(self.task_chosen)
        self.name.textEdited.connect(self.renamed)
        self.all.clicked.connect(self._all_clicked)
        self.none.clicked.connect(self._none_clicked)
        self.columns.ticked.connect(self.ticked)
        self.columns.looked_at.connect(self._detail.setText)

    @property
    def order(self) -> tuple[QWidget, ...]:
        """Its widgets, in the order of the tabulator key."""
        return (self.target, self.task, self.name, self.all, self.none, self.columns)

    def _lay_out(self) -> None:
        px = theme().px
        self.target = QComboBox()
        self.target.setMinimumWidth(px(180))
        self.target.setMaximumWidth(px(300))
        self.task = Segmented(
            [("classification", _("a class")), ("regression", _("a number"))], _("Predict as")
        )
        self.task.setFixedHeight(self.target.sizeHint().height())
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumWidth(px(160))
        self.all = QPushButton(_("All columns"))
        self.none = QPushButton(_("No column"))
        for button in (self.all, self.none):
            button.setAutoDefault(False)
        choices = QHBoxLayout()
        choices.setSpacing(px(12))
        choices.addLayout(_under(_("Predict the column"), self.target), 2)
        choices.addLayout(_under(_("Predict as"), self.task))
        choices.addLayout(_under(_("Name of the data"), self.name), 2)
        choices.addStretch(1)
        choices.addWidget(self.all, 0, Qt.AlignmentFlag.AlignBottom)
        choices.addWidget(self.none, 0, Qt.AlignmentFlag.AlignBottom)
        self.columns = ColumnsView()
        self._detail = QLabel()
        self._detail.setProperty("role", "secondary")
        self._detail.setWordWrap(True)
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(choices)
        column.addWidget(self.columns, 1)
        column.addWidget(self._detail)

    def show_state(self, state: TableState) -> None:
        """Show what *state* offers, and what is chosen of it."""
        if state.targets != self._targets:
            self._targets = state.targets
            _fill(self.target, state.targets)
        self.target.setCurrentIndex(self.target.findData(state.target))
        self.target.setToolTip(plain_tip(state.target))
        if state.task:
            self.task.choose(state.task)
        for offer in state.tasks:
            button = self.task.button(offer.key)
            button.setEnabled(not offer.why_not)
            button.setToolTip(offer.why_not)
        chosen = bool(state.target)
        for widget in (self.target, self.task, self.name, self.all, self.none):
            widget.setEnabled(chosen)
        if self.name.text() != state.name:
            self.name.setText(state.name)
        self.columns.show_lines(state.lines)

    def take_focus(self) -> None:
        """Begin at the first thing to choose."""
        (self.target if self.target.isEnabled() else self.columns).setFocus()

    def _target_activated(self, place: int) -> None:
        self.target_chosen.emit(self.target.itemData(place))

    def _all_clicked(self) -> None:
        self.all_asked.emit(True)

    def _none_clicked(self) -> None:
        self.all_asked.emit(False)


def _fill(box: QComboBox, offers: Sequence[Offer]) -> None:
    """Put *offers* into *box*; what cannot be chosen says why."""
    box.clear()
    for offer in offers:
        box.addItem(offer.text, offer.key)
        box.setItemData(box.count() - 1, offer.why_not or None, Qt.ItemDataRole.ToolTipRole)
        model = box.model()
        if offer.why_not and isinstance(model, QStandardItemModel):
            model.item(box.count() - 1).setEnabled(False)


def _under(text: str, widget: QWidget) -> QVBoxLayout:
    """Return *widget* with its name above it."""
    label = QLabel(text)
    label.setProperty("role", "secondary")
    label.setBuddy(widget)
    widget.setAccessibleName(text)
    column = QVBoxLayout()
    column.setSpacing(theme().px(3))
    column.addWidget(label)
    column.addWidget(widget)
    return column
