"""A picture that is painted, on the screen and into files alike."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class Picture(QWidget):
    """Shows what ``paint`` draws."""

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Paint everything inside *target*."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            self.paint(painter, QRectF(self.rect()))
        finally:  # a painter left open would take the whole process down
            painter.end()
