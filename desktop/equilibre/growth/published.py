"""What was published beside the trainings: the energy of use, trends, gains and beliefs."""

from datetime import date

from equilibre.growth.figure import Figure, Kind, Origin
from equilibre.records import dataclass
from equilibre.texts import Words


@dataclass(frozen=True, slots=True)
class Request:
    """The energy of one use of a trained model, or a thing of daily life beside it."""

    key: str
    task: Words
    model: str  # "" where the source names none
    comparison: bool  # not a use of a model: there to compare
    energy: Figure  # J; its value may be None between published bounds


@dataclass(frozen=True, slots=True)
class Trend:
    """A published, or here derived, pace of change."""

    key: str
    name: Words
    quantity: Words
    falls: bool  # whether the quantity halves in that time rather than doubles
    doubling_months: float
    factor_per_year: float
    period: Words
    kind: Kind
    origin: Origin


@dataclass(frozen=True, slots=True)
class Milestone:
    """A training that reached the level of an earlier model, and the operations it took."""

    benchmark: str  # key of a benchmark
    model: str  # as printed
    date: date
    operations: float
    printed_reduction: float  # against the first model of the benchmark, as printed
    origin: Origin


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with figures, and where it comes from."""

    sentence: Words
    origin: Origin


@dataclass(frozen=True, slots=True)
class Myth:
    """A common belief on the growth of models, and what the figures say."""

    key: str
    claim: Words
    correction: Words
    evidence: tuple[Evidence, ...]
