"""A long change in steps: the window lives between them, and nothing is met half done."""

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from equilibre.ui.turns import Turns, take_turns
from tests.ui.conftest import MakeRoom, Room, settle
from tests.ui.test_window import actions


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_one_step_is_done_in_each_turn_of_the_event_loop(window: QWidget, qtbot: QtBot) -> None:
    turns, done = Turns(window), []
    beat = QTimer()  # beats once in each turn
    beat.timeout.connect(lambda: done.append("turn"))
    beat.start(0)
    turns.take(lambda: done.append("1"), lambda: done.append("2"))
    turns.take(lambda: done.append("3"))
    assert done == []
    qtbot.waitUntil(lambda: "3" in done)
    assert [one for one in done if one != "turn"] == ["1", "2", "3"]
    assert "turn" in done[done.index("1") : done.index("2")]
    assert "turn" in done[done.index("2") : done.index("3")]


def test_a_click_or_a_key_finds_every_step_done(window: QWidget) -> None:
    turns, done = Turns(window), []
    native = window.windowHandle()
    for act in (
        lambda: QTest.mouseClick(native, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
        lambda: QTest.keyClick(native, Qt.Key.Key_F7),
    ):
        done.clear()
        turns.take(lambda: done.append(1), lambda: done.append(2))
        act()
        assert done == [1, 2]


def test_a_step_that_fails_leaves_the_others_to_be_done(window: QWidget, qtbot: QtBot) -> None:
    turns, done = Turns(window), []

    def fail() -> None:
        raise RuntimeError("a fault")

    turns.take(fail, lambda: done.append(2))
    with pytest.raises(RuntimeError):
        turns.finish()
    qtbot.waitUntil(lambda: done == [2])


def test_steps_for_a_widget_that_is_seen_take_turns_and_those_for_a_hidden_one_do_not(
    window: QWidget,
) -> None:
    turns, done = Turns(window), []
    hidden, seen = QWidget(window), QWidget(window)
    hidden.hide()
    seen.show()
    take_turns(seen, lambda: done.append("seen"))
    take_turns(hidden, lambda: done.append("hidden"))
    assert done == ["hidden"]
    turns.finish()
    assert done == ["hidden", "seen"]


@pytest.mark.parametrize(("index", "page"), [(0, "experiments"), (1, "grade"), (2, "myths")])
def test_a_page_is_made_in_a_turn_before_it_comes_to_the_front(
    make_room: MakeRoom, index: int, page: str
) -> None:
    room = make_room()
    room.show()
    room.window.show_tab(index)
    view, presenter = room.window.tabs[index].view, room.window.tabs[index].presenter  # type: ignore[attr-defined]
    before = presenter.state.page
    view.pages.button(page).click()
    assert presenter.state.page == before
    assert room.window.turns.pending
    room.window.turns.finish()
    assert presenter.state.page == page


def test_a_window_that_goes_does_nothing_more(window: QWidget, qtbot: QtBot) -> None:
    turns, done = Turns(window), []
    turns.take(lambda: done.append(1))
    turns.forget()
    turns.finish()
    settle()
    assert done == []


def test_a_click_while_the_theme_changes_meets_a_whole_window(room: Room) -> None:
    room.window.change(theme="dark")
    assert room.tab.view is None
    QTest.mouseClick(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(700, 400))
    assert room.view.isVisible()
    assert room.window.updatesEnabled()


def test_what_is_under_way_is_heard_while_no_view_is_there(room: Room) -> None:
    room.train(1)
    room.window.change(language="fr")
    room.more(2)
    room.window._tick()
    room.window._draw()
    room.window.turns.finish()
    room.draw()
    assert len(room.view.charts.learning.data().rows) == 4


def pages(room: Room) -> QTabWidget:
    return cast("QTabWidget", room.window.centralWidget())


def test_a_tab_clicked_while_the_language_changes_is_the_one_that_is_built(
    make_room: MakeRoom,
) -> None:
    room = make_room()
    room.show()
    bar = pages(room).tabBar()
    place = bar.mapTo(room.window, bar.tabRect(1).center())
    room.window.change(language="fr")
    QTest.mouseClick(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    room.window.turns.finish()
    assert pages(room).currentIndex() == 1
    assert room.window.tabs[1].view is not None  # type: ignore[attr-defined]


def test_a_line_of_a_menu_that_is_still_open_while_the_language_changes_acts(
    make_room: MakeRoom,
) -> None:
    room = make_room()
    room.show()
    line = next(one for one in actions(room.window) if one.text() == "Life cycle (LCA)")
    room.window.change(language="fr")
    line.trigger()
    room.window.turns.finish()
    assert pages(room).currentIndex() == 1


def test_a_line_of_a_menu_finds_its_tab_whole(room: Room) -> None:
    line = next(one for one in actions(room.window) if one.text() == "About Équilibre")
    room.window.change(theme="dark")
    line.trigger()
    assert room.view.isVisible()
    (dialog,) = room.window.findChildren(QDialog)
    assert dialog.windowTitle()
    dialog.close()


def test_a_window_closed_while_it_changes_closes(room: Room) -> None:
    room.window.change(theme="dark")
    room.window.close()
    settle()
    assert room.tab.view is None
