"""A command that is measured ends with whoever measures it, even where that one is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no shell that could wait")

_MEASURER = """
import sys
from equilibre.sessions.command_process import Child
command = Child([sys.executable, "-c", "import time; time.sleep(60)"])
print(command._process.pid, flush=True)
command.wait(lambda: None)
"""
_SOON_SECONDS = 20.0  # of a busy computer


@pytest.fixture
def measurer() -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", _MEASURER], stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def told_number(measurer: "subprocess.Popen[str]") -> int:
    assert measurer.stdout is not None
    return int(measurer.stdout.readline())


def is_gone(process: int) -> bool:
    limit = time.monotonic() + _SOON_SECONDS
    while time.monotonic() < limit:
        try:
            if psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.01)
    return False


def test_a_command_ends_when_its_measurer_is_killed(measurer: "subprocess.Popen[str]") -> None:
    command = told_number(measurer)
    measurer.kill()
    assert is_gone(command)


def test_a_command_that_ended_leaves_nobody_behind(measurer: "subprocess.Popen[str]") -> None:
    command = told_number(measurer)
    children = psutil.Process(measurer.pid).children()
    os.kill(command, signal.SIGTERM)
    assert measurer.wait(_SOON_SECONDS) == 0
    assert all(is_gone(child.pid) for child in children)
