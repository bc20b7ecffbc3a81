"""What every tab works with: the training process, the meter, the kept runs, the settings."""

from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from equilibre.errors import EquilibreError
from equilibre.learning import shelf
from equilibre.meter.neighbours import Neighbours
from equilibre.meter.sampler import Sampler
from equilibre.meter.selection import Sensors
from equilibre.meter.session import SessionMeter
from equilibre.meter.surroundings import Surroundings
from equilibre.records import dataclass
from equilibre.sessions.files import check_folder
from equilibre.sessions.journal import Journals
from equilibre.sessions.kept import KeptRuns
from equilibre.ui.settings import SettingsStore
from equilibre.worker.host import Host

if TYPE_CHECKING:
    from equilibre.meter.calibration.record import Calibration


@dataclass(slots=True)
class Equipment:
    """Made once; windows and views come and go around it."""

    host: Host
    sampler: Sampler
    session: SessionMeter
    kept: KeptRuns
    store: SettingsStore
    studies_folder: Path | None  # of the user's own life-cycle studies; None: in memory only
    surroundings: Surroundings = field(default_factory=Surroundings)  # where the sensors are
    calibration_file: Path | None = None  # of this computer; None: in memory only
    neighbours: Neighbours = field(default_factory=Neighbours)  # other Équilibres that measure
    journals: Journals = field(default_factory=lambda: Journals(None))  # of runs under way

    def start(self) -> None:
        """Begin to listen to the computer and warm the training process up."""
        self.sampler.start()
        self.host.start()

    def keeping_problem(self) -> str:
        """Return a sentence where nothing can be kept: a full disk, a folder that is closed."""
        if self.studies_folder is None:
            return ""
        try:
            check_folder(self.studies_folder.parent)
        except EquilibreError as problem:
            return str(problem)
        return ""

    def keep_calibration(self, calibration: "Calibration | None") -> None:
        """Estimate with *calibration* from now on, at this start and the next; None forgets it.

        Raises an EquilibreError with a sentence when the file cannot be changed; then nothing is.
        """
        from equilibre.sessions.calibrations import remove_calibration, save_calibration

        if self.calibration_file is not None:
            if calibration is None:
                remove_calibration(self.calibration_file)
            else:
                save_calibration(self.calibration_file, calibration)
        self.surroundings = replace(self.surroundings, calibration=calibration)
        self.sampler.reopen(partial(_sensors, self.surroundings))

    def end(self) -> None:
        """Leave nothing behind: no thread, no process."""
        self.sampler.stop()
        self.host.end()
        self.journals.end()
        self.neighbours.end()


def make_equipment(
    store: SettingsStore,
    kept: Path | None,
    surroundings: Surroundings | None = None,
    calibration_file: Path | None = None,
) -> Equipment:
    """Return equipment that keeps its runs in the file *kept*, and studies beside it.

    Both stay in memory where *kept* is None, and so does the calibration without its file.
    """
    around = surroundings or Surroundings()
    if around.calibration is None and calibration_file is not None and calibration_file.exists():
        from equilibre.sessions.calibrations import load_calibration

        around = replace(around, calibration=load_calibration(calibration_file))
    shelf_folder = None if kept is None else shelf_beside(kept)
    shelf.use(shelf_folder)
    return Equipment(
        host=Host(shelf_folder=shelf_folder),
        # Sensors are opened in the thread: a slow driver must not delay the window.
        sampler=Sampler(partial(_sensors, around)),
        session=SessionMeter(),
        kept=KeptRuns(kept),
        store=store,
        studies_folder=None if kept is None else kept.with_name("studies"),
        surroundings=around,
        calibration_file=calibration_file,
        journals=Journals(None if kept is None else kept.with_name("under-way")),
    )


def _sensors(surroundings: Surroundings) -> Sensors:
    """Return the sensors of this computer, in the thread: their files are imported there too."""
    from equilibre.meter.catalogue import open_sensors

    return open_sensors(surroundings)


def shelf_beside(kept: Path) -> Path:
    """Return the folder of the data sets that the user brought, beside the file of kept runs."""
    return kept.with_name("datasets")
