"""What a test leaves behind is told of that test, and of no other."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

LEAKING = """
import subprocess, sys, threading, time
from PySide6.QtWidgets import QWidget
from tests import leaks

ended = threading.Event()
kept = []

def test_a_thread_that_is_about_to_end():
    threading.Thread(target=time.sleep, args=(0.1,)).start()

def test_a_thread_that_goes_on():
    threading.Thread(target=ended.wait, name="goes on", daemon=True).start()
    leaks.PATIENCE_SECONDS = 0.05

def test_a_process_that_goes_on():
    kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))

def test_a_process_that_ended_unheard():
    kept.append(subprocess.Popen([sys.executable, "-c", "pass"]))

def test_a_process_that_was_waited_for():
    subprocess.run([sys.executable, "-c", "pass"], check=True)

def test_an_open_window(qapp):
    kept.append(QWidget())
    kept[-1].show()

def test_a_window_that_is_closed_with_the_test(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

def test_nothing_else(qapp):
    ended.set()
    kept[0].communicate(b"\\n")
    kept[1].wait()
"""


def test_threads_processes_and_windows_left_behind_are_told_of_their_test(tmp_path: Path) -> None:
    (tmp_path / "test_leaking.py").write_text(LEAKING, encoding="utf-8")
    options = ["-p", "tests.leaks", "-p", "no:randomly", "-p", "no:cacheprovider", "-c", os.devnull]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", tmp_path, tmp_path],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    told = [line.split("::")[1] for line in done.stdout.splitlines() if line.startswith("ERROR")]
    assert [line.partition(" - ")[0] for line in told] == [
        "test_a_thread_that_goes_on",
        "test_a_process_that_goes_on",
        "test_a_process_that_ended_unheard",
        "test_an_open_window",
    ], done.stdout
    for left in ("Thread(goes on", f"{sys.executable} -c input()", "QWidget("):
        assert left in done.stdout
    assert "8 passed, 4 errors" in done.stdout
