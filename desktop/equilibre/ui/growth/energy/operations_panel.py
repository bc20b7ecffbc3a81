"""The left column beside the counts: a training of the table, and why so many operations."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.growth.energy.state import Operations
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import step
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.info_button import InfoButton

_MOST_REASONS = 4


class OperationsPanel(QWidget):
    """``chosen`` carries the key of a row; ``why`` asks where the assumptions stand."""

    chosen = Signal(str)
    why = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.trainings = ElidingList(_("Training of the table"))
        self.trainings.activated.connect(
            lambda index: self.chosen.emit(self.trainings.itemData(index))
        )
        self._question = step(2, "")
        source = InfoButton(_("Where these operations come from"))
        source.clicked.connect(self.why)
        self._sum = QLabel()
        self._sum.setFont(theme().font(20, QFont.Weight.DemiBold))
        self._reasons = [QLabel() for _reason in range(_MOST_REASONS)]
        keys = QLabel(_("Click a row, or use the arrows. Enter: its source."))
        keys.setWordWrap(True)
        keys.setProperty("role", "secondary")
        question = QHBoxLayout()
        question.addWidget(self._question, 1)
        question.addWidget(source)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(step(1, _("A training of the table")))
        layout.addWidget(self.trainings)
        layout.addWidget(keys)
        layout.addLayout(question)
        layout.addWidget(self._sum)
        for reason in self._reasons:
            reason.setWordWrap(True)
            layout.addWidget(reason)

    def show_operations(self, shown: Operations) -> None:
        if self.trainings.count() != len(shown.rows):
            self.trainings.clear()
            for row in shown.rows:
                self.trainings.addItem(row.name, row.key)
        self.trainings.setCurrentIndex(self.trainings.findData(shown.chosen))
        self._question.setText(f"2   {shown.question}")
        self._sum.setText(shown.sum)
        for index, label in enumerate(self._reasons):
            label.setText(shown.reasons[index] if index < len(shown.reasons) else "")
            label.setVisible(index < len(shown.reasons))
