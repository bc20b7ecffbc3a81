"""How long the window stands still at most, whatever one clicks: ``python3 tests --bench moments``.

Each round opens a window with its training process and plays every kind of moment in it: tabs,
pages, dialogues, languages, themes, files. The figure is the longest turn of the event loop, in
the processor's time of the window's thread: nothing is painted and no click is heard meanwhile.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.goal import DESKTOP, ROOT, Ask, Figure, Skipped, figure, report, rounds

ROUNDS = 3  # of some 20 s
GOAL_MILLISECONDS = 100.0


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the longest turn of each kind of moment."""
    played = [_play() for _round in rounds(ROUNDS, ask)]
    for kind in played[0]:
        yield figure(kind, [one[kind] for one in played], "ms", goal=GOAL_MILLISECONDS)


def _play() -> dict[str, float]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(DESKTOP)))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.every_moment"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Skipped(f"the window did not play to its end: {done.stderr.strip()[-300:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


report(__name__, __doc__, measure)
