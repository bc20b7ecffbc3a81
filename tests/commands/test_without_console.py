"""The program where a double click gave it no standard streams, as on Windows."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

NO_STREAMS = """
import sys
sys.stdin = sys.stdout = sys.stderr = None
from equilibre.__main__ import main
sys.exit(main())
"""


def as_python_for_windows(*words: str) -> list[str]:
    return [sys.executable, "-c", NO_STREAMS, *words]


def with_closed_streams(*words: str) -> list[str]:
    command = [sys.executable, "-m", "equilibre", *words]
    return ["sh", "-c", 'exec "$0" "$@" 0<&- 1>&- 2>&-', *command]


Start: TypeAlias = Callable[..., list[str]]
STARTS = [
    as_python_for_windows,
    pytest.param(
        with_closed_streams, marks=pytest.mark.skipif(os.name == "nt", reason="no shell there")
    ),
]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--version",), 0),
        (("--help",), 0),
        (("--diagnostics",), 0),
        (("train", "--data", "nothing"), 1),
        (("train", "--set", "epochs=3"), 1),
        (("sensors", "--json"), 0),
        (("measure", "--idle", "0", "--", sys.executable, "-c", "print(1)"), 0),
        (("lifecycle", "no-such-study"), 2),
    ],
)
def test_a_command_ends_as_it_should(start: Start, words: tuple[str, ...], status: int) -> None:
    done = subprocess.run(start(*words), capture_output=True, timeout=60, check=False)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("start", STARTS)
def test_a_result_is_written_to_its_file(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "étude.json"
    words = ("lifecycle", "forest_fire", "--draws", "100", "--export", str(file))
    done = subprocess.run(start(*words), capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("start", STARTS)
def test_the_window_opens_there(start: Start, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    words = start("self-test", "--start", "--report", str(report))
    subprocess.run(words, capture_output=True, timeout=110, check=False)
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["ok"], found
    assert found["start_seconds"] > 0


TRAINING = """
import sys, time
from pathlib import Path
from equilibre.worker.host import Host
from equilibre.worker.messages import Finished, Train

sys.stdin = sys.stdout = sys.stderr = None
host = Host(standby=False)
host.start()
host.send(Train(1, "breast_cancer", "linear"))
said = []
while host.busy:
    said += host.replies()
    time.sleep(0.01)
host.end()
Path(sys.argv[1]).write_text(" ".join(type(each).__name__ for each in said))
"""


def test_the_training_process_works_there(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    closed = [] if os.name == "nt" else ["sh", "-c", 'exec "$0" "$@" 0<&- 1>&- 2>&-']
    command = [*closed, sys.executable, "-c", TRAINING, str(said)]
    done = subprocess.run(command, timeout=100, check=False)
    assert done.returncode == 0
    assert said.read_text().endswith("Finished")
