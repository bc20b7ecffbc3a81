"""A surface to draw on, as coarse as the images that the model knows."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from equilibre.texts import _
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme
from equilibre.ui.training.learned.greys import draw_pixels, grey_image

_PEN_SHARE = 0.055  # radius of the pen, of the side
_LEAST_PEN = 1.0  # pixels of the image
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class Pad(Picture):
    """Draws white with the left button, black with the right one; ``drawn`` at each stroke.

    With the keyboard: arrows move a small square, Space draws, Delete rubs out.
    """

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pixels: NDArray[np.float64] = np.zeros((8, 8))
        self._cursor: tuple[int, int] | None = None
        self._before: QPointF | None = None
        self.setAccessibleName(_("Drawing"))
        self.setAccessibleDescription(
            _("Arrows move, Space draws, Delete rubs out; the right button of the mouse too")
        )
        self.setToolTip(_("Draw with the mouse; rub out with its right button"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme().px(120), theme().px(120))

    def show_pixels(self, pixels: NDArray[np.float64]) -> None:
        """Show *pixels* (height, width), 0 for black to 1 for white."""
        self.pixels = pixels.copy()
        if self._cursor is not None:
            height, width = pixels.shape
            self._cursor = min(self._cursor[0], height - 1), min(self._cursor[1], width - 1)
        self.update()

    def _place(self, target: QRectF) -> QRectF:
        height, width = self.pixels.shape
        scale = min(target.width() / width, target.height() / height)
        size = scale * width, scale * height
        return QRectF(
            target.left() + (target.width() - size[0]) / 2, target.top(), size[0], size[1]
        )

    def paint(self, painter: QPainter, target: QRectF) -> None:
        place = self._place(target)
        draw_pixels(painter, place, grey_image(self.pixels))
        focused = self.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("focus" if focused else "border"), 2 if focused else 1))
        painter.drawRect(place.adjusted(1, 1, -1, -1))
        if focused and self._cursor is not None:
            height, width = self.pixels.shape
            row, column = self._cursor
            side = place.width() / width, place.height() / height
            box = QRectF(
                place.left() + column * side[0], place.top() + row * side[1], side[0], side[1]
            )
            painter.setPen(QPen(theme().colour("focus"), theme().px(2.5)))
            painter.drawRect(box)

    # -- drawing ---------------------------------------------------------------------------

    def stroke(self, start: QPointF, end: QPointF, ink: float) -> None:
        """Draw from *start* to *end*, in pixels of the image, with *ink* 1 or 0."""
        height, width = self.pixels.shape
        radius = max(_LEAST_PEN, _PEN_SHARE * max(height, width))
        rows, columns = np.mgrid[0:height, 0:width] + 0.5
        along = np.array([end.x() - start.x(), end.y() - start.y()])
        length = float(along @ along)
        offset_x, offset_y = columns - start.x(), rows - start.y()
        share = (offset_x * along[0] + offset_y * along[1]) / length if length else 0.0
        share = np.clip(share, 0.0, 1.0)
        distance = np.hypot(offset_x - share * along[0], offset_y - share * along[1])
        touch = np.clip(radius + 0.5 - distance, 0.0, 1.0)
        if ink:
            self.pixels = np.maximum(self.pixels, touch)
        else:
            self.pixels = np.minimum(self.pixels, 1.0 - touch)
        self.update()
        self.drawn.emit()

    def _in_image(self, position: QPointF) -> QPointF:
        place = self._place(QRectF(self.rect()))
        height, width = self.pixels.shape
        return QPointF(
            (position.x() - place.left()) / place.width() * width,
            (position.y() - place.top()) / place.height() * height,
        )

    def _draw(self, event: QMouseEvent) -> None:
        buttons = event.buttons()
        if not buttons & (Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton):
            return
        here = self._in_image(event.position())
        ink = 1.0 if buttons & Qt.MouseButton.LeftButton else 0.0
        self.stroke(self._before or here, here, ink)
        self._before = here

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._before, self._cursor = None, None
        self.setFocus()
        self._draw(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._draw(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        height, width = self.pixels.shape
        row, column = self._cursor or (height // 2, width // 2)
        key = Qt.Key(event.key())
        if key in _ARROWS:
            down, right = _ARROWS[key]
            self._cursor = (
                min(max(row + down, 0), height - 1),
                min(max(column + right, 0), width - 1),
            )
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._cursor = row, column
            middle = QPointF(column + 0.5, row + 0.5)
            self.stroke(middle, middle, 1.0 if key == Qt.Key.Key_Space else 0.0)
        else:
            super().keyPressEvent(event)
