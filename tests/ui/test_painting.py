"""How Qt paints in this program."""

import psutil
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication


def test_a_shape_as_large_as_a_screen_is_filled_without_other_threads(qapp: QApplication) -> None:
    before = psutil.Process().num_threads()
    image = QImage(3840, 2160, QImage.Format.Format_ARGB32_Premultiplied)
    shape = QPainterPath()
    shape.addEllipse(image.rect())
    painter = QPainter(image)
    painter.fillPath(shape, QColor(0, 90, 160, 120))
    painter.end()
    assert psutil.Process().num_threads() <= before
