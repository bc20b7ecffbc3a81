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
    height, width, channels = colours.shape
    content = np.ascontiguousarray(colours)
    image = QImage(content.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy()  # the bytes are not ours to keep


def signed_image(values: NDArray[Any]) -> QImage:
    """Return *values* (height, width), −1 to 1: against and for, in the colours of the signs."""
    return coloured_image(signed_colours(values))


def signed_colours(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Return the colour of each of *values*, −1 to 1: (…, 3). Nothing is the background."""
    ground = channels(theme().colour("background"))
    for_it = channels(QColor(theme().colours.signs["less"]))
    against = channels(QColor(theme().colours.signs["more"]))
    strength = np.sqrt(np.clip(np.abs(values), 0, 1))[..., np.newaxis]
    full = np.where(values[..., np.newaxis] >= 0, for_it, against)
    colours: NDArray[np.uint8] = np.round(ground + (full - ground) * strength).astype(np.uint8)
    return colours


def channels(colour: QColor) -> NDArray[np.float64]:
    """Return the red, green and blue of *colour*, 0 to 255."""
    return np.array([colour.red(), colour.green(), colour.blue()], dtype=np.float64)


def ink_on(ground: QColor) -> QColor:
    """Return the colour of texts, light or dark, that is read best on *ground*."""
    inks = (theme().colour("text"), theme().colour("background"))
    return max(inks, key=lambda ink: _contrast(ink, ground))


def blended(colour: QColor, share: float) -> QColor:
    """Return *colour* laid on the background as thinly as *share* of it."""
    ground = channels(theme().colour("background"))
    mixed = ground + (channels(colour) - ground) * share
    return QColor(*(round(float(one)) for one in mixed))


def _contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours. Source: WCAG 2.2, contrast ratio."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour. Source: WCAG 2.2, relative luminance."""
    parts = channels(colour) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def draw_pixels(painter: QPainter, place: QRectF, image: QImage) -> None:
    """Draw each pixel as a square: what the model is given, no more."""
    smooth = painter.testRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(place, image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
