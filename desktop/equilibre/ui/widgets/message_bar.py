"""A sentence above a tab, what can be done about it, and a way to close it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme

_ICONS = {"info": "info", "warning": "triangle-alert", "error": "circle-alert"}


class MessageBar(QFrame):
    """Hidden while there is nothing to say."""

    acted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # it names files, whatever their name
        self._action = QPushButton()
        self._close = QToolButton()
        self._close.setIcon(icon("x"))
        self._close.setProperty("flat", True)
        self._close.setToolTip(_("Close this message"))
        self._close.setAccessibleName(_("Close this message"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(12), px(4), px(8), px(4))
        layout.setSpacing(px(10))
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self.closed)
        self.hide()

    def say(self, text: str, level: str = "info", action_text: str = "") -> None:
        """Show *text* ("" hides the bar) in the colours of *level*."""
        self.setVisible(bool(text))
        if not text or text == self._text.text():
            return
        colours = theme().colours
        ink = {"warning": colours.warning_text, "error": colours.error_text}.get(
            level, colours.text
        )
        ground = {
            "warning": colours.warning_background,
            "error": colours.error_background,
        }.get(level, colours.info_background)
        self.setStyleSheet(
            f"MessageBar {{ background: {ground}; border: 1px solid {ink};"
            f" border-radius: {theme().px(6)}px; }} QLabel {{ color: {ink}; }}"
        )
        self._icon.setPixmap(icon(_ICONS[level], ink).pixmap(QSize(theme().px(18), theme().px(18))))
        self._text.setText(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self.setAccessibleName(text)
