"""Pictures made of pixels: grey images, and weights for and against."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from equilibre.ui.theme import theme


def grey_image(pixels: NDArray[Any]) -> QImage:
    """Return *pixels* (height, width), 0 for black to 1 for white, as an image."""
    grey = np.clip(pixels * 255.0, 0, 255).astype(np.uint8)
    return coloured_image(np.repeat(grey[:, :, np.newaxis], 3, axis=2))


def coloured_image(colours: NDArray[np.uint8]) -> QImage:
    """Return *colours* (height, width, 3: red, green, blue) as an image."""
    height, width, _channels = colours.shape
    content = np.ascontiguousarray(colours)
    image = QImage(content.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy()  # the bytes are not ours to keep


def signed_image(values: NDArray[Any]) -> QImage:
    """Return *values* (height, width), −1 to 1: against and for, in the colours of the signs."""
    return coloured_image(signed_colours(values))


def signed_colours(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Return the colour of each of *values*, −1 to 1: (…, 3). Nothing is the background."""
    ground = _channels(theme().colour("background"))
    for_it = _channels(QColor(theme().colours.signs["less"]))
    against = _channels(QColor(theme().colours.signs["more"]))
    strength = np.sqrt(np.clip(np.abs(values), 0, 1))[..., np.newaxis]
    full = np.where(values[..., np.newaxis] >= 0, for_it, against)
    colours: NDArray[np.uint8] = np.round(ground + (full - ground) * strength).astype(np.uint8)
    return colours


def _channels(colour: QColor) -> NDArray[np.float64]:
    return np.array([colour.red(), colour.green(), colour.blue()], dtype=np.float64)


def draw_pixels(painter: QPainter, place: QRectF, image: QImage) -> None:
    """Draw each pixel as a square: what the model is given, no more."""
    smooth = painter.testRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(place, image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
