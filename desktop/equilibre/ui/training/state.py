"""Everything that the training tab shows, but the curves."""

from dataclasses import field
from enum import StrEnum

from equilibre.learning.control import Control
from equilibre.records import dataclass
from equilibre.sessions.run import Run, RunEnergy
from equilibre.ui.board import Notice


class Phase(StrEnum):
    """What the tab is doing."""

    READY = "ready"
    IDLE = "idle"  # listening to the computer at rest
    TRAINING = "training"
    PAUSED = "paused"
    REPEATING = "repeating"
    FINISHED = "finished"

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self not in (Phase.READY, Phase.FINISHED)


@dataclass(frozen=True, slots=True)
class Setting:
    """A control with the stops that the data allow and the one chosen."""

    control: Control
    stops: tuple[float, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Card:
    """A number, its unit, its interval and its kind, always in this order."""

    title: str
    value: str
    interval: str = ""
    detail: str = ""
    kind: str = ""  # "measured", "estimated", "mixed", "computed"; "" where there is no number
    note: str = ""  # one more line, where there is room
    obtained: str = ""  # how, where the name of the kind says too little


@dataclass(frozen=True, slots=True)
class TrainingState:
    """What the view draws; it never computes."""

    phase: Phase = Phase.READY
    datasets: tuple[str, ...] = ()  # what can be chosen
    dataset: str = ""
    family: str = ""
    settings: tuple[Setting, ...] = ()
    seed: int = 42
    parameters: int = 0
    operations_per_step: float = 0.0  # floating-point, of one correction of the parameters
    memory_bytes: float = 0.0  # about, of the training
    computed_on: str = "cpu"  # or "gpu"
    complete: bool = False  # the level that shows every control
    status: str = ""
    progress: float = 0.0  # 0 to 1
    notice: Notice | None = None
    power: Card | None = None
    energy: Card | None = None
    carbon: Card | None = None
    country: str = ""
    scale: int = 1
    scale_text: str = ""
    equivalent: str = ""
    heading: str = ""  # which run the figures belong to
    run: Run | None = None  # the finished run shown
    run_energy: RunEnergy | None = None
    run_kept: bool = False
    kept: tuple[Run, ...] = field(default=())
    chosen: str = ""  # key of the kept run shown
    can_undo: bool = False
    can_redo: bool = False
    page: str = "run"  # "run", "compare" or the key of a room

    @property
    def comparing(self) -> bool:
        return self.page == "compare"

    @property
    def can_start(self) -> bool:
        return not self.phase.busy

    @property
    def can_pause(self) -> bool:
        return self.phase is Phase.TRAINING

    @property
    def can_step(self) -> bool:
        return self.phase in (Phase.READY, Phase.FINISHED, Phase.PAUSED)

    @property
    def can_stop(self) -> bool:
        return self.phase.busy

    @property
    def can_keep(self) -> bool:
        return self.run is not None and not self.run_kept and not self.phase.busy
