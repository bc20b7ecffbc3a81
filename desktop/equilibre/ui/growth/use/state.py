"""What the page on use shows: four views, all decided by the presenter."""

from equilibre.growth.figure import Origin
from equilibre.records import dataclass
from equilibre.ui.board import Choice, Notice
from equilibre.ui.growth.marking import Fill
from equilibre.ui.plots.tick import Tick


@dataclass(frozen=True, slots=True)
class Card:
    """What one click tells: paragraphs, and where they come from."""

    title: str
    paragraphs: tuple[str, ...]
    origin: Origin | None  # None: said in the paragraphs, or an assumption of the reader's


@dataclass(frozen=True, slots=True)
class Lever:
    """Where a lever stands, from 0 to 1, and what that is worth."""

    text: str
    position: float


@dataclass(frozen=True, slots=True)
class Band:
    """A value with its bounds, as shares of an axis; they may lie beyond its end."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """The picture of the break-even: a step that stays, a line that grows."""

    title: str
    subtitle: str
    training: Band  # height
    use: Band  # height at the right end
    cross: Band | None  # where the two meet along the axis of time; None: beyond its end
    training_label: str
    use_label: str
    cross_label: str
    time_ticks: tuple[Tick, ...]
    time_title: str
    energy_ticks: tuple[Tick, ...]
    rows: tuple[tuple[object, ...], ...]  # of the table: SI, unit in the name of the column
    summary: str


@dataclass(frozen=True, slots=True)
class BreakEven:
    """When the energy of use overtakes that of training."""

    models: tuple[Choice, ...]
    model: str
    requests: tuple[Choice, ...]
    request: str
    users: Lever
    daily: Lever
    tokens: Lever
    note: str  # how certain the choices are
    verdict: str
    picture: Meeting
    year_title: str
    year: str
    year_detail: str
    theorem_title: str
    theorem: str
    theorem_example: str


@dataclass(frozen=True, slots=True)
class Dot:
    """What one request takes, by one author."""

    key: str
    name: str
    source: str
    text: str
    place: float | None  # share of the axis; None: only an interval was published
    low: float | None
    high: float | None
    fill: Fill  # how the figure came to be
    note: str = ""  # beside the dot: an old claim that was corrected

    @property
    def refuted(self) -> bool:
        return bool(self.note)


@dataclass(frozen=True, slots=True)
class Requests:
    """What one request takes, by source, never averaged."""

    title: str
    subtitle: str
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    reference: Tick | None  # something of daily life
    rows: tuple[tuple[object, ...], ...]
    summary: str
    reading: str = ""  # how to read it


@dataclass(frozen=True, slots=True)
class Curve:
    """One exponential from 1: its doublings per year and what stands at its end."""

    key: str  # "demand", "efficiency" or "energy"
    factor: float  # per year
    label: str


@dataclass(frozen=True, slots=True)
class Curves:
    """Efficiency against demand over some years, and their ratio."""

    efficiencies: tuple[Choice, ...]
    efficiency: str
    demands: tuple[Choice, ...]
    demand: str
    logarithmic: bool
    title: str
    subtitle: str
    years: int
    curves: tuple[Curve, ...]
    linear_ticks: tuple[Tick, ...]
    linear_top: float
    logarithmic_ticks: tuple[Tick, ...]
    decades: tuple[float, float]  # of the logarithmic axis: powers of ten at both ends
    year_ticks: tuple[Tick, ...]
    verdict: str
    caution: str
    rows: tuple[tuple[object, ...], ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Step:
    """A training that reached a level, or the end of the line beside; places are shares."""

    key: str  # the model, or the trend of the line
    label: str
    text: str  # the same in full, for the ear
    across: float
    up: float
    fill: Fill = Fill.FULL


@dataclass(frozen=True, slots=True)
class SameResult:
    """Ever fewer operations for the same result, by date."""

    benchmarks: tuple[Choice, ...]
    benchmark: str
    title: str
    subtitle: str
    steps: tuple[Step, ...]  # by date
    pace: Step  # the end of a straight line from the first step
    decades: tuple[Tick, ...]
    years: tuple[Tick, ...]
    verdict: str
    reading: str  # how to read it, and what it does not say
    rows: tuple[tuple[object, ...], ...]
    summary: str


@dataclass(frozen=True, slots=True)
class UseState:
    """The view in front and what each view shows."""

    view: str  # "break_even", "request", "curves" or "result"
    break_even: BreakEven
    requests: Requests
    growth: Curves
    result: SameResult
    notice: Notice | None = None
