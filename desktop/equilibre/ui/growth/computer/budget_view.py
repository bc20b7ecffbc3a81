"""The third view: the inverse questions, with the class that they are asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

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
        self.computers = _box(_("Computers of the class"), MOST_COMPUTERS)
        self.hours = _box(_("Hours of the class"), MOST_HOURS)
        for box in (self.computers, self.hours):
            box.valueChanged.connect(
                lambda: self.class_chosen.emit(self.computers.value(), self.hours.value())
            )
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
        for box, value in ((self.computers, budgets.computers), (self.hours, budgets.hours)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self._classes.setText("\n".join(budgets.classes))
        self._classes.setVisible(bool(budgets.classes))
        self._caution.setText(budgets.caution)


def _box(name: str, most: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, most)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # typed, or moved by the arrow keys
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setGroupSeparatorShown(True)
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box
