"""What a page of the training tab is, beside the live run and the comparison."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QAbstractButton, QWidget

from equilibre.meter.reading import Sample
from equilibre.records import dataclass
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Trial, Until
from equilibre.worker.messages import Reply


@dataclass(frozen=True, slots=True)
class Panes:
    """The three columns of a page; None: that of the live run stays."""

    centre: QWidget
    left: QWidget | None = None
    right: QWidget | None = None
    start: QAbstractButton | None = None  # what Ctrl+Enter presses; None: as in the live run
    stop: QAbstractButton | None = None  # what Escape presses


class Room(Protocol):
    """A page that decides and shows for itself; it lives longer than its widgets."""

    key: str  # in the state of the tab: it never changes

    def build(self) -> Panes:
        """Return new widgets, in the language and theme in use, that show what it knows."""

    def part(self) -> None:
        """Its widgets are about to be deleted: show nothing on them any more."""

    def enter(self) -> None:
        """Its widgets come to the front."""

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what was measured and said, with widgets or without; called many times a second."""

    def draw(self) -> None:
        """Redraw what moves: it is in front."""

    def busy(self) -> bool:
        """Whether something of its own is under way."""

    def photograph(self, photographer: Photographer) -> None:
        """Come to every state that deserves a picture, and have it taken; it is in front."""

    def trials(self, until: Until) -> Sequence[Trial]:
        """Return what the self-test tries here."""
