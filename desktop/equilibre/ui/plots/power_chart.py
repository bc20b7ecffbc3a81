"""Power against time, part on part: the area under the top is the energy, in two tones."""

import math
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from equilibre import numbers
from equilibre.sessions.run import PowerCurve
from equilibre.texts import _
from equilibre.ui.plots.area import NO_READING, Area, Shape
from equilibre.ui.plots.axes import NumberAxis
from equilibre.ui.plots.chart import ChartData
from equilibre.ui.plots.curves import Curves, Window, time_range
from equilibre.ui.plots.drawn_layer import DrawnLayer, device_colour
from equilibre.ui.plots.layers import Layer, added, stacked
from equilibre.ui.plots.overlay import STRIP_PIXELS, UnmeteredStrip, calm
from equilibre.ui.plots.power_data import power_data, power_subtitle, power_summary
from equilibre.ui.plots.power_texts import PlotTexts, layer_name, missing_text, spread
from equilibre.ui.plots.range_reading import read_range
from equilibre.ui.plots.range_words import no_reading_text, range_text
from equilibre.ui.plots.ranged_chart import RangedChart
from equilibre.ui.plots.series import KeptSeries
from equilibre.ui.theme import theme

_GHOST = (np.array([-3, 0, 0.05, 3.9, 4, 4, -3]), np.array([6.0, 6, 19, 20, 6, 0, 0]))
_EMPTY_TOP = 25.0
_CALM = 6  # places on either side over which the strip keeps its height
_ANOTHER_RUN_SECONDS = 0.5  # by which the end of one and the same run may seem to go back


class PowerChart(RangedChart):
    """A layer for each part, from 0 W; measured, estimated and not metered told apart."""

    def __init__(self) -> None:
        axes = {"bottom": NumberAxis("bottom"), "left": NumberAxis("left")}
        super().__init__("power", _("Power (W): the area is the energy"), axes)
        self._curves = Curves()
        self._series = KeptSeries()
        self._stack = stacked(())
        self.plot.showGrid(x=False, y=True, alpha=0.25)
        self._layers: list[DrawnLayer] = []
        self._around: list[pg.PlotDataItem] = []
        self._gaps = Area(theme().colour("secondary", 90), NO_READING)
        self._idle_line = self.plot.plot([], [], connect="finite")
        self._strip = UnmeteredStrip()
        self._ghost = Area(theme().colour("axis", 40))
        for item, height in (
            (self._gaps, 4),
            (self._idle_line, 5),
            (self._strip, 6),
            (self._ghost, 0),
        ):
            item.setZValue(height)
            if item is not self._idle_line:
                self.plot.addItem(item, ignoreBounds=True)
        self._ghost.set_shapes([_GHOST])
        self._texts = PlotTexts(self.plot)
        self._repeat_line = pg.InfiniteLine(
            angle=90, pen=pg.mkPen(theme().colours.axis, width=1, style=Qt.PenStyle.DotLine)
        )
        self.plot.addItem(self._repeat_line, ignoreBounds=True)

    def draw(self, curves: Curves) -> None:
        """Show *curves*, whole; calling it twice changes nothing."""
        if curves.end < self._curves.end - _ANOTHER_RUN_SECONDS:
            self.selection.clear()
        self._curves = curves
        self._series.keep(curves.power)
        self._stack = stacked(curves.power, curves.windows, self._series.of)
        self.set_time_range(*time_range(curves))
        # A hair below zero, or the label of zero would fall off.
        # And below the top tick, whose label would be cut.
        self._top = self._highest()
        self.plot.setYRange(-0.004 * self._top, 0.99 * self._top, padding=0)
        self._texts.clear()
        self._draw_layers()
        self._draw_around()
        self._draw_gaps()
        self._draw_idle()
        self._draw_strip()
        self._draw_names()
        self._draw_words()
        self._draw_ghost()
        times = self._stack.times
        known = len(times) > 1
        self.limit_range((float(times[0]), float(times[-1])) if known else None)
        self.set_titles(_("Power (W): the area is the energy"), power_subtitle(self._stack))
        self.read()

    # -- drawing ---------------------------------------------------------------------------

    def _highest(self) -> float:
        """Return a round power above everything, so that the axis moves rarely."""
        whole = [self._series.of(curve).highest_watts for curve in self._whole()]
        highest = max([self._stack.highest, *whole])
        if not highest > 0.0:
            return _EMPTY_TOP
        if self._stack.missing:
            lines = 2 if self._curves.repeats > 1 else 1
            above = self._watts(theme().px(STRIP_PIXELS) + lines * self.fontMetrics().height(), 1.0)
            highest = max(highest, float(np.nanmax(self._stack.tops)) / (1 - min(0.5, above)))
        magnitude = 10.0 ** math.floor(math.log10(highest))
        return next(
            step * magnitude
            for step in (1.5, 2, 3, 4, 5, 6, 8, 10, 15)
            if step * magnitude >= highest * 1.05
        )

    def _watts(self, pixels: float, top: float) -> float:
        """Return the power that so many pixels are tall."""
        height = float(self.plot.getViewBox().height())
        return pixels / max(height, 1.0) * top

    def _pixels(self, seconds: float) -> float:
        """Return how wide so many seconds are."""
        left, right = self.plot.viewRange()[0]
        width = float(self.plot.getViewBox().width())
        return width * seconds / max(float(right - left), 1e-9)

    def _whole(self) -> list[PowerCurve]:
        """Return the curves of the whole computer, drawn around the stack."""
        inside = added(self._curves.power)
        return [curve for curve in self._curves.power if curve.around and curve not in inside]

    def _draw_layers(self) -> None:
        while len(self._layers) < len(self._stack.layers):
            self._layers.append(DrawnLayer(self.plot))
        for drawn in self._layers[len(self._stack.layers) :]:
            drawn.hide()
        for drawn, layer in zip(self._layers, self._stack.layers, strict=False):
            drawn.draw(layer, self._stack, self._curves.windows)

    def _draw_around(self) -> None:
        curves = [stacked([curve], (), self._series.of) for curve in self._whole()]
        while len(self._around) < len(curves):
            line = self.plot.plot([], [], connect="finite")
            line.setZValue(5)
            self._around.append(line)
        pen = pg.mkPen(theme().colours.text, width=1)
        for index, line in enumerate(self._around):
            one = curves[index] if index < len(curves) else stacked(())
            line.setData(one.times, one.tops, pen=pen)

    def _draw_gaps(self) -> None:
        shapes: list[Shape] = []
        for start, end in self._stack.gaps:
            shapes.append(
                (
                    np.array([start, end, end, start]),
                    np.array([0.0, 0.0, self._top, self._top]),
                )
            )
        self._gaps.set_shapes(shapes)
        if self._stack.gaps:
            start, end = max(self._stack.gaps, key=lambda gap: gap[1] - gap[0])
            place = ((start + end) / 2, 0.99 * self._top)
            self._texts.say("gap", _("no reading"), place, anchor=(0.5, 0))

    def _draw_idle(self) -> None:
        """Draw the level before the run and after it, so that a drift is seen.

        Through several layers no line is drawn during a training: each has its own idle tone.
        """
        before, after = self._stack.idle_before_watts, self._stack.idle_after_watts
        if before is None:
            self._idle_line.setData([], [])
            return
        after = before if after is None else after
        left, _right = time_range(self._curves)
        end = max(self._curves.end, 0.0)
        times, levels = [left, end], [before, after]
        windows = self._curves.windows
        if windows and len(self._stack.layers) > 1:
            first, last = max(windows[0][0], left), min(windows[-1][1], end)
            times, levels = [left, first, last, last, end], [before, before, math.nan, after, after]
        self._idle_line.setData(
            times,
            levels,
            pen=pg.mkPen(theme().colours.secondary, width=1, style=Qt.PenStyle.DashLine),
        )
        text = _("idle: {power}").format(power=self._level(before))
        begin = min([end, *(start for start, _end in windows)])
        if self._pixels(begin - left) < self.fontMetrics().horizontalAdvance(text):
            text = self._level(before)
        self._texts.say("idle_before", text, (left, before), anchor=(0, 1))

    def _level(self, watts: float) -> str:
        estimated = any(layer.estimated for layer in self._stack.layers)
        return numbers.about("mixed" if estimated else "measured", numbers.power(watts, 2))

    def _draw_strip(self) -> None:
        stack = self._stack
        pieces = [
            (stack.times[piece], calm(stack.tops[piece], _CALM))
            for piece in (stack.trainings(self._curves.windows) if stack.missing else ())
        ]
        self._strip.set_tops(pieces)
        if pieces:
            highest = max(float(tops.max()) for _times, tops in pieces)
            height = highest + self._watts(theme().px(STRIP_PIXELS), self._top)
            text = missing_text(stack.missing)
            left, _right = time_range(self._curves)
            half = self.fontMetrics().horizontalAdvance(text) / 2 / max(self._pixels(1.0), 1e-9)
            middle = (float(pieces[0][0][0]) + float(pieces[-1][0][-1])) / 2
            place = (max(middle, left + half), height)
            self._texts.say("missing", text, place, anchor=(0.5, 1))

    def _draw_names(self) -> None:
        """Name the layers at their ends, and the idle level after the run."""
        line = self._watts(self.fontMetrics().height(), self._top)
        names: list[tuple[str, str, float, str]] = []
        for index, layer in enumerate(self._stack.layers):
            if np.isnan(layer.watts[-1]) and len(self._stack.layers) > 1:
                continue
            middle = float(layer.base[-1] + np.nan_to_num(layer.watts[-1]) / 2)
            colour = device_colour(layer.device).name()
            names.append((f"layer {index}", layer_name(layer.parts), middle, colour))
        for index, curve in enumerate(self._whole()):
            last = next((p for p in reversed(curve.points) if p.power_watts is not None), None)
            if last is not None and last.power_watts is not None:
                text = layer_name(("computer",))
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
            self._texts.say(key, text, (self._curves.end, height), ink, anchor=(0, 0.5))

    def _draw_words(self) -> None:
        """Say inside the thickest layer what its two tones are, where there is room."""
        self._draw_repeats()
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
        line = self._watts(self.fontMetrics().height(), self._top)
        if due.top - due.idle > line:
            place = (middle, (due.top + due.idle) / 2)
            self._texts.say("training", _("due to training"), place, ink)
        # On the hatching of another layer, words would be hard to read.
        solid = (
            tone for tone, one in zip(tones, self._stack.layers, strict=True) if not one.estimated
        )
        below = next((one for one in (due, *solid) if one.idle - one.base > line), None)
        if below is not None:
            text = _("idle, with or without training")
            self._texts.say("below", text, (middle, (below.idle + below.base) / 2), ink)

    def _draw_repeats(self) -> None:
        first_end, end = self._curves.first_training_end, self._curves.end
        shown = self._curves.repeats > 1 and first_end is not None
        self._repeat_line.setVisible(shown)
        if first_end is not None and shown:
            self._repeat_line.setPos(first_end)
            text = _("the same training, {count} times").format(
                count=numbers.count(self._curves.repeats)
            )
            place = ((first_end + max(end, first_end)) / 2, 0.99 * self._top)
            self._texts.say("repeats", text, place, anchor=(0.5, 0))

    def _draw_ghost(self) -> None:
        empty = self._curves.empty
        self._ghost.setVisible(empty)
        if empty:
            text = _("Here: the power; the area will be the energy")
            self._texts.say("ghost", text, (2.0, 11.0))
            self._texts.say("ghost_idle", _("first, idle"), (-1.5, 8.5))

    # -- reading ---------------------------------------------------------------------------

    def data(self) -> ChartData:
        return power_data(self._curves, self.selection.range)

    def training(self) -> Window:
        windows = self._curves.windows
        return (windows[0][0], windows[-1][1]) if windows else (-math.inf, math.inf)

    def range_text(self, chosen: Window) -> str:
        curves = self._curves
        reading = read_range(curves.power, *chosen, curves.country, self._series.of)
        return no_reading_text(*chosen) if reading is None else range_text(reading)

    def summary(self) -> str:
        return self.with_range(power_summary(self._stack, self._curves))


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
