"""The lines across a plot, and what Qt keeps of its axes."""

import pytest
from PySide6.QtGui import QPainter, QPicture, QPixmapCache
from PySide6.QtWidgets import QGraphicsItem
from pytestqt.qtbot import QtBot

from equilibre.ui.plots.axes import NumberAxis
from equilibre.ui.plots.grid import Grid
from equilibre.ui.plots.plot import Plot
from tests.ui.conftest import settle


def made(qtbot: QtBot, width: int, height: int) -> Plot:
    plot = Plot({side: NumberAxis(side) for side in ("left", "bottom")})
    qtbot.addWidget(plot)
    plot.show_grid(0.25, "left", "bottom")
    plot.setXRange(-3.0, 8.0)
    plot.setYRange(-0.2, 61.0)
    plot.getAxis("left").setWidth(52)
    plot.resize(width, height)
    plot.show()
    settle()
    return plot


@pytest.mark.parametrize("height", [*range(120, 260, 10), 700])
def test_a_line_stands_beside_each_label(qtbot: QtBot, height: int) -> None:
    plot = made(qtbot, 2 * height, height)
    for grid in (one for one in plot.items() if isinstance(one, Grid)):
        axis, picture = grid._axis, QPicture()
        painter = QPainter(picture)
        _axis, ticks, _texts = axis.generateDrawSpecs(painter)
        painter.end()
        beside = [axis.mapToScene(start) for _pen, start, _end in ticks]
        lines = [grid.mapToScene(line.p1()) for line in grid.lines()]
        side = axis.orientation == "left"
        assert [one.y() if side else one.x() for one in lines] == pytest.approx(
            [one.y() if side else one.x() for one in beside]
        )
        assert lines


def test_qt_keeps_the_pictures_of_the_axes_of_the_largest_screen(qtbot: QtBot) -> None:
    plot = made(qtbot, 3840, 2160)
    kept = [
        item.mapRectToScene(item.boundingRect())
        for item in plot.items()
        if item.cacheMode() is QGraphicsItem.CacheMode.DeviceCoordinateCache
    ]
    assert kept
    most = 1024 * QPixmapCache.cacheLimit()
    assert all(4 * one.width() * one.height() < most / 10 for one in kept)
