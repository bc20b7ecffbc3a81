"""The reading of a range in one line, folded where the window is narrow; never cut."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from equilibre.ui.theme import theme


class RangeLabel(QLabel):
    """A text as tall as its lines, which leaves the charts around it in their proportions."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, text: str) -> None:
        """Show *text*; an empty one hides the label."""
        if text != self.text():
            self.setText(text)
            self._fit()
        self.setVisible(bool(text))

    def hasHeightForWidth(self) -> bool:
        # Qt would then share the height of the whole window out again, against its stretches.
        return False

    def sizeHint(self) -> QSize:
        return QSize(20, self.fontMetrics().height() + 2)

    minimumSizeHint = sizeHint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = max(self.sizeHint().height(), self.heightForWidth(self.width()))
        if height != self.height():
            self.setFixedHeight(height)

    def paint_above(self, painter: QPainter, target: QRectF) -> QRectF:
        """Paint the text at the top of *target*, and return what is left of it below."""
        painter.setFont(theme().font(11))
        painter.setPen(theme().colour("text"))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        needed = painter.boundingRect(target, flags, self.text())
        painter.drawText(target, flags, self.text())
        return target.adjusted(0, needed.height() + theme().px(4), 0, 0)
