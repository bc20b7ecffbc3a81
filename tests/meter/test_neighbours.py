"""Two Équilibres that measure at once hear of each other; nothing is refused for it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from equilibre.meter.neighbours import Neighbours
from equilibre.texts import use_language

LOOK_SECONDS = 0.01
posix = pytest.mark.skipif(sys.platform == "win32", reason="shells, links and modes are of POSIX")
OTHER = """
import os, sys, time
from pathlib import Path
from equilibre.meter.neighbours import Neighbours
with Neighbours(Path(sys.argv[1]), 0.01) as neighbours:
    print(os.getpid(), flush=True)
    os.read(0, 1)
    for _turn in range(3000):
        if not neighbours.met:
            time.sleep(0.01)
    print(*neighbours.met, flush=True)
    os.read(0, 1)
"""
# A shell that ends at once leaves it without a parent: what a process starts is not its neighbour.
ORPHAN = """exec 3<&0; "$@" <&3 &"""


def until(holds: Callable[[], object]) -> None:
    limit = time.monotonic() + 30.0
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.005)


@pytest.fixture
def neighbours(tmp_path: Path) -> Iterator[Neighbours]:
    made = Neighbours(tmp_path, LOOK_SECONDS)
    yield made
    made.end()


class Other:
    """Another process that measures; it ends with us."""

    def __init__(self, folder: Path) -> None:
        command = ["sh", "-c", ORPHAN, "sh", sys.executable, "-c", OTHER, str(folder)]
        pipe = subprocess.PIPE
        self._shell = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.process = int(self.says())

    def says(self) -> str:
        assert self._shell.stdout is not None
        return self._shell.stdout.readline().strip()

    def look(self) -> None:
        assert self._shell.stdin is not None
        self._shell.stdin.write(".")
        self._shell.stdin.flush()

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        until(lambda: not psutil.pid_exists(self.process))

    def end(self) -> None:
        self._shell.communicate()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Other]:
    made = Other(tmp_path)
    yield made
    made.end()


@posix
def test_two_that_measure_hear_of_each_other(neighbours: Neighbours, other: Other) -> None:
    assert neighbours.sentence() == ""
    neighbours.measure(True)
    until(lambda: neighbours.met)
    assert neighbours.met == (other.process,)
    assert neighbours.sentence() == (
        f"Another Équilibre is measuring on this computer (process {other.process}): each counts "
        "the other's work. Close one of them."
    )
    other.look()
    assert other.says() == f"{os.getpid()}"


@posix
def test_one_that_was_killed_measures_no_more(
    neighbours: Neighbours, other: Other, tmp_path: Path
) -> None:
    until(lambda: list(tmp_path.iterdir()))
    other.kill()
    neighbours.measure(True)
    until(lambda: [one.name for one in tmp_path.iterdir()] == [own_name()])
    assert neighbours.met == ()


def own_name() -> str:
    return f"equilibre-measures-{os.getpid()}.lock"


@posix
def test_whoever_begins_again_hears_of_the_past_no_more(
    neighbours: Neighbours, other: Other, tmp_path: Path
) -> None:
    neighbours.measure(True)
    until(lambda: neighbours.met)
    other.kill()
    neighbours.measure(False)
    assert neighbours.met == (other.process,)
    neighbours.measure(True)
    assert neighbours.met == ()
    until(lambda: [one.name for one in tmp_path.iterdir()] == [own_name()])


def test_who_measures_no_more_leaves_no_file(neighbours: Neighbours, tmp_path: Path) -> None:
    for _time in range(5):
        neighbours.measure(True)
        neighbours.measure(True)
        until(lambda: (tmp_path / own_name()).exists())
        neighbours.measure(False)
        neighbours.measure(False)
    neighbours.end()
    assert list(tmp_path.iterdir()) == []


@posix
def test_others_can_see_the_file_whatever_the_user_hides(
    neighbours: Neighbours, tmp_path: Path
) -> None:
    before = os.umask(0o077)
    try:
        neighbours.measure(True)
        until((tmp_path / own_name()).exists)
        until(lambda: (tmp_path / own_name()).stat().st_mode & 0o777 == 0o644)
    finally:
        os.umask(before)


@posix
def test_a_command_that_is_measured_is_no_neighbour(
    neighbours: Neighbours, other: Other, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", OTHER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert int(child.stdout.readline()) == child.pid
        child.stdin.write(b".")
        child.stdin.flush()
        assert int(child.stdout.readline()) == other.process  # it holds its lock by now
        neighbours.measure(True)
        until(lambda: neighbours.met)
        assert neighbours.met == (other.process,)


def test_where_no_lock_can_be_made_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "file", tmp_path / "nowhere"):
        with Neighbours(folder, LOOK_SECONDS) as neighbours:
            assert neighbours.met == ()


@posix
def test_what_others_put_there_does_no_harm(neighbours: Neighbours, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    parent = os.getppid()
    (tmp_path / own_name()).symlink_to(precious)
    os.mkfifo(tmp_path / f"equilibre-measures-{parent}.lock")
    for name in (
        "equilibre-measures-.lock",
        "equilibre-measures-²",
        "equilibre-measures-" + "9" * 90,
    ):
        (tmp_path / name).write_text("")
    (tmp_path / "equilibre-measures-999999998.lock").mkdir()
    (tmp_path / "equilibre-measures-999999999.lock").write_text("")
    neighbours.measure(True)
    until(lambda: not (tmp_path / "equilibre-measures-999999999.lock").exists())
    neighbours.end()
    assert neighbours.met == ()
    assert precious.read_text() == "mine"


@posix
def test_whoever_is_met_is_told_once_at_once(other: Other, tmp_path: Path) -> None:
    told: list[str] = []
    with Neighbours(tmp_path, LOOK_SECONDS, told.append) as neighbours:
        until(lambda: told)
        other.look()
        assert other.says() == f"{os.getpid()}"
    assert told == [neighbours.sentence()]


def test_several_are_told_by_their_numbers_in_the_language_in_use() -> None:
    neighbours = Neighbours()
    neighbours._met = (12, 345)  # noqa: SLF001
    assert "(processes 12, 345)" in neighbours.sentence()
    use_language("fr")
    assert "12, 345" in neighbours.sentence()
