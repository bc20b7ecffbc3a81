"""What a frame costs however long the run: ``python3 tests --bench history``.

Both charts of a run that goes on, read ten times a second by three sensors: one more reading of
each and five more epochs, the curves of the recorder, the charts drawn and painted as in the
window. Runs of 1 000 readings and of 1 000 000 (nine hours) take turns. Beside them, a bare widget
paints the readings of the long run with nothing but QPainter and numpy: the least and most of each
pixel column, as a vertical line. What is timed is the processor of the drawing thread.
"""

# ruff: noqa: E402 - the platform is chosen before Qt is imported, the folders before the program

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tests.bench.goal import DESKTOP, ROOT

sys.path[:0] = [str(ROOT), str(DESKTOP)]

import math
import time
from collections.abc import Callable, Iterator

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from equilibre.learning.step import Step
from equilibre.meter.reading import Kind, Sample
from equilibre.sessions.recorder import IDLE_SECONDS, Recorder
from equilibre.ui.application import make_application
from equilibre.ui.plots.curves import curves_of_recorder
from equilibre.ui.theme import theme
from equilibre.ui.training.charts import Charts
from equilibre.worker.messages import Started, Stepped, Train
from tests.bench.goal import Ask, Figure, figure, ratio, report, rounds

READINGS = (1_000, 1_000_000)  # of three sensors together
PARTS = (("cpu", Kind.MEASURED), ("memory", Kind.ESTIMATED), ("gpu", Kind.MEASURED))
ROUNDS = 60
PERIOD_SECONDS = 0.1
EPOCHS = 1000  # of the first training; the same is repeated after it
SIZE = QSize(700, 560)  # of both charts in a window of 1280 × 720


class Film:
    """A run that goes on, and its charts."""

    def __init__(self, readings: int) -> None:
        self._recorder = Recorder(Train(1, "digits", "linear"), "FRA", 0.0)
        self._recorder.end_idle(IDLE_SECONDS)
        self._recorder.hear(Started(1, IDLE_SECONDS, 650, 1347, 450))
        self._ticks = self._epochs = 0
        self._joules = dict.fromkeys((device for device, _kind in PARTS), 0.0)
        for _tick in range(readings // len(PARTS)):
            self._hear()
        self.charts = Charts()
        self.charts.resize(SIZE)
        self.charts.show()
        self.draw()

    @property
    def _now(self) -> float:
        return self._ticks * PERIOD_SECONDS

    def _hear(self) -> None:
        self._ticks += 1
        for place, (device, kind) in enumerate(PARTS, 1):
            watts = 20.0 * place + 5.0 * math.sin(self._ticks / (3.0 + place))
            self._joules[device] += watts * PERIOD_SECONDS
            joules = self._joules[device]
            sample = Sample(device, device, kind, self._now, joules, watts)
            self._recorder.hear_samples([sample])
        for part in range(5) if self._now > IDLE_SECONDS and self._epochs < EPOCHS else ():
            self._epochs += 1
            score = 1.0 - 1.0 / (1.0 + self._epochs / 50)
            seconds = self._now - (4 - part) * PERIOD_SECONDS / 5
            step = Step(self._epochs, seconds, 1 - score, 1.1 - score, score, 0.98 * score)
            self._recorder.hear(Stepped(1, step))

    def go_on(self) -> None:
        self._hear()
        self.draw()

    def draw(self) -> None:
        self.charts.draw(curves_of_recorder(self._recorder, self._now, running=True))
        QCoreApplication.processEvents()


class Bare(QWidget):
    """As many readings, reduced at each frame to what a pixel can show, and painted."""

    def __init__(self, readings: int) -> None:
        super().__init__()
        count = readings // len(PARTS)
        ticks = np.arange(count)
        self._watts = [20.0 * place + 5.0 * np.sin(ticks / (3.0 + place)) for place in (1, 2, 3)]
        self._inks = [theme().colour(name) for name in ("accent", "text", "secondary")]
        self.resize(SIZE)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("background"))
        columns = self.width()
        height = self.height() / 80.0
        for watts, ink in zip(self._watts, self._inks, strict=True):
            size = max(1, len(watts) // columns)
            cells = watts[: len(watts) // size * size].reshape(-1, size)
            low, high = self.height() - height * cells.min(axis=1), cells.max(axis=1) * height
            painter.setPen(QPen(ink, 1))
            painter.drawLines(
                [
                    QLineF(x, bottom, x, self.height() - top - 1)
                    for x, (bottom, top) in enumerate(zip(low.tolist(), high.tolist(), strict=True))
                ]
            )
        painter.end()

    def go_on(self) -> None:
        self.update()
        QCoreApplication.processEvents()


def milliseconds(act: Callable[[], None]) -> float:
    """Return the processor time that *act* takes."""
    start = time.thread_time()
    act()
    return 1e3 * (time.thread_time() - start)


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield what a frame costs, of a short run, a long one, and painted by hand."""
    application = make_application()
    films = [Film(readings) for readings in READINGS]
    bare = Bare(READINGS[-1])
    application.processEvents()
    times: list[list[float]] = [[], [], []]
    for _round in rounds(ROUNDS, ask):
        for own, act in zip(times, (films[0].go_on, films[1].go_on, bare.go_on), strict=True):
            own.append(milliseconds(act))
    yield figure("a frame after 1 000 readings", times[0], "ms")
    yield figure("a frame after 1 000 000 readings", times[1], "ms")
    yield ratio("after 1 000 000, of after 1 000", times[1], times[0], goal=1.5)
    yield ratio("of the same readings painted by hand", times[1], times[2], goal=1.5)


report(__name__, __doc__, measure)
