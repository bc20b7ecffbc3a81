"""Paints a known power, what the meter read of it, and the looks of a naive reader."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from equilibre import numbers
from equilibre.meter.truth import Step
from equilibre.texts import _
from equilibre.ui.meter.truth import words
from equilibre.ui.meter.truth.state import TruthState
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_UNDER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_HEADROOM = 1.12
_LINE_SPACING = 34.0  # pixels at 100 % between two labels of the vertical axis


class TruthPicture(Picture):
    """Time from left to right, power from zero up; everything in it is emulated."""

    def __init__(self) -> None:
        super().__init__()
        self.state: TruthState | None = None

    def show_state(self, state: TruthState) -> None:
        """Paint *state* from now on."""
        self.state = state
        self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        state = self.state
        if state is None:
            return
        px = theme().px
        self._plot = target.adjusted(px(30), px(32), -px(18), -px(20))
        step_watts, self._top_watts = _scale(
            state.truth.highest_watts, self._plot.height() / px(_LINE_SPACING)
        )
        self._seconds = state.seconds
        self._paint_axes(painter, step_watts)
        if state.record is not None:
            self._paint_steps(painter, state.record.steps)
        self._paint_mark_of_emulation(painter)
        self._paint_truth(painter, state)
        self._paint_looks(painter, state)
        self._paint_now(painter, state)
        self._paint_legend(painter, state, target)

    # -- where things stand ----------------------------------------------------------------

    def _at(self, seconds: float, watts: float) -> QPointF:
        plot = self._plot
        return QPointF(
            plot.left() + plot.width() * seconds / self._seconds,
            plot.bottom() - plot.height() * watts / self._top_watts,
        )

    # -- painting --------------------------------------------------------------------------

    def _paint_mark_of_emulation(self, painter: QPainter) -> None:
        """Paint large that this is no measurement, into copied pictures too."""
        painter.setPen(theme().colour("secondary", 44))
        painter.setFont(theme().font(54, QFont.Weight.Bold))
        painter.drawText(self._plot, int(Qt.AlignmentFlag.AlignCenter), _("EMULATED"))

    def _paint_axes(self, painter: QPainter, step_watts: float) -> None:
        px, plot = theme().px, self._plot
        painter.setFont(theme().font(12))
        for level in range(math.floor(self._top_watts / step_watts) + 1):
            y = self._at(0.0, level * step_watts).y()
            painter.setPen(QPen(theme().colour("axis" if level == 0 else "grid"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme().colour("secondary"))
            box = QRectF(plot.left() - px(36), y - px(9), px(30), px(18))
            painter.drawText(box, int(_RIGHT), numbers.decimal(level * step_watts, 0))
        for second in range(0, int(self._seconds) + 1, 2):
            x = self._at(float(second), 0.0).x()
            box = QRectF(x - px(24), plot.bottom() + px(3), px(48), px(17))
            last = second == int(self._seconds)
            text = numbers.decimal(second, 0)
            painter.drawText(box, int(_UNDER), numbers.with_unit(text, "s") if last else text)

    def _paint_steps(self, painter: QPainter, steps: Sequence[Step]) -> None:
        """Paint what the meter read as one area; where nothing could be read, hatched."""
        solid, bridged = QPainterPath(), QPainterPath()
        for stretch in _stretches(steps):
            path = bridged if stretch[0].gap else solid
            path.moveTo(self._at(stretch[0].start_seconds, 0.0))
            for step in stretch:
                watts = step.power_watts or 0.0
                path.lineTo(self._at(step.start_seconds, watts))
                path.lineTo(self._at(step.end_seconds, watts))
            path.lineTo(self._at(stretch[-1].end_seconds, 0.0))
            path.closeSubpath()
        colour = QColor(theme().colours.devices["cpu"])
        faint, strong = QColor(colour), QColor(colour)
        strong.setAlpha(120)
        faint.setAlpha(40)
        painter.save()
        painter.setClipRect(self._plot)
        painter.fillPath(solid, strong)
        painter.fillPath(bridged, faint)
        painter.fillPath(bridged, QBrush(strong, Qt.BrushStyle.FDiagPattern))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.2))
        painter.drawPath(solid)
        painter.restore()
        for step in steps:
            if step.gap:
                self._paint_gap(painter, step)

    def _paint_gap(self, painter: QPainter, step: Step) -> None:
        """Say what happened while nothing could be read, at the top of the plot."""
        px = theme().px
        left, right = self._at(step.start_seconds, 0.0).x(), self._at(step.end_seconds, 0.0).x()
        painter.setPen(QPen(theme().colour("secondary"), 1, Qt.PenStyle.DotLine))
        for x in (left, right):
            painter.drawLine(QPointF(x, self._plot.top()), QPointF(x, self._plot.bottom()))
        text = _("a gap") if step.power_watts is None else _("no reading; the counter goes on")
        painter.setFont(theme().font(12))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + px(8)
        middle = (left + right) / 2.0
        box = QRectF(middle - width / 2.0, self._plot.top() - px(2), width, px(17))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("background"))
        painter.drawRect(box)
        painter.setPen(theme().colour("secondary"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_truth(self, painter: QPainter, state: TruthState) -> None:
        """Paint what is drawn from the outlet in truth: a thin line, faint where still to come."""
        played = state.record.seconds if state.record is not None else 0.0
        for begin, end, alpha in ((0.0, played, 255), (played, self._seconds, 95)):
            if end <= begin:
                continue
            path = QPainterPath()
            corners = [self._at(*corner) for corner in state.truth.outline(begin, end)]
            path.moveTo(corners[0])
            for corner in corners[1:]:
                path.lineTo(corner)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("text", alpha), 1.5))
            painter.drawPath(path)

    def _paint_looks(self, painter: QPainter, state: TruthState) -> None:
        """Paint each look as a hollow point, and how long it is believed as a dashed line."""
        if state.naive is None or state.record is None:
            return
        colour = QColor(theme().colours.devices["gpu"])
        looks = state.naive.looks
        path = QPainterPath()
        for place, (seconds, watts) in enumerate(looks):
            following = looks[place + 1][0] if place + 1 < len(looks) else state.record.seconds
            start = self._at(seconds, watts)
            if place:
                path.lineTo(start)
            else:
                path.moveTo(start)
            path.lineTo(self._at(max(following, seconds), watts))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.0, Qt.PenStyle.DashLine))
        painter.drawPath(path)
        painter.setPen(QPen(colour, 2.2))
        painter.setBrush(theme().colour("background"))
        radius = theme().px(5)
        for seconds, watts in looks:
            painter.drawEllipse(self._at(seconds, watts), radius, radius)

    def _paint_now(self, painter: QPainter, state: TruthState) -> None:
        if state.record is None or not state.playing:
            return
        x = self._at(state.record.seconds, 0.0).x()
        painter.setPen(QPen(theme().colour("accent"), 1.5))
        painter.drawLine(QPointF(x, self._plot.top()), QPointF(x, self._plot.bottom()))

    def _paint_legend(self, painter: QPainter, state: TruthState, target: QRectF) -> None:
        px = theme().px
        names = (
            _("true power, made up"),
            _("our meter: counts the energy"),
            _("naive reader: looks every {seconds}").format(seconds=words.every(state.choices)),
        )
        painter.setFont(theme().font(12.5))
        metrics = QFontMetricsF(painter.font())
        x, y = self._plot.left(), target.top() + px(14)
        for paint, name in zip((_paint_line, _paint_area, _paint_point), names, strict=True):
            painter.save()
            paint(painter, QRectF(x, y - px(6), px(22), px(12)))
            painter.restore()
            width = metrics.horizontalAdvance(name)
            painter.setPen(theme().colour("text"))
            painter.drawText(QRectF(x + px(28), y - px(9), width + px(2), px(18)), int(_LEFT), name)
            x += px(28) + width + px(24)


class TruthChart(ChartFrame):
    """The picture with its title and its menu."""

    def __init__(self) -> None:
        self._truth_picture = TruthPicture()
        super().__init__("known-power", _("A made-up power (W)"), self._truth_picture)
        self.set_titles(
            _("A made-up power (W): the area is the energy"),
            _("emulated, not measured: nothing here is of this computer · time in seconds"),
        )

    def show_state(self, state: TruthState) -> None:
        """Show *state*."""
        self._truth_picture.show_state(state)
        self.tell()

    def data(self) -> ChartData:
        state = self._truth_picture.state
        if state is None:
            return ChartData()
        played = state.record.seconds if state.record is not None else state.seconds
        rows: list[tuple[object, ...]] = [
            ("truth (emulated)", seconds, seconds, watts)
            for seconds, watts in state.truth.outline(0.0, played)
        ]
        for step in state.record.steps if state.record is not None else ():
            watts = "" if step.power_watts is None else step.power_watts
            rows.append(("meter (emulated)", step.start_seconds, step.end_seconds, watts))
        for seconds, watts in state.naive.looks if state.naive is not None else ():
            rows.append(("naive reader (emulated)", seconds, seconds, watts))
        return ChartData(("reader", "start_seconds", "end_seconds", "power_watts"), tuple(rows))

    def summary(self) -> str:
        state = self._truth_picture.state
        if state is None:
            return ""
        name = _(state.truth.name)
        return _("Emulated, not measured. {curve}. {verdict}").format(
            curve=name, verdict=state.problem or state.verdict
        )


def _paint_line(painter: QPainter, place: QRectF) -> None:
    painter.setPen(QPen(theme().colour("text"), 1.5))
    painter.drawLine(
        QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y())
    )


def _paint_area(painter: QPainter, place: QRectF) -> None:
    colour = QColor(theme().colours.devices["cpu"])
    painter.setPen(QPen(colour, 1.2))
    colour.setAlpha(120)
    painter.setBrush(colour)
    painter.drawRect(place.adjusted(2, 1, -2, -1))


def _paint_point(painter: QPainter, place: QRectF) -> None:
    colour = QColor(theme().colours.devices["gpu"])
    painter.setPen(QPen(colour, 2.0, Qt.PenStyle.DashLine))
    painter.drawLine(
        QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y())
    )
    painter.setPen(QPen(colour, 2.2))
    painter.setBrush(theme().colour("background"))
    painter.drawEllipse(place.center(), theme().px(5), theme().px(5))


def _stretches(steps: Sequence[Step]) -> list[list[Step]]:
    """Return the steps that touch and are alike, those without a power left out."""
    found: list[list[Step]] = []
    for step in steps:
        if step.power_watts is None:
            continue
        last = found[-1][-1] if found else None
        if last is not None and last.gap == step.gap and last.end_seconds == step.start_seconds:
            found[-1].append(step)
        else:
            found.append([step])
    return found


def _scale(highest_watts: float, lines: float) -> tuple[float, float]:
    """Return the distance of the grid's lines and the top of the axis, in watts."""
    top_watts = highest_watts * _HEADROOM
    wanted = top_watts / max(2.0, min(6.0, lines))
    step_watts = next(step for step in (5.0, 10.0, 20.0, 50.0, 100.0) if step >= wanted)
    return step_watts, top_watts
