"""What the dialogue of the published sets shows, as one record."""

from equilibre.records import dataclass
from equilibre.ui.board import Notice


@dataclass(frozen=True, slots=True)
class Entry:
    """One set of the list."""

    key: str
    name: str
    is_here: bool  # on the shelf


@dataclass(frozen=True, slots=True)
class Page:
    """What is told of the set that is chosen."""

    name: str
    question: str
    facts: tuple[tuple[str, str], ...]  # a label, then what it says
    note: str = ""  # what to think of before bringing it
    download: str = ""  # on the button


@dataclass(frozen=True, slots=True)
class Question:
    """What must be answered before anything is done."""

    action: str  # "download" or "remove"
    text: str
    yes: str  # on the button that does it


@dataclass(frozen=True, slots=True)
class ArchivesState:
    """Everything, so that the view need not remember."""

    entries: tuple[Entry, ...]
    chosen: str
    page: Page
    question: Question | None = None
    running: bool = False  # something is being brought; nothing else can be begun
    progress: str = ""
    share: float | None = None  # of the stage under way, 0 to 1; None: there is no telling
    notice: Notice | None = None

    @property
    def is_here(self) -> bool:
        """Whether the set that is chosen is on the shelf."""
        return any(entry.key == self.chosen and entry.is_here for entry in self.entries)
