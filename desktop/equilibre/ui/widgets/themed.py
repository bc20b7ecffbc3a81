"""A style written with the colours of the theme, and written again when the theme changes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


class ThemedStyle(QObject):
    """Keeps the style sheet of a widget in the colours of the theme in use."""

    def __init__(self, widget: QWidget, sheet: Callable[[], str]) -> None:
        """Style *widget* by what *sheet* returns, now and at each change of theme."""
        super().__init__(widget)
        self._widget, self._sheet = widget, sheet
        self._write()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES:
            self._write()
        return False

    def _write(self) -> None:
        sheet = self._sheet()
        if self._widget.styleSheet() != sheet:  # setting it says again that the style changed
            self._widget.setStyleSheet(sheet)
