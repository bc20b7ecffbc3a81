"""A text of some lines that can be copied."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel


class Paragraph(QLabel):
    """A plain text that wraps, and remembers its height at each width.

    Layouts ask for it a dozen times before a dialogue is shown, and Qt breaks the lines anew each
    time: that took two thirds of the time of a long card.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()  # another font, another style
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]
