"""The real window and its training process, where sensors and clocks do as they are told."""

import sys
import time
from collections.abc import Callable
from datetime import datetime as real_datetime
from datetime import timedelta, tzinfo
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import cast

import psutil
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from equilibre.meter.catalogue import open_sensors
from equilibre.meter.emulation import EmulatedPowercap
from equilibre.meter.sampler import Sampler, boot_seconds
from equilibre.meter.session import SessionMeter
from equilibre.meter.surroundings import Surroundings
from equilibre.sessions import experiment_record, recorder
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui import binding  # noqa: F401 - before whatever else is imported
from equilibre.ui.application import make_application, speak_qt
from equilibre.ui.equipment import Equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.training.tab import TrainingTab
from equilibre.ui.window import MainWindow
from equilibre.worker.host import STANDBY_MEMORY_BYTES, Host

WIDTH, HEIGHT = 1366, 689
PUMP_SECONDS = 0.5  # in which a window at rest looks at everything once
LONGEST_SECONDS = 120.0  # for anything awaited, on a busy computer


class Stuck(Exception):
    """Something awaited never came."""


class Clocks:
    """The wall clock and the clock of the boot, which jump when they are told to."""

    def __init__(self) -> None:
        self.wall_seconds = 0.0  # ahead of the true one, or behind it
        self.slept_seconds = 0.0

    def boot_seconds(self) -> float | None:
        true_seconds = boot_seconds()
        return None if true_seconds is None else true_seconds + self.slept_seconds

    def datetime(self) -> type[real_datetime]:
        """Return a class that tells our time, to be put in the place of the library's."""
        clocks = self

        class Jumping(real_datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> real_datetime:  # type: ignore[override]
                return real_datetime.now(tz) + timedelta(seconds=clocks.wall_seconds)

        return Jumping


class House:
    """A window of one visitor after the other."""

    def __init__(self, folder: Path, host: Host | None = None, standby: bool = True) -> None:
        """Make the window, with its files in *folder* and, if given, another *host* than ours.

        With *standby*, a second training process waits in reserve where there is memory for it.
        """
        self._standby = standby
        self.application = make_application()
        self.clocks = Clocks()
        self._uncaught: BaseException | None = None
        sys.excepthook = self._caught
        self.computer = EmulatedPowercap(folder / "powercap", "desktop")
        self._lost = False
        surroundings = Surroundings(
            powercap=folder / "powercap",
            power_supply=folder / "none",
            hwmon=folder / "none",
            event_source=folder / "none",
        )
        store = SettingsStore(folder / "settings.json")
        store.change(started=True, language="en", theme="light", level="complete", motion=False)
        use_language("en")
        speak_qt(self.application)
        use_theme("light", 100)
        self.equipment = Equipment(
            host or Host(standby),
            Sampler(partial(open_sensors, surroundings), boot_clock=self.clocks.boot_seconds),
            SessionMeter(),
            KeptRuns(folder / "kept-runs.equilibre"),
            store,
            folder / "studies",
            surroundings,
        )
        for module in (recorder, experiment_record):
            module.datetime = self.clocks.datetime()  # type: ignore[attr-defined]
        self.window = MainWindow(self.equipment.store, lambda: self.equipment)
        self.window.showNormal()
        self.window.resize(WIDTH, HEIGHT)

    def open(self) -> None:
        """Build the tabs and wait until everything is warm."""
        self.computer.start()
        self.equipment.start()
        self.window.fill()
        self.rest()

    def rest(self) -> None:
        """Wait until the training processes wait for work, one in reserve where there is memory."""
        host = self.equipment.host
        self.until(lambda: host.ready and not host.loading and not host.busy, "training process")
        if self._standby and psutil.virtual_memory().total >= STANDBY_MEMORY_BYTES:
            self.until(lambda: host.has_standby, "process in reserve")
        self.live(PUMP_SECONDS)  # what measures hears that nothing is measured any more

    def close(self) -> None:
        """Close the window; nothing of it stays."""
        self.window.close()
        self.computer.stop()
        for module in (recorder, experiment_record):
            module.datetime = real_datetime  # type: ignore[attr-defined]
        self.window.deleteLater()
        self.live(0.0)
        sys.excepthook = sys.__excepthook__

    def _caught(
        self, _kind: type[BaseException], problem: BaseException, _trace: TracebackType | None
    ) -> None:
        self._uncaught = problem

    def look(self) -> None:
        """Let Qt do what is due. Raises what a slot has raised."""
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if self._uncaught is not None:
            raise self._uncaught

    @property
    def training(self) -> TrainingTab:
        return cast("TrainingTab", self.window.tabs[0])

    # -- time ------------------------------------------------------------------------------

    def live(self, seconds: float) -> None:
        """Let the window live for so long, and do what Qt has put off."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            self.look()
            if left <= 0:
                return
            time.sleep(min(left, 0.003))

    def until(self, reached: Callable[[], bool], what: str) -> None:
        """Let the window live until *reached*. Raises Stuck after too long."""
        limit = time.monotonic() + LONGEST_SECONDS
        while not reached():
            if time.monotonic() > limit:
                raise Stuck(f"{what} never came")
            self.live(0.005)

    # -- incidents -------------------------------------------------------------------------

    def sleep(self, seconds: float) -> None:
        """Let the computer have slept for so long."""
        self.clocks.slept_seconds += seconds

    def set_wall_clock(self, seconds: float) -> None:
        """Put the wall clock that much forward, or back."""
        self.clocks.wall_seconds += seconds

    def lose_sensors(self) -> None:
        """Take the energy counters away, as a driver that is unloaded does."""
        for zone in () if self._lost else self.computer.zones:
            self.computer.remove(zone.identifier)
        self._lost = True

    def find_sensors(self) -> None:
        """Bring the energy counters back."""
        for zone in self.computer.zones if self._lost else ():
            self.computer.restore(zone.identifier)
        self._lost = False
