"""When the first chart is there to be used: ``python3 tests --bench plots``.

From the moment when the process is asked for to the first picture of a chart, with everything
around it; and how long the event loop of the window stood still at most since its first paint.
Beside it, the obvious window: pyqtgraph imported first, one chart and nothing else.
"""

from collections.abc import Iterator

from tests.bench.goal import Ask, Figure, figure, ratio, report, rounds
from tests.bench.opening import in_turns

ROUNDS = 7
GOAL = 2.3  # times the first paint of a bare window
STALL_MILLISECONDS = 100.0


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield when the charts of each window live, and the longest stall of this program's."""
    kinds = {"bare": "painted", "plot": "plotted", "ours": "rested"}
    seen = in_turns(kinds, rounds(ROUNDS, ask))
    bare = [each.painted for each in seen["bare"]]
    processor = [each.painted_processor for each in seen["bare"]]
    ours = seen["ours"]
    yield ratio(
        "first chart, of a bare window's first paint",
        [each.plotted for each in ours],
        bare,
        goal=GOAL,
    )
    yield ratio(
        "its processor's time, of a bare window's",
        [each.plotted_processor for each in ours],
        processor,
    )
    yield ratio(
        "the obvious window, of a bare one's first paint",
        [each.plotted for each in seen["plot"]],
        bare,
    )
    yield figure(
        "longest stall after the first paint",
        [1e3 * each.stall for each in ours],
        "ms",
        goal=STALL_MILLISECONDS,
    )


report(__name__, __doc__, measure)
