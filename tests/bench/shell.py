"""When the window is first painted: ``python3 tests --bench shell``.

From the moment when its process is asked for to its first picture, this program's window and a
bare one of PySide6, in turns; the processor's time beside, which other work disturbs less.
"""

from collections.abc import Iterator

from tests.bench.goal import Ask, Figure, figure, ratio, report, rounds
from tests.bench.opening import in_turns

ROUNDS = 9
GOAL = 1.15  # times a bare window


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the first paint of each window, and its ratio to that of a bare one."""
    kinds = dict.fromkeys(("bare", "chrome", "ours", "learning"), "painted")
    seen = in_turns(kinds, rounds(ROUNDS, ask))
    painted = {kind: [each.painted for each in found] for kind, found in seen.items()}
    processor = {kind: [each.painted_processor for each in found] for kind, found in seen.items()}
    bare = painted["bare"]
    yield figure("first paint of a bare window", [1e3 * each for each in bare], "ms")
    yield ratio("first paint of this program, of a bare window's", painted["ours"], bare, goal=GOAL)
    yield ratio(
        "its processor's time, of a bare window's", processor["ours"], processor["bare"], goal=GOAL
    )
    yield ratio("first paint of tabs, menus and a footer alone", painted["chrome"], bare)
    yield ratio("first paint with a chart and scikit-learn imported", painted["learning"], bare)


report(__name__, __doc__, measure)
