"""Two Équilibres that measure at once hear of each other; nothing is refused for it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from equilibre.meter.neighbours import Neighbours
from equilibre.texts import use_language

LOOK_SECONDS = 0.01
OTHER = """
import sys
from pathlib import Path
from equilibre.meter.neighbours import Neighbours
with Neighbours(Path(sys.argv[1]), 0.01) as neighbours:
    print("measures", flush=True)
    while not neighbours.met and len(sys.argv) > 2:
        pass
    print(*neighbours.met, flush=True)
    sys.stdin.read()
"""


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


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", OTHER, str(tmp_path), "wait"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        process.kill()


def test_two_that_measure_hear_of_each_other(
    neighbours: Neighbours, other: subprocess.Popen[str]
) -> None:
    assert neighbours.sentence() == ""
    neighbours.measure(True)
    until(lambda: neighbours.met)
    assert neighbours.met == (other.pid,)
    assert neighbours.sentence() == (
        f"Another Équilibre is measuring on this computer (process {other.pid}): each counts the "
        "other's work. Close one of them."
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "measures\n"
    assert other.stdout.readline() == f"{os.getpid()}\n"


def test_one_that_was_killed_measures_no_more(
    neighbours: Neighbours, other: subprocess.Popen[str], tmp_path: Path
) -> None:
    until(lambda: list(tmp_path.iterdir()))
    other.kill()
    other.wait()
    neighbours.measure(True)
    until(lambda: [one.name for one in tmp_path.iterdir()] == [own_name()])
    assert neighbours.met == ()


def own_name() -> str:
    return f"equilibre-measures-{os.getpid()}.lock"


def test_whoever_begins_again_hears_of_the_past_no_more(
    neighbours: Neighbours, other: subprocess.Popen[str], tmp_path: Path
) -> None:
    neighbours.measure(True)
    until(lambda: neighbours.met)
    other.kill()
    other.wait()
    neighbours.measure(False)
    assert neighbours.met == (other.pid,)
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


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such modes there")
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


def test_where_no_lock_can_be_made_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "file", tmp_path / "nowhere"):
        with Neighbours(folder, LOOK_SECONDS) as neighbours:
            assert neighbours.met == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are of POSIX")
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


def test_several_are_told_by_their_numbers_in_the_language_in_use() -> None:
    neighbours = Neighbours()
    neighbours._met = (12, 345)  # noqa: SLF001
    assert "(processes 12, 345)" in neighbours.sentence()
    use_language("fr")
    assert "12, 345" in neighbours.sentence()
