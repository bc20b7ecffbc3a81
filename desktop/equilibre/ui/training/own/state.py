"""What the dialogue for a table of one's own shows, as one record."""

from enum import Enum

from equilibre.records import dataclass
from equilibre.ui.board import Notice


class Phase(Enum):
    """Where the dialogue is."""

    EMPTY = "empty"  # no table yet
    READING = "reading"
    READY = "ready"  # the table can be seen
    KEEPING = "keeping"


@dataclass(frozen=True, slots=True)
class Line:
    """One column of the table, as it is shown."""

    name: str
    used: bool | None  # to predict from; None: it cannot be
    holds: str  # numbers, categories…
    examples: str
    missing: str
    remark: str  # in a few words
    detail: str  # in a sentence


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry of a list, and why it cannot be chosen, if it cannot."""

    key: str
    text: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class TableState:
    """Everything, so that the view need not remember."""

    phase: Phase = Phase.EMPTY
    file: str = ""
    about: str = ""  # how many rows and columns, how they are written
    progress: str = ""
    lines: tuple[Line, ...] = ()
    targets: tuple[Offer, ...] = ()
    target: str = ""
    tasks: tuple[Offer, ...] = ()
    task: str = ""
    name: str = ""
    sentence: str = ""  # what would be learned from what
    problem: str = ""  # why nothing can be learned so
    notice: Notice | None = None

    @property
    def busy(self) -> bool:
        """Whether the training process reads or keeps the table."""
        return self.phase in (Phase.READING, Phase.KEEPING)

    @property
    def can_keep(self) -> bool:
        """Whether the data can be used as they are chosen."""
        return self.phase is Phase.READY and bool(self.sentence) and bool(self.name.strip())
