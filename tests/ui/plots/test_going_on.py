"""A run that goes on is painted at its end alone, and as if all were painted anew."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from equilibre.meter.reading import Kind, Sample
from equilibre.sessions.recorder import IDLE_SECONDS, Recorder
from equilibre.texts import use_language
from equilibre.ui.plots.curves import curves_of_recorder
from equilibre.ui.theme import use_theme
from equilibre.ui.training.charts import Charts
from equilibre.ui.training.state import Phase, TrainingState
from equilibre.worker.messages import Paused, Reply, Resumed, Started, Stepped, Train
from tests.sessions.records import step
from tests.ui.conftest import settle

PERIOD_SECONDS = 0.1
PARTS = (("cpu", Kind.MEASURED), ("memory", Kind.ESTIMATED))


class Film:
    """A run that is watched: one reading of two sensors and two epochs for each frame."""

    def __init__(self, charts: Charts) -> None:
        self.charts = charts
        self.recorder = Recorder(Train(1, "digits", "linear"), "FRA", 0.0)
        self.frames = 0
        self.trains = False
        self._epoch = 0

    @property
    def now(self) -> float:
        return self.frames * PERIOD_SECONDS

    def say(self, reply: Reply) -> None:
        self.trains = isinstance(reply, Started | Resumed)
        self.recorder.hear(reply)

    def go_on(self, frames: int) -> None:
        """Let the run go on, each frame of it painted as the window paints it."""
        for _frame in range(frames):
            self.frames += 1
            self.recorder.hear_samples([self._sample(*part) for part in PARTS])
            for share in (0.3, 0.8) if self.trains else ():
                self._epoch += 1
                score = 1.0 - 0.6 / (1 + self._epoch / 9) + 0.02 * math.sin(self._epoch)
                time_seconds = self.now - (1 - share) * PERIOD_SECONDS
                self.recorder.hear(Stepped(1, step(self._epoch, time_seconds, score)))
            self.charts.draw(curves_of_recorder(self.recorder, self.now, running=True))
            settle()

    def _sample(self, device: str, kind: Kind) -> Sample:
        level = 40.0 if self.trains else 15.0
        watts = level + 4.0 * math.sin(self.frames / (3.0 + len(device)))
        return Sample(device, device, kind, self.now, 20.0 * self.frames, watts)


@pytest.fixture
def film(qtbot: QtBot) -> Film:
    use_language("en")
    use_theme("light", 100)
    charts = Charts()
    qtbot.addWidget(charts)
    charts.resize(700, 560)
    charts.show()
    made = Film(charts)
    made.go_on(1)
    return made


def on_screen(film: Film) -> QImage:
    """Return what the screen holds."""
    return QGuiApplication.primaryScreen().grabWindow(film.charts.winId()).toImage()


def test_what_is_painted_bit_by_bit_is_what_is_painted_at_once(film: Film) -> None:
    film.go_on(round(IDLE_SECONDS / PERIOD_SECONDS))
    film.recorder.end_idle(film.now)
    film.say(Started(1, film.now, 650, 1347, 450))
    film.go_on(12)
    film.say(Paused(1, film.now - 0.04))
    film.go_on(4)
    film.say(Resumed(1, film.now - 0.02))
    film.go_on(6)
    bit_by_bit = on_screen(film)
    for chart in (film.charts.learning, film.charts.power):
        chart.plot.viewport().update()
    settle()
    assert bit_by_bit.size() == film.charts.size()
    assert on_screen(film) == bit_by_bit


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_a_bar_that_moves_is_painted_with_all_else(film: Film) -> None:
    state = TrainingState(phase=Phase.TRAINING)
    film.charts.show_state(state)
    settle()
    bar = film.charts.findChild(QProgressBar)
    assert bar is not None
    paints = Paints(bar)
    film.charts.show_state(replace(state, progress=0.5))
    assert (bar.value(), paints.count) == (500, 0)
    settle()
    assert paints.count == 1
