"""Names of the user's and of strangers: shown letter by letter, also where they look like HTML."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel


def plain_label(text: str = "") -> QLabel:
    """Return a label that takes no text for a page of the web, which could bring pictures."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label


def plain_tip(text: str) -> str:
    """Return *text* for a tooltip, which has no format of its own to be plain."""
    return f"<p>{escape(text)}</p>" if GuiQt.mightBeRichText(text) else text
