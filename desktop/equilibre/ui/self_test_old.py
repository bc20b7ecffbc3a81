"""``self-test``: does everything that the program needs work on this computer?"""

import time
from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtSvg import QSvgRenderer

from equilibre.errors import EquilibreError
from equilibre.facts.electricity import countries
from equilibre.facts.equivalents import equivalents
from equilibre.learning.catalogue import DATASETS, FAMILIES
from equilibre.learning.dataset import card
from equilibre.resources import resource
from equilibre.texts import LANGUAGES, _, language, use_language
from equilibre.ui.application import Options, make_application
from equilibre.ui.equipment import Equipment, make_equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow

_LONGEST_SECONDS = 120.0


class SelfTestFailed(EquilibreError):
    """Something that the program needs does not work here."""


def run(options: Options) -> int:
    """Try everything; print a line for each part; return 0, or 1 with what failed."""
    make_application()
    use_theme("light", 100)
    store = SettingsStore(None)
    store.change(started=True, language=language())
    equipment = make_equipment(store, None, options.surroundings)
    window = MainWindow(equipment)
    failed = False
    try:
        equipment.start()
        window.show()
        for name, check in _checks(window, equipment):
            problem = _problem(check)
            failed = failed or bool(problem)
            print(
                f"{_('failed') if problem else 'ok':>7}  {name}{': ' if problem else ''}{problem}"
            )
    finally:
        window.close()
    return 1 if failed else 0


def _checks(window: MainWindow, equipment: Equipment) -> Iterator[tuple[str, Callable[[], None]]]:
    yield _("resources"), _resources
    yield _("languages"), lambda: _languages(window)
    yield _("window"), lambda: _window(window)
    yield _("sensors"), lambda: _sensors(equipment)
    # Asked for now only: it is the check of the window that makes the tabs.
    for index, tab in enumerate(window.tabs):
        window.show_tab(index)
        yield from tab.trials(_until).items()


def _problem(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as problem:  # noqa: BLE001 - whatever fails is what this command reports
        return f"{type(problem).__name__}: {problem}"
    return ""


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry)
        else:
            yield entry


def _resources() -> None:
    for file in _files(resource()):
        if not file.read_bytes():
            raise SelfTestFailed(_("“{name}” is empty.").format(name=file.name))
        if file.name.endswith(".svg") and not QSvgRenderer(file.read_bytes()).isValid():
            raise SelfTestFailed(_("“{name}” cannot be drawn.").format(name=file.name))
    if not (countries() and equivalents() and all(card(key).rows for key in DATASETS)):
        raise SelfTestFailed(_("The tables of figures are empty."))


def _languages(window: MainWindow) -> None:
    before = language()
    for key in LANGUAGES:
        use_language(key)
        if not all(_(model.name) for model in FAMILIES):
            raise SelfTestFailed(_("“{name}” has no texts.").format(name=key))
    use_language(before)


def _window(window: MainWindow) -> None:
    window.fill()
    for index in range(len(window.tabs)):
        window.show_tab(index)
        for key in (*LANGUAGES, language()):
            window.change(language=key)
        if window.grab().isNull():
            raise SelfTestFailed(_("The window cannot be drawn."))


def _sensors(equipment: Equipment) -> None:
    _until(lambda: bool(equipment.session.joules()))
    if not equipment.sampler.active_routes():
        raise SelfTestFailed(_("No energy is known here, not even estimated."))


def _until(reached: Callable[[], bool]) -> None:
    limit = time.monotonic() + _LONGEST_SECONDS
    while not reached():
        if time.monotonic() > limit:
            raise SelfTestFailed(_("It did not answer in {time} s.").format(time=_LONGEST_SECONDS))
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
