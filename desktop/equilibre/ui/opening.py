"""Files that are to be opened: dropped on the window, chosen outside it, named at its start."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from equilibre.texts import _

if TYPE_CHECKING:
    from equilibre.ui.window import MainWindow


class Opening:
    """Opens each file in the tab that takes it; until the tabs are there, the files wait."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._waiting: list[Path] = []

    def open(self, paths: Sequence[Path]) -> None:
        """Open *paths*, now or as soon as the tabs are there; refuse others with a sentence."""
        self._waiting += paths
        while self._waiting and self._window.whole and self._window.current is not None:
            self._open(self._waiting.pop(0))

    def _open(self, path: Path) -> None:
        window = self._window
        assert window.current is not None
        name = path.name.lower()
        for tab in (window.current, *window.tabs):
            if name.endswith(tab.opens):
                window.show_tab(window.tabs.index(tab))
                tab.open_file(path)
                return
        suffixes = sorted({suffix for tab in window.tabs for suffix in tab.opens})
        window.current.warn(
            _("“{name}” cannot be opened here: the files that can end in {suffixes}.").format(
                name=path.name, suffixes=", ".join(suffixes)
            )
        )
