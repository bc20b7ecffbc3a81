"""What the window itself uses while a training is live: ``python3 tests --bench attention``.

CPU time of the window's process, all its threads, over the time on the wall: reading the sensors,
hearing the training process, drawing both charts 10 times a second, writing the figures. The
training runs in a process of its own, which is not counted.
"""

import time
from collections.abc import Callable, Iterator

from tests.bench.goal import Ask, Figure, figure, report, rounds

ROUNDS = 9
ROUND_SECONDS = 1.5
FRAMES_A_SECOND = 9.0  # ten less what a busy computer is late


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the shares of a core, in a training and at rest, and the frames drawn."""
    from tests.bench.live_window import live_window

    with live_window() as alive:
        drawn = 0
        draw = alive.tab.draw

        def counted() -> None:
            nonlocal drawn
            drawn += 1
            draw()

        alive.tab.draw = counted  # type: ignore[method-assign]
        live: list[float] = []
        frames: list[float] = []
        alive.train()
        for _turn in rounds(ROUNDS, ask):
            if not alive.training:
                alive.train()
            drawn = 0
            share, seconds = _share(lambda: alive.live(ROUND_SECONDS))
            live.append(share)
            frames.append(drawn / seconds)
        alive.stop()
        alive.live(ROUND_SECONDS)  # the last readings of the run
        rest = [_share(lambda: alive.live(ROUND_SECONDS))[0] for _turn in rounds(ROUNDS, ask)]
    yield figure("the window in a live training", live, "% of a core", goal=7.0)
    yield figure("frames drawn a second", frames, "", goal=FRAMES_A_SECOND, at_least=True)
    yield figure("the window at rest", rest, "% of a core")


def _share(live: Callable[[], None]) -> tuple[float, float]:
    """Return the share of a core that this process used during *live*, in %, and how long."""
    wall, cpu = time.monotonic(), time.process_time()
    live()
    seconds = time.monotonic() - wall
    return 100 * (time.process_time() - cpu) / seconds, seconds


report(__name__, __doc__, measure)
