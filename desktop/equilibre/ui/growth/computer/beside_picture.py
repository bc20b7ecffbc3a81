"""Paints the energy of one operation against the date: data centres, Koomey's line, one's own."""

import math
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen

from equilibre import numbers
from equilibre.texts import _, joined
from equilibre.ui.growth.computer.provenance import COLUMNS
from equilibre.ui.growth.computer.spreading import spread
from equilibre.ui.growth.computer.state import Beside, Dot, Slope
from equilibre.ui.growth.marks import RADIUS, paint_interval, paint_mark
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_PICO = 1e12
_LEAST = 160  # pixels at 100 %, high
_SLOPE_STEPS = 40  # pieces of a line that names keep away from
_NEAR = 14.0  # pixels at 100 % around a dot
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(_LEFT) | int(Qt.TextFlag.TextWordWrap)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class BesidePicture(Picture):
    """Paints a dot for each training; one's own are stars, labelled first."""

    looked_at = Signal(int)
    picked = Signal(str)  # the key of a dot clicked

    def __init__(self) -> None:
        super().__init__()
        self.shown: Beside | None = None
        self.current = -1  # the dot looked at
        self.setMouseTracking(True)

    def show_beside(self, beside: Beside) -> None:
        if beside != self.shown:
            self.shown, self.current = beside, -1
            self.update()

    def look_at(self, index: int) -> None:
        """Light a dot and write what it is; −1 for none."""
        if index != self.current:
            self.current = index
            self.update()
            self.looked_at.emit(index)

    # -- where things stand ----------------------------------------------------------------

    def _plot(self, target: QRectF) -> QRectF:
        px = theme().px
        return target.adjusted(px(62), px(8), -px(150), -px(42))

    def _powers(self, shown: Beside) -> tuple[float, float]:
        values = [bound for dot in shown.dots for bound in (dot.low, dot.joules, dot.high) if bound]
        values += [self._slope_end(shown, slope) for slope in shown.slopes]
        logs = [math.log10(value * _PICO) for value in values] or [0.0, 2.0]
        return min(logs) - 0.15, max(logs) + 0.15

    @staticmethod
    def _slope_end(shown: Beside, slope: Slope) -> float:
        return float(slope.joules * 0.5 ** ((shown.last_day - slope.day) / slope.halving_days))

    def _point(self, day: float, joules: float, plot: QRectF) -> QPointF:
        shown = self.shown
        assert shown is not None
        low, high = self._powers(shown)
        x = (day - shown.first_day) / (shown.last_day - shown.first_day)
        y = (math.log10(joules * _PICO) - low) / (high - low)
        return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height())

    # -- painting --------------------------------------------------------------------------

    def paint(self, painter: QPainter, target: QRectF) -> None:
        shown = self.shown
        if shown is None or not shown.dots:
            return
        plot = self._plot(target)
        self._paint_axes(painter, shown, plot, target)
        taken = self._paint_slopes(painter, shown, plot)
        for dot in shown.dots:
            self._paint_dot(painter, dot, plot)
        self._paint_names(painter, shown, plot, target, taken)
        self._paint_caption(painter, shown, target)

    def _paint_axes(self, painter: QPainter, shown: Beside, plot: QRectF, target: QRectF) -> None:
        px = theme().px
        low, high = self._powers(shown)
        painter.setFont(theme().font(12))
        few = high - low < 2.5  # noqa: PLR2004 - few powers of ten: 1, 2, 5 of each
        for power in range(math.floor(low), math.ceil(high) + 1):
            for step in (1, 2, 5) if few else (1,):
                value = step * 10.0**power
                if not low <= math.log10(value) <= high:
                    continue
                y = self._point(shown.first_day, value / _PICO, plot).y()
                painter.setPen(QPen(theme().colour("grid"), 1))
                painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
                painter.setPen(theme().colour("secondary"))
                box = QRectF(target.left(), y - px(9), plot.left() - target.left() - px(8), px(18))
                painter.drawText(box, int(_RIGHT), numbers.large(value, 1))
        first, last = (date.fromordinal(day).year for day in (shown.first_day, shown.last_day))
        for year in range(first + 1, last + 1):
            x = self._point(date(year, 1, 1).toordinal(), 1 / _PICO, plot).x()
            painter.setPen(theme().colour("secondary"))
            painter.drawText(
                QRectF(x - px(24), plot.bottom() + px(3), px(48), px(17)), _CENTRE, str(year)
            )

    def _paint_slopes(self, painter: QPainter, shown: Beside, plot: QRectF) -> list[QRectF]:
        """Paint the trends, each named at its end; return what they cover."""
        px = theme().px
        ordered = sorted(shown.slopes, key=lambda slope: -self._slope_end(shown, slope))
        ends = [
            self._point(shown.last_day, self._slope_end(shown, slope), plot) for slope in ordered
        ]
        room = QRectF(plot.right() + px(6), 0, px(144), plot.height())
        metrics = QFontMetricsF(theme().font(12))
        height = max(
            (metrics.boundingRect(room, _WRAPPED, slope.name).height() for slope in ordered),
            default=0.0,
        )
        names = spread([end.y() for end in ends], height + px(2), plot.top(), plot.bottom())
        taken = []
        painter.setFont(theme().font(12))
        for slope, end, y in zip(ordered, ends, names, strict=True):
            start = self._point(slope.day, slope.joules, plot)
            painter.setPen(QPen(theme().colour("axis"), 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(start, end)
            painter.setPen(theme().colour("secondary"))
            box = QRectF(room.left(), y - height / 2, room.width(), height + 1)
            painter.drawText(box, _WRAPPED, slope.name)
            taken.append(box)
            for step in range(_SLOPE_STEPS):
                point = start + (end - start) * (step + 0.5) / _SLOPE_STEPS
                taken.append(QRectF(point.x() - px(4), point.y() - px(2), px(8), px(4)))
        return taken

    def _paint_dot(self, painter: QPainter, dot: Dot, plot: QRectF) -> None:
        where = self._point(dot.day, dot.joules, plot)
        colour = theme().colour("accent" if dot.own or dot.mark.accent else "secondary")
        if dot.low and dot.high and dot.high > dot.low:
            low, high = (self._point(dot.day, bound, plot) for bound in (dot.low, dot.high))
            paint_interval(painter, low, high, colour)
        shown = self.shown
        current = shown is not None and 0 <= self.current < len(shown.dots)
        lit = current and shown is not None and shown.dots[self.current] is dot
        size = RADIUS * (1.5 if dot.own else 1.0) * (1.35 if lit else 1.0)
        paint_mark(painter, where, dot.mark, size, colour)

    def _paint_names(
        self,
        painter: QPainter,
        shown: Beside,
        plot: QRectF,
        target: QRectF,
        taken: list[QRectF],
    ) -> None:
        """Write the names for which there is room: one's own first, then the course's."""
        px = theme().px
        for dot in shown.dots:
            where = self._point(dot.day, dot.joules, plot)
            half = px(9 if dot.own else 6)
            taken.append(QRectF(where.x() - half, where.y() - half, 2 * half, 2 * half))
            if dot.low and dot.high:
                top = self._point(dot.day, dot.high, plot).y()
                bottom = self._point(dot.day, dot.low, plot).y()
                taken.append(QRectF(where.x() - px(4), top, px(8), bottom - top))
        order = sorted(shown.dots, key=lambda dot: (not dot.own, not dot.mark.accent))
        for dot in order:
            strong = dot.own or dot.mark.accent
            font = theme().font(12, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            metrics = QFontMetricsF(font)
            width, height = metrics.horizontalAdvance(dot.name) + 2, metrics.height()
            where = self._point(dot.day, dot.joules, plot)
            side = px(13 if dot.own else 9)
            boxes = (
                QRectF(where.x() + side, where.y() - height / 2, width, height),
                QRectF(where.x() - side - width, where.y() - height / 2, width, height),
                QRectF(where.x() - width / 2, where.y() - px(10) - height, width, height),
                QRectF(where.x() - width / 2, where.y() + px(10), width, height),
            )
            free = (
                box
                for box in boxes
                if not any(box.intersects(other) for other in taken)
                and target.left() + px(62) <= box.left()
                and box.right() <= target.right()
                and box.top() >= target.top()
                and box.bottom() <= plot.bottom()
            )
            box = next(free, None)
            if box is None:
                continue
            taken.append(box)
            painter.fillRect(box, theme().colour("background", 215))
            painter.setFont(font)
            painter.setPen(theme().colour("accent" if strong else "secondary"))
            painter.drawText(box, _CENTRE, dot.name)

    def _paint_caption(self, painter: QPainter, shown: Beside, target: QRectF) -> None:
        """Write what the dot looked at is, or how to look at one."""
        px = theme().px
        dot = shown.dots[self.current] if 0 <= self.current < len(shown.dots) else None
        text = shown.missing if dot is None else joined((dot.name, dot.text))
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary" if dot is None else "text"))
        box = QRectF(target.left(), target.bottom() - px(19), target.width(), px(18))
        shown_text = QFontMetricsF(theme().font(12)).elidedText(
            text, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, int(_LEFT), shown_text)

    # -- looking at dots -------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.shown is None or not self.shown.dots:
            return
        plot = self._plot(QRectF(self.rect()))
        distances = [
            (self._point(dot.day, dot.joules, plot) - event.position()).manhattanLength()
            for dot in self.shown.dots
        ]
        nearest = min(range(len(distances)), key=distances.__getitem__)
        self.look_at(nearest if distances[nearest] <= theme().px(_NEAR) else -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pick()

    def pick(self) -> None:
        """Ask for the card of the dot looked at."""
        if self.shown is not None and 0 <= self.current < len(self.shown.dots):
            self.picked.emit(self.shown.dots[self.current].key)


class BesideChart(ChartFrame):
    """Joules per operation; arrow keys go from dot to dot, Enter asks for the card of one."""

    picked = Signal(str)

    def __init__(self) -> None:
        self.dots = BesidePicture()
        super().__init__("energy-per-operation", _("Energy of one operation (pJ)"), self.dots)
        self.dots.setMinimumHeight(theme().px(_LEAST))
        self.dots.looked_at.connect(lambda _index: self.tell())
        self.dots.picked.connect(self.picked)

    def show_beside(self, beside: Beside) -> None:
        self.set_titles(beside.title, beside.subtitle)
        self.dots.show_beside(beside)
        self.tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self.dots.shown
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dots.pick()
            return
        step = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))
        if shown is None or not shown.dots or step is None:
            super().keyPressEvent(event)
            return
        start = -1 if step > 0 else 0
        here = self.dots.current if self.dots.current >= 0 else start
        self.dots.look_at((here + step) % len(shown.dots))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.dots.look_at(-1)
        super().focusOutEvent(event)

    def data(self) -> ChartData:
        shown = self.dots.shown
        if shown is None:
            return ChartData()
        header = (
            "what",
            "date",
            "joules_per_operation",
            "low_joules_per_operation",
            "high_joules_per_operation",
            "energy_kind",
            *COLUMNS,
        )
        return ChartData(
            header,
            tuple(
                (
                    dot.name,
                    date.fromordinal(dot.day).isoformat(),
                    dot.joules,
                    dot.low,
                    dot.high,
                    dot.energy_kind,
                    *dot.provenance.cells,
                )
                for dot in shown.dots
            ),
        )

    def summary(self) -> str:
        shown = self.dots.shown
        if shown is None:
            return ""
        if 0 <= self.dots.current < len(shown.dots):
            dot = shown.dots[self.dots.current]
            return joined((dot.name, dot.text))
        return shown.summary
