"""What one unit of something costs: a figure by indicator, or no data, and where it comes from."""

from dataclasses import field
from typing import Literal

from equilibre.records import dataclass
from equilibre.texts import Words

# How a figure was obtained: read in a publication, computed from published figures, supposed,
# measured here, or set by the functional unit.
Kind = Literal["published", "derived", "assumption", "measured", "fixed"]


@dataclass(frozen=True, slots=True)
class Range:
    """A central value and the bounds that it is believed to lie within."""

    low: float
    value: float
    high: float

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to draw: the three are one."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """One row of the published figures, as its source gives it."""

    key: str
    category: str
    name: Words
    unit: str
    indicator: str  # what is given and its unit: GWP kg CO2e, lifetime…
    value: float
    low: float | None
    high: float | None
    year: str
    geography: str
    source: str
    locator: str
    licence: str
    kind: Kind
    note: str


@dataclass(frozen=True, slots=True)
class Factor:
    """The impacts of one unit (a camera made, a kWh, a km)."""

    key: str
    name: Words
    unit: str
    impacts: dict[str, Range | None]  # by indicator; None: no data, which is never zero
    source: Words
    locator: str
    licence: str
    year: str
    kind: Kind
    note: Words = field(default_factory=lambda: Words("", ""))
    # Published figures of the same thing, to look at and choose from: keys of PublishedValue.
    published: tuple[str, ...] = ()
