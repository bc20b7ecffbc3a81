"""A range of times on a plot: dragged out by mouse or finger, moved by its handles or keys."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent, QPainter, QPen

from equilibre.ui.plots.curves import Window
from equilibre.ui.plots.overlay import Overlay
from equilibre.ui.plots.plot import Plot
from equilibre.ui.theme import theme

_HANDLE_PIXELS = 12  # half of what the mouse must hit
_FINGER_PIXELS = 30
_DRAG_PIXELS = 4  # a hand that trembles on a click draws no range
_LEAST_STEP_SECONDS = 0.1
_STEPS = 100  # of a key along all known times


class RangeMarker(Overlay):
    """The range, shaded, with a handle at each end."""

    def __init__(self) -> None:
        super().__init__()
        self._range: Window | None = None
        self.setVisible(False)

    def show_range(self, chosen: Window | None) -> None:
        self._range = chosen
        self.setVisible(chosen is not None)
        self.update()

    def paint_over(self, painter: QPainter) -> None:
        if self._range is None:
            return
        view = self.viewRect()
        first, last = self._range
        shade = QRectF(
            self.on_screen(first, view.bottom()), self.on_screen(last, view.top())
        ).normalized()
        painter.fillRect(shade, theme().colour("accent", 34))
        ink = theme().colour("accent")
        px = theme().px
        for x in (shade.left(), shade.right()):
            painter.setPen(QPen(ink, 1))
            painter.drawLine(QPointF(x, shade.top()), QPointF(x, shade.bottom()))
            grip = QRectF(0, 0, px(8), min(px(24), shade.height()))
            grip.moveCenter(QPointF(x, shade.center().y()))
            painter.setBrush(theme().colour("background"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(grip, px(3), px(3))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class RangeSelection(QObject):
    """Holds the range chosen on a plot, within the times that are known."""

    changed = Signal()
    touched = Signal()  # the pointer was pressed on the plot

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot)
        self._plot = plot
        self._limits: Window | None = None
        self._range: Window | None = None
        self._pressed: QPointF | None = None
        self._held: float | None = None  # the end that stays where it is
        self._marker = RangeMarker()
        self._marker.setZValue(8)  # above the layers, below the words
        plot.addItem(self._marker)
        plot.viewport().installEventFilter(self)

    @property
    def range(self) -> Window | None:
        """The range chosen, in seconds."""
        return self._range

    def limit(self, limits: Window | None) -> None:
        """Keep ranges within *limits*, the times that are known; None forgets the range."""
        self._limits = limits
        if limits is None:
            self.clear()
        elif self._range is not None:
            self.choose(*self._range)

    def choose(self, first: float, last: float) -> None:
        """Choose the range between two times, in any order."""
        if self._limits is None:
            return
        low, high = self._limits
        start, end = (min(max(one, low), high) for one in sorted((first, last)))
        self._set((start, end) if end > start else None)

    def clear(self) -> None:
        """Choose nothing; a range that is being dragged out is let go."""
        self._let_go()
        self._set(None)

    def _let_go(self) -> None:
        self._pressed = self._held = None

    def move(self, steps: int) -> None:
        """Move the whole range."""
        if self._range is None or self._limits is None:
            return
        by = steps * self._step()
        by = max(by, self._limits[0] - self._range[0])
        by = min(by, self._limits[1] - self._range[1])
        self.choose(self._range[0] + by, self._range[1] + by)

    def stretch(self, steps: int) -> None:
        """Move the end of the range, which keeps a step of length."""
        if self._range is not None:
            start, end = self._range
            self.choose(start, max(end + steps * self._step(), start + self._step()))

    def _step(self) -> float:
        low, high = self._limits or (0.0, 0.0)
        return max(_LEAST_STEP_SECONDS, (high - low) / _STEPS)

    def _set(self, chosen: Window | None) -> None:
        if chosen != self._range:
            self._range = chosen
            self._marker.show_range(chosen)
            self.changed.emit()

    # -- mouse and finger ------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or self._limits is None:
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                return self._press(event)
            case QEvent.Type.MouseMove:
                return self._drag(event)
            case QEvent.Type.MouseButtonRelease if self._pressed is not None:
                self._let_go()
                return True
            case QEvent.Type.MouseButtonDblClick if event.button() == Qt.MouseButton.LeftButton:
                self.clear()
                return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if not self._inside(event):
            return False
        self.touched.emit()
        self._pressed = event.position()
        self._held = self._other_end(event)
        return True

    def _drag(self, event: QMouseEvent) -> bool:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._let_go()  # it came up elsewhere, over a dialogue that opened meanwhile
        if self._pressed is None:
            self._show_cursor(event)
            return False
        if self._held is None:
            if abs(event.position().x() - self._pressed.x()) < _DRAG_PIXELS:
                return True
            self._held = self._time(self._pressed)
        self.choose(self._held, self._time(event.position()))
        return True

    def _other_end(self, event: QMouseEvent) -> float | None:
        """Return the end that stays, where a handle is under the pointer."""
        if self._range is None:
            return None
        finger = event.deviceType() == QInputDevice.DeviceType.TouchScreen
        reach = theme().px(_FINGER_PIXELS if finger else _HANDLE_PIXELS)
        first, last = (abs(self._pixel(one) - event.position().x()) for one in self._range)
        if min(first, last) > reach:
            return None
        return self._range[1] if first < last else self._range[0]

    def _show_cursor(self, event: QMouseEvent) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._inside(event):
            held = self._other_end(event) is not None
            shape = Qt.CursorShape.SizeHorCursor if held else Qt.CursorShape.CrossCursor
        if self._plot.viewport().cursor().shape() != shape:
            self._plot.viewport().setCursor(shape)

    def _inside(self, event: QMouseEvent) -> bool:
        place = self._plot.mapToScene(event.position().toPoint())
        return bool(self._plot.getViewBox().sceneBoundingRect().contains(place))

    def _time(self, place: QPointF) -> float:
        scene = self._plot.mapToScene(place.toPoint())
        return float(self._plot.getViewBox().mapSceneToView(scene).x())

    def _pixel(self, seconds: float) -> float:
        scene = self._plot.getViewBox().mapViewToScene(QPointF(seconds, 0.0))
        return float(self._plot.mapFromScene(scene).x())
