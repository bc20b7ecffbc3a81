"""Whether two pictures are the same: Qt rounds colours otherwise on other processors."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageReader

_ROUNDING = 3  # of 255


def pictures_in(icon: bytes) -> list[QImage]:
    """Return every picture in a file of icons of Windows."""
    buffer = QBuffer()
    buffer.setData(icon)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"ico"))
    found = []
    for index in range(reader.imageCount()):
        reader.jumpToImage(index)
        found.append(reader.read())
    return found


def look_alike(one: QImage, other: QImage) -> bool:
    """Return whether both have one size, and the same colours but for rounding."""
    if one.isNull() or one.size() != other.size():
        return False
    return int(np.abs(_colours(one) - _colours(other)).max()) <= _ROUNDING


def _colours(picture: QImage) -> npt.NDArray[np.int16]:
    # What is transparent has no colour.
    plain = picture.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    return np.frombuffer(plain.constBits(), np.uint8).astype(np.int16)
