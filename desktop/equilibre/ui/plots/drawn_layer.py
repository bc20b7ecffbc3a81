"""One layer of power on a plot: its upper edge, its two tones, and the band of an estimate."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from equilibre.ui.plots.area import ESTIMATE, Area, Shape, between
from equilibre.ui.plots.curves import Window
from equilibre.ui.plots.layers import Layer, Stack
from equilibre.ui.theme import theme

_BAND, _IDLE, _TRAINING, _LINE = range(4)  # from the lowest up
_GREY_SHARE = 0.6  # of the tone for what would be used without a training


class DrawnLayer:
    """The items that draw one layer; they are used again at each drawing."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._band, self._idle, self._training = (Area(QColor()) for _index in range(3))
        self._line = plot.plot([], [], connect="finite")
        for item, height in (
            (self._band, _BAND),
            (self._idle, _IDLE),
            (self._training, _TRAINING),
            (self._line, _LINE),
        ):
            item.setZValue(height)
        for area in (self._band, self._idle, self._training):
            plot.addItem(area, ignoreBounds=True)

    def hide(self) -> None:
        for item in (self._band, self._idle, self._training, self._line):
            item.setVisible(False)

    def draw(self, layer: Layer, stack: Stack, windows: tuple[Window, ...]) -> None:
        """Draw *layer*, solid where measured, hatched with its band where estimated."""
        for item in (self._band, self._idle, self._training, self._line):
            item.setVisible(True)
        colour = device_colour(layer.device)
        self._line.setData(
            stack.times,
            layer.tops,
            pen=pg.mkPen(
                colour,
                width=1,
                style=Qt.PenStyle.DashLine if layer.estimated else Qt.PenStyle.SolidLine,
            ),
        )
        idle: list[Shape] = []
        training: list[Shape] = []
        tops = layer.tops
        for piece, inside in stack.pieces(windows):
            times, floor = stack.times[piece], layer.idle_tops(inside)[piece]
            idle += between(times, layer.base[piece], floor)
            if inside:
                training += between(times, floor, tops[piece])
        pattern = ESTIMATE if layer.estimated else None
        self._idle.set_colour(_with_alpha(_greyed(colour), 120), pattern)
        self._training.set_colour(_with_alpha(colour, 170 if layer.estimated else 130), pattern)
        self._idle.set_shapes(idle)
        self._training.set_shapes(training)
        self._band.set_colour(_with_alpha(colour, 26), None)
        self._band.set_shapes(_band(layer, stack) if layer.factor > 1.0 else [])


def device_colour(device: str) -> QColor:
    """Return the colour of a part of the computer."""
    return QColor(theme().colours.devices.get(device, theme().colours.text))


def _band(layer: Layer, stack: Stack) -> list[Shape]:
    low = layer.base + layer.watts / layer.factor
    high = layer.base + layer.watts * layer.factor
    return between(stack.times, low, high)


def _greyed(colour: QColor) -> QColor:
    grey = QColor(theme().colours.idle)
    return QColor(
        *(
            round(_GREY_SHARE * one + (1.0 - _GREY_SHARE) * other)
            for one, other in (
                (grey.red(), colour.red()),
                (grey.green(), colour.green()),
                (grey.blue(), colour.blue()),
            )
        )
    )


def _with_alpha(colour: QColor, alpha: int) -> QColor:
    changed = QColor(colour)
    changed.setAlpha(alpha)
    return changed
