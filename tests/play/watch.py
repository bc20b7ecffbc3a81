"""Hears everything that goes wrong without stopping: exceptions, warnings, what Qt complains of."""

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from equilibre.worker.messages import Failed, Reply

_IGNORED = (
    "This plugin does not support",  # what the off-screen platform says of itself
    "outside target window",  # a drag that leaves the window
)
_HARMLESS = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class Watch(logging.Handler):
    """Tells *found* of each thing that went wrong, from whatever thread."""

    def __init__(self, found: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._found = found

    def start(self) -> None:
        sys.excepthook = self._raised
        sys.unraisablehook = self._unraisable
        threading.excepthook = self._raised_in_thread
        qInstallMessageHandler(self._qt)
        logging.getLogger().addHandler(self)
        warnings.simplefilter("error")

    def stop(self) -> None:
        sys.excepthook, sys.unraisablehook = sys.__excepthook__, sys.__unraisablehook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        logging.getLogger().removeHandler(self)
        warnings.resetwarnings()

    def heard(self, replies: list[Reply]) -> list[Reply]:
        """Look through what the training process said: it fails with a sentence or not at all."""
        for reply in replies:
            if isinstance(reply, Failed):
                last = reply.details.strip().rpartition("\n")[2]
                if not last.startswith("equilibre."):  # a refusal of the program's own
                    self._found(f"in the training process: {reply.details}")
        return replies

    def emit(self, record: logging.LogRecord) -> None:
        self._found(f"logged: {record.getMessage()}")

    def _raised(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        self._found("".join(traceback.format_exception(kind, problem, trace)))

    def _raised_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._raised(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _unraisable(self, arguments: Any) -> None:
        trace = "".join(traceback.format_exception(arguments.exc_value))
        self._found(f"{arguments.err_msg or 'ignored'} in {arguments.object!r}\n{trace}")

    def _qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind not in _HARMLESS and not any(text in message for text in _IGNORED):
            self._found(f"Qt: {message}")
