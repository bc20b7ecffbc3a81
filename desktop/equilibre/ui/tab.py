"""What a tab is to the window."""

# The window is painted before what is named here is imported.
from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from equilibre.meter.reading import Sample
    from equilibre.ui.dialogs.tour import Stop
    from equilibre.ui.equipment import Equipment
    from equilibre.ui.menus import TabMenus
    from equilibre.ui.meter.instruments import Instruments
    from equilibre.ui.photographer import Photographer
    from equilibre.worker.messages import Reply

Until: TypeAlias = Callable[[Callable[[], bool]], None]
"""Lets the window live until the function given says yes; fails after too long."""


class Tab(Protocol):
    """What the window needs of a tab; but for what is said otherwise, once it has a view."""

    @property
    def opens(self) -> tuple[str, ...]:
        """How the names of the files end that it opens, in small letters, dot included."""

    def prepare(self) -> None:
        """Make what takes long of the next view: it is built in the next turn of the event loop."""

    def build(self) -> QWidget:
        """Return a new view, in the language and theme in use, that shows nothing yet."""

    def attach(self) -> None:
        """Show on that view what is known."""

    def part(self) -> None:
        """Its view, if there is one, is about to be deleted: keep what only the view knows."""

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what was measured and what the training process said, with a view or without."""

    def draw(self) -> None:
        """Redraw what moves: the view can be seen."""

    def busy(self) -> bool:
        """Whether something is under way that must be followed closely, with a view or without."""

    def menus(self) -> TabMenus:
        """Return what it puts into the menus, in the language in use."""

    def open_file(self, path: Path) -> None:
        """Open one of its files, or say why not."""

    def warn(self, text: str) -> None:
        """Say something that went wrong elsewhere."""

    def tour(self) -> Sequence[Stop]:
        """Return the places to show to a newcomer, and show them."""

    def photograph(self, photographer: Photographer) -> None:
        """Come to every state that deserves a picture, and have it taken."""

    def trials(self, until: Until) -> Sequence[Trial]:
        """Return what the self-test tries here."""


class Trial(NamedTuple):
    """Something that the self-test tries; it fails by raising."""

    key: str  # in reports: it never changes
    name: str  # as it is printed, in the language in use
    do: Callable[[], None]


MakeTab: TypeAlias = "Callable[[Equipment, Instruments], Tab]"
"""Makes a tab, given the equipment and what opens its dialogues of the meter."""


class TabEntry(NamedTuple):
    """What the window knows of a tab before it is loaded."""

    key: str  # in the settings: it never changes
    name: str
    menu: str  # the name of the menu of its own
    load: Callable[[], MakeTab]  # imports it; makes no widget
    beside: tuple[str, ...] = ()  # modules that it needs and that know no Qt
    here: tuple[str, ...] = ()  # others, each of which is imported in some 50 ms; see Loader
