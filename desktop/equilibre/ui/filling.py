"""Fills the window with its tabs: the one in front first, the others while it can be used."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from equilibre.ui import ahead
from equilibre.ui.loader import Loader, imports
from equilibre.ui.tab import Tab, TabEntry
from equilibre.ui.turns import Step

if TYPE_CHECKING:
    from equilibre.ui.equipment import Equipment
    from equilibre.ui.window import MainWindow

_OTHERS_AFTER_MILLISECONDS = 100  # the first picture of the curves goes first
_AHEAD_AFTER_MILLISECONDS = 100


class Filling:
    """Imports what a tab needs and makes the tab while the window lives."""

    def __init__(
        self,
        window: "MainWindow",
        equip: "Callable[[], Equipment]",
        entries: Sequence[TabEntry],
    ) -> None:
        """Fill *window* with the tabs of *entries*, which work with what *equip* makes."""
        self._window = window
        self._equip = equip
        self._entries = entries
        self._loader = Loader(window)
        self.tabs: dict[int, Tab] = {}  # those that are loaded, by their place

    @property
    def whole(self) -> bool:
        """Whether every tab is there."""
        return len(self.tabs) == len(self._entries)

    def load(self) -> None:
        """Import the tab in front beside the painted window and build it; then the others."""
        front = self._window.entry
        beside = (self._furnish, *imports(*front.beside))
        self._loader.do(beside, imports(*front.here), partial(self._loaded, front))

    def fill(self) -> None:
        """Make all tabs and build the one in front, at once."""
        self._window.turns.take(*self._making(self._entries))
        self._window.turns.finish()

    def close(self) -> None:
        """Load nothing more."""
        self._loader.close()

    def _loaded(self, front: TabEntry) -> None:
        self._window.turns.take(*self._making((front,)), self._load_others)

    def _load_others(self) -> None:
        QTimer.singleShot(_OTHERS_AFTER_MILLISECONDS, self._window, self._load_another)

    def _load_another(self) -> None:
        """Import the next tab that is missing, first of all that for which somebody waits."""
        waiting = [entry for place, entry in enumerate(self._entries) if place not in self.tabs]
        if waiting:
            asked = self._window.entry
            entry = asked if asked in waiting else waiting[0]
            then = partial(self._another_loaded, entry)
            self._loader.do(imports(*entry.beside), imports(*entry.here), then)
        else:
            self._window.open_files(())
            QTimer.singleShot(_AHEAD_AFTER_MILLISECONDS, self._window, self.read_ahead)

    def _another_loaded(self, entry: TabEntry) -> None:
        turns = self._window.turns
        turns.take(partial(self._make, entry))
        if entry is self._window.entry:  # and it is waited for
            turns.take(*self._window.building(), self._window.show_built)
        turns.take(self._load_another)

    def read_ahead(self) -> None:
        """Import what pages and dialogues need that nobody has opened yet."""
        self._loader.do(ahead.beside(), ahead.here())

    def _making(self, entries: Sequence[TabEntry]) -> tuple[Step, ...]:
        return (
            self._equip_here,
            *(partial(self._make, entry) for entry in entries),
            *self._window.building(),
            self._window.begin,
        )

    def _furnish(self) -> None:
        self._window.equipment = self._equip()

    def _equip_here(self) -> None:
        from equilibre.ui.meter.instruments import Instruments

        window = self._window
        if not hasattr(window, "equipment"):
            self._furnish()
        window.instruments = Instruments(window.equipment, window, window.busy)

    def _make(self, entry: TabEntry) -> None:
        make = entry.load()
        window = self._window
        self.tabs[self._entries.index(entry)] = make(window.equipment, window.instruments)
