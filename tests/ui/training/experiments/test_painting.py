"""Where the words of a picture stand."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.drawing import Curves, Line, Mark
from equilibre.ui.training.experiments.painting import CurvesPainting


def test_the_name_of_the_front_stands_on_no_mark(qapp: object) -> None:
    marks = (
        Mark(0.05, 0.30, "small", low=0.05, high=0.60),
        Mark(0.07, 0.28, "taught", low=0.10, high=0.50),
        Mark(0.40, 0.80, "large", low=0.60, high=0.95),
    )
    lines = tuple(Line(mark.reading, look, (mark,), False) for look, mark in enumerate(marks))
    front = ((0.05, 0.30), (0.40, 0.30), (0.40, 0.80))
    painting = CurvesPainting(
        Curves("x", "y", (), (), lines, front, "Pareto front: nothing tried is better for less"),
        QRectF(0, 0, 700, 400),
    )
    plot = painting.plot
    corners = [
        QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height()) for x, y in front
    ]
    start = painting.front_name_place(corners)
    metrics = QFontMetricsF(theme().font(11.5))
    width = metrics.horizontalAdvance("Pareto front: nothing tried is better for less")
    place = QRectF(start.x(), start.y() - metrics.height() / 2, width, metrics.height())
    assert plot.contains(place)
    assert not any(place.contains(one) for one in painting.places)
