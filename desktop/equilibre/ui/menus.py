"""The menu bar."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from equilibre import numbers
from equilibre.texts import LANGUAGES, _
from equilibre.ui.icons import icon
from equilibre.ui.theme import SCALES

if TYPE_CHECKING:
    from equilibre.ui.window import MainWindow

Keys = QKeySequence.StandardKey


def build_menus(window: "MainWindow") -> None:
    """Fill the menu bar of *window* anew, in the language in use."""
    bar = window.menuBar()
    for action in bar.actions():
        # clear() forgets the menus but keeps them alive.
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.deleteLater()
    bar.clear()
    settings = window.store.settings

    file = bar.addMenu(_("&File"))
    _add(file, _("Open runs…"), window.open_runs, Keys.Open, "folder-open")
    _add(file, _("Save the kept runs…"), window.save_runs, Keys.Save, "save")
    file.addSeparator()
    leave = _add(file, _("Quit"), window.close, Keys.Quit)
    leave.setMenuRole(QAction.MenuRole.QuitRole)

    edit = bar.addMenu(_("&Edit"))
    _add(edit, _("Undo"), window.undo, Keys.Undo, "undo-2")
    _add(edit, _("Redo"), window.redo, Keys.Redo, "redo-2")
    edit.addSeparator()
    _add(edit, _("Reset all"), window.reset, None, "rotate-ccw")

    view = bar.addMenu(_("&View"))
    _choices(view, _("Language"), list(LANGUAGES.items()), settings.language, "language", window)
    themes = [
        ("system", _("As the system")),
        ("light", _("Light")),
        ("dark", _("Dark")),
        ("contrast", _("High contrast")),
    ]
    _choices(view, _("Theme"), themes, settings.theme, "theme", window)
    sizes = [(scale, numbers.percent(scale / 100, 0)) for scale in SCALES]
    _choices(view, _("Size of texts"), sizes, settings.scale_percent, "scale_percent", window)
    levels = [("simple", _("Simple")), ("complete", _("Complete"))]
    _choices(view, _("Level"), levels, settings.level, "level", window)
    comparisons = _add(view, _("Everyday comparisons"), None)
    comparisons.setCheckable(True)
    comparisons.setChecked(settings.equivalents)
    comparisons.toggled.connect(lambda on: window.change(equivalents=on))
    view.addSeparator()
    _add(view, _("Full screen"), window.toggle_full_screen, "F11")

    measure = bar.addMenu(_("&Measure"))
    _add(measure, _("Train and measure"), window.start, None, "play")
    _add(measure, _("Stop"), window.stop, None, "square")
    measure.addSeparator()
    _add(measure, _("Sensors…"), window.show_sensors, None, "gauge")

    assistance = bar.addMenu(_("&Help"))
    _add(assistance, _("Tour"), window.show_tour, "F1")
    about = _add(assistance, _("About Équilibre"), window.show_about, None, "info")
    about.setMenuRole(QAction.MenuRole.AboutRole)


def _add(
    menu: QMenu,
    text: str,
    act: Callable[[], object] | None,
    keys: str | Keys | None = None,
    icon_name: str = "",
) -> QAction:
    action = QAction(text, menu)
    if icon_name:
        action.setIcon(icon(icon_name))
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    if act is not None:
        action.triggered.connect(lambda: act())
    menu.addAction(action)
    return action


def _choices(
    menu: QMenu,
    title: str,
    choices: list[tuple[str, str]] | list[tuple[int, str]],
    chosen: object,
    setting: str,
    window: "MainWindow",
) -> None:
    inner = menu.addMenu(title)
    group = QActionGroup(inner)
    for key, text in choices:
        action = QAction(text, inner)
        action.setCheckable(True)
        action.setChecked(key == chosen)
        action.setData(key)
        group.addAction(action)
        inner.addAction(action)
    group.triggered.connect(lambda action: window.change(**{setting: action.data()}))
