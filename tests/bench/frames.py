"""How smooth the window is while both cores compute: ``python3 tests --bench frames``.

A frame is what the window does ten times a second in a training: the charts are brought up to date
and painted where they changed. It is timed on the wall while two real trainings keep both cores
busy, again as large as a 4K screen, and again while they pause; the three take turns. Between the
frames of 4K, a bare widget of that size is painted: one colour, and one line through 1 000 points.
What it takes, nobody can do without who paints such a screen at once on this computer.
"""

import math
import time
from collections.abc import Iterator, Sequence
from itertools import chain

from tests.bench.goal import Ask, Figure, percentile, ratio, report, rounds

ROUNDS = 9
FRAMES = 40  # of each kind in a round
BETWEEN_SECONDS = 0.03  # in which the window lives
POINTS = 1_000  # of the line on the bare widget
SMALL, LARGE = (1280, 720), (3840, 2160)
GOAL_MILLISECONDS = 16.0  # one picture of the screen
GOAL_4K_MILLISECONDS = 33.0
Times = list[list[float]]  # ms, of each round


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield what 99 of 100 frames do not exceed."""
    from PySide6.QtCore import QCoreApplication, QPointF, Qt
    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from equilibre.worker.host import Host
    from equilibre.worker.messages import Pause, Resume, Train
    from tests.bench.live_window import LiveWindow, live_window

    class Bare(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            across, middle = self.width() / POINTS, self.height() / 2
            painter.drawPolyline(
                [QPointF(n * across, middle + middle * math.sin(n / 9)) for n in range(POINTS)]
            )
            painter.end()

    def frames(alive: LiveWindow, processor: Times, bare: Bare | None = None) -> list[float]:
        times, worked, floor = [], [], []
        for _frame in range(FRAMES):
            alive.live(BETWEEN_SECONDS)
            start, begun = time.perf_counter(), time.thread_time()
            alive.tab.draw()
            QCoreApplication.processEvents()  # what is new of them is painted
            times.append(1e3 * (time.perf_counter() - start))
            worked.append(1e3 * (time.thread_time() - begun))
            if bare is not None:
                start = time.perf_counter()
                bare.repaint()
                floor.append(1e3 * (time.perf_counter() - start))
        processor.append(worked)
        if bare is not None:
            floors.append(floor)
        return times

    worked: Times = []
    worked_large: Times = []
    floors: Times = []
    busy: Times = []
    large: Times = []
    idle: Times = []
    other = Host(standby=False)
    with live_window(*SMALL) as alive:
        bare = Bare()
        bare.resize(*LARGE)
        bare.show()
        try:
            other.start()
            alive.until(lambda: bool(other.replies()))
            settings = {"neurons": 64.0, "layers": 1.0, "epochs": 100.0}
            other.send(Train(1, "digits", "network", settings, minimum_seconds=3600.0))
            hosts = (other, alive.window.equipment.host)
            for _turn in rounds(ROUNDS, ask):
                if not alive.training:
                    alive.train()
                busy.append(frames(alive, worked))
                alive.window.resize(*LARGE)
                alive.live(0.2)
                large.append(frames(alive, worked_large, bare))
                alive.window.resize(*SMALL)
                for host in hosts:
                    host.send(Pause())
                alive.live(0.3)
                idle.append(frames(alive, worked))
                for host in hosts:
                    host.send(Resume())
                other.replies()
                alive.live(0.1)
        finally:
            other.end()
            bare.close()
    yield _p99("p99 of a frame, both cores busy", busy, GOAL_MILLISECONDS)
    yield _p99("p99 of a frame at 3840 × 2160, both cores busy", large, GOAL_4K_MILLISECONDS)
    yield _p99("p99 of a bare widget painted at 3840 × 2160, both cores busy", floors)
    yield _p99("p99 of a frame, at rest", idle)
    yield _p99("p99 of the processor time of a frame, whoever else works", worked)
    yield _p99("p99 of the processor time of a frame at 3840 × 2160", worked_large)
    slowest = [[percentile(times, 99) for times in each] for each in (busy, idle, large, floors)]
    yield ratio("slowest frames, both cores busy of at rest", *slowest[:2], goal=3.0)
    yield ratio("slowest frames at 3840 × 2160, of the bare widget's", *slowest[2:])


def _p99(what: str, times: Times, goal: float | None = None) -> Figure:
    """Return the figure of all frames together, with the least and most of the rounds."""
    every = percentile(list(chain.from_iterable(times)), 99)
    each: Sequence[float] = [percentile(some, 99) for some in times]
    return Figure(what, every, min(each), max(each), "ms", goal=goal, rounds=len(times))


report(__name__, __doc__, measure)
