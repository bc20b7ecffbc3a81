"""One layer of power on a plot: its upper edge, its two tones, and the band of an estimate."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from equilibre.ui.plots.area import ESTIMATE, Area, Shape, between
from equilibre.ui.plots.layers import Layer
from equilibre.ui.plots.line import Line
from equilibre.ui.plots.plot import Plot
from equilibre.ui.plots.series import Numbers
from equilibre.ui.theme import theme

_GREY_SHARE = 0.6  # of the tone for what would be used without a training


class DrawnLayer:
    """The items that draw one layer; they are used again at each drawing."""

    def __init__(self, plot: Plot) -> None:
        self._band, self._idle, self._training = (Area(QColor()) for _index in range(3))
        self._line = Line()
        self._items = (self._band, self._idle, self._training, self._line)
        self._looks_like: tuple[str, bool] | None = None
        for height, item in enumerate(self._items):  # from the lowest up
            item.setZValue(height)
            plot.addItem(item)

    def hide(self) -> None:
        for item in self._items:
            item.setVisible(False)

    def draw(
        self,
        layer: Layer,
        times: Numbers,
        pieces: list[tuple[slice, bool]],
        since: float,
    ) -> None:
        """Draw *layer* over *times*, of which *pieces* are inside a training or not.

        Solid where measured, hatched with its band where estimated; it is as before until *since*.
        """
        self._look(layer)
        for item in self._items:
            item.setVisible(True)
        tops = layer.tops
        idle: list[Shape] = []
        training: list[Shape] = []
        for piece, inside in pieces:
            floor = layer.idle_tops(inside)[piece]
            idle += between(times[piece], layer.base[piece], floor)
            if inside:
                training += between(times[piece], floor, tops[piece])
        self._line.set_points(times, tops, since)
        self._idle.set_shapes(idle, since)
        self._training.set_shapes(training, since)
        if layer.factor > 1.0:
            self._band.set_shapes(_band(layer, times), since)

    def _look(self, layer: Layer) -> None:
        """Take the colours of *layer*, once."""
        if self._looks_like == (layer.device, layer.estimated):
            return
        self._looks_like = (layer.device, layer.estimated)
        colour = device_colour(layer.device)
        style = Qt.PenStyle.DashLine if layer.estimated else Qt.PenStyle.SolidLine
        self._line.look(colour, style)
        pattern = ESTIMATE if layer.estimated else None
        self._idle.set_colour(_with_alpha(_greyed(colour), 120), pattern)
        self._training.set_colour(_with_alpha(colour, 170 if layer.estimated else 130), pattern)
        self._band.set_colour(_with_alpha(colour, 26), None)
        self._band.set_shapes([])


def device_colour(device: str) -> QColor:
    """Return the colour of a part of the computer."""
    return QColor(theme().colours.devices.get(device, theme().colours.text))


def _band(layer: Layer, times: Numbers) -> list[Shape]:
    low = layer.base + layer.watts / layer.factor
    high = layer.base + layer.watts * layer.factor
    return between(times, low, high)


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
