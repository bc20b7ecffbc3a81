"""Whether the window slows the training: ``python3 tests --bench isolation``.

The real training process trains; every 0.3 s the window is stopped, or lives again and draws.
What is compared is the epochs a second that the training process itself notes, of the two halves
of a pair, whose order changes: whatever else the computer does, it does to both.
"""

import statistics
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tests.bench.goal import Ask, Figure, figure, report, rounds

PAIRS = 36
HALF_SECONDS = 0.3
Span = tuple[float, float]


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the epochs a second while the window lives, of those while it is stopped."""
    from tests.bench.live_window import LiveWindow, live_window

    def spent(alive: LiveWindow, living: bool) -> Span:
        start = time.monotonic()
        if living:
            alive.live(HALF_SECONDS)
        else:
            time.sleep(HALF_SECONDS)
        return start, time.monotonic()

    pairs: list[tuple[Span, Span]] = []
    with live_window() as alive:
        alive.train()
        for turn in rounds(PAIRS, ask):
            living_first = turn % 2 == 0
            before = len(alive.epochs)
            first, second = (spent(alive, living) for living in (living_first, not living_first))
            alive.live(0.05)  # what was said last is heard
            if not alive.training:
                alive.train()
            elif len(alive.epochs) > before:
                pairs.append((first, second) if living_first else (second, first))
        epochs = alive.epochs
    ratios = [_rate(epochs, live) / _rate(epochs, stopped) for live, stopped in pairs]
    quarters = statistics.quantiles(ratios, n=4)
    yield figure(
        "epochs a second, window live of window stopped",
        ratios,
        "×",
        goal=0.98,
        at_least=True,
        note=f"half of the pairs from {quarters[0]:.2f} to {quarters[2]:.2f}",
    )
    yield figure("epochs a second, window live", [_rate(epochs, live) for live, _ in pairs], "")


def _rate(ends: Sequence[float], span: Span) -> float:
    """Return the epochs a second within *span*, begun ones in part."""
    start, end = (_place(ends, time_seconds) for time_seconds in span)
    return (end - start) / (span[1] - span[0])


def _place(ends: Sequence[float], time_seconds: float) -> float:
    after = bisect_right(ends, time_seconds)
    if after in (0, len(ends)):
        return float(after)
    before_seconds, after_seconds = ends[after - 1], ends[after]
    return after - 1 + (time_seconds - before_seconds) / (after_seconds - before_seconds)


report(__name__, __doc__, measure)
