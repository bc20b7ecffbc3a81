"""A short dose of the soak: ``python3 tests --soak`` plays a day and a thousand visitors."""

import json
import mmap
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.bench.goal import DESKTOP, ROOT
from tests.soak.gauges import MEBIBYTE, Reading, growths, own_memory
from tests.soak.growth import GOALS, figures

READING = Reading(150.0, 300.0, 22, 6, 3, 500, 2000, 120_000)


def growing(count: int, handles: float) -> list[Reading]:
    """Return readings of which each counts so many *handles* more than the one before."""
    return [replace(READING, handles=22 + handles * place) for place in range(count)]


def test_a_minute_of_one_training_leaves_nothing_open_and_little_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    words = ("tests.soak.hours", "--hours", "0.02", "--training", "--json", str(file))
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(DESKTOP)))},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(file.read_text("utf-8"))["figures"]
    counted = [one for one in told if one["goal"] is not None and one["unit"] != "×"]
    assert len(counted) == len(GOALS)
    assert [one["what"] for one in counted if one["value"] > one["goal"]] == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count files in")
def test_pages_of_a_file_are_no_growth_and_memory_of_ones_own_is(tmp_path: Path) -> None:
    file, size = tmp_path / "library", 64 * MEBIBYTE
    file.write_bytes(bytes(size))
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as pages:
        before = own_memory(psutil.Process())
        assert sum(pages[:: mmap.PAGESIZE]) == 0  # each page was read
        assert own_memory(psutil.Process()) - before < size / 8
        own = bytearray(b"1") * size
        assert own_memory(psutil.Process()) - before > size * 7 / 8
        del own


def test_what_is_built_at_the_beginning_is_no_growth() -> None:
    readings = [replace(READING, handles=3), *[READING] * 7]
    assert {growth for _name, _level, growth in growths(readings)} == {0.0}


def test_what_grows_on_and_on_misses_its_goal() -> None:
    found = {one.what: one for one in figures(growing(16, handles=1.0), [0.01] * 16)}
    handles = found["growth of open files, pipes and sockets"]
    assert handles.value == pytest.approx(10.0)
    assert handles.met is False
    assert found["growth of threads"].met


def test_a_picture_that_becomes_slower_misses_its_goal() -> None:
    seconds = [0.010] * 8 + [0.012] * 8
    *_others, frame = figures([READING] * 16, seconds)
    assert frame.value == pytest.approx(1.2)
    assert frame.met is False
