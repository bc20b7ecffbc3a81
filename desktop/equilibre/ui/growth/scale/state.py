"""What the page of true scale shows."""

from typing import Literal

from equilibre.growth.figure import Kind
from equilibre.records import dataclass

Shape = Literal["bars", "areas"]


@dataclass(frozen=True, slots=True)
class Row:
    """One model on the picture, in SI; ``grown`` says how much of it has appeared, 0 to 1."""

    key: str
    name: str
    date: str  # "10/2018"
    value: float | None  # None: nobody published it
    low: float | None  # where the figure is a range
    high: float | None
    text: str  # "110 million", "never published"
    kind: Kind | None  # of the figure, None where there is none
    kind_text: str
    course: bool
    grown: float = 1.0


@dataclass(frozen=True, slots=True)
class ScaleState:
    """What the view draws; it never computes."""

    quantity: str = ""
    title: str = ""  # of the picture, unit included
    subtitle: str = ""
    quantities: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    waiting: tuple[str, ...] = ()  # names of the models to come: they have their places already
    unit: float = 1.0  # what the texts count in, in SI
    symbol: str = ""  # of that unit
    top: float = 1.0  # the value that fills the picture before any zoom
    shape: Shape = "bars"
    logarithmic: bool = False
    zoom: int = 0  # presses on ×10
    zoom_text: str = ""
    zoom_in: bool = True  # whether there is anything to gain from one more press
    zoom_out: bool = True
    motion: bool = True  # zoom and scale glide
    later: bool = False  # the models after GPT-3 are shown too
    tiles: str = ""  # how many of the smallest one the largest holds
    sentence: str = ""  # what the three of the course say
    note: str = ""  # what must not be concluded from the picture
    chosen: str = ""  # the row under the keyboard
