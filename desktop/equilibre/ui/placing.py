"""Where a window stands: as it was left, else as large as the screen lets it."""

import base64

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication, QWidget

_WIDTH, _HEIGHT = 1366, 768


def put_back(window: QWidget, encoded: str) -> bool:
    """Put *window* where ``place_of`` said that it was; anywhere where that is not understood.

    Returns whether it is to fill the screen: its frame would push the footer off a small one.
    """
    try:
        restored = bool(encoded) and window.restoreGeometry(
            QByteArray(base64.b64decode(encoded, validate=True))
        )
    except ValueError:
        restored = False
    if restored:
        return False
    screen = QApplication.primaryScreen().availableGeometry()
    window.resize(min(_WIDTH, screen.width()), min(_HEIGHT, screen.height()))
    return screen.width() <= _WIDTH or screen.height() <= _HEIGHT


def place_of(window: QWidget) -> str:
    """Return the size and place of *window*, as text."""
    return base64.b64encode(window.saveGeometry().data()).decode()
