"""Plays every moment of one window and prints the longest turn of the event loop in each, as JSON.

A moment is what one click begins, until half a second later. A turn is counted in the processor's
time of the window's thread: what another program uses meanwhile does not count.
"""

import json
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.document import encoded_study
from equilibre.sessions.files import write_runs
from equilibre.ui.growth.tab import GrowthTab
from equilibre.ui.growth.view import PAGES as GROWTH_PAGES
from equilibre.ui.lifecycle.state import PAGES as LIFECYCLE_PAGES
from equilibre.ui.lifecycle.tab import LifecycleTab
from tests.bench.live_window import LiveWindow, live_window
from tests.lifecycle.studies import large_study
from tests.sessions.records import run
from tests.ui.dialogues import close_dialogues

_BEAT_MILLISECONDS = 3
_MOMENT_SECONDS = 0.35
_KEPT_RUNS = 300


class Moments:
    """The longest turn of each kind of moment, in milliseconds."""

    def __init__(self, alive: LiveWindow) -> None:
        self._alive = alive
        self.longest: dict[str, float] = defaultdict(float)
        self._turns: list[float] = []
        self._last = time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MILLISECONDS)

    def _beat(self) -> None:
        now = time.thread_time()
        self._turns.append(now - self._last)
        self._last = now

    def see(self, kind: str, *acts: Callable[[], object]) -> None:
        """Do each of *acts* in a turn of the event loop, and keep the longest turn that follows."""
        for act in acts:
            self._alive.live(0.05)
            self._turns.clear()
            QTimer.singleShot(0, act)
            self._alive.live(_MOMENT_SECONDS)
            self.longest[kind] = max(self.longest[kind], *(1e3 * one for one in self._turns))


def main() -> None:
    with live_window(1366, 768) as alive, tempfile.TemporaryDirectory() as folder:
        moments = Moments(alive)
        window = alive.window
        training, lifecycle, growth = window.tabs
        assert isinstance(lifecycle, LifecycleTab)
        assert isinstance(growth, GrowthTab)
        tabs = window.centralWidget
        window._filling.read_ahead()
        alive.live(2.0)
        moments.see(
            "a tab, the first time", *(lambda i=i: tabs().setCurrentIndex(i) for i in (1, 2))
        )
        rooms = ("compare", *(room.key for room in alive.tab.rooms), "run")
        assert lifecycle.view is not None
        assert growth.view is not None
        moments.see("a page of Growth", *_each(growth.view.page_chosen.emit, GROWTH_PAGES))
        tabs().setCurrentIndex(1)
        moments.see(
            "a page of Life cycle", *_each(lifecycle.view.page_chosen.emit, LIFECYCLE_PAGES)
        )
        lifecycle.presenter.choose_page("signs")
        moments.see("a study", *_each(lifecycle.presenter.choose_study, catalogue.study_keys()))
        tabs().setCurrentIndex(0)
        moments.see("a page of Training", *_each(alive.view.page_asked.emit, rooms))
        for index in range(3):
            tabs().setCurrentIndex(index)
            alive.live(0.3)
            moments.see("another language", *_changes(window, "language", "fr", "en"))
            moments.see("another theme", *_changes(window, "theme", "dark", "contrast", "light"))
            moments.see("another size of texts", *_changes(window, "scale_percent", 125, 100))
            moments.see("another level", *_changes(window, "level", "complete", "simple"))
        dialogues = (
            (0, window.show_about),
            (0, window.show_sensors),
            (0, window.instruments.calibrate),
            (0, window.instruments.tell_truth),
            (0, alive.tab.show_data_card),
            (0, alive.tab.show_energy_card),
            (1, lifecycle.show_study_card),
            (1, lifecycle.show_zone_card),
        )
        for index, show in dialogues:
            window.show_tab(index)
            moments.see("a dialogue opened", show)
            moments.see("a dialogue closed", close_dialogues)
        moments.see("the tour", window.guide.show_tour, window.guide.end_tour)
        runs, study = Path(folder, "class.equilibre"), Path(folder, "large.equilibre-study")
        write_runs(runs, [run(f"run {number}") for number in range(_KEPT_RUNS)])
        study.write_text(re.sub(r'"(\d+_\d+)"', r'"f\1"', json.dumps(encoded_study(large_study()))))
        moments.see(f"a file of {_KEPT_RUNS} runs", lambda: window.open_files([runs]))
        moments.see("their table", lambda: alive.tab.presenter.choose_page("compare"))
        moments.see("a study of 160 lines", lambda: window.open_files([study]))
        print(json.dumps(moments.longest))


def _each(choose: Callable[[str], None], keys: object) -> list[Callable[[], None]]:
    return [lambda key=key: choose(key) for key in keys]  # type: ignore[attr-defined,misc]


def _changes(window: object, name: str, *values: object) -> list[Callable[[], None]]:
    return [lambda value=value: window.change(**{name: value}) for value in values]  # type: ignore[attr-defined,misc]


if __name__ == "__main__":
    main()
