"""A canvas paints anew what changed, all of it and in one go."""

import itertools

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from equilibre.ui.plots.axes import NumberAxis
from equilibre.ui.plots.canvas import Canvas
from equilibre.ui.plots.line import Line
from equilibre.ui.plots.plot import Plot
from tests.ui.conftest import settle

PLACES = [float(place) for place in range(11)]
SINCE = (1.0, 4.0, 8.0)  # the first place at which each of three lines changes


@pytest.fixture
def plot(qtbot: QtBot) -> Plot:
    made = Plot({side: NumberAxis(side) for side in ("left", "bottom")})
    qtbot.addWidget(made)
    made.setXRange(0.0, 10.0)
    made.setYRange(0.0, 4.0)
    made.resize(400, 200)
    made.show()
    settle()
    return made


def on_screen(plot: Plot) -> QImage:
    return QGuiApplication.primaryScreen().grabWindow(plot.winId()).toImage()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_lines_that_change_in_any_order_are_all_painted(plot: Plot, order: tuple[int, ...]) -> None:
    canvas = Canvas()
    plot.addItem(canvas)
    lines = [Line("black") for _since in SINCE]
    for height, line in enumerate(lines):
        canvas.add(line)
        line.set_points(PLACES, [1.0 + height] * len(PLACES))
    settle()
    for index in order:
        changed = [1.0 + index + 0.5 * (place > SINCE[index]) for place in PLACES]
        lines[index].set_points(PLACES, changed, SINCE[index])
    settle()
    part_by_part = on_screen(plot)
    plot.viewport().update()
    settle()
    assert on_screen(plot) == part_by_part


def test_a_higher_part_is_painted_over_a_lower_one_that_came_later() -> None:
    canvas, low, high = Canvas(), Line(), Line()
    canvas.add(high, 5)
    canvas.add(low, 1)
    assert canvas.parts == [low, high]
