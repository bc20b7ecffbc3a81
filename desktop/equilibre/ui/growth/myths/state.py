"""What the page on what is often heard shows: one card for each claim."""

from equilibre.records import dataclass
from equilibre.ui.board import Notice


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure of a picture: its name, its words, and its size against the largest beside it."""

    name: str
    text: str
    share: float
    low: float | None = None  # shares too, where the source gives an interval
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures in one unit, drawn to one scale."""

    title: str
    amounts: tuple[Amount, ...]
    style: str = "bars"  # or "areas": squares, the largest first; or "marks": one for each model
    marks: tuple[int, int] = (0, 0)  # how many are full, and how many there are


@dataclass(frozen=True, slots=True)
class MythCard:
    """A claim, and on its other side what is known."""

    key: str
    claim: str  # within quotation marks
    correction: str
    panels: tuple[Panel, ...]
    source: str
    turned: bool

    @property
    def spoken(self) -> str:
        """What a screen reader says: the claim, then the correction once it is turned."""
        return f"{self.claim} {self.correction}" if self.turned else self.claim


@dataclass(frozen=True, slots=True)
class MythsState:
    """The cards in their order."""

    cards: tuple[MythCard, ...]
    lead: str  # above the cards
    all_turned: bool
    notice: Notice | None = None
