"""A few words that carry a figure: a name, the figure large, what it means."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from equilibre.ui.theme import theme


class Statement(QFrame):
    """A title, one large line, and a smaller text that wraps."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.setProperty("chart", True)
        self._title = _label(12.5, QFont.Weight.Normal)
        self._title.setProperty("role", "secondary")
        self._large = _label(16, QFont.Weight.DemiBold)
        self._small = _label(12.5, QFont.Weight.Normal)
        self.head = QHBoxLayout()
        self.head.setSpacing(px(4))
        self.head.addWidget(self._title, 1)
        self.head.addStrut(px(26))  # as high with a button as without
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(6), px(8), px(8))
        layout.setSpacing(px(2))
        layout.addLayout(self.head)
        layout.addWidget(self._large)
        layout.addWidget(self._small)
        layout.addStretch(1)

    def say(self, title: str, large: str, small: str) -> None:
        """Show three texts; "" leaves one out."""
        for label, text in ((self._title, title), (self._large, large), (self._small, small)):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(text for text in (large, small) if text))


def _label(size: float, weight: QFont.Weight) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setFont(theme().font(size, weight))
    return label
