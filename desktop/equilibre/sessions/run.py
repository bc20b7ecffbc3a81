"""The record of one training: what was asked, what was learned, what it used."""

from dataclasses import dataclass, field

from equilibre.learning.step import Step
from equilibre.meter.reading import Boundary, Interval, Kind
from equilibre.sessions.machine import Machine


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
class PartEnergy:
    """Energy of ONE training in one part of the computer."""

    device: str  # as in Route
    route: str  # Route.key
    source: str  # Route.name
    kind: Kind
    gross: Interval  # J, idle included
    marginal: Interval | None  # J above idle


@dataclass(frozen=True, slots=True)
class Work:
    """Whose work the energy of the processor was, by processor time; J, adding up to its gross."""

    training: float  # the training process
    window: float  # the program's own window
    rest: float  # everything else


@dataclass(frozen=True, slots=True)
class Spread:
    """How much equal trainings differed from one another."""

    groups: int  # of trainings that followed each other, each long enough for the sensor
    mean: float  # J of one training
    half_width: float  # J, of the confidence interval of the mean at 95 %


@dataclass(frozen=True, slots=True)
class RunEnergy:
    """Energy of ONE training, all metered devices together."""

    gross: Interval  # J, idle included
    marginal: Interval | None  # J above idle, due to the training; None without an idle level
    kind: Kind
    source: str  # names of the routes
    metered_share: float  # share of the training time that was metered
    unmetered: tuple[str, ...] = field(default=())  # a sentence for each thing left out
    measured_share: float | None = None  # of the joules; None in older files
    boundary: Boundary = Boundary.PARTS
    covers: tuple[str, ...] = field(default=())  # the devices inside; empty in older files
    parts: tuple[PartEnergy, ...] = field(default=())  # they add up to the whole
    work: Work | None = None  # of the processor's gross energy
    spread: Spread | None = None  # between repeats, where there were enough
    computer: Interval | None = None  # J of the whole computer, where a battery or the like says
    computer_source: str = ""  # name of that route


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
