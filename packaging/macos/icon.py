"""Makes equilibre.icns, the icon of macOS, from that of the program.

To be run with the Python of ``.venv`` after a change of ``resources/icons/equilibre.svg``.
"""

import os
import struct
from pathlib import Path

_HERE = Path(__file__).parent
SOURCE = _HERE.parents[1] / "resources" / "icons" / "equilibre.svg"
RESULT = _HERE / "equilibre.icns"

# Kind of picture in the file -> its size in pixels.
_KINDS = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
_MARGIN = 100 / 1024  # that macOS leaves around the tile of an application


def main() -> None:
    """Write the icon."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    RESULT.write_bytes(icns())
    application.quit()


def icns() -> bytes:
    """Return the file of the icon: a picture for each size."""
    parts = b""
    for kind, size in _KINDS.items():
        picture = _picture(size)
        parts += kind + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def _picture(size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    margin = round(size * _MARGIN)
    QSvgRenderer(str(SOURCE)).render(
        painter, QRectF(margin, margin, size - 2 * margin, size - 2 * margin)
    )
    painter.end()
    buffer = QBuffer()
    image.save(buffer, "PNG", 0)  # as small as it gets
    return buffer.data().data()


if __name__ == "__main__":
    main()
