"""What no one foresaw: written to a file, told calmly, and the window goes on."""

import faulthandler
import logging
import sys
import threading
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from equilibre import __version__
from equilibre.texts import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

_LARGEST_LOG_BYTES = 2**20
_log = logging.getLogger("equilibre")
_crash_file: TextIO | None = None


class Failures(QObject):
    """Catches every exception that nobody caught, wherever it was raised."""

    raised = Signal(str, str)  # the last line, the whole traceback

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._told: set[str] = set()
        self._box: QMessageBox | None = None
        self.log_path = _open_log(folder)
        _open_crash_file(folder)
        # A bound method of a QObject: from a thread, Qt queues it for the window.
        self.raised.connect(self._tell_soon)
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_log_qt)

    def close(self) -> None:
        """Give the hooks and the files back."""
        global _crash_file
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        qInstallMessageHandler(None)
        if _crash_file is not None:
            faulthandler.disable()
            _crash_file.close()
            _crash_file = None

    def caught(
        self,
        kind: type[BaseException],
        problem: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log an exception and tell the user, once for each."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, problem, trace))
        _log.error("unforeseen\n%s", text)
        if text not in self._told:
            self._told.add(text)
            self.raised.emit(f"{kind.__name__}: {problem}", text)

    def _caught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.caught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    @Slot(str, str)
    def _tell_soon(self, line: str, details: str) -> None:
        QTimer.singleShot(0, self, partial(self._tell, line, details))

    def _tell(self, line: str, details: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QApplication.activeWindow())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle("Équilibre")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("Something unforeseen happened. Your work is kept and you can go on."))
        where = _("It is noted in {path}.").format(path=self.log_path) if self.log_path else ""
        box.setInformativeText(f"{line}\n{where}".strip())
        box.setDetailedText(f"Équilibre {__version__}\n{details}")
        box.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
        # Without a parent, nothing but this keeps it alive.
        self._box = box
        box.open()


def _open_log(folder: Path | None) -> Path | None:
    if folder is None:
        return None
    path = folder / "equilibre.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.open("a", encoding="utf-8").close()
    except OSError:
        return None
    logging.getLogger().addHandler(_Log(path))
    logging.getLogger("equilibre").setLevel(logging.INFO)
    # A log that cannot be written (full disk) must not write about it to the screen.
    logging.raiseExceptions = False
    return path


class _Log(logging.Handler):
    """The file of the log, opened when there is something to say: the first paint waits less."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, "a", _LARGEST_LOG_BYTES, 2, encoding="utf-8", delay=True
            )
            layout = "%(asctime)s %(levelname)s %(name)s %(message)s"
            self._file.setFormatter(logging.Formatter(layout))
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def _open_crash_file(folder: Path | None) -> None:
    """Have the interpreter's own crashes written; a windowed program has no stderr."""
    global _crash_file
    if folder is None:
        return
    try:
        _crash_file = (folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(_crash_file)
    except OSError:
        return


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("equilibre.qt").log(_LEVELS.get(kind, logging.INFO), message)
