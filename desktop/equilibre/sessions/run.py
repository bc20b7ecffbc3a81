"""The record of one training: what was asked, what was learned, what it used."""

from dataclasses import dataclass, field

from equilibre.learning.step import Step
from equilibre.meter.reading import Interval, Kind
from equilibre.sessions.machine import Machine


@dataclass(frozen=True, slots=True)
class PowerPoint:
    """Power of one device over one sampling period; ``None`` marks a gap in the curve."""

    time_seconds: float  # since the first epoch began
    power_watts: float | None


@dataclass(frozen=True, slots=True)
class PowerCurve:
    """Power of one device during a run, from the idle seconds before it to its end."""

    device: str  # "cpu" or "gpu"
    route: str  # Route.key
    kind: Kind
    idle_watts: float | None
    points: tuple[PowerPoint, ...]


@dataclass(frozen=True, slots=True)
class RunEnergy:
    """Energy of ONE training, all metered devices together."""

    gross: Interval  # J, idle included
    marginal: Interval | None  # J above idle, due to the training; None without an idle level
    kind: Kind
    source: str  # names of the routes
    metered_share: float  # share of the training time that was metered
    unmetered: tuple[str, ...] = field(default=())  # a sentence for each thing left out


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
