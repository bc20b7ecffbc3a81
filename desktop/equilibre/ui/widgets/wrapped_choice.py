"""A button that stays down, whose text may take several lines."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from equilibre.ui.theme import theme


class WrappedChoice(QPushButton):
    """One of several answers; the text wraps where a QPushButton would cut it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        px = theme().px
        self.setCheckable(True)
        self.setAccessibleName(text)
        self._label = QLabel(text)
        self._label.setWordWrap(True)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(8), px(2), px(8), px(2))
        layout.addWidget(self._label)
        self.setStyleSheet(f"min-height: {px(24)}px;")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = theme().px
        return max(self._label.heightForWidth(width - px(20)) + px(8), px(26))

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme().px(120))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(26))
