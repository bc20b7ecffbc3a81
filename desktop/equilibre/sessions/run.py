"""The record of one training: what was asked, what was learned, what it used."""

from dataclasses import field

from equilibre.learning.step import Step
from equilibre.meter.account import PartEnergy, RunEnergy, Spread, Work
from equilibre.meter.reading import Kind
from equilibre.records import dataclass
from equilibre.sessions.machine import Machine

__all__ = ["PartEnergy", "PowerCurve", "PowerPoint", "Run", "RunEnergy", "Spread", "Work"]


@dataclass(frozen=True, slots=True)
class PowerPoint:
    """Power of one device over one sampling period; ``None`` marks a gap in the curve."""

    time_seconds: float  # since the first epoch began
    power_watts: float | None
    energy_joules: float | None = None  # counted so far, from any origin; None in older files


@dataclass(frozen=True, slots=True)
class PowerCurve:
    """Power of one device during a run, from the idle seconds before it to its end."""

    device: str  # as in Route
    route: str  # Route.key
    kind: Kind
    idle_watts: float | None
    points: tuple[PowerPoint, ...]
    relative_uncertainty: float = 0.0  # as in Route
    factor: float = 1.0  # as in Route
    idle_after_watts: float | None = None  # after the run; None where it was not listened to
    covers: tuple[str, ...] = ()  # as in Route
    around: bool = False  # as in Route: the whole computer, not to be added to its parts


@dataclass(frozen=True, slots=True)
class Run:
    """One training, kept or about to be."""

    key: str  # unique
    name: str
    created: str  # ISO 8601, local time with offset
    dataset: str
    family: str
    settings: dict[str, float]
    seed: int
    task: str  # "classification" or "regression"
    parameters: int
    epochs: int
    training_score: float  # accuracy (0 to 1) or R²
    test_score: float
    seconds: float  # of ONE training
    repeats: int  # identical trainings measured together
    stopped: bool
    diverged: bool
    energy: RunEnergy | None  # None: nothing could be metered
    country: str  # key of the electricity
    machine: Machine
    version: str  # of the program
    steps: tuple[Step, ...] = field(default=())  # times since the first epoch began
    power: tuple[PowerCurve, ...] = field(default=())
    windows: tuple[tuple[float, float], ...] = field(default=())  # when the model was training
    evaluation_seconds: float | None = None  # of ``seconds``, spent looking at the accuracy
    computed_on: str = "cpu"  # or "gpu"
