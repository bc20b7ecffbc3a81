"""The album: every state is reached, by the same steps each time, and nothing is left behind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from equilibre.ui.lifecycle.album import photograph
from equilibre.ui.lifecycle.state import LifecycleState
from equilibre.ui.lifecycle.tab import LifecycleTab
from equilibre.ui.photographer import Photographer, open_dialog
from tests.sessions.records import run
from tests.ui.conftest import MakeRoom


@dataclass
class Watcher:
    """A photographer who only writes down what was to be seen."""

    tab: LifecycleTab
    seen: dict[str, LifecycleState] = field(default_factory=dict)
    dialogs: dict[str, str] = field(default_factory=dict)
    restless: list[str] = field(default_factory=list)

    def take(self, state: str, widget: QWidget | None = None) -> None:
        assert state not in self.seen, "two pictures of one name"
        self.seen[state] = self.tab.presenter.state
        self.restless += [state] * self.tab.presenter.busy()
        if widget is not None:
            self.dialogs[state] = widget.windowTitle()

    def take_dialog(self, state: str, show: Callable[[], object]) -> None:
        show()
        dialog = open_dialog()
        self.take(state, dialog)
        dialog.close()

    def until(self, reached: Callable[[], bool], _what: str) -> None:
        for _turn in range(1_000):
            if reached():
                return
            self.tab.presenter.tick()
        raise AssertionError("never reached")


@pytest.fixture
def tab(make_room: MakeRoom) -> LifecycleTab:
    room = make_room()
    room.window.show_tab(1)
    room.show()
    return cast("LifecycleTab", room.window.tabs[1])


def taken(tab: LifecycleTab) -> Watcher:
    watcher = Watcher(tab)
    photograph(tab, cast("Photographer", watcher))
    return watcher


def test_every_page_every_lesson_every_card_and_an_error_have_their_picture(
    tab: LifecycleTab,
) -> None:
    watcher = taken(tab)
    pages = {state.page for state in watcher.seen.values()}
    assert pages == {"signs", "details", "beyond", "grade", "edit"}
    assert watcher.seen["replaces-nothing"].second == "A3"
    assert {row.verdict for row in watcher.seen["replaces-nothing"].rows} == {"more"}
    assert watcher.seen["poland"].zone == "POL"
    assert watcher.seen["class-assistant"].chosen == "class_assistant"
    assert {row.verdict for row in watcher.seen["smart-thermostat"].rows} >= {"less", "more"}
    assert watcher.seen["edit"].own
    notice = watcher.seen["study-error"].notice
    assert notice is not None
    assert notice.level == "error"
    assert {"study-card", "factor-card", "electricity-card"} <= set(watcher.dialogs)
    assert "H100" in watcher.dialogs["factor-card"]


def test_every_other_picture_is_without_a_message(tab: LifecycleTab) -> None:
    watcher = taken(tab)
    with_message = {key for key, state in watcher.seen.items() if state.notice is not None}
    assert with_message == {"study-error", "no-joules"}


def test_with_a_kept_run_the_joules_are_asked_for(tab: LifecycleTab) -> None:
    tab._equipment.kept.keep(run("a"))
    watcher = taken(tab)
    assert "own-joules" in watcher.dialogs
    assert "no-joules" not in watcher.seen


def test_a_message_of_something_else_leaves_no_dialogue_open(tab: LifecycleTab) -> None:
    tab._equipment.kept.keep(run("a"))
    tab.warn("Another Équilibre is measuring on this computer.")
    assert "own-joules" in taken(tab).dialogs
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not any(isinstance(one, QDialog) for one in shown)


def test_no_picture_is_taken_while_turns_are_looked_for(tab: LifecycleTab) -> None:
    watcher = taken(tab)
    assert watcher.restless == []
    assert any(lever.marks for lever in watcher.seen["signs"].levers)


def test_the_same_pictures_come_again_and_nothing_is_kept(
    tab: LifecycleTab, tmp_path: Path
) -> None:
    first, second = taken(tab), taken(tab)
    assert first.seen == second.seen
    state = tab.presenter.state
    assert (state.chosen, state.page, state.zone) == ("forest_fire", "signs", "FRA")
    assert not list((tmp_path / "studies").glob("*"))
