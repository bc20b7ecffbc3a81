"""What stands where there is no model to look at: a pale map, and what to do first."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme
from equilibre.ui.training.learned.class_colours import class_colour, draw_mark
from equilibre.ui.training.learned.greys import channels, coloured_image

_CLASSES = 3
_STRENGTH = 0.13  # of a colour in its territory
_CELLS = (48, 72)
_POINTS = 54
_WIDEST_TEXT = 380  # pixels at 100 %


class Ghost(Picture):
    """A decision map of nothing, so pale that nobody reads it, under a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._map = coloured_image(_territories())

    def say(self, text: str) -> None:
        """Stand under *text*."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        px = theme().px
        path = QPainterPath()
        path.addRoundedRect(target, px(8), px(8))
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(target, self._map)
        painter.setOpacity(0.3)
        xs, ys, classes = _points()
        for x, y, number in zip(xs, ys, classes, strict=True):
            centre = QPointF(target.left() + x * target.width(), target.top() + y * target.height())
            draw_mark(painter, int(number), centre, px(4), QPen(theme().colour("background"), 1))
        painter.setOpacity(1.0)
        if self._text:
            self._write(painter, target)

    def _write(self, painter: QPainter, target: QRectF) -> None:
        px = theme().px
        font = theme().font(15)
        width = min(target.width() - px(80), px(_WIDEST_TEXT))
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        text = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1000), flags, self._text)
        card = QRectF(0, 0, width + px(40), text.height() + px(32))
        card.moveCenter(target.center())
        painter.setPen(QPen(theme().colour("grid"), 1))
        painter.setBrush(theme().colour("background", 240))
        painter.drawRoundedRect(card, px(8), px(8))
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        painter.drawText(card.adjusted(px(20), 0, -px(20), 0), flags, self._text)


def _class_at(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return who would rule at (*x*, *y*), each from 0 to 1."""
    wave = y - 0.5 + 0.22 * np.sin(5.2 * x + 0.6)
    return np.where(wave > 0, 0, np.where(x + 0.35 * y > 0.62, 1, 2))  # noqa: PLR2004


def _territories() -> np.ndarray:
    up, across = _CELLS
    y, x = (np.mgrid[0:up, 0:across] + 0.5) / np.array([up, across])[:, None, None]
    palette = np.array([channels(class_colour(number)) for number in range(_CLASSES)])
    ground = channels(theme().colour("background"))
    colours = ground + (palette[_class_at(x, y)] - ground) * _STRENGTH
    pale: np.ndarray = np.round(colours).astype(np.uint8)
    return pale


def _points() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    x, y = random.uniform(0.03, 0.97, (2, _POINTS))
    blurred = random.normal(0, 0.05, (2, _POINTS))
    return x, y, _class_at(x + blurred[0], y + blurred[1])
