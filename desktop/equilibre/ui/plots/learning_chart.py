"""How good the model is, epoch after epoch, on the rows it learns from and on others."""

from itertools import chain
from operator import attrgetter

import numpy as np
from PySide6.QtCore import Qt, Slot

from equilibre import numbers
from equilibre.learning.step import Step
from equilibre.texts import _
from equilibre.ui.plots.axes import NumberAxis, write_percent
from equilibre.ui.plots.canvas import Canvas
from equilibre.ui.plots.chart import Chart, ChartData
from equilibre.ui.plots.curves import Curves, time_range
from equilibre.ui.plots.line import Line
from equilibre.ui.plots.overlay import EVERYWHERE
from equilibre.ui.plots.power_texts import PlotTexts
from equilibre.ui.plots.series import Numbers
from equilibre.ui.theme import theme
from equilibre.ui.widgets.segmented import Segmented

_MOST_POINTS = 300
_losses = attrgetter("time_seconds", "training_loss", "test_loss")
_scores = attrgetter("time_seconds", "training_score", "test_score")
_GHOST = [0.5, 0.68, 0.79, 0.86, 0.905, 0.93, 0.945, 0.955, 0.96, 0.962]


class LearningChart(Chart):
    """Accuracy (or R²) or loss, against time or epochs."""

    def __init__(self) -> None:
        self._x_axis = NumberAxis("bottom")
        self._y_axis = NumberAxis("left", self._tick)
        super().__init__("learning", _("Accuracy"), {"bottom": self._x_axis, "left": self._y_axis})
        self._curves = Curves()
        self.measure = Segmented(
            [("score", _("Accuracy")), ("loss", _("Loss"))], _("What the upper chart shows")
        )
        self.axis = Segmented(
            [("time", _("Time")), ("epochs", _("Epochs"))], _("Horizontal axis of the upper chart")
        )
        self.measure.chosen.connect(self._redraw)
        self.axis.chosen.connect(self._redraw)
        self.add_to_head(self.measure)
        self.add_to_head(self.axis)
        self.plot.show_grid(0.25, "left")
        colours = theme().colours
        self._training = Line(colours.secondary, Qt.PenStyle.DashLine)
        self._test, self._hold = Line(), Line()
        self._ghost = Line()
        self._ghost.look(theme().colour("axis", 90), width=2)
        self.canvas = Canvas()
        for line in (self._training, self._test, self._hold, self._ghost):
            self.canvas.add(line)
        self.plot.addItem(self.canvas)
        self._texts = PlotTexts(self.plot)
        self._drawn = np.zeros((3, 0))  # x, and both lines

    def draw(self, curves: Curves, words: bool = True) -> None:
        """Show *curves*, whole; calling it twice changes nothing.

        Without *words*, titles and sentences stay for now: they are not read ten times a second.
        """
        self._curves = curves
        self._redraw_curves()
        if words:
            self._write()

    def by_epochs(self, epochs: bool) -> None:
        """Put epochs or time along the axis."""
        self.axis.choose("epochs" if epochs else "time")
        self._redraw()

    # -- drawing ---------------------------------------------------------------------------

    @Slot()
    def _redraw(self) -> None:
        self._redraw_curves()
        self._write()

    def _write(self) -> None:
        """Say what is drawn."""
        curves = self._curves
        score_name = _("Accuracy") if curves.task == "classification" else _("R²")
        self.measure.rename("score", score_name)
        self.axis.rename("epochs", _("Rows") if self._by_rows else _("Epochs"))
        self._draw_titles(self._by_loss, self._by_epoch, score_name)
        self.tell()

    def _redraw_curves(self) -> None:
        curves, loss, by_epoch = self._curves, self._by_loss, self._by_epoch
        steps = curves.steps[:: max(1, -(-len(curves.steps) // _MOST_POINTS))]
        if curves.steps and steps[-1] is not curves.steps[-1]:
            steps = (*steps, curves.steps[-1])
        told = chain.from_iterable(map(_losses if loss else _scores, steps))
        points = np.fromiter(told, float, 3 * len(steps)).reshape(-1, 3).T
        if by_epoch:
            points[0] = list(map(_place, steps))
        x, training, test = points
        since = _alike_until(self._drawn, points)
        self._drawn = points
        colour = theme().colours.families.get(curves.family, theme().colours.text)
        self._training.set_points(x, training, since)
        self._test.look(colour, width=2)
        self._test.set_points(x, test, since)
        last = float(x[-1]) if steps else 0.0
        held = bool(not by_epoch and steps and curves.end > last + 0.05)
        self._hold.look(colour, Qt.PenStyle.DotLine)
        self._hold.set_points(
            [last, curves.end] if held else [],
            [test[-1], test[-1]] if held else [],
            min(since, last),
        )
        left, right = (0.0, max(last if steps else 10.0, 1.0)) if by_epoch else time_range(curves)
        self.set_time_range(left, right)
        self._draw_range(loss, points[1:])
        self._draw_labels(curves.end if held else last, training, test, colour)
        self._draw_ghost(not steps, left, right)
        self._texts.hide_the_unsaid()

    @property
    def _by_loss(self) -> bool:
        return self.measure.choice == "loss"

    @property
    def _by_epoch(self) -> bool:
        return self.axis.choice == "epochs"

    @property
    def _by_rows(self) -> bool:
        """Whether the epochs are fits of the exact kernel to more and more rows."""
        return any(step.rows is not None for step in self._curves.steps)

    def _draw_titles(self, loss: bool, by_epoch: bool, score_name: str) -> None:
        if loss and self._by_rows:
            title = _("Loss (mean squared error of the outputs)")
        elif loss and self._curves.task == "classification":
            title = _("Loss (cross-entropy, nats)")
        elif loss:
            title = _("Loss (mean squared error, standardised)")
        elif self._curves.task == "classification":
            title = _("Accuracy (%)")
        else:
            title = _("R²")
        if self._curves.steps:
            last = self._curves.steps[-1]
            value = last.test_loss if loss else last.test_score
            text = (
                numbers.significant(value, 2) if loss else numbers.score(value, self._curves.task)
            )
            title = _("{measure} on new rows: {value}").format(
                measure=_("Loss") if loss else score_name, value=text
            )
        if not by_epoch:
            subtitle = _("against time, in seconds")
        elif self._by_rows:
            subtitle = _("against the number of rows compared")
        else:
            subtitle = _("against epochs")
        if not loss and self._curves.task == "regression":
            subtitle = _("1: perfect; 0: no better than the mean · {axis}").format(axis=subtitle)
        self.set_titles(title, subtitle)

    def _draw_range(self, loss: bool, values: Numbers) -> None:
        finite = values[np.isfinite(values)]
        highest, lowest = (finite.max(), finite.min()) if finite.size else (1.0, 0.0)
        if loss:
            top = max(float(highest), 0.1) * 1.05
            self.set_value_range(-0.005 * top, top)
        else:
            lowest = max(float(lowest), -1.0)
            bottom = next((one for one in (0.9, 0.8, 0.5, 0.0) if lowest >= one), lowest)
            # A hair below the last tick, or its label would fall off.
            self.set_value_range(bottom - 0.005 * (1 - bottom), 1 + 0.1 * (1 - bottom))

    def _draw_labels(self, x: float, training: Numbers, test: Numbers, colour: str) -> None:
        if not len(test):
            return
        low, high = self.plot.viewRange()[1]
        line = self.fontMetrics().height() / max(self.plot.getViewBox().height(), 1.0)
        apart = min(1.1 * line, 0.5) * (high - low)
        ends = [float(training[-1]), float(test[-1])]
        shown = [min(max(end, low), high) for end in ends]
        if abs(shown[0] - shown[1]) < apart:
            middle = min(max(sum(shown) / 2, low + apart), high - apart)
            up = 1 if ends[0] >= ends[1] else -1
            shown = [middle + up * apart / 2, middle - up * apart / 2]
        for text, y, ink in zip(
            (_("learned rows"), _("new rows")), shown, ("", colour), strict=True
        ):
            self._texts.say(text, text, (x, y), ink, anchor=(0, 0.5))

    def _draw_ghost(self, visible: bool, left: float, right: float) -> None:
        self._ghost.show(visible)
        if visible:
            span = (right - max(left, 0.0)) / (len(_GHOST) - 1)
            x = [max(left, 0.0) + index * span for index in range(len(_GHOST))]
            self._ghost.set_points(x, _GHOST)
            text = _("Here: how well the model answers, epoch after epoch")
            self._texts.say("ghost", text, (0.62 * right, 0.62))
            self.set_value_range(0.45, 1.03)

    def _tick(self, value: float, spacing: float) -> str:
        if self.measure.choice == "loss" or self._curves.task != "classification":
            decimals = 2 if spacing < 0.1 else 1  # noqa: PLR2004
            return numbers.decimal(value, decimals)
        return write_percent(value, spacing)

    # -- reading ---------------------------------------------------------------------------

    def data(self) -> ChartData:
        return ChartData(
            (
                "epoch",
                "time_seconds",
                "training_loss",
                "test_loss",
                "training_score",
                "test_score",
                "learning_cpu_seconds",
                "rows",
            ),
            tuple(
                (
                    step.epoch,
                    step.time_seconds,
                    step.training_loss,
                    step.test_loss,
                    step.training_score,
                    step.test_score,
                    "" if step.learning_seconds is None else step.learning_seconds,
                    "" if step.rows is None else step.rows,
                )
                for step in self._curves.steps
            ),
        )

    def summary(self) -> str:
        if not self._curves.steps:
            return _("No training yet: the curve will show how well the model answers.")
        first, last = self._curves.steps[0], self._curves.steps[-1]
        task = self._curves.task
        if last.rows is not None:
            return _(
                "With {rows} rows compared, the score on new rows is {after}; on the rows learned "
                "from it is {learned}."
            ).format(
                rows=numbers.count(last.rows),
                after=numbers.score(last.test_score, task),
                learned=numbers.score(last.training_score, task),
            )
        return _(
            "From epoch {first} to epoch {last}, the score on new rows goes from {before} to "
            "{after}; on the rows learned from it ends at {learned}."
        ).format(
            first=first.epoch,
            last=last.epoch,
            before=numbers.score(first.test_score, task),
            after=numbers.score(last.test_score, task),
            learned=numbers.score(last.training_score, task),
        )


def _alike_until(before: Numbers, after: Numbers) -> float:
    """Return where along the axis the points *after* stop to be those *before*."""
    count = min(before.shape[1], after.shape[1])
    alike = (before[:, :count] == after[:, :count]).all(axis=0)
    first = count if alike.all() else int(alike.argmin())
    return float(after[0, first - 1]) if first else EVERYWHERE


def _place(step: Step) -> float:
    """Return where *step* stands along an axis of epochs: of the exact kernel, of rows."""
    return float(step.epoch if step.rows is None else step.rows)
