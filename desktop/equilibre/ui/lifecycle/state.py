"""Everything that the life-cycle tab shows."""

from dataclasses import field
from typing import Literal

from equilibre.lifecycle.study import Study
from equilibre.records import dataclass
from equilibre.ui.board import Choice, Notice

# What may be said of B beside A for one indicator.
Verdict = Literal["less", "more", "same", "undetermined", "absent"]
PAGES = ("signs", "details", "beyond", "grade", "edit")


@dataclass(frozen=True, slots=True)
class SignRow:
    """One coordinate of B − A; positions are shares of A's total."""

    indicator: str
    name: str
    totals: str  # "390 → 28 kg CO₂e"
    verdict: Verdict
    unknown: bool  # an uncancelled line has no data: the sign could turn
    word: str  # "B better", "undetermined"…
    change: str  # "−93 %"
    interval: str  # "−97 … −84 %"
    detail: str  # why it is sure, or why not
    value: float | None = None
    low: float | None = None
    high: float | None = None
    draws: tuple[float, ...] = ()  # the same draws in every row


@dataclass(frozen=True, slots=True)
class Segment:
    """What one group of phases adds to a bar, in the panel's unit."""

    group: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The impacts of one variant, phase by phase."""

    name: str  # "A" or "B"
    segments: tuple[Segment, ...]
    total: float | None
    low: float
    high: float
    total_text: str
    interval_text: str
    missing: str  # the phases with lines that have no data, "" where there is none


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator: both variants on one axis."""

    indicator: str
    title: str  # "Climate (kg CO₂e)"
    bars: tuple[Bar, ...]
    top: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Where, on a lever, the sign of B − A turns for one indicator."""

    position: float  # 0 to 1
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Lever:
    """A parameter worth moving, from 0 (its lowest) to 1."""

    key: str
    name: str
    value: str
    position: float
    marks: tuple[Mark, ...] = ()
    switch: str = ""  # where the signs turn, in words
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A device in a phase: its share of the largest cell, or no data."""

    text: str
    share: float  # −1 to 1
    missing: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Devices × phases of one variant, or of the difference, for one indicator."""

    title: str = ""
    devices: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()  # by device, then phase
    values: tuple[tuple[float | None, ...], ...] = ()
    device_totals: tuple[str, ...] = ()
    phase_totals: tuple[str, ...] = ()
    total: str = ""
    unit: str = ""  # of the values


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a list: a name, a length of bar (−1 to 1), a figure, and its factor."""

    name: str
    length: float
    text: str
    factor: str = ""  # whose card it opens
    parameter: str = ""  # or that of a parameter
    start: float = 0.0  # where the bar begins, for a swing


@dataclass(frozen=True, slots=True)
class BeyondRow:
    """One indicator beyond the vector: after more use, at scale, beside a person's year."""

    name: str
    one: str  # the difference for one functional unit
    rebound: str  # what is left of a saving
    cancelled: str  # the growth of use that cancels it
    scaled: str
    person_first: float | None = None
    person_second: float | None = None
    person_text: str = ""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What stays outside the vector, said openly."""

    assumptions: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    rebounds: tuple[str, ...] = ()
    growth: float = 0.0  # more use of B: 0.3 is 30 %
    growth_text: str = ""
    deployments: int = 1
    deployments_text: str = ""
    rows: tuple[BeyondRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LifecycleState:
    """What the view draws; it never computes."""

    study: Study
    zone: str
    first: str
    second: str
    studies: tuple[Choice, ...] = ()
    chosen: str = ""  # key of the study
    title: str = ""
    functional_unit: str = ""
    variants: tuple[Choice, ...] = ()
    first_title: str = ""
    second_title: str = ""
    zones: tuple[Choice, ...] = ()
    page: str = PAGES[0]
    indicators: tuple[Choice, ...] = ()
    indicator: str = ""
    rows: tuple[SignRow, ...] = ()
    sentence: str = ""
    panels: tuple[Panel, ...] = ()
    groups: tuple[Choice, ...] = ()  # of phases, in the panels
    levers: tuple[Lever, ...] = ()
    moved: bool = False  # levers or lines differ from the study as it was opened
    own: bool = False  # a study of the user's, which may be edited
    shown: str = "difference"  # "first", "second" or "difference" in the heat map
    heat_map: HeatMap = field(default_factory=HeatMap)
    hotspots: tuple[Ranked, ...] = ()
    swings: tuple[Ranked, ...] = ()
    swing_bounds: str = ""
    beyond: Beyond = field(default_factory=Beyond)
    grade: str = ""
    grade_reasons: tuple[str, ...] = ()
    notice: Notice | None = None
    can_undo: bool = False
    can_redo: bool = False
