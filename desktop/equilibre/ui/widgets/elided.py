"""A line of text that ends in an ellipsis where it does not fit, and is whole in its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from equilibre.ui.widgets.plain import plain_tip


class ElidedLabel(QLabel):
    """One line that never asks for more width than there is."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)  # as it is painted
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        # Not QLabel's: that would lay the whole window out again at each change.
        if text != self._text:
            self._text = text
            self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(20, self.fontMetrics().height() + 2)

    @property
    def cut(self) -> bool:
        """Whether the text does not fit."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        rectangle = self.contentsRect()
        elided = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, rectangle.width()
        )
        self.setToolTip(plain_tip(self.text()) if elided != self.text() else "")
        painter.drawText(rectangle, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), elided)
        painter.end()


class SteadyLabel(ElidedLabel):
    """A line of changing figures: it grows to the widest text it had, and never shrinks back."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._widest = 0

    def setText(self, text: str) -> None:
        super().setText(text)
        width = self.fontMetrics().horizontalAdvance(text) + 4
        if width > self._widest:
            self._widest = width
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._widest, super().minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())
