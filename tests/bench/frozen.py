"""The first window of the program as it is installed: ``python3 tests --bench frozen --peers``.

The folder that the installers carry, made by ``python3 packaging``, beside the same program from
this checkout; a watcher on the X server sees when the first window of each has something in it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.goal import ROOT, Ask, Figure, Skipped, figure, ratio, report, rounds
from tests.bench.screen import in_turns

ROUNDS = 7
GOAL = 1.1  # times the same program from a checkout
TREE = ROOT / "build" / "linux" / "tree" / "equilibre"


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the first window of the installed program, and its ratio to that of the checkout."""
    if not (TREE / "equilibre").exists():
        raise Skipped(f"nothing is built in {TREE.relative_to(ROOT)}: run python3 packaging first")
    if not ask.peers:
        raise Skipped("what watches windows is installed only when asked for: add --peers")
    commands: dict[str, list[str | Path]] = {
        "frozen": [TREE / "equilibre"],
        "checkout": [sys.executable, "-P", "-m", "equilibre"],
    }
    seen = in_turns(commands, rounds(ROUNDS, ask))
    frozen = [each.seconds for each in seen["frozen"]]
    yield figure("first window, as it is installed", [1e3 * each for each in frozen], "ms")
    yield ratio(
        "first window, of that of the checkout",
        frozen,
        [each.seconds for each in seen["checkout"]],
        goal=GOAL,
        note=f"The installed build is {_build()}: have both of the same commit.",
    )


def _build() -> str:
    told = json.loads((TREE / "_internal/equilibre/resources/build.json").read_text("utf-8"))
    return str(told["build"])


report(__name__, __doc__, measure)
