"""A thousand visitors, one after the other: each trains, compares, looks around and leaves.

Every visit is the same but for what its number changes: the model, the pages and dialogues that
are opened, the language, the theme, and what happens to the computer meanwhile.
"""

import argparse
import itertools
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


from equilibre.ui.training import running
from equilibre.ui.training.state import Phase
from tests.bench.goal import Figure
from tests.soak.gauges import read
from tests.soak.growth import figures, tell
from tests.soak.house import House
from tests.ui.dialogues import close_dialogues, dialogues

FRAMES = 3
TURN = 12  # visits between two readings
HOUR, YEAR = 3600.0, 365 * 86400.0

MODELS = (
    ("breast_cancer", "linear"),
    ("diabetes", "polynomial"),
    ("penguins", "network"),
    ("breast_cancer", "kernel"),
    ("weather", "linear"),
)
PAGES = ("compare", "learned", "experiments", "run")
THEMES = ("dark", "contrast", "light")
SCALES = (100, 125, 150)


class Visits:
    """Plays visits in one house."""

    def __init__(self, house: House) -> None:
        self.house = house
        running.IDLE_SECONDS = 0.02  # type: ignore[misc]
        running.minimum_seconds = lambda _routes: 0.0
        self._incidents: tuple[tuple[int, Callable[[], None]], ...] = (
            (7, lambda: house.set_wall_clock(HOUR)),  # the summer time begins
            (7, lambda: house.set_wall_clock(-HOUR)),
            (11, lambda: house.sleep(8 * HOUR)),
            (13, lambda: house.set_wall_clock(-YEAR)),  # a battery that is empty
            (13, lambda: house.set_wall_clock(YEAR)),
            (5, house.lose_sensors),  # until the visitor leaves
            (50, self._lose_the_training_process),
        )

    def visit(self, number: int) -> float:
        """Play the visit *number* and return the CPU seconds of one picture of the live page."""
        house = self.house
        self._choose(number)
        self._train(number)
        frame_seconds = self._frame_seconds()
        house.training.presenter.kept.keep()
        for page in PAGES:
            house.training.presenter.choose_page(page)
            house.live(0.0)
        for tab in (1, 2, 0):
            house.window.show_tab(tab)
            house.live(0.0)
        self._look(number)
        self._dialog(number)
        self._leave(number)
        return frame_seconds

    # -- its parts -------------------------------------------------------------------------

    def _choose(self, number: int) -> None:
        presenter = self.house.training.presenter
        dataset, family = MODELS[number % len(MODELS)]
        presenter.choose_dataset(dataset)
        presenter.choose_family(family)
        presenter.choose_setting("epochs", 20)

    def _train(self, number: int) -> None:
        """Train to the end; now and then pause, go on, or stop half-way, with an incident."""
        house, presenter = self.house, self.house.training.presenter
        presenter.start()
        house.live(0.01)
        self._happen(number)
        if number % 6 == 3:  # noqa: PLR2004
            house.until(lambda: presenter.state.phase is not Phase.IDLE, "a training")
            presenter.pause()
            house.until(self._waiting_or_over, "a pause")
            if presenter.state.phase is Phase.PAUSED:
                presenter.start()
        if number % 6 == 5:  # noqa: PLR2004
            house.until(lambda: presenter.state.phase is not Phase.IDLE, "a training")
            presenter.stop()
        house.until(lambda: not presenter.state.phase.busy, "the end of a training")

    def _waiting_or_over(self) -> bool:
        phase = self.house.training.presenter.state.phase
        return phase is Phase.PAUSED or not phase.busy

    def _happen(self, number: int) -> None:
        """Let happen what is due: each incident of a period has its own place in it."""
        places: dict[int, Iterator[int]] = {}
        for period, incident in self._incidents:
            place = next(places.setdefault(period, itertools.count(1)))
            if number % period == place:
                incident()

    def _lose_the_training_process(self) -> None:
        process = self.house.equipment.host.process
        if process is not None:
            os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def _look(self, number: int) -> None:
        """See the window in another language, theme or size of texts."""
        window = self.house.window
        match number % 4:
            case 0:
                window.change(language="fr" if number % 8 else "en")
            case 1:
                window.change(theme=THEMES[number // 4 % len(THEMES)])
            case 2 if number % 3 == 0:
                window.change(scale_percent=SCALES[number // 12 % len(SCALES)])
            case 3:
                window.change(level="simple" if number % 8 == 3 else "complete")  # noqa: PLR2004
        self.house.until(lambda: self.house.training.view is not None, "the page")

    def _dialog(self, number: int) -> None:
        """Open a dialogue, let it be painted, and close it."""
        tab, window = self.house.training, self.house.window
        opened = (*dialogues(window, tab), window.guide.show_tour)
        opened[number % len(opened)]()
        self.house.live(0.02)
        window.guide.end_tour()
        close_dialogues()
        self.house.live(0.0)

    def _leave(self, number: int) -> None:
        """Leave the place to the next visitor: nothing kept, nothing changed."""
        presenter = self.house.training.presenter
        presenter.kept.delete(*(run.key for run in presenter.state.kept))
        presenter.reset()
        self.house.find_sensors()
        self.house.live(0.0)

    def show_the_same_again(self) -> None:
        """Show what every reading finds: like is compared with like."""
        self._choose(0)
        store = self.house.equipment.store
        store.change(language="en", theme="light", scale_percent=100, level="complete")
        self.house.window.apply(store.settings)  # made anew, whatever has changed
        self.house.until(lambda: self.house.training.view is not None, "the page")
        self.house.rest()

    def _frame_seconds(self) -> float:
        """Return the CPU seconds of this thread for one picture: the curves drawn and painted."""
        window, seconds = self.house.window, []
        for _turn in range(FRAMES):
            begun = time.thread_time()
            self.house.training.draw()
            window.repaint()
            seconds.append(time.thread_time() - begun)
        return min(seconds)  # what others do to the caches of the processor is not ours


def measure(visits: int, standby: bool = True) -> Iterator[Figure]:
    """Yield what so many *visits* have made grow, with a training process in reserve or without."""
    readings, frame_seconds = [], []
    with tempfile.TemporaryDirectory(prefix="equilibre-soak-") as name:
        house = House(Path(name), standby=standby)
        try:
            house.open()
            played = Visits(house)
            for number in range(visits):
                frame_seconds.append(played.visit(number))
                if number % TURN == TURN - 1 or visits < 8 * TURN:
                    played.show_the_same_again()
                    readings.append(read())
        finally:
            house.close()
    yield from figures(readings, frame_seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=1000)
    parser.add_argument("--alone", action="store_true", help="one training process, none beside it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    choices = parser.parse_args()
    tell(measure(choices.cycles, not choices.alone), choices.json)


if __name__ == "__main__":
    main()
