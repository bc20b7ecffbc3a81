"""The room of a dialogue: what it would like, within the window that it stands over."""

from PySide6.QtWidgets import QDialog, QWidget


def take_room(dialog: QDialog, width: int, height: int, over: QWidget | None) -> None:
    """Give *dialog* so many pixels, and no more than the window of *over* has."""
    if over is not None:
        # The first window below: a dialogue over a small dialogue need not be as small.
        window = over.window()
        while (below := window.parentWidget()) is not None:
            window = below.window()
        width, height = min(width, window.width()), min(height, window.height())
    dialog.resize(width, height)
