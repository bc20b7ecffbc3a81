"""Tries everything, says what it found, and leaves a report, a picture, or the window itself."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from equilibre.errors import EquilibreError
from equilibre.records import dataclass
from equilibre.texts import _, system_language, use_language
from equilibre.ui.application import Options, make_application, speak_qt
from equilibre.ui.equipment import Equipment, make_equipment
from equilibre.ui.self_test.start import FirstPaint, process_seconds
from equilibre.ui.self_test.watchdog import Watchdog
from equilibre.ui.settings import SettingsStore
from equilibre.ui.tab import Trial
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow

# Nothing else is imported here: it would count in the time that the window takes to show.

_LONGEST_SECONDS = 120.0
_SIZE = (1366, 768)


class SelfTestFailed(EquilibreError):
    """Something that the program needs does not work here."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is left when everything was tried: files, and the window for so many seconds."""

    report: Path | None = None
    picture: Path | None = None
    hold_seconds: int = 0
    start_only: bool = False  # show the window, and try nothing else


def run(order: Order, options: Options) -> int:
    """Try everything; print a line for each part; return 0, or 1 where something failed."""
    application = make_application()
    use_language(options.language or system_language())
    speak_qt(application)
    store = SettingsStore(None)
    store.change(started=True, language=options.language or system_language())
    store.change(theme=options.theme or "light", scale_percent=options.scale_percent or 100)
    use_theme(store.settings.theme, store.settings.scale_percent)
    equipment = make_equipment(store, None, options.surroundings())
    window = MainWindow(store, lambda: equipment)
    if options.size is not None or application.platformName() == "offscreen":
        # The screen that is not there is small: the window would fill it and be as small.
        window.take_size(*(options.size or _SIZE))
    try:
        return _SelfTest(window, equipment, order).run()
    finally:
        window.close()


class _SelfTest:
    """The checks done so far, in a window."""

    def __init__(self, window: MainWindow, equipment: Equipment, order: Order) -> None:
        from equilibre.ui.self_test.report import Check

        self._window, self._equipment, self._order = window, equipment, order
        self._painted = FirstPaint(window)
        self._checks: list[Check] = []
        self._under_way = "window"
        self._watchdog = Watchdog(self._give_up)

    def run(self) -> int:
        self._watchdog.feed()
        self._window.show()
        _until(lambda: self._painted.start_seconds is not None)
        if not self._order.start_only:
            self._try_everything()
        if self._order.picture is not None:
            self._try(Trial("picture", _("picture"), self._save_picture))
        self._watchdog.rest()
        self._write_report()
        self._hold()
        return 0 if all(check.ok for check in self._checks) else 1

    def _try_everything(self) -> None:
        self._equipment.start()
        from equilibre.ui.self_test.checks import trials

        for trial in trials(self._window, _until):
            self._try(trial)

    def _try(self, trial: Trial) -> None:
        from equilibre.ui.self_test.report import Check

        self._watchdog.feed()
        self._under_way = trial.key
        began = time.monotonic()
        problem = _problem(trial.do)
        self._checks.append(Check(trial.key, not problem, time.monotonic() - began, problem))
        mark, colon = (_("failed"), ": ") if problem else ("ok", "")
        print(f"{mark:>7}  {trial.name}{colon}{problem}", flush=True)

    def _save_picture(self) -> None:
        path = str(self._order.picture)
        if not self._window.grab().save(path):
            raise SelfTestFailed(_("“{path}” cannot be written.").format(path=path))

    def _write_report(self) -> None:
        from equilibre.ui.self_test.report import report, write_report

        if self._order.report is not None:
            start_seconds = self._painted.start_seconds
            write_report(self._order.report, report(self._checks, start_seconds, process_seconds()))

    def _give_up(self) -> None:
        """Say what never ended; called in another thread while this one is held by it."""
        from equilibre.ui.self_test.report import Check

        problem = _("it never ended")
        self._checks.append(Check(self._under_way, False, self._watchdog.seconds, problem))
        print(f"{_('failed'):>7}  {self._under_way}: {problem}", flush=True)
        self._write_report()

    def _hold(self) -> None:
        """Let the window be looked at, until the time is over or somebody closes it."""
        end = time.monotonic() + self._order.hold_seconds
        while time.monotonic() < end and self._window.isVisible():
            _rest()


def _problem(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as problem:  # noqa: BLE001 - whatever fails is what this command reports
        return f"{type(problem).__name__}: {problem}"
    return ""


def _until(reached: Callable[[], bool]) -> None:
    limit = time.monotonic() + _LONGEST_SECONDS
    while not reached():
        if time.monotonic() > limit:
            raise SelfTestFailed(_("It did not answer in {time} s.").format(time=_LONGEST_SECONDS))
        _rest()


def _rest() -> None:
    loop = QEventLoop()
    QTimer.singleShot(20, loop.quit)
    loop.exec()
