"""What the window and its processes take of the memory: ``python3 tests --bench memory``.

At rest, when the process that trains and the one in reserve are ready. The window and a bare one
are compared by all pages that they use; in the sums a page that several processes share counts once
among them. With ``--peers`` napari and Orange are weighed too, at rest
after their first window.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.bench.goal import Ask, Figure, figure, ratio, report, rounds
from tests.bench.opening import opened, settle, surroundings
from tests.bench.peers import environment
from tests.bench.rivals import MODULES
from tests.bench.screen import screen, watch
from tests.bench.weighing import family, megabytes, resident

ROUNDS = 7
GOAL_WINDOW = 2.1  # times a bare window
GOAL_PEERS = 0.95
PATIENCE_SECONDS = 30.0
PROCESSES = 2  # that train: one at work, one in reserve


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the weight of the window, alone and with its processes, beside others."""
    weights: dict[str, list[float]] = {name: [] for name in ("bare", "window", "one", "two")}
    peers: dict[str, list[float]] = {name: [] for name in ("napari", "orange")}
    with tempfile.TemporaryDirectory(prefix="equilibre-bench-") as place:
        home = Path(place)
        settle(home)
        for _turn in rounds(ROUNDS, ask):
            with opened("bare", home, "painted") as bare:
                weights["bare"].append(resident(bare.process))
            used, window, trainers = _ours(home)
            weights["window"].append(used)
            weights["one"].append(window + max(trainers))
            weights["two"].append(window + sum(trainers))
            if ask.peers:
                for name, found in peers.items():
                    found.append(_peer(name, home))
    yield figure("a bare window", weights["bare"], "MB")
    yield figure("this program's window", weights["window"], "MB")
    yield ratio("the window, of a bare one", weights["window"], weights["bare"], goal=GOAL_WINDOW)
    yield figure(
        "window and the process that trains",
        weights["one"],
        "MB",
        note="Pages are shared with every program that runs: close those that use Qt or Python.",
    )
    yield figure("window, the process that trains, the one in reserve", weights["two"], "MB")
    if ask.peers:
        for ours, name in (("one", "napari"), ("two", "orange")):
            what = f"window and {'a process' if ours == 'one' else 'both'}, of {name.title()}"
            yield ratio(what, weights[ours], peers[name], goal=GOAL_PEERS)


def _ours(home: Path) -> tuple[float, float, list[float]]:
    """Return the megabytes that the window uses, its share and that of each that trains.

    What else it started counts as its own.
    """
    with opened("ours", home) as seen:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(_trainers(seen.process)) < PROCESSES and time.monotonic() < deadline:
            time.sleep(0.1)
        while any(_is_busy(each) for each in _trainers(seen.process)):
            time.sleep(0.1)  # it still imports
        trainers = _trainers(seen.process)
        own = [each for each in family(seen.process) if each not in trainers]
        return (
            resident(seen.process),
            megabytes(own),
            [megabytes([each]) for each in trainers] or [0.0],
        )


def _trainers(window: psutil.Process) -> list[psutil.Process]:
    return [each for each in window.children() if "spawn_main" in " ".join(each.cmdline())]


def _is_busy(process: psutil.Process) -> bool:
    return process.cpu_percent(interval=0.3) > 5.0


def _peer(name: str, home: Path) -> float:
    command = [environment(name), "-m", *MODULES[name]]
    with screen() as display:
        return watch(display, environment("watcher"), command, surroundings(home)).megabytes


report(__name__, __doc__, measure)
