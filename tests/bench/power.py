"""What a power chart of any length costs: ``python tests/bench/power.py``.

Three curves of 1 000 to 100 000 points each, as the recorder of a run gives them, read
ten times a second: five new points on each, then the curves of the recorder and the chart drawn,
with a range on it; its painting at 900 × 400; another range chosen. The lengths take turns, so
that a busy machine slows them all.
"""

# ruff: noqa: E402 - the platform is chosen before Qt is imported, the folders before the program

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import math
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from equilibre.meter.reading import Kind, Sample
from equilibre.sessions.recorder import IDLE_SECONDS, Recorder
from equilibre.ui.application import make_application
from equilibre.ui.plots.curves import curves_of_recorder
from equilibre.ui.plots.power_chart import PowerChart
from equilibre.worker.messages import Started, Train

LENGTHS = (1_000, 10_000, 36_000, 100_000)  # 36 000: an hour
PARTS = (("cpu", Kind.MEASURED), ("memory", Kind.ESTIMATED), ("gpu", Kind.MEASURED))
ACTS = ("draw", "paint", "choose")  # of a film
ROUNDS = 41
NEW_POINTS = 5  # on each curve between two drawings, twice a second
PERIOD_SECONDS = 0.1
GOAL_MILLISECONDS = 16.0  # one picture of the screen


class Film:
    """A run that goes on, and its chart."""

    def __init__(self, length: int) -> None:
        self._recorder = Recorder(Train(1, "digits", "linear"), "FRA", 0.0)
        self._recorder.end_idle(IDLE_SECONDS)
        self._recorder.hear(Started(1, IDLE_SECONDS, 650, 1347, 450))
        self._heard = 0
        self._joules = dict.fromkeys((device for device, _kind in PARTS), 0.0)
        self._hear(length)
        self._chart = PowerChart()
        self._chart.resize(900, 400)
        self._chart.show()
        self.draw()
        self._chart.selection.choose(1.0, self._now - 10.0)

    @property
    def _now(self) -> float:
        return self._heard * PERIOD_SECONDS

    def _hear(self, count: int) -> None:
        for index in range(self._heard, self._heard + count):
            samples = []
            for place, (device, kind) in enumerate(PARTS, 1):
                watts = 20.0 * place + 5.0 * math.sin(index / (3.0 + place))
                self._joules[device] += watts * PERIOD_SECONDS
                seconds = index * PERIOD_SECONDS
                samples.append(Sample(device, device, kind, seconds, self._joules[device], watts))
            self._recorder.hear_samples(samples)
        self._heard += count

    def go_on(self) -> None:
        self._hear(NEW_POINTS)

    def draw(self) -> None:
        self._chart.draw(curves_of_recorder(self._recorder, self._now, running=True))

    def paint(self) -> None:
        self._chart.plot.viewport().repaint()

    def choose(self) -> None:
        first, last = self._chart.selection.range or (0.0, 0.0)
        self._chart.selection.choose(first + 0.1, last)


def milliseconds(act: Callable[[], None]) -> float:
    """Return how long *act* takes."""
    start = time.perf_counter()
    act()
    return 1e3 * (time.perf_counter() - start)


def main() -> None:
    """Measure, and print a table."""
    application = make_application()
    films = {length: Film(length) for length in LENGTHS}
    application.processEvents()
    times = {length: {act: [] for act in ACTS} for length in LENGTHS}
    for _round in range(ROUNDS):
        for length, film in films.items():
            film.go_on()
            for act in ACTS:
                times[length][act].append(milliseconds(getattr(film, act)))
    print("| points × 3 curves | redraw | ratio | painting | both, of 16 ms | another range |")
    print("|---|---|---|---|---|---|")
    shortest = statistics.median(times[LENGTHS[0]]["draw"])
    for length in LENGTHS:
        draw, paint, choose = (statistics.median(times[length][act]) for act in ACTS)
        print(
            f"| {length} | {draw:.1f} ms | × {draw / shortest:.2f} | {paint:.1f} ms "
            f"| {(draw + paint) / GOAL_MILLISECONDS:.2f} | {choose:.1f} ms |"
        )


if __name__ == "__main__":
    main()
