"""Opens the window: application, language, theme, hooks for failures."""

import contextlib
import os
import sys
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from equilibre import __version__
from equilibre.records import dataclass
from equilibre.sessions.places import calibration_file
from equilibre.sessions.system_settings import SystemSettings
from equilibre.texts import _, language, system_language, use_language
from equilibre.ui.door import Door
from equilibre.ui.failures import Failures
from equilibre.ui.memory import Collector
from equilibre.ui.qt_folders import qt_folder
from equilibre.ui.settings import data_folder, user_kept_runs, user_store
from equilibre.ui.theme import load_fonts, use_theme

if TYPE_CHECKING:
    from equilibre.meter.surroundings import Surroundings
    from equilibre.ui.equipment import Equipment


_START_AFTER_MILLISECONDS = 50  # after the first chart


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of the window; None: as the user's settings say."""

    language: str | None = None
    theme: str | None = None
    scale_percent: int | None = None
    size: tuple[int, int] | None = None
    files: tuple[Path, ...] = ()  # to be opened
    surroundings: "Callable[[], Surroundings | None]" = lambda: None  # where the sensors are
    system: SystemSettings = field(default_factory=SystemSettings)  # of everyone on this computer


class Application(QApplication):
    """Hears of the files that macOS has this program open, when it starts and later."""

    asked = Signal(list)  # paths

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.asked.emit([Path(event.file())])
            return True
        return super().event(event)


def make_application() -> Application:
    """Return the one application, with our font and style."""
    existing = QApplication.instance()
    if isinstance(existing, Application):
        return existing
    _own_button_in_the_taskbar()
    _paint_in_one_thread()
    QCoreApplication.setOrganizationName("Equilibre")
    QCoreApplication.setApplicationName("Equilibre")
    QCoreApplication.setApplicationVersion(__version__)
    QCoreApplication.addLibraryPath(str(qt_folder("plugins")))
    # Named here, no other style is made before it.
    application = Application([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationDisplayName("Équilibre")
    application.setDesktopFileName("equilibre")
    load_fonts()
    Collector(application)
    return application


def _paint_in_one_thread() -> None:
    """Have Qt fill tall shapes itself, not in parts that threads of its own fill.

    It would take their cores from the training that is measured, and wait until each has one.
    """
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")


def _own_button_in_the_taskbar() -> None:
    """Tell Windows that the window is of this program: it knows it as one of Python."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("Equilibre.Equilibre")


def speak_qt(application: QApplication) -> None:
    """Have Qt's own texts (dialogs, buttons) in the language in use."""
    QLocale.setDefault(
        QLocale(
            QLocale.Language.French if language() == "fr" else QLocale.Language.English,
            QLocale.Country.France if language() == "fr" else QLocale.Country.UnitedKingdom,
        )
    )
    translator = QTranslator(application)
    if translator.load(f"qtbase_{language()}", str(qt_folder("translations"))):
        application.installTranslator(translator)


def run(options: Options) -> int:
    """Open the window and return the exit status when it closes."""
    from equilibre.ui.leaving import Leaving
    from equilibre.ui.window import MainWindow

    application = make_application()
    use_language(options.system.choose("language", options.language) or system_language())
    store = user_store(options.system)
    failures = Failures(data_folder())
    changes = {
        "language": options.language,
        "theme": options.theme,
        "scale_percent": options.scale_percent,
    }
    settings = store.override(**{key: value for key, value in changes.items() if value is not None})
    use_language(settings.language or system_language())
    speak_qt(application)
    use_theme(settings.theme, settings.scale_percent)
    kept = user_kept_runs(options.system)
    with contextlib.suppress(OSError):  # said when a run is to be kept
        kept.parent.mkdir(parents=True, exist_ok=True)
    leaving = Leaving()  # before there is a lock to be left behind
    door = Door(kept.parent)
    if not door.take():
        unheard = door.ring(options.files)
        if unheard:
            _say(unheard)
        leaving.close()
        failures.close()
        return 0

    def equip() -> "Equipment":
        from equilibre.ui.equipment import make_equipment

        return make_equipment(store, kept, options.surroundings(), calibration_file())

    window = MainWindow(store, equip)
    if options.size is not None:
        window.take_size(*options.size)
    window.open_files(options.files)
    door.rung.connect(window.asked)
    application.asked.connect(window.asked)
    door.listen()
    window.show()
    # The chrome is painted before anything heavy is imported, the first chart before a process
    # is started beside the window.
    QTimer.singleShot(0, window, window.load)
    window.filled.connect(lambda: QTimer.singleShot(_START_AFTER_MILLISECONDS, window.start))
    status = application.exec()
    window.end()
    leaving.close()
    door.leave()
    failures.close()
    return status


def _say(sentence: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox()
    box.setWindowTitle("Équilibre")
    box.setTextFormat(Qt.TextFormat.PlainText)  # it names files, whatever their name
    box.setText(sentence)
    box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def diagnostics(options: Options) -> str:
    """Return what a report of a problem needs to say about this computer."""
    import platform

    from PySide6 import __version__ as binding
    from PySide6.QtCore import qVersion

    from equilibre.build import build
    from equilibre.meter.catalogue import open_sensors
    from equilibre.sessions.machine import this_machine

    make_application()
    machine = this_machine()
    sensors = open_sensors(options.surroundings())
    system = options.system
    lines = [
        f"Équilibre {__version__} ({build().name})",
        f"Python {platform.python_version()} ({sys.executable})",
        f"Qt {qVersion()}, PySide6 {binding}, {QApplication.platformName()}",
        f"{machine.system}, {machine.processor}, {machine.logical_processors} processors, "
        f"{machine.memory_bytes / 2**30:.1f} GiB",
        f"Language {language()}, {os.environ.get('LANG', '')}",
        f"Settings {user_store_path()}",
        *(f"Settings of the computer {path}" for path in system.files),
        *system.sentences(),
        f"Runs {user_kept_runs(system).parent}",
        f"Logs {data_folder()}",
        *(f"{route.key}: {route.status} {route.reason}" for route in sensors.routes()),
    ]
    sensors.close()
    return "\n".join(lines)


def user_store_path() -> Path:
    """Return where the settings of this user live."""
    from equilibre.ui.settings import settings_folder

    return settings_folder() / "settings.json"
