"""Three boxes, one inside the other: the parts, the computer, the plug; what is metered is full."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from equilibre.meter.reading import Boundary, Kind
from equilibre.ui.meter.sensors.state import Reach
from equilibre.ui.theme import theme

_PARTS = ("cpu", "memory", "gpu", "rest")  # from left to right in the computer
_WIDTH, _HEIGHT = 84.0, 48.0
_PLUG = QRectF(1, 1, 82, 46)
_COMPUTER = QRectF(13, 7, 64, 34)
_CORD = QRectF(4, 20, 5, 8)  # the plug at the end of its cord, left of the computer


class ReachDrawing(QWidget):
    """How much of a computer a route covers: full where measured, hatched where estimated.

    Where nothing can be read now, it is a thick outline.
    """

    def __init__(self) -> None:
        super().__init__()
        self._reach: Reach | None = None
        self.setFixedSize(QSize(theme().px(_WIDTH), theme().px(_HEIGHT)))

    def show_reach(self, reach: Reach) -> None:
        """Draw *reach*, and say it to who cannot see it."""
        if reach == self._reach:
            return
        self._reach = reach
        self.setAccessibleName(reach.text)
        self.setToolTip(reach.text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._reach is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _WIDTH, self.height() / _HEIGHT)
        boundary = self._reach.boundary
        self._box(painter, _PLUG, boundary is Boundary.PLUG, 5, Qt.PenStyle.DashLine)
        line = QPen(theme().colour("axis"), 1.2)
        painter.setPen(line)
        painter.setBrush(theme().colour("axis"))
        painter.drawRect(_CORD)
        end = QPointF(_COMPUTER.left(), _CORD.center().y())
        painter.drawLine(QPointF(_CORD.right(), _CORD.center().y()), end)
        covered = boundary is not Boundary.PARTS
        self._box(painter, _COMPUTER, covered, 4, Qt.PenStyle.SolidLine)
        for index, part in enumerate(_PARTS):
            place = QRectF(_COMPUTER.left() + 4 + 14.5 * index, _COMPUTER.top() + 10, 12.5, 14)
            inside = covered or part in self._reach.parts
            self._box(painter, place, inside, 2, Qt.PenStyle.SolidLine, part)
        painter.end()

    def _box(
        self,
        painter: QPainter,
        place: QRectF,
        covered: bool,
        radius: float,
        style: Qt.PenStyle,
        device: str = "",
    ) -> None:
        """Draw one box; the parts in the colours of their curves, what lies around in grey."""
        devices = theme().colours.devices
        ink = QColor(devices[device]) if device else theme().colour("axis")
        reach = self._reach
        metered = reach is not None and reach.metered
        thickness = 1.2 if metered or not covered else 2.2
        painter.setPen(QPen(ink if covered else theme().colour("border"), thickness, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if covered and metered:
            estimated = reach is not None and reach.kind is Kind.ESTIMATED
            fill = QColor(ink)
            if not device:
                fill.setAlpha(70)
            pattern = Qt.BrushStyle.BDiagPattern if estimated else Qt.BrushStyle.SolidPattern
            painter.setBrush(QBrush(fill, pattern))
        painter.drawRoundedRect(place, radius, radius)
