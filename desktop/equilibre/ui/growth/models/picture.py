"""The chart of models itself: painted points, and what the mouse does on it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from equilibre.ui.growth.models import names, overlays, painting
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.labels import Box
from equilibre.ui.growth.models.stage import Area, Stage
from equilibre.ui.growth.models.state import ModelsState, Plot, Point
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_TRAVEL_MILLISECONDS = 800
_REACH = 22.0  # pixels at 100 % around the pointer
_FADE_DAYS = 40  # for each of three steps


class ModelsPicture(Picture):
    """Paints the plot of a ModelsState and tells what the mouse asks for."""

    pointed = Signal(str)
    opened = Signal(str)
    toggled = Signal()
    brushed = Signal(int, int)  # two days
    stroked = Signal(list)  # (day, value) points

    def __init__(self) -> None:
        super().__init__()
        self.state: ModelsState | None = None
        self._before: Plot | None = None
        self._looks: object = None  # what was painted last
        self._named: tuple[object, dict[str, Box]] = (None, {})
        self._brush: tuple[float, float] | None = None
        self._stroke: tuple[float, float] | None = None
        self._travel = QVariantAnimation(self)
        self._travel.setDuration(_TRAVEL_MILLISECONDS)
        self._travel.setStartValue(0.0)
        self._travel.setEndValue(1.0)
        self._travel.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._travel.valueChanged.connect(self.update)
        self._travel.finished.connect(self.update)  # names come when all stands still
        self.setMouseTracking(True)

    def show_state(self, state: ModelsState) -> None:
        old = self.state
        if old is not None and _moves(old, state) and state.motion and self.isVisible():
            self._before = old.plot
            self._travel.stop()
            self._travel.start()
        self.state = state
        cross = state.tool != "look"
        self.setCursor(Qt.CursorShape.CrossCursor if cross else Qt.CursorShape.ArrowCursor)
        # While years go by, most beats change nothing that can be seen: they cost nothing then.
        looks = (replace(state, day=0), date.fromordinal(state.day).year, self._seen())
        if looks != self._looks:
            self._looks = looks
            self.update()

    @property
    def travelling(self) -> bool:
        """Whether the axes are on their way."""
        return self._travel.state() == QVariantAnimation.State.Running

    def arrive(self) -> None:
        """Put everything in its place at once, for a picture that is kept."""
        self._travel.stop()

    # -- painting --------------------------------------------------------------------------

    def stage(self, target: QRectF) -> Stage:
        """Return where everything stands inside *target*."""
        assert self.state is not None
        progress = float(self._travel.currentValue()) if self.travelling else 1.0
        return Stage(self.state.plot, self._before, progress, self._area(target))

    def _area(self, target: QRectF) -> Area:
        assert self.state is not None
        px, plot = theme().px, self.state.plot
        widths = painting.tick_widths(plot)
        left = target.left() + min(widths + px(10), target.width() * 0.3)
        row = px(24) if plot.undisclosed else px(4)
        top = target.top() + px(10)
        bottom = target.bottom() - px(28) - overlays.legend_height(self.state, target.width()) - row
        return Area(
            left, top, target.right() - px(14) - left, max(bottom - top, 20.0), bottom + px(15)
        )

    def paint(self, painter: QPainter, target: QRectF) -> None:
        state = self.state
        if state is None:
            return
        stage = self.stage(target)
        painting.paint_ground(painter, stage, state, self._brush)
        seen = self._seen()
        painting.paint_points(painter, stage, state, seen)
        taken = painting.paint_lines(painter, stage, state)
        points = [point for point, _clear in seen]
        if not self.travelling:
            inset = overlays.inset_place(stage) if state.plot.twin else None
            if inset is not None:
                overlays.paint_inset(painter, inset, state, points)
                taken.append(inset)
            names.paint_names(painter, points, self._places(stage, points, taken))
        overlays.paint_legend(painter, target, state)
        if state.card is not None:
            overlays.paint_card(painter, target, stage, state)

    def _places(self, stage: Stage, points: list[Point], taken: list[QRectF]) -> dict[str, Box]:
        """Return where the names go: found anew only where something moved."""
        assert self.state is not None
        what = (self.state.plot, len(points), stage.area, self.state.pointed)
        if self._named[0] != what:
            self._named = (what, names.places(stage, self.state.pointed, points, taken))
        return self._named[1]

    def _seen(self) -> list[tuple[Point, float]]:
        """Return the points of the day shown, with how clearly each is seen."""
        assert self.state is not None
        day = self.state.day
        fading = self.state.playing and self.state.motion
        return [
            (point, _clarity(day - point.day) if fading else 1.0)
            for point in self.state.plot.points
            if point.present(day)
        ]

    # -- the mouse -------------------------------------------------------------------------

    def nearest(self, where: QPointF) -> str:
        """Return the key of the point near *where*, "" where there is none."""
        if self.state is None:
            return ""
        stage, reach = self.stage(QRectF(self.rect())), theme().px(_REACH)
        best, key = float(reach), ""
        for point, _clear in self._seen():
            x, y = stage.spot(point)
            distance = ((x - where.x()) ** 2 + (y - where.y()) ** 2) ** 0.5
            if distance <= best:
                best, key = distance, point.key
        return key

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position()
        if self._brush is not None:
            self._brush = (self._brush[0], self._value(where)[0])
            self.update()
        elif self._stroke is not None:
            self.stroked.emit([self._stroke, self._value(where)])
            self._stroke = self._value(where)
        else:
            self.pointed.emit(self.nearest(where))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        state = self.state
        if state is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        where = event.position()
        stage = self.stage(QRectF(self.rect()))
        inset = overlays.inset_place(stage) if state.plot.twin else None
        if inset is not None and inset.contains(where):
            self.toggled.emit()
        elif state.tool == "fit" and state.plot.x.quantity == DATE:
            self._brush = (self._value(where)[0],) * 2
        elif state.tool == "draw" and not state.continuation.revealed:
            self._stroke = self._value(where)
            self.stroked.emit([self._stroke])
        elif key := self.nearest(where):
            self.opened.emit(key)
        super().mousePressEvent(event)  # the frame takes the focus

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        brush, self._brush, self._stroke = self._brush, None, None
        if brush is not None and abs(brush[1] - brush[0]) > 1:
            first, last = sorted(brush)
            self.brushed.emit(int(first), int(last))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit("")

    def _value(self, where: QPointF) -> tuple[float, float]:
        """Return the values of both axes at a place of the widget."""
        assert self.state is not None
        area, plot = self._area(QRectF(self.rect())), self.state.plot
        across = (where.x() - area.left) / area.width
        upward = (area.bottom - where.y()) / area.height
        return (
            plot.x.value_at(min(max(across, 0.0), 1.0)),
            plot.y.value_at(min(max(upward, 0.0), 1.0)),
        )


def _moves(old: ModelsState, new: ModelsState) -> bool:
    """Return whether the axes change in a way that the eye should follow."""
    if new.tool == "draw" and old.tool == "draw" and old.continuation != new.continuation:
        return old.continuation.revealed != new.continuation.revealed
    return (old.plot.x, old.plot.y) != (new.plot.x, new.plot.y)


def _clarity(days: int) -> float:
    """Return how clearly a point is seen *days* after it appeared, in few steps."""
    return min(1.0, 0.25 + 0.25 * (days // _FADE_DAYS))
