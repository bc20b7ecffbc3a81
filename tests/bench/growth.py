"""What one picture of the growth tab costs while a model trains: ``python3 tests --bench growth``.

The two pictures that move, true scale and all the models, play through the years. Each picture is
painted at once, with nothing else under way and while the training process works, in turns.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from equilibre.worker.host import Host
from equilibre.worker.messages import Finished, Reply, Started, Stop, Train, new_run
from tests.bench.goal import Ask, Figure, figure, percentile, ratio, report, rounds

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROUNDS = 7
FRAMES = 60  # of each film in a round
STEP_SECONDS = 0.033
SIZE = (1366, 640)
GOAL_MILLISECONDS = 16.0  # one picture of the screen


class Film:
    """One page whose years go by."""

    def __init__(self, name: str, page: "QWidget", presenter: Any, moved: Any) -> None:
        self.name = name
        self._page, self._presenter, self._moved = page, presenter, moved
        page.resize(*SIZE)
        page.show()
        self.slowest: dict[bool, list[float]] = {False: [], True: []}  # ms, 99 % of each round
        self.usual: dict[bool, list[float]] = {False: [], True: []}  # ms, the median

    def play(self, training: bool) -> None:
        """Paint the pictures of one round."""
        player = self._presenter.player
        player.speed = 4.0
        times = []
        for _frame in range(FRAMES):
            if not player.playing:
                player.play()
            start = time.perf_counter()
            player.advance(STEP_SECONDS)
            self._moved()
            self._page.repaint()
            times.append(1e3 * (time.perf_counter() - start))
        self.slowest[training].append(percentile(times, 99))
        self.usual[training].append(percentile(times, 50))


def films() -> list[Film]:
    """Open the two pages."""
    from equilibre.sessions.kept import KeptRuns
    from equilibre.ui.application import make_application
    from equilibre.ui.growth.models.page import ModelsPage
    from equilibre.ui.growth.models.presenter import ModelsPresenter
    from equilibre.ui.growth.scale.page import ScalePage
    from equilibre.ui.growth.scale.presenter import ScalePresenter
    from equilibre.ui.growth.surroundings import Surroundings
    from equilibre.ui.theme import use_theme

    application = make_application()
    use_theme("light", 100)
    surroundings = Surroundings(KeptRuns(None))
    scale, models = ScalePresenter(surroundings), ModelsPresenter(surroundings)
    scale.show_later(True)
    models.reveal()
    opened = [
        Film("true scale", ScalePage(scale), scale, scale.day_moved),
        Film("all the models", ModelsPage(models), models, models.moved),
    ]
    application.processEvents()
    return opened


def wait(host: Host, kind: type[Reply]) -> None:
    while not any(isinstance(reply, kind) for reply in host.replies()):
        time.sleep(0.01)


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield what 99 of 100 pictures do not exceed, and what a training adds to the usual one."""
    host = Host(standby=False)
    host.start()
    try:
        opened = films()
        for _round in rounds(ROUNDS, ask):
            for film in opened:
                film.play(training=False)
            host.send(Train(new_run(), "digits", "network", {"epochs": 1000.0}, 0, 600.0))
            wait(host, Started)
            for film in opened:
                film.play(training=True)
            host.send(Stop())
            wait(host, Finished)
    finally:
        host.end()
    for film in opened:
        for training, words in ((False, "alone"), (True, "while a model trains")):
            what = f"p99 of a picture, {film.name}, {words}"
            yield figure(what, film.slowest[training], "ms", goal=GOAL_MILLISECONDS)
        what = f"the usual one, {film.name}, while a model trains of alone"
        yield ratio(what, film.usual[True], film.usual[False])


report(__name__, __doc__, measure)
