"""One layer of power on a plot: its upper edge, its two tones, and the band of an estimate."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from equilibre.ui.plots.area import ESTIMATE, Area, Band
from equilibre.ui.plots.canvas import Canvas
from equilibre.ui.plots.layers import Layer
from equilibre.ui.plots.line import Line
from equilibre.ui.plots.series import Numbers
from equilibre.ui.theme import theme

_GREY_SHARE = 0.6  # of the tone for what would be used without a training


class DrawnLayer:
    """The parts that draw one layer; they are used again at each drawing."""

    def __init__(self, canvas: Canvas) -> None:
        self._band, self._idle, self._training = (Area(QColor()) for _index in range(3))
        self._line = Line()
        self._parts = (self._band, self._idle, self._training, self._line)
        self._looks_like: tuple[str, bool] | None = None
        for height, part in enumerate(self._parts):  # from the lowest up
            canvas.add(part, height)

    def show(self, shown: bool) -> None:
        for part in self._parts:
            part.show(shown)

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
        self.show(True)
        tops = layer.tops
        idle: list[Band] = []
        training: list[Band] = []
        for piece, inside in pieces:
            floor = layer.idle_tops(inside)[piece]
            idle.append((times[piece], layer.base[piece], floor))
            if inside:
                training.append((times[piece], floor, tops[piece]))
        self._line.set_points(times, tops, since)
        self._idle.set_bands(idle, since)
        self._training.set_bands(training, since)
        if layer.factor > 1.0:
            low = layer.base + layer.watts / layer.factor
            high = layer.base + layer.watts * layer.factor
            self._band.set_bands([(times, low, high)], since)

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
        self._band.set_bands([])


def device_colour(device: str) -> QColor:
    """Return the colour of a part of the computer."""
    return QColor(theme().colours.devices.get(device, theme().colours.text))


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
