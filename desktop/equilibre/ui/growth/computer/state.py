"""What the page of this computer shows: four views, all decided by the presenter."""

from dataclasses import field

from equilibre.records import dataclass
from equilibre.ui.board import Choice, Notice
from equilibre.ui.growth.computer.provenance import Provenance
from equilibre.ui.growth.marking import Mark


@dataclass(frozen=True, slots=True)
class Pace:
    """One of the two paces of this computer, in words; ``remedy`` where it is not known."""

    title: str
    text: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Paces:
    """At whose pace this computer would work: as it trained, and at most."""

    runs: tuple[Choice, ...]
    run: str
    trained: Pace
    product: Pace
    progress: float | None  # of the measure under way, from 0 to 1; None: none is


@dataclass(frozen=True, slots=True)
class MemoryRow:
    """One bar of memory, beside that of this computer."""

    key: str  # "computer", "weights" or "training"
    name: str
    detail: str  # how it is counted
    bytes: float
    text: str
    verdict: str = ""  # "fits" or how many times too much, in words
    fits: bool = True
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Amount:
    """What the training would take here, beside what was published."""

    title: str
    text: str  # "79,000 to 470,000 years"
    published: str
    asked: str = ""  # key of the published figure whose card can be asked for


@dataclass(frozen=True, slots=True)
class Fit:
    """Would it fit, and if it did, what would it take?"""

    title: str
    subtitle: str
    memory: tuple[MemoryRow, ...]
    missing: str  # why there is no bar
    verdict: str  # always said before any duration
    amounts: tuple[Amount, ...]
    comparison: str  # per operation, beside the data centre
    remedy: str  # what to do to know more
    summary: str


@dataclass(frozen=True, slots=True)
class Rung:
    """What stands on the ladder of operations."""

    key: str
    name: str
    operations: float
    text: str
    mark: Mark
    chosen: bool = False
    own: bool = False
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Ladder:
    """The powers of ten of operations, and the one that is looked at."""

    title: str
    subtitle: str
    first: int  # powers of ten at both ends
    last: int
    decade: int  # the one zoomed into
    rungs: tuple[Rung, ...]
    words: tuple[tuple[int, str], ...]  # some powers of ten in words
    lens_title: str
    lens_lines: tuple[str, ...]
    told: str  # the key of what they tell of; "" for nothing
    summary: str


@dataclass(frozen=True, slots=True)
class Budget:
    """What could be trained with some computers for some time."""

    key: str
    name: str
    text: str
    low: float | None  # parameters
    high: float | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A known model on the axis of parameters."""

    name: str
    parameters: float
    accent: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Budgets:
    """The inverse questions: which language model, how many classes."""

    title: str
    subtitle: str
    budgets: tuple[Budget, ...]
    references: tuple[Reference, ...]
    computers: int
    hours: int
    classes: tuple[str, ...]
    caution: str
    missing: str
    summary: str


@dataclass(frozen=True, slots=True)
class Dot:
    """The energy of one operation at some date."""

    key: str
    name: str
    day: int  # proleptic ordinal
    joules: float  # per operation
    low: float | None
    high: float | None
    text: str
    mark: Mark
    own: bool = False
    energy_kind: str = ""  # how the energy came to be, as files say it
    provenance: Provenance = Provenance()  # where the energy stands; the quotient is ours


@dataclass(frozen=True, slots=True)
class Slope:
    """A trend drawn from a dot on: by how much an operation's energy shrinks."""

    name: str
    day: int
    joules: float
    halving_days: float


@dataclass(frozen=True, slots=True)
class Beside:
    """This computer beside the data centres: joules per operation against the date."""

    title: str
    subtitle: str
    dots: tuple[Dot, ...]
    slopes: tuple[Slope, ...]
    first_day: int
    last_day: int
    caution: str
    missing: str
    summary: str


@dataclass(frozen=True, slots=True)
class ComputerState:
    """The view in front, the choices at the left, and what each view shows."""

    view: str  # "fit", "ladder", "budgets" or "beside"
    models: tuple[Choice, ...]
    model: str
    model_text: str  # its size and its operations
    paces: Paces
    countries: tuple[Choice, ...]
    country: str
    country_text: str
    country_locked: str  # why it cannot be chosen; empty: it can
    fit: Fit
    ladder: Ladder
    budgets: Budgets
    beside: Beside
    notice: Notice | None = field(default=None)
