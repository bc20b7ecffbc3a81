"""Models drawn to true scale: bars, squares, or dots on a logarithmic axis."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from equilibre.ui.growth.scale.bars import Bars
from equilibre.ui.growth.scale.squares import Squares
from equilibre.ui.growth.scale.state import ScaleState
from equilibre.ui.plots.picture import Picture

ZOOM_MILLISECONDS = 700  # for one decade: slow enough to be felt
SCALE_MILLISECONDS = 800


class ScalePicture(Picture):
    """Draws a ScaleState; zoom and scale glide, unless motion is off."""

    picked = Signal(str)  # the row that was clicked

    def __init__(self) -> None:
        super().__init__()
        self.state = ScaleState()
        self.gliding = True
        self._zoom = 0.0
        self._blend = 0.0
        self._boxes: list[tuple[str, QRectF]] = []
        self._zooming = self._animation(ZOOM_MILLISECONDS, self._set_zoom)
        self._bending = self._animation(SCALE_MILLISECONDS, self._set_blend)

    def _animation(self, milliseconds: int, follow: Callable[[float], None]) -> QVariantAnimation:
        animation = QVariantAnimation(self)
        animation.setDuration(milliseconds)
        animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        animation.valueChanged.connect(follow)
        return animation

    def show_state(self, state: ScaleState) -> None:
        before, self.state = self.state, state
        self._glide(self._zooming, self._zoom, float(state.zoom), state.quantity != before.quantity)
        self._glide(self._bending, self._blend, float(state.logarithmic), before.quantity == "")
        self.update()

    def _glide(self, animation: QVariantAnimation, now: float, to: float, at_once: bool) -> None:
        if animation.state() == QVariantAnimation.State.Running and animation.endValue() == to:
            return
        animation.stop()
        if now == to:
            return
        animation.setStartValue(now)
        animation.setEndValue(to)
        if at_once or not self.gliding or not self.isVisible():
            animation.valueChanged.emit(to)
        else:
            animation.start()

    def arrive(self) -> None:
        """Stand where everything will stand: for pictures in files."""
        self._zooming.stop()
        self._bending.stop()
        self._zoom, self._blend = float(self.state.zoom), float(self.state.logarithmic)

    def _set_zoom(self, value: float) -> None:
        self._zoom = value
        self.update()

    def _set_blend(self, value: float) -> None:
        self._blend = value
        self.update()

    # -- painting --------------------------------------------------------------------------

    def paint(self, painter: QPainter, target: QRectF) -> None:
        self._boxes = []
        if not self.state.rows:
            return
        painter.save()
        painter.setClipRect(target)
        full = self.state.top / 10**self._zoom
        if self.state.shape == "areas" and self._blend < 0.5:  # noqa: PLR2004 - half-way over
            self._boxes += Squares(painter, self.state, full).paint(target)
        else:
            self._boxes += Bars(painter, self.state, full, self._blend).paint(target)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for key, box in self._boxes:
            if box.contains(event.position()):
                self.picked.emit(key)
                return
