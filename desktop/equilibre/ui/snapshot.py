"""``snapshot``: pictures of every screen in the states that matter, made by real runs."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from equilibre.errors import EquilibreError
from equilibre.texts import _, system_language, use_language
from equilibre.ui.application import Options, make_application, speak_qt
from equilibre.ui.equipment import Equipment, make_equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow

_SIZE = (1366, 768)
_LONGEST_SECONDS = 90.0


class SnapshotFailed(EquilibreError):
    """A screen did not reach the state of its picture."""


def run(folder: Path, options: Options) -> int:
    """Write the pictures into *folder* and return 0. Raises SnapshotFailed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SnapshotFailed(
            _("The folder “{folder}” cannot be made: {reason}.").format(
                folder=folder, reason=problem.strerror
            )
        ) from problem
    application = make_application()
    language = options.language or system_language()
    use_language(language)
    speak_qt(application)
    theme = options.theme or "light"
    use_theme(theme, options.scale_percent or 100)
    store = SettingsStore(None)
    store.change(
        language=language, theme=theme, scale_percent=options.scale_percent or 100, started=True
    )
    with tempfile.TemporaryDirectory() as temporary:
        equipment = make_equipment(store, Path(temporary) / "kept.equilibre", options.powercap)
        window = MainWindow(equipment)
        size = options.size or _SIZE
        window.showNormal()
        window.resize(*size)
        equipment.start()
        try:
            window.fill()
            photographer = Photographer(folder, window, f"{language}-{theme}-{size[0]}x{size[1]}")
            _photograph(photographer, window, equipment)
        finally:
            window.close()
    return 0


class Photographer:
    """Numbers the pictures and waits for what they show."""

    def __init__(self, folder: Path, window: MainWindow, suffix: str) -> None:
        self._folder, self._window, self._suffix = folder, window, suffix
        self._count = 0

    def take(self, state: str, widget: QWidget | None = None) -> None:
        """Save a picture of *widget* over the window, or of the window."""
        self.rest(0.15)
        self._count += 1
        path = self._folder / f"{self._count:02}-{state}-{self._suffix}.png"
        picture = self._window.grab()
        if widget is not None:
            # Off the screen there is no desktop to photograph: the dialog is laid over the window.
            from PySide6.QtGui import QPainter

            painter = QPainter(picture)
            inner = widget.grab()
            painter.drawPixmap(
                (self._window.width() - widget.width()) // 2,
                (self._window.height() - widget.height()) // 2,
                inner,
            )
            painter.end()
        if not picture.save(str(path)):
            raise SnapshotFailed(_("“{path}” cannot be written.").format(path=path))
        print(path)

    def take_dialog(self, state: str, show: Callable[[], object]) -> None:
        """Save a picture of the dialog that *show* opens, and close it."""
        show()
        dialog = _dialog()
        self.take(state, dialog)
        dialog.close()

    def rest(self, seconds: float) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def until(self, reached: Callable[[], bool], what: str) -> None:
        """Let the window live until *reached*. Raises SnapshotFailed after too long."""
        limit = time.monotonic() + _LONGEST_SECONDS
        while not reached():
            if time.monotonic() > limit:
                raise SnapshotFailed(
                    _("No picture of “{state}”: it never came.").format(state=what)
                )
            self.rest(0.03)


def _photograph(photographer: Photographer, window: MainWindow, equipment: Equipment) -> None:
    photographer.until(
        lambda: equipment.host.ready and not equipment.host.loading, "the training process"
    )
    photographer.rest(1.0)
    window.show_welcome()
    dialog = _dialog()
    photographer.take("welcome", dialog)
    dialog.blockSignals(True)
    dialog.close()
    for index, tab in enumerate(window.tabs):
        window.show_tab(index)
        photographer.take("empty")
        window.show_tour()
        photographer.take("tour")
        window.end_tour()
        tab.photograph(photographer)
    photographer.take_dialog("sensors", window.show_sensors)
    photographer.take_dialog("about", window.show_about)


def _dialog() -> QDialog:
    found = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]
    if not found:
        raise SnapshotFailed(_("No dialog is open."))
    return found[-1]
