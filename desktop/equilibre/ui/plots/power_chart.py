"""Power against time: the area under the curve is the energy, in two tones."""

from itertools import pairwise

import pyqtgraph as pg
from PySide6.QtCore import Qt

from equilibre import numbers
from equilibre.meter.reading import Kind
from equilibre.sessions.run import PowerCurve, PowerPoint
from equilibre.texts import _
from equilibre.ui.plots.area import Area, Points
from equilibre.ui.plots.axes import NumberAxis
from equilibre.ui.plots.chart import Chart, ChartData
from equilibre.ui.plots.curves import Curves, Window, time_range
from equilibre.ui.theme import theme

_MOST_POINTS = 300
_GHOST = [(-3, 6), (0, 6), (0.05, 19), (3.9, 20), (4, 6)]
_LINES = {"cpu": Qt.PenStyle.SolidLine, "gpu": Qt.PenStyle.DashLine}


class PowerChart(Chart):
    """One curve for each device, from 0 W; idle dashed; the areas of the first device filled."""

    def __init__(self) -> None:
        axes = {"bottom": NumberAxis("bottom"), "left": NumberAxis("left")}
        super().__init__("power", _("Power (W): the area is the energy"), axes)
        self._curves = Curves()
        self.plot.showGrid(x=False, y=True, alpha=0.25)
        self._band = Area(theme().colour("idle", 26))
        self._idle_area = Area(theme().colour("idle", 120))
        self._training_area = Area(theme().colour("accent", 150))
        for area in (self._band, self._idle_area, self._training_area):
            self.plot.addItem(area, ignoreBounds=True)
        self._lines = {device: self.plot.plot([], [], connect="finite") for device in _LINES}
        self._idle_line = self.plot.plot([], [])
        self._ghost_area = Area(theme().colour("axis", 40))
        self.plot.addItem(self._ghost_area, ignoreBounds=True)
        self._texts = {
            key: pg.TextItem(anchor=anchor)
            for key, anchor in {
                "cpu": (0, 0.5),
                "gpu": (0, 0.5),
                "idle": (0, 0.5),
                "training": (0.5, 0.5),
                "below": (0.5, 0.5),
                "repeats": (0.5, 0),
                "ghost": (0.5, 0.5),
                "ghost_idle": (0.5, 0.5),
            }.items()
        }
        for item in self._texts.values():
            item.setFont(theme().font(12))
            self.plot.addItem(item, ignoreBounds=True)
        self._repeat_line = pg.InfiniteLine(
            angle=90, pen=pg.mkPen(theme().colours.axis, width=1, style=Qt.PenStyle.DotLine)
        )
        self.plot.addItem(self._repeat_line, ignoreBounds=True)

    def draw(self, curves: Curves) -> None:
        """Show *curves*, whole; calling it twice changes nothing."""
        self._curves = curves
        main = self._main()
        left, right = time_range(curves)
        self.set_time_range(left, right)
        # A hair below zero, or the label of zero would fall off.
        # And below the top tick, whose label would be cut.
        self.plot.setYRange(-0.004 * self._top(), 0.99 * self._top(), padding=0)
        self._draw_titles(main)
        self._draw_lines()
        self._draw_areas(main)
        self._draw_texts(main, left, right)
        self._draw_ghost()
        self.tell()

    # -- drawing ---------------------------------------------------------------------------

    def _main(self) -> PowerCurve | None:
        """Return the curve whose area is filled: the processor's where it is known."""
        known = [curve for curve in self._curves.power if curve.points]
        return next((curve for curve in known if curve.device == "cpu"), next(iter(known), None))

    def _top(self) -> float:
        highest = 0.0
        for curve in self._curves.power:
            watts = [point.power_watts for point in curve.points if point.power_watts is not None]
            highest = max([highest, *watts])
        if not highest:
            return 25.0
        main = self._main()
        if main is not None and main.kind is Kind.ESTIMATED:
            # The whole band is shown: the truth may lie anywhere in it.
            highest *= 2
        # Round and with room above, so that the axis moves rarely.
        magnitude = 10.0 ** len(str(int(highest))) / 10
        return next(
            step * magnitude
            for step in (1.5, 2, 3, 4, 5, 6, 8, 10, 15)
            if step * magnitude >= highest * 1.1
        )

    def _draw_titles(self, main: PowerCurve | None) -> None:
        if main is None:
            subtitle = _("every second under the curve adds to it")
        elif main.kind is Kind.ESTIMATED:
            subtitle = _("processor: estimated (hatched, true within ×/÷ 2) · time in seconds")
        elif main.device == "cpu":
            subtitle = _("processor: measured · time in seconds")
        else:
            subtitle = _("graphics card: measured · time in seconds")
        self.set_titles(_("Power (W): the area is the energy"), subtitle)

    def _draw_lines(self) -> None:
        drawn = {curve.device: curve for curve in self._curves.power}
        for device, line in self._lines.items():
            curve = drawn.get(device)
            points = _thinned(curve.points) if curve else ()
            estimated = curve is not None and curve.kind is Kind.ESTIMATED
            style = Qt.PenStyle.DashLine if estimated else _LINES[device]
            line.setData(
                [point.time_seconds for point in points],
                [_number(point) for point in points],
                pen=pg.mkPen(theme().colours.devices[device], width=1, style=style),
            )

    def _draw_areas(self, main: PowerCurve | None) -> None:
        idle_shapes: list[Points] = []
        training_shapes: list[Points] = []
        estimated = main is not None and main.kind is Kind.ESTIMATED
        colour = theme().colour("accent", 130)
        if main is not None:
            colour = pg.mkColor(theme().colours.devices[main.device])
            colour.setAlpha(150 if estimated else 110)
            idle = main.idle_watts or 0.0
            for piece in _pieces(main.points, self._curves.windows):
                tops = [(x, max(y, 0.0)) for x, y in piece]
                floor = [(x, min(y, idle)) for x, y in tops]
                idle_shapes.append([*floor, (floor[-1][0], 0.0), (floor[0][0], 0.0)])
                training_shapes.append([*tops, *reversed(floor)])
        self._idle_area.set_colour(theme().colour("idle", 110), estimated)
        self._training_area.set_colour(colour, estimated)
        self._idle_area.set_shapes(idle_shapes)
        self._training_area.set_shapes(training_shapes)
        self._band.set_shapes(
            [
                [(point.time_seconds, 2 * _number(point)) for point in piece]
                + [(point.time_seconds, _number(point) / 2) for point in reversed(piece)]
                for piece in _runs(_thinned(main.points))
            ]
            if estimated and main is not None
            else []
        )
        shown = main is not None and main.idle_watts is not None
        left, right = time_range(self._curves)
        self._idle_line.setData(
            [left, max(self._curves.end, 0.0)] if shown and main else [],
            [main.idle_watts, main.idle_watts] if shown and main else [],
            pen=pg.mkPen(theme().colours.idle, width=1, style=Qt.PenStyle.DashLine),
        )

    def _draw_texts(self, main: PowerCurve | None, left: float, right: float) -> None:
        for key in self._texts:
            self._texts[key].setVisible(False)
        self._repeat_line.setVisible(False)
        if main is None:
            return
        top = self._top()
        end = self._curves.end
        heights: list[float] = []
        for curve in self._curves.power:
            last = next((p for p in reversed(curve.points) if p.power_watts is not None), None)
            if last is None:
                continue
            name = _("processor") if curve.device == "cpu" else _("graphics card")
            height = min(max(_number(last), 0.06 * top), 0.94 * top)
            heights.append(height)
            self._say(curve.device, name, end, height, theme().colours.devices[curve.device])
        idle = main.idle_watts
        if idle is not None:
            line = self.fontMetrics().height() / max(self.plot.getViewBox().height(), 1.0) * top
            beside = max((one for one in heights if abs(one - idle) < line), default=None)
            place = idle if beside is None else beside - line
            if beside is not None and place < 0.5 * line:
                place = beside + line
            self._say("idle", _("idle"), end, place, None)
        longest = max(self._curves.windows, key=lambda one: one[1] - one[0], default=None)
        if longest and longest[1] - longest[0] > 0.25 * (right - left) and idle is not None:
            middle = (longest[0] + longest[1]) / 2
            watts = [
                _number(p)
                for p in main.points
                if longest[0] <= p.time_seconds <= longest[1] and p.power_watts is not None
            ]
            mean = sum(watts) / len(watts) if watts else idle
            if mean - idle > 0.14 * top:
                self._say("training", _("due to training"), middle, (mean + idle) / 2, "text")
            if idle > 0.1 * top:
                self._say("below", _("idle, with or without training"), middle, idle / 2, "text")
        first_end = self._curves.first_training_end
        if self._curves.repeats > 1 and first_end is not None:
            self._repeat_line.setVisible(True)
            self._repeat_line.setPos(first_end)
            text = _("the same training, {count} times").format(
                count=numbers.count(self._curves.repeats)
            )
            self._say("repeats", text, (first_end + max(end, first_end)) / 2, 0.99 * top, None)

    def _say(self, key: str, text: str, x: float, y: float, colour: str | None) -> None:
        if colour == "text":
            colour = theme().colours.text
        item = self._texts[key]
        item.setText(text, color=colour or theme().colours.secondary)
        item.setPos(x, y)
        item.setVisible(True)

    def _draw_ghost(self) -> None:
        empty = self._curves.empty
        self._ghost_area.setVisible(empty)
        if not empty:
            return
        self._ghost_area.set_shapes([[(-3, 0), *((float(x), float(y)) for x, y in _GHOST), (4, 0)]])
        self._say("ghost", _("Here: the power; the area will be the energy"), 2.0, 11.0, None)
        self._say("ghost_idle", _("first, idle"), -1.5, 8.5, None)

    # -- reading ---------------------------------------------------------------------------

    def data(self) -> ChartData:
        return ChartData(
            ("device", "kind", "time_seconds", "power_watts"),
            tuple(
                (
                    curve.device,
                    str(curve.kind),
                    point.time_seconds,
                    "" if point.power_watts is None else point.power_watts,
                )
                for curve in self._curves.power
                for point in curve.points
            ),
        )

    def summary(self) -> str:
        main = self._main()
        if main is None:
            return _("No power yet: it is shown from the start of a run, idle seconds first.")
        inside = [
            _number(point)
            for point in main.points
            if point.power_watts is not None
            and any(start <= point.time_seconds <= end for start, end in self._curves.windows)
        ]
        idle = _("unknown") if main.idle_watts is None else numbers.power(main.idle_watts)
        if not inside:
            return _("Idle power: {idle}.").format(idle=idle)
        return _(
            "Idle power: {idle}. During the training: {mean} on average, {highest} at most."
        ).format(
            idle=idle,
            mean=numbers.power(sum(inside) / len(inside)),
            highest=numbers.power(max(inside)),
        )


def _number(point: PowerPoint) -> float:
    return float("nan") if point.power_watts is None else point.power_watts


def _thinned(points: tuple[PowerPoint, ...]) -> tuple[PowerPoint, ...]:
    return points[:: max(1, -(-len(points) // _MOST_POINTS))]


def _runs(points: tuple[PowerPoint, ...]) -> list[list[PowerPoint]]:
    """Return the stretches of *points* between gaps, of two points or more."""
    stretches: list[list[PowerPoint]] = [[]]
    for point in points:
        if point.power_watts is None:
            stretches.append([])
        else:
            stretches[-1].append(point)
    return [stretch for stretch in stretches if len(stretch) > 1]


def _pieces(points: tuple[PowerPoint, ...], windows: tuple[Window, ...]) -> list[Points]:
    """Return the curve inside each window, cut exactly at its borders, gaps left out."""
    pieces: list[Points] = []
    for start, end in windows:
        for stretch in _runs(points):
            piece: Points = []
            for first, second in pairwise(stretch):
                low, high = max(first.time_seconds, start), min(second.time_seconds, end)
                span = second.time_seconds - first.time_seconds
                if low > high or span <= 0:
                    continue
                slope = (_number(second) - _number(first)) / span
                if not piece:
                    piece.append((low, _number(first) + slope * (low - first.time_seconds)))
                piece.append((high, _number(first) + slope * (high - first.time_seconds)))
            if len(piece) > 1:
                pieces.append(piece)
    return pieces
