"""How good the model is, epoch after epoch, on the rows it learns from and on others."""

import pyqtgraph as pg
from PySide6.QtCore import Qt

from equilibre import numbers
from equilibre.learning.step import Step
from equilibre.texts import _
from equilibre.ui.plots.axes import NumberAxis, write_percent
from equilibre.ui.plots.chart import Chart, ChartData
from equilibre.ui.plots.curves import Curves, time_range
from equilibre.ui.theme import theme
from equilibre.ui.widgets.segmented import Segmented

_MOST_POINTS = 300
_GHOST = [0.5, 0.68, 0.79, 0.86, 0.905, 0.93, 0.945, 0.955, 0.96, 0.962]


class LearningChart(Chart):
    """Accuracy (or R²) or loss, against time or epochs."""

    def __init__(self) -> None:
        self._x_axis = NumberAxis("bottom")
        self._y_axis = NumberAxis("left", self._write)
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
        self.plot.showGrid(x=False, y=True, alpha=0.25)
        self._training = self.plot.plot([], [])
        self._test = self.plot.plot([], [])
        self._hold = self.plot.plot([], [])
        self._ghost = self.plot.plot([], [])
        self._labels = [pg.TextItem(anchor=(0, 0.5)) for _index in range(2)]
        self._ghost_label = pg.TextItem(anchor=(0.5, 0.5))
        for item in (*self._labels, self._ghost_label):
            item.setFont(theme().font(12))
            self.plot.addItem(item, ignoreBounds=True)

    def draw(self, curves: Curves) -> None:
        """Show *curves*, whole; calling it twice changes nothing."""
        self._curves = curves
        self._redraw()

    def by_epochs(self, epochs: bool) -> None:
        """Put epochs or time along the axis."""
        self.axis.choose("epochs" if epochs else "time")
        self._redraw()

    # -- drawing ---------------------------------------------------------------------------

    def _redraw(self) -> None:
        curves = self._curves
        loss = self.measure.choice == "loss"
        by_epoch = self.axis.choice == "epochs"
        score_name = _("Accuracy") if curves.task == "classification" else _("R²")
        self.measure.rename("score", score_name)
        self._draw_titles(loss, by_epoch, score_name)
        steps = curves.steps[:: max(1, -(-len(curves.steps) // _MOST_POINTS))]
        if curves.steps and steps[-1] is not curves.steps[-1]:
            steps = (*steps, curves.steps[-1])
        self.axis.rename("epochs", _("Rows") if self._by_rows else _("Epochs"))
        x = [_place(step) if by_epoch else step.time_seconds for step in steps]
        training = [step.training_loss if loss else step.training_score for step in steps]
        test = [step.test_loss if loss else step.test_score for step in steps]
        colour = theme().colours.families.get(curves.family, theme().colours.text)
        self._training.setData(
            x,
            training,
            pen=pg.mkPen(theme().colours.secondary, width=1, style=Qt.PenStyle.DashLine),
        )
        self._test.setData(x, test, pen=pg.mkPen(colour, width=2), antialias=False)
        held = bool(not by_epoch and steps and curves.end > x[-1] + 0.05)
        self._hold.setData(
            [x[-1], curves.end] if held else [],
            [test[-1], test[-1]] if held else [],
            pen=pg.mkPen(colour, width=1, style=Qt.PenStyle.DotLine),
        )
        left, right = (0.0, max(x[-1] if x else 10.0, 1.0)) if by_epoch else time_range(curves)
        self.set_time_range(left, right)
        self._draw_range(loss, training + test)
        self._draw_labels(curves.end if held else (x[-1] if x else 0.0), training, test, colour)
        self._draw_ghost(not steps, left, right)
        self.tell()

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

    def _draw_range(self, loss: bool, values: list[float]) -> None:
        finite = [value for value in values if abs(value) < float("inf")] or [0.0, 1.0]
        if loss:
            top = max(max(finite), 0.1) * 1.05
            self.plot.setYRange(-0.005 * top, top, padding=0)
        else:
            lowest = max(min(finite), -1.0)
            bottom = next((one for one in (0.9, 0.8, 0.5, 0.0) if lowest >= one), lowest)
            # A hair below the last tick, or its label would fall off.
            self.plot.setYRange(bottom - 0.005 * (1 - bottom), 1 + 0.1 * (1 - bottom), padding=0)

    def _draw_labels(self, x: float, training: list[float], test: list[float], colour: str) -> None:
        low, high = self.plot.viewRange()[1]
        line = self.fontMetrics().height() / max(self.plot.getViewBox().height(), 1.0)
        apart = min(1.1 * line, 0.5) * (high - low)
        ends = [training[-1], test[-1]] if test else [0.0, 0.0]
        shown = [min(max(end, low), high) for end in ends]
        if abs(shown[0] - shown[1]) < apart:
            middle = min(max(sum(shown) / 2, low + apart), high - apart)
            up = 1 if ends[0] >= ends[1] else -1
            shown = [middle + up * apart / 2, middle - up * apart / 2]
        for item, y, text, ink in zip(
            self._labels,
            shown,
            (_("learned rows"), _("new rows")),
            (theme().colours.secondary, colour),
            strict=True,
        ):
            item.setText(text, color=ink)
            item.setPos(x, y)
            item.setVisible(bool(test))

    def _draw_ghost(self, visible: bool, left: float, right: float) -> None:
        self._ghost.setVisible(visible)
        self._ghost_label.setVisible(visible)
        if visible:
            span = (right - max(left, 0.0)) / (len(_GHOST) - 1)
            self._ghost.setData(
                [max(left, 0.0) + index * span for index in range(len(_GHOST))],
                _GHOST,
                pen=pg.mkPen(theme().colour("axis", 90), width=2),
            )
            self._ghost_label.setText(
                _("Here: how well the model answers, epoch after epoch"),
                color=theme().colours.secondary,
            )
            self._ghost_label.setPos(0.62 * right, 0.62)
            self.plot.setYRange(0.45, 1.03, padding=0)

    def _write(self, value: float, spacing: float) -> str:
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


def _place(step: Step) -> float:
    """Return where *step* stands along an axis of epochs: of the exact kernel, of rows."""
    return float(step.epoch if step.rows is None else step.rows)
