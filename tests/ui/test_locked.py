"""What is settled for everyone: the window begins with it, and its locked controls say why."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolTip, QWidget

from equilibre.sessions.system_settings import Notice, SystemSettings
from equilibre.texts import LANGUAGES, language
from equilibre.ui.application import Options
from equilibre.ui.dialogs.welcome import WelcomeDialog
from equilibre.ui.growth.tab import GrowthTab
from equilibre.ui.settings import SettingsStore, user_kept_runs
from tests.ui.conftest import MakeRoom, Room, settle

EVERYTHING = ("language", "theme", "scale_percent", "level", "country", "equivalents", "motion")
WHY = "settled for everyone on this computer"


def store_of(path: Path | None = None, *locked: str, **values: Any) -> SettingsStore:
    return SettingsStore(path, SystemSettings(values, frozenset(locked)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


# -- the settings ------------------------------------------------------------------------------


def test_everyone_begins_with_what_is_settled(path: Path) -> None:
    store = store_of(path, theme="dark", scale_percent=125, country="DEU", level="complete")
    settings = store.settings
    assert (settings.theme, settings.scale_percent) == ("dark", 125)
    assert (settings.country, settings.level) == ("DEU", "complete")
    assert not path.exists()


def test_a_user_may_choose_otherwise_and_the_choice_stays(path: Path) -> None:
    store_of(path, theme="dark").change(theme="system")
    assert store_of(path, theme="dark").settings.theme == "system"
    assert store_of(path, theme="contrast").settings.theme == "system"


def test_what_the_user_never_chose_follows_a_later_change_of_the_computer(path: Path) -> None:
    store_of(path, country="DEU").change(theme="dark")
    assert store_of(path, country="POL").settings.country == "POL"


def test_what_is_locked_cannot_be_chosen_here_before_or_by_the_command_line(path: Path) -> None:
    SettingsStore(path).change(theme="dark", level="complete")
    store = store_of(path, "theme", theme="light")
    assert store.settings.theme == "light"
    assert store.override(theme="contrast").theme == "light"
    assert store.change(theme="contrast", level="simple").theme == "light"
    assert store.settings.level == "simple"
    assert SettingsStore(path).settings.theme == "dark"


def test_what_is_locked_without_a_value_keeps_the_usual_one(path: Path) -> None:
    SettingsStore(path).change(theme="dark")
    assert store_of(path, "theme").settings.theme == "system"


def test_what_could_not_be_followed_is_told_briefly(path: Path) -> None:
    notices = tuple(Notice(f"{number}.", {}) for number in range(5))
    store = SettingsStore(path, SystemSettings(notices=notices))
    assert store.notice == "0.\n1.\n2.\n… and 2 others."
    assert SettingsStore(path).notice == ""


def test_runs_and_studies_are_kept_where_the_computer_says(tmp_path: Path) -> None:
    settled = SystemSettings({"data_folder": tmp_path / "class"})
    assert user_kept_runs(settled).parent == tmp_path / "class"
    assert user_kept_runs(Options().system).parent.name == "Equilibre"


# -- the window --------------------------------------------------------------------------------


def view_menu(room: Room) -> QMenu:
    bar = room.window.menuBar().actions()
    return cast("QMenu", bar[2].menu())


def named(room: Room) -> dict[str, QAction]:
    return {action.text(): action for action in view_menu(room).actions()}


def language_button(room: Room) -> QPushButton:
    buttons = room.window.findChildren(QPushButton)
    return next(one for one in buttons if one.text() in LANGUAGES.values())


def tooltip(widget: QWidget) -> str:
    """Return what is shown where the mouse rests on *widget*."""
    place = QPoint(widget.width() // 2, widget.height() // 2)
    QApplication.sendEvent(
        widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
    )
    return QToolTip.text()


@pytest.fixture(params=["light", "dark", "contrast"])
def locked_room(make_room: MakeRoom, request: pytest.FixtureRequest) -> Iterator[Room]:
    room = make_room(
        store_of(
            None, *EVERYTHING, language="en", theme=request.param, country="DEU", welcome=False
        )
    )
    room.show()
    yield room
    QToolTip.hideText()


def test_every_locked_line_of_the_menu_is_grey_and_says_why(locked_room: Room) -> None:
    lines = named(locked_room)
    for text in ("Language", "Theme", "Size of texts", "Level", "Everyday comparisons"):
        assert not lines[text].isEnabled()
        assert WHY in lines[text].toolTip()
        assert not lines[text].icon().isNull()
    assert not lines["Animations"].isEnabled()
    assert not lines["What is locked is settled for everyone on this computer."].isEnabled()
    assert view_menu(locked_room).toolTipsVisible()
    assert lines["Full screen"].isEnabled()


def test_the_menu_of_a_computer_where_nothing_is_locked_says_nothing(room: Room) -> None:
    assert all(
        action.isEnabled() for action in view_menu(room).actions() if not action.isSeparator()
    )
    assert not [text for text in named(room) if "locked" in text]


def test_the_button_of_the_other_language_is_closed_and_says_why(locked_room: Room) -> None:
    button = language_button(locked_room)
    assert not button.isEnabled()
    assert WHY in tooltip(button)
    assert WHY in button.accessibleDescription()
    button.click()
    assert language() == "en"


def test_the_country_is_closed_in_both_tabs_that_choose_it_and_says_why(locked_room: Room) -> None:
    box = locked_room.view.summary.country
    assert box.currentData() == "DEU"
    assert not box.isEnabled()
    assert WHY in tooltip(box)
    locked_room.window.show_tab(2)
    growth = cast("GrowthTab", locked_room.window.tabs[2])
    growth.presenter.choose_page("computer")
    settle()
    assert growth.presenter.computer.state.country == "DEU"
    assert WHY in growth.presenter.computer.state.country_locked
    listed = [one for one in locked_room.window.findChildren(QWidget) if "Germany" in text_of(one)]
    assert listed
    assert not any(one.isEnabled() for one in listed)


def text_of(widget: QWidget) -> str:
    current = getattr(widget, "currentText", None)
    return str(current()) if current is not None else ""


def test_nothing_is_asked_at_a_first_start_where_the_computer_says_so(locked_room: Room) -> None:
    settle()
    assert locked_room.window.findChild(WelcomeDialog) is None


def test_the_welcome_leaves_what_is_locked_as_it_is(make_room: MakeRoom) -> None:
    room = make_room(store_of(None, "language", language="en"))
    room.show()
    settle()
    dialog = room.window.findChild(WelcomeDialog)
    assert not dialog.languages.isEnabled()
    assert dialog.levels.isEnabled()
    assert WHY in tooltip(dialog.languages)
    dialog.begin.click()
    settle()
    assert room.window.store.settings.started
    assert room.window.store.settings.language == "en"


def test_what_could_not_be_followed_is_said_above_the_tab(make_room: MakeRoom) -> None:
    notices = (Notice("There is no setting “kiosk”.", {}),)
    room = make_room(SettingsStore(None, SystemSettings({"welcome": False}, notices=notices)))
    settle()
    assert room.state.notice is not None
    assert "kiosk" in room.state.notice.text
