"""What nobody foresaw is written down and told once, and the window goes on."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from equilibre.ui.failures import Failures


@pytest.fixture
def failures(tmp_path: Path, qapp: QApplication) -> Iterator[Failures]:
    hooks = sys.excepthook, threading.excepthook
    handlers = list(logging.getLogger().handlers)
    made = Failures(tmp_path)
    yield made
    made.close()
    sys.excepthook, threading.excepthook = hooks
    logging.raiseExceptions = True
    for handler in set(logging.getLogger().handlers) - set(handlers):
        logging.getLogger().removeHandler(handler)
        handler.close()


def raised(text: str) -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as problem:
        return problem


def boxes() -> list[QMessageBox]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)]


def test_a_failure_is_written_down_and_told_calmly(failures: Failures, qtbot: QtBot) -> None:
    problem = raised("unforeseen")
    failures.caught(ValueError, problem, problem.__traceback__)
    qtbot.waitUntil(lambda: bool(boxes()))
    (box,) = boxes()
    assert "go on" in box.text()
    assert "Traceback" not in box.text() + box.informativeText()
    assert "Traceback" in box.detailedText()
    assert failures.log_path is not None
    assert "ValueError: unforeseen" in failures.log_path.read_text(encoding="utf-8")
    box.close()
    qtbot.waitUntil(lambda: not boxes())


def test_the_same_failure_is_told_once(failures: Failures, qtbot: QtBot) -> None:
    problem = raised("again and again")
    for _index in range(5):
        failures.caught(ValueError, problem, problem.__traceback__)
    qtbot.waitUntil(lambda: bool(boxes()))
    qtbot.wait(50)
    assert len(boxes()) == 1
    boxes()[0].close()
    qtbot.waitUntil(lambda: not boxes())


def test_a_failure_in_a_thread_is_told_by_the_window(failures: Failures, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(boxes()))
    assert "in a thread" in boxes()[0].informativeText()
    boxes()[0].close()
    qtbot.waitUntil(lambda: not boxes())


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, qapp: QApplication) -> None:
    hooks = sys.excepthook, threading.excepthook
    (tmp_path / "file").write_text("not a folder")
    made = Failures(tmp_path / "file")
    assert made.log_path is None
    made.close()
    sys.excepthook, threading.excepthook = hooks
