"""Two tabs share the window: each has its menus, its files and its keys, and its turn."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSlider,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from equilibre.meter.reading import Sample
from equilibre.sessions.files import write_runs
from equilibre.ui.dialogs.tour import Stop, Tour
from equilibre.ui.equipment import Equipment
from equilibre.ui.menus import Action, Keys, TabMenus
from equilibre.ui.meter.instruments import Instruments
from equilibre.ui.photographer import Photographer
from equilibre.ui.settings import SettingsStore
from equilibre.ui.tab import TabEntry, Trial, Until
from equilibre.ui.tabs import TABS
from equilibre.worker.messages import Pause, Reply
from tests.sessions.records import run
from tests.ui.conftest import MakeRoom, Room, settle
from tests.ui.test_window import actions


class OtherTab:
    """A tab that remembers what is asked of it."""

    opens = (".study", ".json")

    def __init__(self, equipment: Equipment, instruments: Instruments) -> None:
        self.done: list[str] = []
        self.views: list[QWidget] = []
        self.heard = self.drawn = 0
        self.working = False

    def build(self) -> QWidget:
        view = QWidget()
        layout = QHBoxLayout(view)
        for name in ("one", "two"):
            layout.addWidget(QPushButton(name))
        self.views.append(view)
        return view

    def prepare(self) -> None:
        pass

    def attach(self) -> None:
        pass

    def part(self) -> None:
        pass

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        self.heard += 1

    def draw(self) -> None:
        assert self.views, "nothing to draw on"
        self.drawn += 1

    def busy(self) -> bool:
        return self.working

    def menus(self) -> TabMenus:
        def action(text: str, keys: Keys | None = None) -> Action:
            return Action(text, lambda: self.done.append(text), keys)

        return TabMenus(
            (action("Open a study…", Keys.Open),),
            (action("Undo", Keys.Undo),),
            (action("Compare"),),
        )

    def open_file(self, path: Path) -> None:
        self.done.append(path.name)

    def warn(self, text: str) -> None:
        self.done.append(text)

    def tour(self) -> Sequence[Stop]:
        return (Stop(self.views[-1], "Here", "A place."),)

    def photograph(self, photographer: Photographer) -> None:
        pass

    def trials(self, until: Until) -> Sequence[Trial]:
        return ()


ALONE = tuple(entry for entry in TABS if entry.key == "training")
BOTH = (*ALONE, TabEntry("other", "Another tab", "&Study", lambda: OtherTab))


def other_of(room: Room) -> OtherTab:
    return cast("OtherTab", room.window.tabs[1])


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    made = make_room(entries=BOTH)
    made.show()
    return made


@pytest.fixture
def other(room: Room) -> OtherTab:
    return other_of(room)


def front(room: Room) -> int:
    return room.window.findChild(QTabWidget).currentIndex()


def texts(room: Room) -> list[str]:
    return [action.text() for action in actions(room.window)]


def menus(room: Room) -> list[str]:
    return [action.text() for action in room.window.menuBar().actions()]


def choose(room: Room, text: str) -> None:
    next(one for one in actions(room.window) if one.text() == text).trigger()
    settle()


# -- menus -------------------------------------------------------------------------------------


def test_the_menus_are_those_of_the_tab_in_front(room: Room) -> None:
    assert menus(room) == ["&File", "&Edit", "&View", "&Measure", "&Help"]
    assert "Open runs…" in texts(room)
    room.window.show_tab(1)
    assert menus(room) == ["&File", "&Edit", "&View", "&Study", "&Help"]
    assert "Open a study…" in texts(room)
    assert not {"Open runs…", "Train and measure", "Reset all"} & set(texts(room))
    room.window.show_tab(0)
    assert "Open runs…" in texts(room)
    assert "Compare" not in texts(room)


def test_undo_is_asked_of_the_tab_in_front(room: Room, other: OtherTab) -> None:
    room.complete()
    room.presenter.kept.keep()
    room.window.show_tab(1)
    choose(room, "Undo")
    assert other.done == ["Undo"]
    assert len(room.state.kept) == 1
    room.window.show_tab(0)
    choose(room, "Undo")
    assert other.done == ["Undo"]
    assert room.state.kept == ()


def test_the_menus_say_the_tabs_and_the_one_in_front(room: Room) -> None:
    def shown() -> list[tuple[str, bool, str]]:
        return [
            (action.text(), action.isChecked(), action.shortcut().toString())
            for action in actions(room.window)
            if action.text() in ("Train a model live", "Another tab")
        ]

    assert shown() == [("Train a model live", True, "Ctrl+1"), ("Another tab", False, "Ctrl+2")]
    choose(room, "Another tab")
    assert front(room) == 1
    assert shown() == [("Train a model live", False, "Ctrl+1"), ("Another tab", True, "Ctrl+2")]


def test_a_window_with_one_tab_has_no_list_of_tabs(make_room: MakeRoom) -> None:
    assert "Train a model live" not in texts(make_room(entries=ALONE))


def test_going_from_tab_to_tab_leaves_no_old_menu_behind(room: Room) -> None:
    before = len(room.window.findChildren(QMenu))
    for index in (1, 0, 1, 0):
        room.window.show_tab(index)
    settle()
    assert len(room.window.findChildren(QMenu)) == before


@pytest.mark.parametrize("index", [0, 1])
def test_no_two_actions_and_no_two_menus_of_a_tab_have_the_same_key(room: Room, index: int) -> None:
    room.window.show_tab(index)
    keys = [
        sequence.toString()
        for action in actions(room.window)
        for sequence in action.shortcuts()
        if not sequence.isEmpty()
    ]
    assert len(keys) > 4
    assert len(keys) == len(set(keys))
    letters = [QKeySequence.mnemonic(text).toString() for text in menus(room)]
    assert len(letters) == len(set(letters))


# -- views -------------------------------------------------------------------------------------


def test_a_tab_is_built_when_it_is_first_looked_at(room: Room, other: OtherTab) -> None:
    room.change(language="fr")
    assert other.views == []
    room.window.show_tab(1)
    assert len(other.views) == 1
    room.window.show_tab(0)
    room.window.show_tab(1)
    assert len(other.views) == 1


def test_a_change_of_theme_builds_the_tab_in_front_anew_and_the_others_when_they_are_looked_at(
    room: Room, other: OtherTab
) -> None:
    room.window.show_tab(1)
    room.window.show_tab(0)
    before = room.view
    room.change(theme="dark")
    settle()
    assert room.view is not before
    assert front(room) == 0
    assert len(other.views) == 1
    room.window.show_tab(1)
    assert len(other.views) == 2
    assert other.views[1].isVisible()


def test_all_tabs_hear_and_the_one_in_front_is_drawn(
    room: Room, other: OtherTab, qtbot: QtBot
) -> None:
    other.working = True
    qtbot.waitUntil(lambda: other.heard > 0)
    assert other.drawn == 0
    room.window.show_tab(1)
    at_once = other.drawn
    assert at_once == 1
    qtbot.waitUntil(lambda: other.drawn > at_once)


def test_a_run_goes_on_behind_another_tab_and_its_keys_wait(room: Room, qtbot: QtBot) -> None:
    room.window.activateWindow()
    room.train(1)
    room.window.show_tab(1)
    settle()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F7):
        qtbot.keyClick(room.window, key)
    assert room.sent == [room.order]
    room.more(1)
    room.window.show_tab(0)
    settle()
    qtbot.keyClick(room.window, Qt.Key.Key_F7)
    assert room.sent[-1] == Pause()
    room.say(room.finished())
    assert len(room.view.charts.learning.data().rows) == 3


def test_the_tab_in_front_is_in_front_at_the_next_start(
    make_room: MakeRoom, tmp_path: Path
) -> None:
    make_room(entries=BOTH).window.show_tab(1)
    again = make_room(SettingsStore(tmp_path / "settings.json"), entries=BOTH)
    assert front(again) == 1
    assert len(other_of(again).views) == 1
    assert again.tab.view is None
    alone = make_room(SettingsStore(tmp_path / "settings.json"), entries=ALONE)
    assert front(alone) == 0


def test_a_tab_chosen_before_the_tabs_are_there_is_shown_when_they_are(
    make_room: MakeRoom,
) -> None:
    room = make_room(entries=BOTH, filled=False)
    room.window.show_tab(1)
    room.fill()
    assert front(room) == 1
    assert len(other_of(room).views) == 1


# -- files and words ---------------------------------------------------------------------------


def drop(room: Room, *paths: Path) -> None:
    room.open_files(*paths)


def test_a_dropped_file_goes_to_the_tab_that_opens_its_kind(
    room: Room, other: OtherTab, tmp_path: Path
) -> None:
    write_runs(tmp_path / "class.equilibre", [run("a")])
    drop(room, tmp_path / "forest.STUDY")
    assert front(room) == 1
    assert other.done == ["forest.STUDY"]
    drop(room, tmp_path / "class.equilibre")
    assert front(room) == 0
    assert len(room.state.kept) == 1
    assert other.done == ["forest.STUDY"]


def test_a_file_of_no_tab_is_refused_where_one_looks_with_all_that_can_be_opened(
    room: Room, other: OtherTab
) -> None:
    room.window.show_tab(1)
    drop(room, Path("photo.png"))
    assert front(room) == 1
    assert room.state.notice is None
    (sentence,) = other.done
    for word in ("photo.png", ".equilibre", ".json", ".study"):
        assert word in sentence


def test_what_goes_wrong_with_the_settings_is_said_where_one_looks(
    make_room: MakeRoom, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    room = make_room(SettingsStore(tmp_path / "file" / "settings.json"), entries=BOTH)
    room.presenter.dismiss()
    room.window.show_tab(1)
    room.change(theme="dark")
    assert "settings.json" in other_of(room).done[-1]
    assert room.state.notice is None


def test_the_tour_is_that_of_the_tab_in_front_and_ends_with_it(room: Room, other: OtherTab) -> None:
    room.window.show_tab(1)
    room.window.guide.show_tour()
    assert room.window.findChild(Tour).isVisible()
    room.window.show_tab(0)
    settle()
    assert room.window.findChild(Tour) is None


# -- the focus ---------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"language": "fr"}, {"theme": "dark"}], ids=str)
def test_the_focus_stays_on_its_control_when_the_language_or_the_theme_changes(
    room: Room, change: dict[str, str]
) -> None:
    room.window.activateWindow()
    for find in (
        lambda: room.view.controls.family_buttons["network"],
        lambda: room.view.controls.start,
        lambda: room.view.charts.power,
        lambda: room.view.summary.energy,
        lambda: room.view.controls.findChildren(QSlider)[1],
    ):
        find().setFocus()
        assert find().hasFocus()
        before = find()
        room.change(**change)
        settle()
        assert find() is not before
        assert QApplication.focusWidget() is find()
        room.change(language="en", theme="light")
        settle()


def test_the_focus_stays_on_the_button_that_changes_the_language(room: Room) -> None:
    room.window.activateWindow()
    button = room.window.findChild(QTabWidget).cornerWidget()
    assert isinstance(button, QPushButton)
    button.setFocus()
    button.click()
    room.window.turns.finish()
    settle()
    assert QApplication.focusWidget() is room.window.findChild(QTabWidget).cornerWidget()


def test_where_the_control_is_gone_the_focus_goes_to_the_page(room: Room, other: OtherTab) -> None:
    room.window.activateWindow()
    room.window.show_tab(1)
    settle()
    other.views[-1].findChildren(QPushButton)[1].setFocus()
    built = other.build

    def build() -> QWidget:
        view = built()
        view.findChildren(QPushButton)[0].hide()
        return view

    other.build = build  # type: ignore[method-assign]
    room.change(theme="dark")
    settle()
    assert QApplication.focusWidget() is other.views[-1]
