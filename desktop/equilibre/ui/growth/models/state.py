"""What the page of the models shows."""

from dataclasses import field

from equilibre.records import dataclass
from equilibre.ui.board import Notice
from equilibre.ui.growth.marking import Mark
from equilibre.ui.growth.models.axis import Axis

OWN_PREFIX = "run:"  # of the keys of kept runs


@dataclass(frozen=True, slots=True)
class Point:
    """A model, or a run of the student's own, on the axes in force (SI, days as ordinals)."""

    key: str
    name: str
    day: int
    x: float
    y: float | None  # None: never published, it stands on the axis
    low: float | None
    high: float | None
    mark: Mark
    rank: int = 0  # whose name is written first: 3 the course, 2 own runs, 1 the largest so far

    @property
    def own(self) -> bool:
        """Whether it is a run of the student's."""
        return self.key.startswith(OWN_PREFIX)

    def present(self, day: int) -> bool:
        """Return whether it is there on a day (ordinal): the student's own runs always are."""
        return self.own or self.day <= day

    @property
    def empty(self) -> bool:
        """Whether bounds are known, but no value between them."""
        return self.y is None and self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the chart, its name at its end."""

    key: str  # "fit", "moore", "koomey" or "drawn"
    points: tuple[tuple[float, float], ...]
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn: axes, points and lines, all in data units."""

    x: Axis
    y: Axis
    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    twin: tuple[Axis, Axis] | None = None  # the linear axes, where those in force are logarithmic
    undisclosed: str = ""  # names the row of crosses under the axis; "": no row

    def point(self, key: str) -> Point | None:
        """Return the point named *key*, None where it is not drawn."""
        return next((point for point in self.points if point.key == key), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen, and why it cannot now ("": it can)."""

    key: str
    text: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick: a domain with its mark, or the student's own runs."""

    key: str
    text: str
    mark: Mark
    ticked: bool
    useful: bool  # whether there is anything to show


@dataclass(frozen=True, slots=True)
class Card:
    """The small card beside a point."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """The growth measured between two dates."""

    first: int  # ordinals
    last: int
    span: tuple[int, int]  # what can be chosen
    texts: tuple[str, str] = ("", "")  # the two dates
    over: str = "course"  # or "shown": which models are fitted
    sentence: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Continuation:
    """The curve that the student draws on from GPT-3."""

    revealed: bool = False
    drawn: bool = False
    sentence: str = ""
    waiting: str = ""  # says that later models are not shown yet


@dataclass(frozen=True, slots=True)
class ModelsState:
    """The whole page."""

    plot: Plot
    title: str
    legend: tuple[tuple[Mark, str], ...]
    finding: str  # how many models have such a figure: opacity is one
    across: str
    upward: str
    logarithmic: bool
    choices_across: tuple[Choice, ...]
    choices_upward: tuple[Choice, ...]
    boxes: tuple[Box, ...]
    own: Box
    unverified: bool
    tool: str  # "look", "fit" or "draw"
    tools: tuple[Choice, ...]
    fitting: Fitting
    continuation: Continuation
    day: int  # ordinal; later models are not there yet
    playing: bool = False
    newest: str = ""  # key of the model that has just appeared
    newest_text: str = ""
    pointed: str = ""
    card: Card | None = None
    summary: str = ""
    motion: bool = True
    notice: Notice | None = field(default=None)
