"""The course of a calibration before it begins: how the power will rise, and for how long."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from equilibre import numbers
from equilibre.ui.meter.calibration.state import Stage
from equilibre.ui.theme import theme

_HEIGHT = 128
_LEAST_HEIGHT = 64  # in less room there is none for the names
_REST, _LOAD = 0.25, 0.82  # of the height: how far the power rises is not known yet


class CourseSketch(QWidget):
    """Draws the stages as a ghost of the curve to come; nothing where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: tuple[Stage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(theme().px(_HEIGHT))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def show_stages(self, stages: tuple[Stage, ...]) -> None:
        """Draw *stages*, one after the other."""
        if stages != self._stages:
            self._stages = stages
            told = (f"{stage.name}: {_length(stage)}" for stage in stages)
            self.setAccessibleName(", ".join(told))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        seconds = sum(stage.seconds for stage in self._stages)
        if self.height() < px(_LEAST_HEIGHT) or seconds <= 0.0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font(12))
        line = painter.fontMetrics().height()
        plot = QRectF(self.rect()).adjusted(1, 1, -1, -2 * line - px(6))
        corners: list[QPointF] = []
        left = plot.left()
        for stage in self._stages:
            right = left + plot.width() * stage.seconds / seconds
            y = plot.bottom() - plot.height() * (_LOAD if stage.loaded else _REST)
            corners += [QPointF(left, y), QPointF(right, y)]
            self._write(painter, stage, QPointF((left + right) / 2, plot.bottom() + px(4)), plot)
            left = right
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("axis", 45))
        painter.drawPolygon(QPolygonF([plot.bottomLeft(), *corners, plot.bottomRight()]))
        painter.setPen(QPen(theme().colour("axis"), 1.5))
        painter.drawPolyline(QPolygonF(corners))
        painter.setPen(QPen(theme().colour("axis"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.end()

    def _write(self, painter: QPainter, stage: Stage, middle: QPointF, plot: QRectF) -> None:
        """Write name and length below *middle*, moved inwards where they would leave *plot*."""
        text = f"{stage.name}\n{_length(stage)}"
        metrics = painter.fontMetrics()
        width = max(map(metrics.horizontalAdvance, text.split("\n"))) + 2.0
        left = min(max(middle.x() - width / 2, plot.left()), plot.right() - width)
        place = QRectF(left, middle.y(), width, 2 * metrics.lineSpacing())
        painter.setPen(theme().colour("secondary"))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(place, int(flags), text)


def _length(stage: Stage) -> str:
    return numbers.with_unit(numbers.decimal(stage.seconds, 0), "s")
