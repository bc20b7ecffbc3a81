"""What the growth tab shows around its pages; each page has a state of its own."""

from equilibre.records import dataclass
from equilibre.ui.board import Notice


@dataclass(frozen=True, slots=True)
class GrowthState:
    """The page in front and the message above it."""

    page: str
    notice: Notice | None = None
