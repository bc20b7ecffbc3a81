"""What every tab works with: the training process, the meter, the kept runs, the settings."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from equilibre.meter.catalogue import Surroundings, open_sensors
from equilibre.meter.sampler import Sampler
from equilibre.meter.session import SessionMeter
from equilibre.sessions.kept import KeptRuns
from equilibre.ui.settings import SettingsStore, data_folder, settings_folder
from equilibre.worker.host import Host


@dataclass(slots=True)
class Equipment:
    """Made once; windows and views come and go around it."""

    host: Host
    sampler: Sampler
    session: SessionMeter
    kept: KeptRuns
    store: SettingsStore
    studies_folder: Path | None  # of the user's own life-cycle studies; None: in memory only

    def start(self) -> None:
        """Begin to listen to the computer and warm the training process up."""
        self.sampler.start()
        self.host.start()

    def end(self) -> None:
        """Leave nothing behind: no thread, no process."""
        self.sampler.stop()
        self.host.end()


def make_equipment(
    store: SettingsStore, kept: Path | None, surroundings: Surroundings | None = None
) -> Equipment:
    """Return equipment that keeps its runs in the file *kept*, and studies beside it.

    Both stay in memory where *kept* is None.
    """
    return Equipment(
        host=Host(),
        # Sensors are opened in the thread: a slow driver must not delay the window.
        sampler=Sampler(partial(open_sensors, surroundings)),
        session=SessionMeter(),
        kept=KeptRuns(kept),
        store=store,
        studies_folder=None if kept is None else kept.with_name("studies"),
    )


def user_store() -> SettingsStore:
    """Return the settings of this user."""
    return SettingsStore(settings_folder() / "settings.json")


def user_kept_runs() -> Path:
    """Return where the kept runs of this user live."""
    return data_folder() / "kept-runs.equilibre"
