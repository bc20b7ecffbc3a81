"""Makes equilibre.ico from resources/icons/equilibre.svg.

Run it with the Python of ``.venv`` after a change of the picture; a test tells when it is due. The
icon is kept in the repository because building has no Qt to draw it with.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_ROOT = Path(__file__).resolve().parents[2]
PICTURE = _ROOT / "resources" / "icons" / "equilibre.svg"
ICON = Path(__file__).with_name("equilibre.ico")
_SIDES = (16, 20, 24, 32, 40, 48, 64, 256)
_DOTS_PER_METRE = 3780  # 96 to the inch
_COMPRESSED_FROM = 256  # below, old parts of Windows read only plain pixels


def icon() -> bytes:
    """Return the picture as a file of icons, in every size that Windows asks for."""
    images = [(side, _drawn(side)) for side in _SIDES]
    entries = [
        (side, _png(image) if side >= _COMPRESSED_FROM else _pixels(image))
        for side, image in images
    ]
    table, place = struct.pack("<3H", 0, 1, len(entries)), 6 + 16 * len(entries)
    for side, data in entries:
        written = side % 256  # 0 says 256
        table += struct.pack("<4B2H2I", written, written, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return table + b"".join(data for _side, data in entries)


def _drawn(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    # The file says it: else it would be that of the screen where this runs.
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    painter = QPainter(image)
    QSvgRenderer(str(PICTURE)).render(painter)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


def _pixels(image: QImage) -> bytes:
    """Return a bitmap of Windows: colours from the bottom row up, then an empty mask."""
    side = image.width()
    header = struct.pack("<I2i2H6I", 40, side, 2 * side, 1, 32, 0, 4 * side * side, 0, 0, 0, 0)
    rows = [bytes(image.constScanLine(row)) for row in reversed(range(side))]
    mask = bytes((side + 31) // 32 * 4 * side)
    return header + b"".join(rows) + mask


if __name__ == "__main__":
    ICON.write_bytes(icon())
    sys.exit(0)
