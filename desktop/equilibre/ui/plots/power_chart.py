"""Power against time, part on part: the area under the top is the energy, in two tones."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from equilibre.sessions.run import PowerCurve
from equilibre.texts import _
from equilibre.ui.plots.area import NO_READING, Area
from equilibre.ui.plots.axes import NumberAxis
from equilibre.ui.plots.canvas import Canvas
from equilibre.ui.plots.chart import ChartData
from equilibre.ui.plots.curves import Curves, Window, time_range
from equilibre.ui.plots.drawn_layer import DrawnLayer
from equilibre.ui.plots.layers import added, alike_until, highest_watts, stacked
from equilibre.ui.plots.line import Line
from equilibre.ui.plots.overlay import EVERYWHERE
from equilibre.ui.plots.power_data import power_data, power_subtitle, power_summary
from equilibre.ui.plots.power_words import PowerWords
from equilibre.ui.plots.range_reading import read_range
from equilibre.ui.plots.range_words import no_reading_text, range_text
from equilibre.ui.plots.ranged_chart import RangedChart
from equilibre.ui.plots.series import KeptSeries, Numbers
from equilibre.ui.plots.strip import STRIP_PIXELS, UnmeteredStrip, calm
from equilibre.ui.theme import theme

_GHOST = (np.array([-3.0, 0, 0.05, 3.9, 4]), np.zeros(5), np.array([6.0, 6, 19, 20, 6]))
_EMPTY_TOP = 25.0
_LINES = 5  # height of what is drawn over the layers
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
        self._top = _EMPTY_TOP
        self._since = EVERYWHERE  # until then, all is as it was drawn last
        self.plot.show_grid(0.25, "left")
        self._layers: list[DrawnLayer] = []
        self._around: list[Line] = []
        self._gaps = Area(theme().colour("secondary", 90), NO_READING)
        self._idle_line = Line(theme().colours.secondary, Qt.PenStyle.DashLine)
        self._strip = UnmeteredStrip()
        self._ghost = Area(theme().colour("axis", 40))
        self._ghost.set_bands([_GHOST])
        self._words = PowerWords(self.plot, self.fontMetrics())
        self._repeat_line = pg.InfiniteLine(
            angle=90, pen=pg.mkPen(theme().colours.axis, width=1, style=Qt.PenStyle.DotLine)
        )
        self.plot.addItem(self._repeat_line)
        self.canvas = Canvas()
        for part, height in (
            (self._ghost, 0),
            (self._gaps, 4),
            (self._idle_line, _LINES),
            (self._strip, 6),
        ):
            self.canvas.add(part, height)
        self.plot.addItem(self.canvas)

    def draw(self, curves: Curves, words: bool = True) -> None:
        """Show *curves*, whole; calling it twice changes nothing.

        Without *words*, titles and sentences stay for now: they are not read ten times a second.
        """
        if curves.end < self._curves.end - _ANOTHER_RUN_SECONDS:
            self.selection.clear()
        before, stack_before = self._curves, self._stack
        self._curves = curves
        self._series.keep(curves.power)
        self._stack = stacked(curves.power, curves.windows, self._series.of)
        self._since = alike_until(stack_before, self._stack, _CALM)
        self._since = min(self._since, _windows_alike_until(before.windows, curves.windows))
        self.set_time_range(*time_range(curves))
        # A hair below zero, or the label of zero would fall off.
        # And below the top tick, whose label would be cut.
        self._top = self._highest()
        self.set_value_range(-0.004 * self._top, 0.99 * self._top)
        self._draw_layers()
        self._draw_around()
        self._draw_gaps()
        self._draw_idle()
        strip = self._draw_strip()
        self._draw_repeats()
        self._ghost.show(curves.empty)
        self._words.know(self._stack, curves, self._top)
        self._words.write_names(self._whole())
        times = self._stack.times
        known = len(times) > 1
        self.limit_range((float(times[0]), float(times[-1])) if known else None)
        if words:
            self._words.write(strip)
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
            lines += self._words.missing(self._stack.missing).count("\n")
            pixels = theme().px(STRIP_PIXELS) + lines * self.fontMetrics().height()
            above = min(0.5, self._words.watts(pixels, 1.0))
            highest = max(highest, highest_watts(self._stack.tops) / (1 - above))
        magnitude = 10.0 ** math.floor(math.log10(highest))
        return next(
            step * magnitude
            for step in (1.5, 2, 3, 4, 5, 6, 8, 10, 15)
            if step * magnitude >= highest * 1.05
        )

    def _whole(self) -> list[PowerCurve]:
        """Return the curves of the whole computer, drawn around the stack."""
        if not any(curve.around for curve in self._curves.power):
            return []
        inside = added(self._curves.power)
        return [curve for curve in self._curves.power if curve.around and curve not in inside]

    def _draw_layers(self) -> None:
        while len(self._layers) < len(self._stack.layers):
            self._layers.append(DrawnLayer(self.canvas))
        for drawn in self._layers[len(self._stack.layers) :]:
            drawn.show(False)
        pieces = self._stack.pieces(self._curves.windows)
        for drawn, layer in zip(self._layers, self._stack.layers, strict=False):
            drawn.draw(layer, self._stack.times, pieces, self._since)

    def _draw_around(self) -> None:
        curves = [stacked([curve], (), self._series.of) for curve in self._whole()]
        while len(self._around) < len(curves):
            line = Line(theme().colours.text)
            self.canvas.add(line, _LINES)
            self._around.append(line)
        for line, one in zip(self._around, curves, strict=False):
            line.set_points(one.times, one.tops)
        for line in self._around[len(curves) :]:
            line.set_points([], [])

    def _draw_gaps(self) -> None:
        self._gaps.set_bands(
            (np.array(gap), np.zeros(2), np.full(2, self._top)) for gap in self._stack.gaps
        )

    def _draw_idle(self) -> None:
        """Draw the level before the run and after it, so that a drift is seen.

        Through several layers no line is drawn during a training: each has its own idle tone.
        """
        before, after = self._stack.idle_before_watts, self._stack.idle_after_watts
        if before is None:
            self._idle_line.set_points([], [], self._since)
            return
        after = before if after is None else after
        left, _right = time_range(self._curves)
        end = max(self._curves.end, 0.0)
        times, levels = [left, end], [before, after]
        windows = self._curves.windows
        if windows and len(self._stack.layers) > 1:
            first, last = max(windows[0][0], left), min(windows[-1][1], end)
            times, levels = [left, first, last, last, end], [before, before, math.nan, after, after]
        self._idle_line.set_points(times, levels, self._since)

    def _draw_strip(self) -> list[tuple[Numbers, Numbers]]:
        """Draw the strip of what nothing meters, and return where it stands."""
        stack = self._stack
        pieces = [
            (stack.times[piece], calm(stack.tops[piece], _CALM))
            for piece in (stack.trainings(self._curves.windows) if stack.missing else ())
        ]
        self._strip.set_tops(pieces, self._since)
        return pieces

    def _draw_repeats(self) -> None:
        first_end = self._curves.first_training_end
        shown = self._curves.repeats > 1 and first_end is not None
        self._repeat_line.setVisible(shown)
        if first_end is not None and shown:
            self._repeat_line.setPos(first_end)

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


def _windows_alike_until(before: Sequence[Window], after: Sequence[Window]) -> float:
    """Return the time until which the model trained and rested at the same times in both."""
    if before == after:
        return math.inf
    old, new = ([border for window in each for border in window] for each in (before, after))
    if not old or old[:-1] != new[:-1]:
        return EVERYWHERE
    return min(old[-1], new[-1])
