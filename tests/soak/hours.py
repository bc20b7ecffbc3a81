"""A day in minutes: the window at rest, or in one training that lasts as long.

Everything runs as it does for a user but the clock, which is ours, the training process, which
says up to a thousand epochs, and the sampling thread, which reads when it is told to.
"""

# ruff: noqa: E402 - our clock is there before the program, which takes the one it finds

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class Clock:
    """The monotonic clock of the program, moved by hand."""

    def __init__(self) -> None:
        self.now = time.monotonic()

    def __call__(self) -> float:
        return self.now


CLOCK = Clock()
true_seconds = time.monotonic
if __name__ == "__main__":
    time.monotonic = CLOCK


from equilibre.learning.step import Step
from equilibre.worker.messages import Finished, Started, Stepped, Train
from tests.bench.goal import Figure
from tests.soak.gauges import Reading, read
from tests.soak.growth import figures, tell
from tests.soak.house import House
from tests.ui.fakes import FakeHost

PERIOD_SECONDS = 0.1  # of the sampler
TICKS_A_SECOND = 2  # of the window, which looks more often: nothing new is there then
FRAME_SECONDS = 20.0
READING_SECONDS = 120.0
READINGS = 16  # at least
EPOCHS = 1000  # the most that the program lets be asked for
INCIDENTS_SECONDS = 600.0
SLEEP_SECONDS, LOSE_SECONDS, FIND_SECONDS = 10.0, 30.0, 60.0  # of each such stretch
SLEPT_SECONDS = 3600.0


class Day:
    """Some hours in one house."""

    def __init__(self, folder: Path) -> None:
        self._host = FakeHost()
        self._house = House(folder, self._host)  # type: ignore[arg-type]
        self._house.window.fill()
        self._order: Train | None = None
        self._epoch = 0
        self.readings: list[Reading] = []
        self.frame_seconds: list[float] = []
        self.end_seconds = 0.0  # of CPU, for the end of the training

    def pass_by(self, hours: float, training: bool) -> None:
        """Let so many *hours* pass, at rest or in one *training*."""
        if training:
            self._start()
        ticks = round(3600 * hours / PERIOD_SECONDS)
        second = round(1 / PERIOD_SECONDS)
        for tick in range(ticks):
            self._pass(tick % (second // TICKS_A_SECOND) == 0)
            if self._order is not None and tick % max(second, ticks // EPOCHS) == 0:
                self._step()
            if tick % round(FRAME_SECONDS / PERIOD_SECONDS) == 0:
                self._draw()
            if tick % round(min(READING_SECONDS, 3600 * hours / READINGS) / PERIOD_SECONDS) == 0:
                self.readings.append(read())
            self._happen(tick * PERIOD_SECONDS % INCIDENTS_SECONDS)
        if training:
            self._finish()

    def close(self) -> None:
        self._house.close()

    def _pass(self, look: bool) -> None:
        """Let one period of the sampler pass, and the window look at what came of it."""
        CLOCK.now += PERIOD_SECONDS
        self._house.computer.advance(PERIOD_SECONDS)
        self._house.equipment.sampler.tick()
        if look:
            self._house.window._tick()
            self._house.look()

    def _happen(self, seconds: float) -> None:
        """Let the computer sleep, the sensors go, the sensors come back, each at its time."""
        house = self._house
        incidents = {
            SLEEP_SECONDS: lambda: house.sleep(SLEPT_SECONDS),
            LOSE_SECONDS: house.lose_sensors,
            FIND_SECONDS: house.find_sensors,
        }
        incidents.get(round(seconds, 3), bool)()

    def _draw(self) -> None:
        begun = time.thread_time()
        self._house.training.draw()
        self._house.window.repaint()
        self.frame_seconds.append(time.thread_time() - begun)

    # -- a training ------------------------------------------------------------------------

    def _start(self) -> None:
        self._house.training.presenter.start()
        while self._order is None:
            self._pass(look=True)
            self._order = next((one for one in self._host.sent if isinstance(one, Train)), None)
        self._host.says.append(Started(self._order.run, CLOCK.now, 650, 1347, 450))

    def _step(self) -> None:
        assert self._order is not None
        self._epoch += 1
        loss = 1 / self._epoch
        step = Step(self._epoch, CLOCK.now, loss, 1.2 * loss, 1 - loss, 1 - 1.1 * loss)
        self._host.says.append(Stepped(self._order.run, step))

    def _finish(self) -> None:
        assert self._order is not None
        self._host.says.append(Finished(self._order.run, CLOCK.now, 1, True, False, 1.0, 1.0, 0.1))
        begun = time.thread_time()
        self._pass(look=True)
        self.end_seconds = time.thread_time() - begun


def measure(hours: float, training: bool) -> Iterator[Figure]:
    """Yield what *hours* at rest, or in one *training*, have made grow."""
    with tempfile.TemporaryDirectory(prefix="equilibre-soak-") as name:
        day = Day(Path(name))
        try:
            day.pass_by(hours, training)
            yield from figures(day.readings, day.frame_seconds)
            if training:
                milliseconds = 1e3 * day.end_seconds
                yield Figure(
                    "the end of the training", milliseconds, milliseconds, milliseconds, "ms"
                )
        finally:
            day.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--training", action="store_true", help="in one training, else at rest")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    choices = parser.parse_args()
    tell(measure(choices.hours, choices.training), choices.json)


if __name__ == "__main__":
    main()
