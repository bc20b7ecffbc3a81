"""Training as a step, use as a growing line, and where they meet."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from equilibre.texts import _
from equilibre.ui.growth.use.state import Meeting
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.ruling import rule_heights, rule_widths, tick_room, write
from equilibre.ui.theme import theme

_ABOVE = 20  # pixels at 100 %, for the name of a line that leaves through the top
_NAME_PIXELS = 220  # of the longest name of the line of use, at 100 %


class CrossingPicture(Picture):
    """Paints a Meeting: energy upward, time to the right, both from zero."""

    def __init__(self) -> None:
        super().__init__()
        self.crossing: Meeting | None = None

    def show_crossing(self, crossing: Meeting) -> None:
        if crossing != self.crossing:
            self.crossing = crossing
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        crossing = self.crossing
        if crossing is None:
            return
        px = theme().px
        left = tick_room(crossing.energy_ticks)
        plot = target.adjusted(left, px(_ABOVE), -px(18), -px(38))
        rule_heights(painter, crossing.energy_ticks, plot, target.left())
        rule_widths(painter, crossing.time_ticks, plot)
        painter.setFont(theme().font(11.5))
        painter.drawText(
            QRectF(plot.left(), plot.bottom() + px(20), plot.width(), px(17)),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop),
            crossing.time_title,
        )
        painter.save()
        painter.setClipRect(plot.adjusted(-px(2), -px(4), px(2), px(2)))
        self._bands(painter, crossing, plot)
        self._lines(painter, crossing, plot)
        painter.restore()
        self._labels(painter, crossing, plot)

    def _bands(self, painter: QPainter, crossing: Meeting, plot: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        training, use = crossing.training, crossing.use
        if training.high > training.low:
            painter.setBrush(_tint("training"))
            painter.drawRect(
                QRectF(_at(plot, 0, training.high), _at(plot, 1, training.low)).normalized()
            )
        if use.high > use.low:
            painter.setBrush(_tint("inference"))
            painter.drawPolygon(
                QPolygonF([_at(plot, 0, 0), _at(plot, 1, use.low), _at(plot, 1, use.high)])
            )

    def _lines(self, painter: QPainter, crossing: Meeting, plot: QRectF) -> None:
        px = theme().px
        height = crossing.training.value
        pen = QPen(_ink("training"), px(2.5))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolyline([_at(plot, 0, 0), _at(plot, 0, height), _at(plot, 1, height)])
        painter.setPen(QPen(_ink("inference"), px(2.5)))
        painter.drawLine(_at(plot, 0, 0), _at(plot, 1, crossing.use.value))
        if crossing.cross is None:
            return
        painter.setPen(QPen(theme().colour("text"), 1, Qt.PenStyle.DotLine))
        where = _at(plot, crossing.cross.value, height)
        painter.drawLine(where, QPointF(where.x(), plot.bottom()))
        painter.setPen(QPen(theme().colour("background"), px(2)))
        painter.setBrush(theme().colour("text"))
        painter.drawEllipse(where, px(6), px(6))

    def _labels(self, painter: QPainter, crossing: Meeting, plot: QRectF) -> None:
        """Write each name at the end of its line, on the side where there is air."""
        px = theme().px
        height, end = crossing.training.value, crossing.use.value
        above = -px(14) if end < height else px(16)
        where = _at(plot, 1, height) + QPointF(0, above)
        write(painter, crossing.training_label, where, _ink("training"), plot, "left")
        self._name_use(painter, crossing, plot)
        if crossing.cross is None:
            return
        meeting = _at(plot, crossing.cross.value, height)
        side = "right" if meeting.x() < plot.center().x() else "left"
        beside = QPointF(px(12) if side == "right" else -px(12), px(34))
        write(
            painter, crossing.cross_label, meeting + beside, theme().colour("text"), plot, side, 13
        )

    def _name_use(self, painter: QPainter, crossing: Meeting, plot: QRectF) -> None:
        px = theme().px
        end = crossing.use.value
        if end < 1:
            side, where = "left", _at(plot, 1, end)
            where -= QPointF(0, px(14))  # a line that rises leaves room above its end
        else:  # it leaves through the top
            x = plot.left() + plot.width() / end
            side = "right" if plot.right() - x > px(_NAME_PIXELS) else "left"
            where = QPointF(x + px(4) * (1 if side == "right" else -1), plot.top() - px(9))
        bounds = plot.adjusted(0, -px(_ABOVE), 0, 0)
        write(painter, crossing.use_label, where, _ink("inference"), bounds, side)


class CrossingChart(ChartFrame):
    """The break-even in its frame."""

    def __init__(self) -> None:
        self.crossing = CrossingPicture()
        super().__init__("break-even", _("Energy since the first day"), self.crossing)

    def show_crossing(self, crossing: Meeting) -> None:
        self.set_titles(crossing.title, crossing.subtitle)
        self.crossing.show_crossing(crossing)
        self.tell()

    def data(self) -> ChartData:
        if self.crossing.crossing is None:
            return ChartData()
        header = (
            "time_seconds",
            "training_joules",
            "training_low_joules",
            "training_high_joules",
            "use_joules",
            "use_low_joules",
            "use_high_joules",
        )
        return ChartData(header, self.crossing.crossing.rows)

    def summary(self) -> str:
        crossing = self.crossing.crossing
        return crossing.summary if crossing else ""


def _at(plot: QRectF, across: float, up: float) -> QPointF:
    return QPointF(plot.left() + across * plot.width(), plot.bottom() - up * plot.height())


def _ink(phase: str) -> QColor:
    return QColor(theme().colours.phases[phase])


def _tint(phase: str) -> QColor:
    colour = _ink(phase)
    colour.setAlpha(46)
    return colour
