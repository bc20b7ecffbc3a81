"""The album: every page and view is photographed once, and left as it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtWidgets import QWidget

from equilibre.ui.growth.album import photograph
from equilibre.ui.growth.presenter import PAGES
from equilibre.ui.growth.tab import GrowthTab
from equilibre.ui.photographer import Photographer, open_dialog
from equilibre.worker.messages import Multiplied, Multiply
from tests.ui.conftest import MakeRoom, Room
from tests.ui.growth.test_tab import open_tab


@dataclass
class Watcher:
    """A photographer who only writes down which page was to be seen."""

    room: Room
    tab: GrowthTab
    seen: dict[str, str] = field(default_factory=dict)

    def take(self, state: str, widget: QWidget | None = None) -> None:
        assert state not in self.seen, "two pictures of one name"
        self.seen[state] = self.tab.presenter.state.page

    def take_dialog(self, state: str, show: Callable[[], object]) -> None:
        show()
        dialog = open_dialog()
        self.take(state, dialog)
        dialog.close()

    def until(self, reached: Callable[[], bool], _what: str) -> None:
        """Answer for the training process."""
        order = next(one for one in reversed(self.room.sent) if isinstance(one, Multiply))
        self.tab.hear([], [Multiplied(order.run, 0.0, 1.0, 1e11, 1, 1.0, stopped=True)])
        for _turn in range(1_000):
            if reached():
                return
            self.tab.hear([], [])
        raise AssertionError("never reached")


def states(tab: GrowthTab) -> list[object]:
    return [tab.presenter.page(key).state for key in PAGES if key != "computer"]  # type: ignore[attr-defined]


def test_every_page_is_photographed_and_left_as_it_was(make_room: MakeRoom) -> None:
    room = make_room(motion=False)
    tab = open_tab(room)
    before = states(tab)
    watcher = Watcher(room, tab)
    photograph(tab, cast("Photographer", watcher))
    assert set(watcher.seen.values()) == set(PAGES)
    assert tab.presenter.state.page == "scale"
    assert states(tab) == before
