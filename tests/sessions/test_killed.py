"""What kill -9 leaves, whenever it comes: the run under way, and the kept runs whole."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from equilibre.errors import EquilibreError
from equilibre.sessions.files import read_runs, write_runs
from equilibre.sessions.journal import SUFFIX
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.recovery import play_back
from tests.sessions.records import run

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")


@pytest.fixture
def child(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.sessions.killed", str(tmp_path), "network", "200"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def written_steps(journal: bytes) -> int:
    return journal.count(b'["heard","Stepped"')


def until_written(folder: Path, steps: int) -> bytes:
    """Return the journal once it holds so many steps: what a kill would leave now."""
    limit = time.monotonic() + PATIENCE_SECONDS
    content = b""
    while written_steps(content) < steps or not content:
        assert time.monotonic() < limit
        time.sleep(0.01)
        content = b"".join(path.read_bytes() for path in folder.glob(f"*{SUFFIX}"))
    return content


def test_a_training_is_there_again_whenever_its_window_is_killed(
    child: subprocess.Popen[str], tmp_path: Path
) -> None:
    folder = tmp_path / "under-way"
    moments = [until_written(folder, count) for count in (0, 1, 3, 9)]
    child.kill()
    assert child.wait() == -signal.SIGKILL
    assert child.stdout is not None
    heard = [line.split() for line in child.stdout.read().splitlines()]
    moments.append(until_written(folder, 9))
    copy = tmp_path / f"copy{SUFFIX}"
    for content in moments[1:]:
        copy.write_bytes(content)
        found = play_back(copy)
        steps = written_steps(content)
        assert found.epochs == steps - 1
        assert found.stopped
        assert found.energy is not None
        told = [word[1] for word in heard[:steps]]
        assert [str(one.epoch) for one in found.steps][: len(told)] == told
    copy.write_bytes(moments[0])
    with pytest.raises(EquilibreError, match="had only begun"):
        play_back(copy)


# -- the file of the kept runs -------------------------------------------------------------------

SAVES = """
import os, signal, sys
from pathlib import Path
from equilibre.sessions.files import read_runs
from equilibre.sessions.kept import KeptRuns

folder, moment = Path(sys.argv[1]), sys.argv[2]
kept = KeptRuns(folder / "kept-runs.equilibre")
replace = Path.replace

def die(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)

def half(descriptor):
    os.ftruncate(descriptor, os.fstat(descriptor).st_size // 2)
    die()

def after(source, target):
    replace(source, target)
    die()

if moment == "half written":
    os.fsync = half
if moment == "written":
    os.fsync = die
if moment == "before it takes the place":
    Path.replace = die
if moment == "after it took the place":
    Path.replace = after
kept.keep(*read_runs(folder / "new.equilibre"))
"""


@pytest.mark.parametrize(
    ("moment", "saved"),
    [
        ("half written", False),
        ("written", False),
        ("before it takes the place", False),
        ("after it took the place", True),
    ],
)
def test_the_kept_runs_are_whole_as_before_or_whole_as_after(
    tmp_path: Path, moment: str, saved: bool
) -> None:
    path = tmp_path / "kept-runs.equilibre"
    KeptRuns(path).keep(run("a"))
    write_runs(tmp_path / "new.equilibre", [run("b")])
    killed = subprocess.run([sys.executable, "-c", SAVES, str(tmp_path), moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    expected = ["a", "b"] if saved else ["a"]
    assert [one.key for one in read_runs(path)] == expected
    kept = KeptRuns(path)
    assert kept.problem == ""
    assert [one.key for one in kept.runs] == expected
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, "new.equilibre"]
