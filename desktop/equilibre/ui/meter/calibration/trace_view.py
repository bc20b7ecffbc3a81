"""The power of a calibration under way: a line from 0 W, and where the phases begin."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from equilibre import numbers
from equilibre.texts import _
from equilibre.ui.meter.calibration.state import Trace
from equilibre.ui.theme import theme

_HEIGHT = 96
_TOPS = (1.0, 2.0, 5.0)  # the scale ends on one of these, times a power of ten


class TraceView(QWidget):
    """Shows a Trace; the whole course is as wide as the widget."""

    def __init__(self) -> None:
        super().__init__()
        self._trace = Trace()
        self._top = 1.0
        self.setMinimumHeight(theme().px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Power during the calibration"))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(_HEIGHT))

    def show_trace(self, trace: Trace) -> None:
        """Draw *trace*."""
        if trace == self._trace:
            return
        self._trace = trace
        highest = max((watts for _seconds, watts in trace.points), default=0.0)
        self._top = scale_top(highest)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font(11))
        text = painter.fontMetrics().horizontalAdvance(numbers.power(self._top, 1))
        left, half = text + theme().px(8), painter.fontMetrics().height() / 2
        plot = QRectF(left, half, self.width() - left - 2, self.height() - 2 * half)
        painter.setPen(theme().colour("secondary"))
        for watts, y in ((self._top, plot.top()), (0.0, plot.bottom())):
            place = QRectF(0, y - half, text, 2 * half)
            written = numbers.power(watts, 1)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight), written)
        painter.setPen(QPen(theme().colour("axis"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(QPen(theme().colour("axis"), 1, Qt.PenStyle.DotLine))
        for border in self._trace.borders:
            x = plot.left() + plot.width() * border / self._trace.seconds
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(QPen(theme().colour("accent"), 2))
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(
                        plot.left() + plot.width() * seconds / self._trace.seconds,
                        plot.bottom() - plot.height() * watts / self._top,
                    )
                    for seconds, watts in self._trace.points
                ]
            )
        )
        painter.end()


def scale_top(highest: float) -> float:
    """Return the round power, in watts, at which a scale for *highest* ends."""
    size = 1.0
    while size * 10.0 < highest:
        size *= 10.0
    return next((top * size for top in _TOPS if top * size >= highest), 10.0 * size)
