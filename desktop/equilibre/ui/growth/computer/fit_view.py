"""The first view: would it fit, and if it did, what would it take."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.growth.computer.memory_bars import MemoryChart
from equilibre.ui.growth.computer.state import Amount, Fit
from equilibre.ui.theme import theme
from equilibre.ui.widgets.info_button import InfoButton

_AMOUNTS = 3


class AmountCard(QFrame):
    """One figure of the thought experiment, with what was published under it."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.setProperty("card", True)
        self._title = _words(12.5, "secondary")
        self._text = _words(18, "", QFont.Weight.DemiBold)
        self._mark = _words(11.5, "secondary")
        self._mark.setText(_("thought experiment, computed"))
        self._published = _words(12, "")
        self.info = InfoButton(_("Where the published figure comes from"))
        policy = self.info.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.info.setSizePolicy(policy)
        self._key = ""
        self.info.clicked.connect(lambda: self.asked.emit(self._key))
        below = QHBoxLayout()
        below.setSpacing(px(2))
        below.addWidget(self._published, 1)
        below.addWidget(self.info)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(6), px(8), px(6))
        layout.setSpacing(px(1))
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addWidget(self._mark)
        layout.addStretch(1)
        layout.addLayout(below)

    def show_amount(self, amount: Amount) -> None:
        self._title.setText(amount.title)
        self._text.setText(amount.text)
        self._published.setText(amount.published)
        self._key = amount.asked
        self.info.setVisible(bool(amount.asked))
        self.setAccessibleName(amount.title)
        self.setAccessibleDescription(f"{amount.text}. {self._mark.text()}. {amount.published}")


class FitView(QWidget):
    """The bars of memory above, the sentence that they lead to, then three figures."""

    asked = Signal(str)  # the key of a published figure

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.memory = MemoryChart()
        self.verdict = _words(15, "", QFont.Weight.DemiBold)
        self.cards = [AmountCard() for _index in range(_AMOUNTS)]
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for card in self.cards:
            card.asked.connect(self.asked)
            row.addWidget(card, 1)
        self._comparison = _words(13, "")
        self._remedy = _words(12, "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self.memory, 1)
        layout.addWidget(self.verdict)
        layout.addLayout(row)
        layout.addWidget(self._comparison)
        layout.addWidget(self._remedy)

    def show_fit(self, fit: Fit) -> None:
        self.memory.show_fit(fit)
        self.verdict.setText(fit.verdict)
        for index, card in enumerate(self.cards):
            card.setVisible(index < len(fit.amounts))
            if index < len(fit.amounts):
                card.show_amount(fit.amounts[index])
        for label, text in ((self._comparison, fit.comparison), (self._remedy, fit.remedy)):
            label.setText(text)
            label.setVisible(bool(text))


def _words(size: float, role: str, weight: QFont.Weight = QFont.Weight.Normal) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setFont(theme().font(size, weight))
    if role:
        label.setProperty("role", role)
    return label
