"""The shape beside the state of a sensor: each state has its own, whatever the colours."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from equilibre.ui.meter.sensors.state import Mark
from equilibre.ui.theme import theme


class StateMark(QWidget):
    """A full or half disc, two bars, a padlock, a crossed ring, or a triangle."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark.ABSENT
        side = theme().px(14)
        self.setFixedSize(side, side)

    def show_mark(self, mark: Mark) -> None:
        """Draw the shape of *mark*."""
        if mark is not self._mark:
            self._mark = mark
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 14, self.height() / 14)
        lost = self._mark is Mark.LOST
        ink = QColor(theme().colours.warning_text if lost else theme().colours.secondary)
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        _SHAPES[self._mark](painter, ink)
        painter.end()


_DISC = QRectF(1.5, 1.5, 11, 11)


def _measured(painter: QPainter, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(_DISC)


def _estimated(painter: QPainter, ink: QColor) -> None:
    painter.drawEllipse(_DISC)
    painter.setBrush(ink)
    painter.drawPie(_DISC, 90 * 16, 180 * 16)


def _waiting(painter: QPainter, ink: QColor) -> None:
    painter.fillRect(QRectF(3, 2, 3, 10), ink)
    painter.fillRect(QRectF(8, 2, 3, 10), ink)


def _absent(painter: QPainter, ink: QColor) -> None:
    painter.drawEllipse(_DISC)
    painter.drawLine(QPointF(3.4, 10.6), QPointF(10.6, 3.4))


def _reserved(painter: QPainter, ink: QColor) -> None:
    painter.drawArc(QRectF(4, 1.2, 6, 8), 0, 180 * 16)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(2.5, 6, 9, 6.5), 1, 1)


def _lost(painter: QPainter, ink: QColor) -> None:
    path = QPainterPath(QPointF(7, 1.5))
    path.lineTo(13, 12.5)
    path.lineTo(1, 12.5)
    path.closeSubpath()
    painter.drawPath(path)
    painter.drawLine(QPointF(7, 5.5), QPointF(7, 8.5))
    painter.drawPoint(QPointF(7, 10.8))


_SHAPES: dict[Mark, Callable[[QPainter, QColor], None]] = {
    Mark.MEASURED: _measured,
    Mark.ESTIMATED: _estimated,
    Mark.WAITING: _waiting,
    Mark.ABSENT: _absent,
    Mark.RESERVED: _reserved,
    Mark.LOST: _lost,
}
