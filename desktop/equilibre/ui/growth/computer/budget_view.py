"""The third view: the inverse questions, with the class that they are asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.growth.computer.budget_picture import BudgetChart
from equilibre.ui.growth.computer.budgets import MOST_COMPUTERS, MOST_HOURS
from equilibre.ui.growth.computer.state import Budgets
from equilibre.ui.theme import theme
from equilibre.ui.widgets.info_button import InfoButton


class BudgetView(QWidget):
    """The picture of the budgets, the size of a class, and how many classes a model takes."""

    class_chosen = Signal(int, int)  # computers, hours
    assumption_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.chart = BudgetChart()
        self.computers = CountField(_("Computers of the class"), MOST_COMPUTERS)
        self.hours = CountField(_("Hours of the class"), MOST_HOURS)
        self._computers = self._hours = 1
        self.computers.changed.connect(lambda count: self.class_chosen.emit(count, self._hours))
        self.hours.changed.connect(lambda count: self.class_chosen.emit(self._computers, count))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for label, box in ((_("One class: computers"), self.computers), (_("hours"), self.hours)):
            name = QLabel(label)
            name.setBuddy(box)
            row.addWidget(name)
            row.addWidget(box)
        row.addStretch(1)
        self._classes = QLabel()
        self._classes.setWordWrap(True)
        self._classes.setFont(theme().font(14, QFont.Weight.DemiBold))
        self._caution = QLabel()
        self._caution.setWordWrap(True)
        self._caution.setProperty("role", "secondary")
        self._caution.setFont(theme().font(12))
        self.info = InfoButton(_("Where this assumption comes from"))
        self.info.clicked.connect(self.assumption_asked)
        below = QHBoxLayout()
        below.addWidget(self._caution, 1)
        below.addWidget(self.info)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self.chart, 1)
        layout.addLayout(row)
        layout.addWidget(self._classes)
        layout.addLayout(below)

    def show_budgets(self, budgets: Budgets) -> None:
        self.chart.show_budgets(budgets)
        self._computers, self._hours = budgets.computers, budgets.hours
        for box, value in ((self.computers, budgets.computers), (self.hours, budgets.hours)):
            if not box.hasFocus() or box.hasAcceptableInput():
                box.show_value(value)
        self._classes.setText("\n".join(budgets.classes))
        self._classes.setVisible(bool(budgets.classes))
        self._caution.setText(budgets.caution)


class CountField(QLineEdit):
    """A whole number from 1 on, typed, or moved by the arrow keys; ``changed`` carries it."""

    changed = Signal(int)

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self._most = most
        self._value = 1
        self.setValidator(QIntValidator(1, most, self))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme().px(72))
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(lambda: self.show_value(self._value))

    def show_value(self, value: int) -> None:
        """Show *value*, telling no one."""
        self._value = value
        if self.text() != str(value):
            self.setText(str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.show_value(min(max(self._value + step, 1), self._most))
        self.changed.emit(self._value)

    def _typed(self, text: str) -> None:
        if self.hasAcceptableInput():
            self._value = int(text)
            self.changed.emit(self._value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.show_value(self._value)  # what was left half-typed is not what is computed with
