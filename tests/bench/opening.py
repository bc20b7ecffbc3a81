"""Opens windows that are watched from within, each with a fresh start and a home of its own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from equilibre.sessions.places import APPLICATION, user_places
from tests.bench.goal import DESKTOP, ROOT

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Opened:
    """What was seen of a window, in seconds since its process was asked for."""

    painted: float
    plotted: float  # the first chart; not a number where there is none
    painted_processor: float  # seconds of the processor until then, of all its threads
    plotted_processor: float
    stall: float  # how long its event loop stood still at most, once painted
    process: psutil.Process


@contextmanager
def opened(kind: str, home: Path, end: str = "rested") -> Iterator[Opened]:
    """Open the window *kind* of ``watched``, which tells at *end*; keep it until the block ends."""
    command = [sys.executable, "-m", "tests.bench.watched", kind, end]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings(home), text=True
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        if not told:
            raise RuntimeError(f"the window “{kind}” ended before it was painted")
        seen: dict[str, Any] = json.loads(told)
        nothing = float("nan")
        yield Opened(
            painted=seen["painted"] - begun,
            plotted=nothing if seen["plotted"] is None else seen["plotted"] - begun,
            painted_processor=seen["painted_processor"],
            plotted_processor=seen["plotted_processor"],
            stall=seen["stall"],
            process=psutil.Process(seen["process"]),
        )


def in_turns(kinds: Mapping[str, str], turns: Iterator[int]) -> dict[str, list[Opened]]:
    """Open each of *kinds* once in every turn, after a turn that warms the files up.

    Beside each stands how long it is watched: until it is “painted”, “plotted” or has “rested”.
    """
    found: dict[str, list[Opened]] = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory(prefix="equilibre-bench-") as home:
        settle(Path(home))
        for kind, end in kinds.items():
            with opened(kind, Path(home), end):
                pass
        for _turn in turns:
            for kind, end in kinds.items():
                with opened(kind, Path(home), end) as seen:
                    found[kind].append(seen)
    return found


def settle(home: Path) -> None:
    """Make *home* that of somebody who has started the program, and Thonny, before."""
    folder = user_places(environment=surroundings(home), home=home).settings / APPLICATION
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text('{"started": true, "language": "fr"}', "utf-8")
    thonny = home / "thonny"
    thonny.mkdir()
    (thonny / "configuration.ini").write_text("[general]\nlanguage = en_US\n", "utf-8")


def surroundings(home: Path) -> dict[str, str]:
    """Return the environment of a program whose user's folders are in *home*."""
    ours = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "LOCALAPPDATA": str(home / "local"),
        "THONNY_USER_DIR": str(home / "thonny"),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(DESKTOP))),
    }
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **ours}
    around.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that compiles itself again starts late
    return around
