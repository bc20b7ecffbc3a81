"""Kept runs: how right against how much energy, with the front that nothing beats."""

import math
from collections.abc import Sequence
from functools import cache

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal

from equilibre import numbers
from equilibre.meter.reading import Kind
from equilibre.quantities import ENERGY
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.ui.plots.axes import EnergyAxis, NumberAxis, write_percent
from equilibre.ui.plots.chart import Chart, ChartData
from equilibre.ui.theme import FAMILY_SHAPES, theme

_HALF_LABEL_PIXELS = 28  # of "1,000 mJ": a power of ten may stand at the very edge


def pareto_front(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs that no other beats in both energy and score, by rising energy."""
    metered = [run for run in runs if run.energy is not None and run.energy.gross.value > 0]
    ordered = sorted(metered, key=lambda run: (_joules(run), -run.test_score))
    front: list[Run] = []
    for run in ordered:
        if not front or run.test_score > front[-1].test_score:
            front.append(run)
    return tuple(front)


def _joules(run: Run) -> float:
    return run.energy.gross.value if run.energy else 0.0


class RunsChart(Chart):
    """A scatter of runs on one data set; ``picked`` carries the key of a run clicked."""

    picked = Signal(str)

    def __init__(self) -> None:
        self._task = "classification"
        self._energy_axis = EnergyAxis("bottom")
        axes = {"bottom": self._energy_axis, "left": NumberAxis("left", self._write)}
        super().__init__("runs", _("Score against energy"), axes)
        self._runs: tuple[Run, ...] = ()
        self.plot.show_grid(0.2, "left", "bottom")
        self.plot.leave_on_the_right(theme().px(_HALF_LABEL_PIXELS))
        self._bars = pg.PlotCurveItem(connect="pairs")
        self._front = pg.PlotCurveItem()
        self._points = pg.ScatterPlotItem(pxMode=True)
        self._points.sigClicked.connect(self._clicked)
        for item in (self._bars, self._front, self._points):
            self.plot.addItem(item)
        self._front_label = pg.TextItem(anchor=(1, 1.1))
        self._empty = pg.TextItem(anchor=(0.5, 0.5))
        for text in (self._front_label, self._empty):
            text.setFont(theme().font(12))
            self.plot.addItem(text)

    def draw(self, runs: Sequence[Run], dataset_name: str, task: str, chosen: str) -> None:
        """Show the metered *runs*, all on one data set; the run with key *chosen* stands out."""
        self._task = task
        self._runs = tuple(run for run in runs if run.energy and run.energy.gross.value > 0)
        measure = _("Accuracy") if task == "classification" else _("R²")
        self.set_titles(
            _("{data}: {measure} on new rows against energy").format(
                data=dataset_name, measure=measure
            ),
            _("energy of one training (logarithmic) · bars: intervals · hollow: estimated"),
        )
        self._draw_points(chosen)
        self._draw_front()
        self._draw_ranges()
        self.tell()

    def _draw_points(self, chosen: str) -> None:
        colours = theme().colours
        # A shape is drawn anew for every pen that pyqtgraph has not met: alike runs share one.
        pen, brush = cache(lambda colour: pg.mkPen(colour, width=2)), cache(pg.mkBrush)
        spots, xs, ys = [], [], []
        for run in self._runs:
            assert run.energy is not None
            gross = run.energy.gross
            colour = colours.families.get(run.family, colours.text)
            measured = run.energy.kind is Kind.MEASURED
            big = run.key == chosen
            spots.append(
                {
                    "pos": (math.log10(gross.value), run.test_score),
                    "data": run.key,
                    "symbol": FAMILY_SHAPES.get(run.family, "o"),
                    "size": theme().px(18 if big else 12),
                    "pen": pen(colours.text if big else colour),
                    "brush": brush(colour if measured else colours.background),
                }
            )
            xs += [math.log10(max(gross.low, gross.value * 1e-3)), math.log10(gross.high)]
            ys += [run.test_score, run.test_score]
        self._points.setData(spots)
        self._bars.setData(xs, ys, pen=pg.mkPen(colours.axis, width=1))

    def _draw_front(self) -> None:
        front = pareto_front(self._runs)
        xs: list[float] = []
        ys: list[float] = []
        for run in front:
            x = math.log10(_joules(run))
            if ys:
                xs.append(x)
                ys.append(ys[-1])
            xs.append(x)
            ys.append(run.test_score)
        self._front.setData(
            xs, ys, pen=pg.mkPen(theme().colours.accent, width=1, style=Qt.PenStyle.DashLine)
        )
        self._front_label.setVisible(len(front) > 1)
        if len(front) > 1:
            self._front_label.setText(
                _("Pareto front: nothing kept is better for less"), color=theme().colours.accent
            )
            self._front_label.setPos(xs[-1], ys[-1])

    def _draw_ranges(self) -> None:
        self._empty.setVisible(not self._runs)
        if not self._runs:
            self._empty.setText(
                _("Keep a run: it becomes a point here, to compare with the next ones"),
                color=theme().colours.secondary,
            )
            self.plot.setXRange(-1, 3)
            self.plot.setYRange(0.5, 1.0)
            self._empty.setPos(1, 0.75)
            return
        lows = [math.log10(max(run.energy.gross.low, 1e-9)) for run in self._runs if run.energy]
        highs = [math.log10(run.energy.gross.high) for run in self._runs if run.energy]
        scores = [run.test_score for run in self._runs]
        low, high = min(lows), max(highs)
        centre, half = (low + high) / 2, max((high - low) / 2 * 1.12, 0.6)
        self.plot.setXRange(centre - half, centre + half)
        spread = max(max(scores) - min(scores), 0.04)
        self.plot.setYRange(min(scores) - 0.25 * spread, max(scores) + 0.3 * spread)

    def _clicked(self, _item: object, points: Sequence[object], _event: object) -> None:
        if len(points):
            self.picked.emit(str(points[0].data()))  # type: ignore[attr-defined]

    def _write(self, value: float, spacing: float) -> str:
        if self._task == "classification":
            return write_percent(value, spacing) if value <= 1 + 1e-9 else ""
        return numbers.decimal(value, 2)

    def data(self) -> ChartData:
        return ChartData(
            (
                "name",
                "family",
                "test_score",
                "energy_joules",
                "energy_low_joules",
                "energy_high_joules",
                "kind",
            ),
            tuple(
                (
                    run.name,
                    run.family,
                    run.test_score,
                    run.energy.gross.value,
                    run.energy.gross.low,
                    run.energy.gross.high,
                    str(run.energy.kind),
                )
                for run in self._runs
                if run.energy
            ),
        )

    def summary(self) -> str:
        front = pareto_front(self._runs)
        if not front:
            return _("No run is kept for these data yet.")
        first, last = front[0], front[-1]
        if first is last:
            return _("{name} is the most accurate and needs the least energy: {energy}.").format(
                name=first.name, energy=numbers.quantity(_joules(first), ENERGY, 2)
            )
        return _(
            "From {first} ({low}) to {last} ({high}), the score goes from {before} to {after} "
            "and the energy is multiplied by {ratio}."
        ).format(
            first=first.name,
            low=numbers.quantity(_joules(first), ENERGY, 2),
            last=last.name,
            high=numbers.quantity(_joules(last), ENERGY, 2),
            before=numbers.score(first.test_score, self._task),
            after=numbers.score(last.test_score, self._task),
            ratio=numbers.significant(_joules(last) / _joules(first), 2),
        )
