"""A window with nothing real behind it: no process, no sensor, no file of the user."""

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from equilibre.meter.session import SessionMeter
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.application import make_application
from equilibre.ui.equipment import Equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.tab import TabEntry
from equilibre.ui.tabs import TABS
from equilibre.ui.theme import use_theme
from equilibre.ui.training import presenter as presenter_module
from equilibre.ui.training import running
from equilibre.ui.training import tab as tab_module
from equilibre.ui.training.tab import TrainingTab
from equilibre.ui.training.view import TrainingView
from equilibre.ui.window import MainWindow
from tests.sessions.records import route
from tests.ui.fakes import Conductor, FakeHost, FakeSampler, quiet_computer


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return our own application, with its font and style, in the place of pytest-qt's."""
    return make_application()


MANY_OBJECTS = 50_000


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Free dead windows between tests: the application collects only in its event loop."""
    yield
    if gc.get_count()[0] > MANY_OBJECTS:
        gc.collect()


def settle() -> None:
    """Let Qt do what it put off: deletions, layouts, paints."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # A timer that came last may have changed a text: it has its place before anybody looks.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class Room(Conductor):
    """A whole window around a training tab, played by hand."""

    def __init__(self, window: MainWindow, host: FakeHost, meter: FakeSampler) -> None:
        super().__init__()
        self.window, self.host, self.meter, self.sent = window, host, meter, host.sent

    def fill(self) -> None:
        """Build the tabs."""
        self.window.fill()
        self.tab = cast("TrainingTab", self.window.tabs[0])
        self.presenter = self.tab.presenter

    @property
    def view(self) -> TrainingView:
        assert self.tab.view is not None
        return self.tab.view

    def show(self, width: int = 1366, height: int = 689) -> None:
        """Show the window with this size inside its frame."""
        self.window.showNormal()
        self.window.resize(width, height)
        settle()

    def change(self, **changes: object) -> None:
        """Change settings, and see the whole window changed."""
        self.window.change(**changes)
        self.window.turns.finish()

    def open_files(self, *paths: Path) -> None:
        """Drop files on the window, and see them all opened."""
        self.window.open_files(paths)
        self.window.turns.finish()

    def draw(self) -> None:
        """Redraw the curves, as the pump does now and then."""
        for _turn in range(2):
            self.tab.draw()
        settle()


MakeRoom = Callable[..., Room]


@pytest.fixture
def make_room(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeRoom]:
    """Return a function that opens a window with some settings and routes."""
    monkeypatch.setattr(running, "processor_times", quiet_computer)
    windows: list[MainWindow] = []

    def make(
        store: SettingsStore | None = None,
        routes: list[presenter_module.Route] | None = None,
        filled: bool = True,
        entries: Sequence[TabEntry] = TABS,
        **settings: object,
    ) -> Room:
        if store is None:
            store = SettingsStore(tmp_path / "settings.json")
            store.change(**{"started": True, "language": "en", "theme": "light", **settings})
        use_language(store.settings.language or "en")
        use_theme(store.settings.theme, store.settings.scale_percent)
        host, meter = FakeHost(), FakeSampler([route()] if routes is None else routes)
        equipment = Equipment(
            host,  # type: ignore[arg-type]
            meter,  # type: ignore[arg-type]
            SessionMeter(),
            KeptRuns(tmp_path / "kept-runs.equilibre"),
            store,
            tmp_path / "studies",
        )
        window = MainWindow(store, lambda: equipment, entries)
        qtbot.addWidget(window)
        windows.append(window)
        room = Room(window, host, meter)
        monkeypatch.setattr(
            tab_module,
            "TrainingPresenter",
            partial(presenter_module.TrainingPresenter, clock=room.clock),
        )
        if filled:
            room.fill()
        return room

    yield make
    for window in windows:
        window.close()
    settle()


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    """Return a window in English and light, shown."""
    made = make_room()
    made.show()
    return made
