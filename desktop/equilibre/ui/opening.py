"""Files that are to be opened: dropped on the window, chosen outside it, named at its start."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from equilibre.texts import _

if TYPE_CHECKING:
    from equilibre.ui.window import MainWindow


class Opening:
    """Opens one file after another in the tab that takes it; until the tabs are there, they wait.

    A tab that is not in front is built first: what one file takes is spread over some turns.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._waiting: list[Path] = []
        self._under_way = False

    def open(self, paths: Sequence[Path]) -> None:
        """Open *paths* as soon as the tabs are there; refuse those that no tab takes."""
        self._waiting += paths
        if not self._under_way:
            self._next()

    def _next(self) -> None:
        window = self._window
        self._under_way = bool(self._waiting) and window.whole and window.current is not None
        if self._under_way:
            self._open(self._waiting.pop(0))
            window.turns.take(self._next)

    def _open(self, path: Path) -> None:
        window = self._window
        assert window.current is not None
        name = path.name.lower()
        for tab in (window.current, *window.tabs):
            if name.endswith(tab.opens):
                window.turn_to(window.tabs.index(tab))
                window.turns.take(partial(tab.open_file, path))
                return
        suffixes = sorted({suffix for tab in window.tabs for suffix in tab.opens})
        window.current.warn(
            _("“{name}” cannot be opened here: the files that can end in {suffixes}.").format(
                name=path.name, suffixes=", ".join(suffixes)
            )
        )
