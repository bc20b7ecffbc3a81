"""What one picture of the growth tab costs while a model trains: ``python tests/bench/growth.py``.

The two pictures that move, true scale and all the models, play through the years. Each picture is
painted at once, with nothing else under way and while the training process works, in turns, so
that a busy machine slows both.
"""

# ruff: noqa: E402 - the platform is chosen before Qt is imported, the folders before the program

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from PySide6.QtWidgets import QWidget

from equilibre.sessions.kept import KeptRuns
from equilibre.ui.application import make_application
from equilibre.ui.growth.models.page import ModelsPage
from equilibre.ui.growth.models.presenter import ModelsPresenter
from equilibre.ui.growth.scale.page import ScalePage
from equilibre.ui.growth.scale.presenter import ScalePresenter
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.theme import use_theme
from equilibre.worker.host import Host
from equilibre.worker.messages import Finished, Started, Stop, Train, new_run

ROUNDS = 7
FRAMES = 60
STEP_SECONDS = 0.033
GOAL_MILLISECONDS = 16.0  # one picture of the screen


class Film:
    """One page whose years go by."""

    def __init__(self, page: QWidget, presenter: Any, moved: Any) -> None:
        self._page, self._presenter, self._moved = page, presenter, moved
        page.resize(1366, 640)
        page.show()
        self.times: dict[bool, list[float]] = {False: [], True: []}

    def play(self, training: bool) -> None:
        player = self._presenter.player
        player.speed = 4.0
        player.play()
        for _frame in range(FRAMES):
            if not player.playing:
                player.play()
            start = time.perf_counter()
            player.advance(STEP_SECONDS)
            self._moved()
            self._page.repaint()
            self.times[training].append(1e3 * (time.perf_counter() - start))


def train(host: Host) -> None:
    """Have the training process work until it is told to stop."""
    settings = {"epochs": 1000.0}
    host.send(Train(new_run(), "digits", "network", settings, minimum_seconds=600.0))
    wait(host, Started)


def rest(host: Host) -> None:
    host.send(Stop())
    wait(host, Finished)


def wait(host: Host, kind: type) -> None:
    while not any(isinstance(reply, kind) for reply in host.replies()):
        time.sleep(0.01)


def main() -> int:
    application = make_application()
    use_theme("light", 100)
    surroundings = Surroundings(KeptRuns(None))
    scale, models = ScalePresenter(surroundings), ModelsPresenter(surroundings)
    scale.show_later(True)
    models.reveal()
    films = {
        "true scale": Film(ScalePage(scale), scale, scale.day_moved),
        "all the models": Film(ModelsPage(models), models, models.moved),
    }
    application.processEvents()
    host = Host(standby=False)
    host.start()
    for _round in range(ROUNDS):
        for film in films.values():
            film.play(training=False)
        train(host)
        for film in films.values():
            film.play(training=True)
        rest(host)
    host.end()
    print(f"{'':34} {'median':>9} {'99 %':>9} {'of 16 ms':>9}")
    for name, film in films.items():
        for training, words in ((False, "alone"), (True, "while a model trains")):
            ordered = sorted(film.times[training])
            median, late = statistics.median(ordered), ordered[len(ordered) * 99 // 100]
            print(
                f"{name + ', ' + words:34} {median:6.1f} ms {late:6.1f} ms"
                f" {late / GOAL_MILLISECONDS:9.2f}"
            )
        ratio = statistics.median(film.times[True]) / statistics.median(film.times[False])
        print(f"{name}: {ratio:.2f} times the cost while a model trains")
    return 0


if __name__ == "__main__":
    sys.exit(main())
