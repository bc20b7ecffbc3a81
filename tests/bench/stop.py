"""What a click on Stop and on Start costs: ``python3 tests --bench stop``.

The window's end of the real training process, with another one in reserve. A fit of scikit-learn's
SVC on 12 000 rows, which lasts 15 s and more and which nothing but force interrupts, is stopped in
its middle: from the click until the system knows the process no more. Then trainings that obey by
themselves, between two parts of an epoch; the start of a small training in a process that is warm;
and the first step in the place of the one that was killed.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from equilibre.worker.host import Host
from equilibre.worker.messages import (
    Begun,
    Do,
    Done,
    Finished,
    Reply,
    Stepped,
    Stop,
    Train,
    new_run,
)
from tests.bench.goal import Ask, Figure, figure, percentile, report, rounds

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

ROUNDS = 7
ROWS, COLUMNS, PENALTY = 12_000, 20, 1e4
GOAL_STOP, GOAL_START = 50.0, 20.0  # ms
PATIENCE_SECONDS = 60.0

# Small and large parts of epochs: of thousands a second, of rows laid out anew, of 256 × 256.
POLITE = (
    Train(0, "digits", "network", {"epochs": 1000}),
    Train(0, "breast_cancer", "polynomial", {"epochs": 1000, "degree": 3, "batch_size": 8}),
    Train(0, "digits", "network", {"epochs": 1000, "layers": 3, "neurons": 256, "batch_size": 8}),
    Train(0, "fashion", "network", {"epochs": 100, "layers": 2, "neurons": 256}),
)


@dataclass(frozen=True, slots=True)
class SupportVectors:
    """Fits scikit-learn's SVC in one call of C, for 15 s and more."""

    def outcomes(self, last: "Training | None") -> Iterator[float]:
        """Tell how well the training rows are classified, if it ever ends."""
        import numpy as np
        from sklearn.svm import SVC

        chance = np.random.default_rng(0)
        columns = chance.normal(size=(ROWS, COLUMNS))
        target = columns[:, 0] * columns[:, 1] + chance.normal(size=ROWS) > 0
        yield float(SVC(C=PENALTY).fit(columns, target).score(columns, target))


class Clicks:
    """The window's end of the training process, and how long its answers take, ms."""

    def __init__(self) -> None:
        self.host = Host()
        self.host.start()
        self._chance = random.Random(0)
        self.settle()

    def settle(self) -> None:
        """Wait for the process and for the one in reserve."""
        self._until(lambda _said: self.host.ready and self.host.has_standby)

    def work_a_while(self, least: float, most: float) -> None:
        """Hear the process for so many seconds: the click comes at any moment of its work."""
        end = time.monotonic() + self._chance.uniform(least, most)
        self._until(lambda _said: time.monotonic() > end)

    def wait(self, kind: type[Reply]) -> None:
        self._until(lambda said: any(isinstance(each, kind) for each in said))

    def first_step(self, order: Train) -> float:
        """Start *order*; return the time until its first step is told."""
        begin = time.monotonic()
        self.host.send(Train(new_run(), order.dataset, order.family, order.settings))
        self.wait(Stepped)
        return 1e3 * (time.monotonic() - begin)

    def stop(self) -> float:
        """Stop the training; return the time until its end is told."""
        begin = time.monotonic()
        self.host.send(Stop())
        self.wait(Finished)
        return 1e3 * (time.monotonic() - begin)

    def stop_the_deaf(self) -> tuple[float, float]:
        """Stop the fit in its middle; return the time until the process is gone, and until told."""
        assert self.host.process is not None
        process = psutil.Process(self.host.process)
        self.host.send(Do(new_run(), SupportVectors()))
        self.wait(Begun)
        middle = _processor_seconds(process) + self._chance.uniform(0.5, 1.5)  # however busy
        self._until(lambda _said: _processor_seconds(process) > middle)
        begin = time.monotonic()
        self.host.send(Stop())
        self.wait(Done)
        told = time.monotonic()
        while _lives(process):
            time.sleep(0.0005)
        return 1e3 * (time.monotonic() - begin), 1e3 * (told - begin)

    def _until(self, true: Callable[[list[Reply]], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        said = self.host.replies()
        while not true(said):
            assert time.monotonic() < end, said
            time.sleep(0.0005)
            said = self.host.replies()


def _lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the milliseconds from a click to what it is for."""
    small = Train(0, "digits", "linear", {"epochs": 1000})
    gone, told, instead, polite, warm = [], [], [], [], []
    killed = 0
    clicks = Clicks()
    try:
        for _round in rounds(ROUNDS, ask):
            clicks.settle()
            for order in POLITE:
                process = clicks.host.process
                clicks.first_step(order)
                clicks.work_a_while(0.1, 0.4)
                polite.append(clicks.stop())
                if clicks.host.process != process:
                    killed += 1
                    clicks.settle()
            clicks.first_step(small)
            clicks.stop()
            warm.append(clicks.first_step(small))
            clicks.stop()
            out, heard = clicks.stop_the_deaf()
            gone.append(out)
            told.append(heard)
            instead.append(clicks.first_step(small))
            clicks.stop()
    finally:
        clicks.host.end()
    yield figure("stop in a fit of 15 s, process gone", gone, "ms", goal=GOAL_STOP)
    yield figure("stop in a fit of 15 s, end told", told, "ms", goal=GOAL_STOP)
    yield figure(
        "stop between two parts of an epoch",
        polite,
        "ms",
        goal=GOAL_STOP,
        note=f"{percentile(polite, 95):.0f} ms of 19 in 20; {killed} of {len(polite)} by force",
    )
    yield figure("start of a small training, to its first step", warm, "ms", goal=GOAL_START)
    yield figure(
        "the same in the place of a process killed just before",
        instead,
        "ms",
        note="while another one is being started for the reserve, its data not yet in memory",
    )


report(__name__, __doc__, measure)
