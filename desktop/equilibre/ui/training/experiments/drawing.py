"""What a picture of an experiment is made of, as shares of its place; knows no screen."""

from dataclasses import field
from typing import Literal

from equilibre.records import dataclass
from equilibre.ui.plots.tick import Tick

Cell = str | float | int | bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One point: where it stands, from 0 to 1 on each axis, and what is read of it."""

    x: float
    y: float
    reading: str
    low: float | None = None  # bounds of y, from 0 to 1
    high: float | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Points that belong together, with their name at their end."""

    name: str
    look: int  # place among the colours and shapes of the theme
    marks: tuple[Mark, ...]
    joined: bool


@dataclass(frozen=True, slots=True)
class Curves:
    """Lines and clouds under two axes."""

    x_title: str
    y_title: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    front: tuple[tuple[float, float], ...] = ()  # corners of the line that nothing beats
    front_name: str = ""

    @property
    def readings(self) -> tuple[str, ...]:
        """What is read of each point, line by line."""
        return tuple(mark.reading for line in self.lines for mark in line.marks)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a name, a length and a figure at its end."""

    name: str
    text: str
    look: int
    end: float  # 0 to 1
    reading: str
    low: float | None = None
    high: float | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows on one axis: bars from zero, or dots where the axis is logarithmic."""

    title: str  # of the axis
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    logarithmic: bool

    @property
    def readings(self) -> tuple[str, ...]:
        """What is read of each row."""
        return tuple(bar.reading for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Block:
    """One part of an icicle: where it begins and how wide it is, from 0 to 1."""

    left: float
    width: float
    level: int  # 0: the whole, 1: a group, 2: a fit
    name: str
    reading: str
    shade: float = 0.0  # 0 to 1: the score, for its colour
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Icicle:
    """The whole, its groups and their fits, each as wide as its share of the energy."""

    levels: tuple[str, ...]  # the name of each row
    blocks: tuple[Block, ...]
    scale_name: str  # what the shade says
    lightest: str
    darkest: str

    @property
    def readings(self) -> tuple[str, ...]:
        """What is read of each block."""
        return tuple(block.reading for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture, ready to be painted, read and saved."""

    key: str
    kind: Literal["curves", "bars", "icicle"]
    title: str
    subtitle: str
    body: Curves | Bars | Icicle
    summary: str
    empty: str = ""  # what will appear here, where there is nothing yet
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = field(default=())
    can_be_linear: bool = False  # an axis of it is logarithmic by default
    linear: bool = False
