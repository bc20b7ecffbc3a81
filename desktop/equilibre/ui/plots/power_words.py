"""What stands in words on the power chart, and where there is room for it."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtGui import QFontMetrics

from equilibre import numbers
from equilibre.sessions.run import PowerCurve
from equilibre.texts import _
from equilibre.ui.plots.curves import Curves, time_range
from equilibre.ui.plots.drawn_layer import device_colour
from equilibre.ui.plots.layers import Layer, Stack, stacked
from equilibre.ui.plots.plot import Plot
from equilibre.ui.plots.power_texts import PlotTexts, folded, layer_name, missing_text, spread
from equilibre.ui.plots.series import Numbers
from equilibre.ui.plots.strip import STRIP_PIXELS
from equilibre.ui.theme import theme

_MARGINS_PIXELS = 8.0  # on both sides of a text together


class PowerWords:
    """The names at the ends of the curves, and the words between them."""

    def __init__(self, plot: Plot, metrics: QFontMetrics) -> None:
        self._plot = plot
        self._metrics = metrics
        self._names = PlotTexts(plot)
        self._words = PlotTexts(plot)
        self._stack = stacked(())
        self._curves = Curves()
        self._top = 1.0
        self._layer_names: dict[tuple[str, ...], str] = {}  # measured once: they may be folded
        self._missing: dict[tuple[tuple[str, ...], float], str] = {}  # the same, by the room

    def shown(self) -> list[str]:
        """Return the texts that are said."""
        return self._names.shown() + self._words.shown()

    def watts(self, pixels: float, top: float) -> float:
        """Return the power that so many pixels are tall where *top* is at the upper end."""
        height = float(self._plot.getViewBox().height())
        return pixels / max(height, 1.0) * top

    def _pixels(self, seconds: float) -> float:
        """Return how wide so many seconds are."""
        left, right = self._plot.viewRange()[0]
        width = float(self._plot.getViewBox().width())
        return width * seconds / max(float(right - left), 1e-9)

    def missing(self, parts: tuple[str, ...]) -> str:
        """Return what stands in the strip of *parts*, folded where the plot is narrow."""
        room = float(self._plot.getViewBox().width()) - _MARGINS_PIXELS
        if (parts, room) not in self._missing:
            self._missing = {(parts, room): folded(missing_text(parts), room)}
        return self._missing[parts, room]

    def know(self, stack: Stack, curves: Curves, top: float) -> None:
        """Speak of *stack* and *curves* from now on, below *top* watts."""
        self._stack, self._curves, self._top = stack, curves, top

    # -- at the ends -----------------------------------------------------------------------

    def write_names(self, whole: Sequence[PowerCurve]) -> None:
        """Name the layers at their ends, the curves of the *whole* computer and the idle level."""
        line = self.watts(self._metrics.height(), self._top)
        names: list[tuple[str, str, float, str]] = []
        for index, layer in enumerate(self._stack.layers):
            base, watts = float(layer.base[-1]), float(layer.watts[-1])
            if math.isnan(watts) and len(self._stack.layers) > 1:
                continue
            middle = base if math.isnan(watts) else base + watts / 2
            colour = device_colour(layer.device).name()
            names.append((f"layer {index}", self._name(layer.parts), middle, colour))
        for index, curve in enumerate(whole):
            last = next((p for p in reversed(curve.points) if p.power_watts is not None), None)
            if last is not None and last.power_watts is not None:
                text = self._name(("computer",))
                names.append((f"around {index}", text, last.power_watts, theme().colours.text))
        before, after = self._stack.idle_before_watts, self._stack.idle_after_watts
        if before is not None and after is not None:
            names.append(
                ("idle", _("idle after: {power}").format(power=self._level(after)), after, "")
            )
        elif before is not None and not (self._curves.running and len(self._stack.layers) > 1):
            names.append(("idle", _("idle"), before, ""))
        heights = [(middle, line * (1 + text.count("\n"))) for _key, text, middle, _ink in names]
        for (key, text, _middle, ink), height in zip(
            names, spread(heights, 0.0, self._top), strict=True
        ):
            self._names.say(key, text, (self._curves.end, height), ink, anchor=(0, 0.5))
        self._names.hide_the_unsaid()

    def _name(self, parts: tuple[str, ...]) -> str:
        if parts not in self._layer_names:
            self._layer_names[parts] = layer_name(parts)
        return self._layer_names[parts]

    def _level(self, watts: float) -> str:
        estimated = any(layer.estimated for layer in self._stack.layers)
        return numbers.about("mixed" if estimated else "measured", numbers.power(watts, 2))

    # -- between them ----------------------------------------------------------------------

    def write(self, strip: Sequence[tuple[Numbers, Numbers]]) -> None:
        """Say everything else; *strip* is drawn on what is not metered."""
        self._write_gap()
        self._write_idle()
        self._write_missing(strip)
        self._write_repeats()
        self._write_tones()
        if self._curves.empty:
            text = _("Here: the power; the area will be the energy")
            self._words.say("ghost", text, (2.0, 11.0))
            self._words.say("ghost_idle", _("first, idle"), (-1.5, 8.5))
        self._words.hide_the_unsaid()

    def _write_gap(self) -> None:
        if self._stack.gaps:
            start, end = max(self._stack.gaps, key=lambda gap: gap[1] - gap[0])
            place = ((start + end) / 2, 0.99 * self._top)
            self._words.say("gap", _("no reading"), place, anchor=(0.5, 0))

    def _write_idle(self) -> None:
        before = self._stack.idle_before_watts
        if before is None:
            return
        left, _right = time_range(self._curves)
        text = _("idle: {power}").format(power=self._level(before))
        begin = min([max(self._curves.end, 0.0), *(one[0] for one in self._curves.windows)])
        if self._pixels(begin - left) < self._metrics.horizontalAdvance(text):
            text = self._level(before)
        self._words.say("idle_before", text, (left, before), anchor=(0, 1))

    def _write_missing(self, strip: Sequence[tuple[Numbers, Numbers]]) -> None:
        if not strip:
            return
        highest = max(float(tops.max()) for _times, tops in strip)
        height = highest + self.watts(theme().px(STRIP_PIXELS), self._top)
        text = self.missing(self._stack.missing)
        left, right = self._plot.viewRange()[0]
        width = max(map(self._metrics.horizontalAdvance, text.split("\n")))
        half = width / 2 / max(self._pixels(1.0), 1e-9)
        middle = (float(strip[0][0][0]) + float(strip[-1][0][-1])) / 2
        middle = max(left + half, min(middle, right - half))
        self._words.say("missing", text, (middle, height), anchor=(0.5, 1))

    def _write_tones(self) -> None:
        """Say inside the thickest layer what its two tones are, where there is room."""
        left, right = time_range(self._curves)
        times = self._stack.times
        pieces = self._stack.trainings(self._curves.windows)
        longest = max(pieces, key=lambda piece: times[piece][-1] - times[piece][0], default=None)
        if longest is None or times[longest][-1] - times[longest][0] < 0.25 * (right - left):
            return
        middle = float(times[longest][0] + times[longest][-1]) / 2
        tones = [_tones(layer, longest) for layer in self._stack.layers]
        due = max(tones, key=lambda tone: tone.top - tone.idle)
        ink = theme().colours.text
        line = self.watts(self._metrics.height(), self._top)
        if due.top - due.idle > line:
            place = (middle, (due.top + due.idle) / 2)
            self._words.say("training", _("due to training"), place, ink)
        # On the hatching of another layer, words would be hard to read.
        solid = (
            tone for tone, one in zip(tones, self._stack.layers, strict=True) if not one.estimated
        )
        below = next((one for one in (due, *solid) if one.idle - one.base > line), None)
        if below is not None:
            text = _("idle, with or without training")
            self._words.say("below", text, (middle, (below.idle + below.base) / 2), ink)

    def _write_repeats(self) -> None:
        first_end, end = self._curves.first_training_end, self._curves.end
        if first_end is not None and self._curves.repeats > 1:
            text = _("the same training, {count} times").format(
                count=numbers.count(self._curves.repeats)
            )
            place = ((first_end + max(end, first_end)) / 2, 0.99 * self._top)
            self._words.say("repeats", text, place, anchor=(0.5, 0))


class _Tones(NamedTuple):
    """The mean powers between which the two tones of a layer lie."""

    base: float
    idle: float
    top: float


def _tones(layer: Layer, piece: slice) -> _Tones:
    edges = (layer.base, layer.idle_tops(True), layer.tops)
    read = ~np.isnan(layer.watts[piece])
    if not read.any():
        return _Tones(0.0, 0.0, 0.0)
    return _Tones(*(float(edge[piece][read].mean()) for edge in edges))
