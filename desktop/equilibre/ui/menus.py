"""What the menus show, as data, and the menu bar that shows it.

The data are named tuples: data classes take ten times as long to make, and the first paint waits.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

Keys = QKeySequence.StandardKey
Role = QAction.MenuRole


class Action(NamedTuple):
    """A line that does something."""

    text: str
    act: Callable[[], object]
    keys: str | Keys | None = None
    icon: str = ""
    role: Role = Role.TextHeuristicRole  # where macOS puts it


class Switch(NamedTuple):
    """A line that is on or off."""

    text: str
    on: bool
    switch: Callable[[bool], object]
    closed: str = ""  # why it cannot be changed; empty: it can


class Option(NamedTuple):
    """One line of a choice, and the value that it stands for."""

    value: str | int
    text: str
    keys: str | None = None


class Choice(NamedTuple):
    """One value out of a few: a menu inside the menu, or lines of the menu where it has no text."""

    text: str
    options: Sequence[Option]
    chosen: str | int
    choose: Callable[[Any], object]
    closed: str = ""  # why it cannot be changed; empty: it can


class Remark(NamedTuple):
    """A line that only says something."""

    text: str


class Separator:
    """A thin line between two groups."""


SEPARATOR = Separator()
Item: TypeAlias = Action | Switch | Choice | Remark | Separator


class Menu(NamedTuple):
    """A menu of the menu bar; its text says its letter with an ampersand."""

    text: str
    items: Sequence[Item] = ()


class TabMenus(NamedTuple):
    """What a tab puts into File, into Edit and into the menu of its own."""

    file: Sequence[Item] = ()
    edit: Sequence[Item] = ()
    own: Sequence[Item] = ()


def fill_menu_bar(
    bar: QMenuBar, menus: Sequence[Menu], before: Callable[[], object] = lambda: None
) -> None:
    """Put *menus* in the place of what *bar* shows; *before* is called before any line acts."""
    for action in bar.actions():
        # clear() forgets the menus but keeps them alive.
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.deleteLater()
    bar.clear()
    for described in menus:
        # addMenu(text) would keep every menu, for as long as the program runs.
        menu = QMenu(described.text, bar)
        bar.addMenu(menu)
        for item in described.items:
            _add(menu, item, before)


def _add(menu: QMenu, item: Item, before: Callable[[], object]) -> None:
    match item:
        case Action():
            _add_action(menu, item).triggered.connect(_after(before, lambda _on: item.act()))
        case Switch():
            _add_switch(menu, item).toggled.connect(_after(before, item.switch))
        case Choice():
            _add_choice(menu, item).triggered.connect(
                _after(before, lambda action: item.choose(action.data()))
            )
        case Remark():
            menu.addAction(item.text).setEnabled(False)
        case Separator():
            menu.addSeparator()


def _after(before: Callable[[], object], act: Callable[[Any], object]) -> Callable[[Any], None]:
    def both(given: Any) -> None:
        before()
        act(given)

    return both


def _add_action(menu: QMenu, item: Action) -> QAction:
    action = QAction(item.text, menu)
    if item.icon:
        action.setIcon(_icon(item.icon))
    if item.keys is not None:
        action.setShortcut(QKeySequence(item.keys))
    action.setMenuRole(item.role)
    menu.addAction(action)
    return action


def _add_switch(menu: QMenu, item: Switch) -> QAction:
    action = QAction(item.text, menu)
    action.setCheckable(True)
    action.setChecked(item.on)
    menu.addAction(action)
    _close(menu, action, item.closed)
    return action


def _add_choice(menu: QMenu, item: Choice) -> QActionGroup:
    inner = menu
    if item.text:
        inner = QMenu(item.text, menu)
        menu.addMenu(inner)
    group = QActionGroup(inner)
    for option in item.options:
        action = QAction(option.text, inner)
        action.setCheckable(True)
        action.setChecked(option.value == item.chosen)
        action.setData(option.value)
        if option.keys is not None:
            action.setShortcut(QKeySequence(option.keys))
        group.addAction(action)
        inner.addAction(action)
    if item.text:
        _close(menu, inner.menuAction(), item.closed)
    return group


def _close(menu: QMenu, action: QAction, reason: str) -> None:
    """Have *action* of *menu* say *reason* instead of doing anything, where there is one."""
    if reason:
        menu.setToolTipsVisible(True)
        action.setEnabled(False)
        action.setIcon(_icon("lock"))
        action.setToolTip(reason)


def _icon(name: str) -> QIcon:
    from equilibre.ui.icons import icon  # the titles alone are shown at the first paint

    return icon(name)
