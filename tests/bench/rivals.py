"""The first window of this program and of others: ``python3 tests --bench rivals --peers``.

A watcher on the X server sees when the first window of each has something in it; a splash is none.
The programs start one after the other, in turns, in a home where each was started before, on a
screen of their own.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.goal import Ask, Figure, Skipped, figure, ratio, report, rounds
from tests.bench.peers import environment
from tests.bench.screen import in_turns

ROUNDS = 7
GOALS = {"thonny": 1.0, "orange": 0.25, "napari": 0.25}  # times the first window of each
MODULES = {
    "thonny": ("thonny",),
    "orange": ("Orange.canvas", "--no-splash", "--no-welcome"),
    "napari": ("napari",),
}


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the first window of each program, and the ratio of ours to theirs."""
    if not ask.peers:
        raise Skipped("other programs are installed only when asked for: add --peers")
    commands = {name: [environment(name), "-m", *words] for name, words in MODULES.items()}
    commands["ours"] = [Path(sys.executable), "-P", "-m", "equilibre"]
    seen = in_turns(commands, rounds(ROUNDS, ask))
    ours = [each.seconds for each in seen["ours"]]
    yield figure("first window of this program", [1e3 * each for each in ours], "ms")
    for name, goal in GOALS.items():
        theirs = [each.seconds for each in seen[name]]
        yield ratio(f"first window, of that of {name.title()}", ours, theirs, goal=goal)


report(__name__, __doc__, measure)
