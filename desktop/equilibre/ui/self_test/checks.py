"""What the self-test tries, from the files of the program to a training in its process."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontInfo
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import equilibre
from equilibre.errors import EquilibreError
from equilibre.facts.electricity import countries
from equilibre.facts.equivalents import equivalents
from equilibre.learning.catalogue import DATASETS
from equilibre.learning.dataset import card
from equilibre.resources import resource
from equilibre.texts import LANGUAGES, _, language
from equilibre.ui.pages import Pages
from equilibre.ui.qt_folders import qt_folder
from equilibre.ui.tab import Trial, Until
from equilibre.ui.tabs import TABS
from equilibre.ui.theme import FONT, THEMES, theme
from equilibre.ui.window import MainWindow

_FEWEST_COLOURS = 16  # an empty page has one
_CANCEL = {"fr": "Annuler"}  # as Qt itself says it


class CheckFailed(EquilibreError):
    """Something that the program needs does not work here."""


def trials(window: MainWindow, until: Until) -> Iterator[Trial]:
    """Give what is tried, in this order: each may need those before it."""
    yield Trial("modules", _("parts of the program"), _modules)
    yield Trial("resources", _("resources"), _resources)
    yield Trial("fonts", _("fonts"), _fonts)
    yield Trial("window", _("window"), partial(_window, window))
    yield Trial("languages", _("languages"), partial(_languages, window))
    yield Trial("themes", _("themes"), partial(_themes, window))
    yield Trial("sensors", _("sensors"), partial(_sensors, window, until))
    # Asked for now only: it is the check of the window that makes the tabs.
    for index, tab in enumerate(window.tabs):
        window.show_tab(index)
        yield from tab.trials(until)
    if window.tabs:
        window.show_tab(0)


def _modules() -> None:
    """Import every module: a bundle holds only those that its maker has found."""
    names = [found.name for found in pkgutil.walk_packages(equilibre.__path__, "equilibre.")]
    if __name__ not in names:
        raise CheckFailed(_("The parts of the program cannot be listed."))
    for name in names:
        if name != "equilibre.__main__":
            importlib.import_module(name)


def _files(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry)
        else:
            yield entry


def _resources() -> None:
    for file in _files(resource()):
        if not file.read_bytes():
            raise CheckFailed(_("“{name}” is empty.").format(name=file.name))
        if file.name.endswith(".svg") and not QSvgRenderer(file.read_bytes()).isValid():
            raise CheckFailed(_("“{name}” cannot be drawn.").format(name=file.name))
    if not (countries() and equivalents() and all(card(key).rows for key in DATASETS)):
        raise CheckFailed(_("The tables of figures are empty."))


def _fonts() -> None:
    found = QFontInfo(QApplication.font()).family()
    if found != FONT:
        raise CheckFailed(
            _("Texts are in “{found}”, not in “{font}”.").format(found=found, font=FONT)
        )


def _window(window: MainWindow) -> None:
    window.fill()
    _draw_tabs(window)


def _languages(window: MainWindow) -> None:
    before = language()
    folder = str(qt_folder("translations"))
    for key in LANGUAGES:
        window.change(language=key)
        ours = key == "en" or all(_(entry.name) != entry.name for entry in TABS)
        translator = QTranslator()
        of_qt = translator.load(f"qtbase_{key}", folder) and (
            key not in _CANCEL or translator.translate("QPlatformTheme", "Cancel") == _CANCEL[key]
        )
        if not (ours and of_qt):
            raise CheckFailed(_("“{name}” has no texts.").format(name=LANGUAGES[key]))
        _draw_tabs(window)
    window.change(language=before)


def _themes(window: MainWindow) -> None:
    before = window.store.settings.theme
    for key in THEMES:
        if key != "system":
            window.change(theme=key)
            _draw_tabs(window)
    window.change(theme=before)


def _draw_tabs(window: MainWindow) -> None:
    """See that each tab shows something, in the colours of the theme in use."""
    for index in range(len(TABS)):
        window.show_tab(index)
        pages = window.centralWidget()
        assert isinstance(pages, Pages)
        picture = pages.currentWidget().grab().toImage()
        colours = {
            picture.pixelColor(x, y).name().upper()
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 3)
        }
        if len(colours) < _FEWEST_COLOURS or theme().colours.panel.upper() not in colours:
            raise CheckFailed(_("The window cannot be drawn."))
    window.show_tab(0)


def _sensors(window: MainWindow, until: Until) -> None:
    equipment = window.equipment
    until(lambda: bool(equipment.session.joules()))
    if not equipment.sampler.active_routes():
        raise CheckFailed(_("No energy is known here, not even estimated."))
