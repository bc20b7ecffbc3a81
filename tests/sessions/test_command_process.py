"""A command is found or refused in a sentence, and listened to until its end."""

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from equilibre.sessions import command_process
from equilibre.sessions.command_process import (
    Child,
    CommandRefused,
    Interruptions,
    checked,
    told_by_terminal,
)

PYTHON = sys.executable
unix_only = pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal or right")


def nothing() -> None:
    """Listen to nothing."""


def test_a_command_that_does_not_exist_is_told_in_a_sentence() -> None:
    with pytest.raises(CommandRefused, match="no such program") as refused:
        checked(["no-such-program-anywhere"])
    assert refused.value.exit_status == 127


@unix_only
def test_a_file_that_is_no_program_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "sort.py"
    file.write_text("print(1)")
    with pytest.raises(CommandRefused, match="python3") as refused:
        checked([str(file)])
    assert refused.value.exit_status == 126


@unix_only
def test_a_program_that_the_system_cannot_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "program"
    file.write_bytes(b"\x00\x01 no program")
    file.chmod(0o755)
    with pytest.raises(CommandRefused) as refused:
        Child([str(file)])
    assert refused.value.exit_status == 126


def test_a_command_ends_with_its_own_status_and_time() -> None:
    ended = Child([PYTHON, "-S", "-c", "import sys; sys.exit(7)"]).wait(nothing)
    assert ended.exit_status == 7
    assert ended.start_seconds < ended.end_seconds


@unix_only
def test_a_command_has_the_processor_time_that_the_system_says() -> None:
    code = "import time\nwhile time.process_time() < 0.05: pass"
    ended = Child([PYTHON, "-S", "-c", code]).wait(nothing)
    assert ended.processor_seconds is not None
    assert ended.processor_seconds >= 0.05


def test_where_the_system_does_not_say_its_processor_time_is_watched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command_process, "children_seconds", lambda: None)
    monkeypatch.setattr(command_process, "_LOOK_SECONDS", 0.02)
    listened: list[int] = []
    code = "import time\nwhile time.process_time() < 0.15: pass"
    ended = Child([PYTHON, "-S", "-c", code]).wait(lambda: listened.append(1))
    assert listened
    assert ended.processor_seconds is not None
    assert 0.0 < ended.processor_seconds < 1.0


@unix_only
def test_a_command_that_a_signal_kills_ends_as_a_shell_says() -> None:
    child = Child([PYTHON, "-S", "-c", "import time; time.sleep(60)"])
    child.send(signal.SIGKILL)
    assert child.wait(nothing).exit_status == 128 + 9


def test_a_signal_to_a_command_that_has_ended_goes_nowhere() -> None:
    child = Child([PYTHON, "-S", "-c", ""])
    child.wait(nothing)
    child.send(signal.SIGTERM)


@unix_only
def test_signals_are_heard_and_raise_nothing() -> None:
    heard: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    with Interruptions(heard.append):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)
    assert heard == [signal.SIGINT, signal.SIGTERM]
    assert signal.getsignal(signal.SIGINT) is before


@unix_only
def test_a_signal_that_is_ignored_stays_ignored() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interruptions(heard.append):
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == []


def test_outside_the_main_thread_signals_are_left_alone() -> None:
    problems: list[BaseException] = []

    def enter() -> None:
        try:
            with Interruptions(lambda _number: None):
                pass
        except BaseException as problem:
            problems.append(problem)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert problems == []


@unix_only
def test_without_a_terminal_the_command_is_told_by_us(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_terminal(*_arguments: object) -> int:
        raise OSError

    monkeypatch.setattr(command_process.os, "open", no_terminal)
    assert not told_by_terminal()
