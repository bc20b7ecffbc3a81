"""What the page of recomputed energy shows now."""

from typing import Literal

from equilibre.records import dataclass
from equilibre.ui.board import Choice

View = Literal["training", "grids", "operations"]
Look = Literal["printed", "recomputed", "corrected", "chosen", "plain"]
HEADING = "heading"
"""The key of the entries of a list that only name the group below them."""


@dataclass(frozen=True, slots=True)
class Lever:
    """A factor that can be moved: where it stands, and where it stood in print."""

    key: str
    name: str
    text: str
    position: float  # of the slider, 0 to 1
    printed: float  # the same, as printed
    explanation: str


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of the multiplication, with its unit and how it is known."""

    key: str
    value: str
    name: str
    kind: str
    assumed: bool = False
    moved: bool = False
    amount: float | None = None  # SI; a number where it has no unit


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its value in the unit of the chart, None where there is none."""

    key: str
    name: str
    value: float | None
    text: str
    look: Look = "plain"
    detail: str = ""  # in small beside the name: a year, a place
    amount: float | None = None  # the value in SI
    kind: str = ""  # how it is known
    grams_per_kilowatt_hour: float | None = None  # of the grid, for carbon
    year: int | None = None  # of the figure of that grid


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The printed figure and the recomputed one, and the multiplication between them."""

    title: str = ""
    subtitle: str = ""
    unit: str = ""  # of the bars
    bars: tuple[Bar, ...] = ()
    factors: tuple[Factor, ...] = ()
    result: Factor | None = None
    missing: str = ""  # a sentence where nothing can be recomputed


@dataclass(frozen=True, slots=True)
class Grids:
    """The same energy drawn from other grids."""

    title: str = ""
    subtitle: str = ""
    unit: str = ""
    bars: tuple[Bar, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One model: its published carbon and that of the same energy drawn from the chosen grid."""

    key: str
    name: str
    published: float | None  # t CO2e; None where only the energy was published
    there: float | None  # t CO2e on the chosen grid; None where its figure was rounded away
    published_text: str
    there_text: str
    energy_joules: float
    course: bool = False


@dataclass(frozen=True, slots=True)
class Trainings:
    """Every training whose energy was published, on one grid."""

    title: str = ""
    subtitle: str = ""
    there: str = ""  # the name of the grid
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A training of the GPT-3 paper's Table D.1: its operations as printed and as recomputed."""

    key: str
    name: str
    factor: str  # "× 6": operations per parameter and token
    parameters: float
    tokens: float
    operations_per_parameter_and_token: float
    printed: float
    recomputed: float
    printed_text: str
    recomputed_text: str
    gap: str  # between both, a sentence
    course: bool = False


@dataclass(frozen=True, slots=True)
class Operations:
    """How operations are counted: every row of the table, and one of them written out."""

    title: str = ""
    subtitle: str = ""
    rows: tuple[CountedRow, ...] = ()
    chosen: str = ""
    gap: str = ""  # of the chosen row
    factors: tuple[Factor, ...] = ()
    result: Factor | None = None
    question: str = ""  # "Why 6 operations?"
    sum: str = ""  # "2 + 4 = 6"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnergyState:
    """The choices at the left and the pictures at the right."""

    view: View = "training"
    chosen: str = ""  # training
    trainings: tuple[Choice, ...] = ()
    levers: tuple[Lever, ...] = ()
    country: str = ""  # "" as printed
    countries: tuple[Choice, ...] = ()
    grid_count: int = 1
    grid_rank: int = 0  # from the least carbon of a kilowatt-hour
    country_shown: str = ""  # the one the list stands on
    computed: bool = True  # the chosen training can be computed again
    changed: bool = False  # something is not as printed
    comparison: str = ""  # "" none
    comparisons: tuple[Choice, ...] = ()
    recomputed: Recomputed = Recomputed()
    comparison_sentence: str = ""
    note: str = ""
    grids: Grids = Grids()
    all: Trainings = Trainings()
    operations: Operations = Operations()
    notice: None = None
