"""Whether the window is well joined to Qt: ``python3 tests --bench binding``.

The real window trains and shows each of its tabs. Of a sound binding no call loses a reference to
None (PySide6 6.12.0 loses one at each, on Python 3.11); the libraries that only the training needs
stay out of the window's process; and no line of more than a few points is drawn both smoothed and
wide, which costs thirty times as much as either.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.bench.goal import Ask, Figure, figure, report, rounds

if TYPE_CHECKING:
    from tests.bench.live_window import LiveWindow

ROUNDS = 7
CALLS = 2000
GOAL_LOST = 0.01  # references a call; others hold None meanwhile, now and then
FEW_POINTS = 50  # an icon or a mark, drawn once
HEAVY = ("sklearn", "scipy", "pandas", "matplotlib", "torch")
DRAWING = ("drawPath", "drawPolyline", "drawPolygon", "drawLines")


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield counts: of references, of modules, of costly drawings."""
    from tests.bench.live_window import live_window

    with live_window() as alive, costly_drawings() as costly:
        alive.train()
        alive.live(1.0)
        alive.stop()
        lost = [references_lost(alive) for _round in rounds(ROUNDS, ask)]
        for place in range(len(alive.window.tabs)):
            alive.window.show_tab(place)
            alive.live(1.5)
    yield figure(
        "references to None lost, of a call of Qt",
        lost,
        "",
        goal=GOAL_LOST,
        note="" if sys.version_info < (3, 12) else "this Python does not count those of None",
    )
    heavy = sorted({name.partition(".")[0] for name in sys.modules} & set(HEAVY))
    yield Figure(
        f"of {len(HEAVY)} libraries of the training, in the window",
        len(heavy),
        len(heavy),
        len(heavy),
        "",
        goal=0,
        note=", ".join(heavy),
    )
    yield Figure(
        "lines drawn both smoothed and wide",
        len(costly),
        len(costly),
        len(costly),
        "",
        goal=0,
        note=", ".join(sorted(set(costly))),
    )


def references_lost(alive: "LiveWindow") -> float:
    """Return how many references to None a call of Qt loses, on the average of several kinds."""
    window = alive.window
    calls: tuple[Callable[[], object], ...] = (
        lambda: window.setObjectName("x"),
        window.update,
        lambda: window.findChild(type(window)),
        lambda: window.statusTip(),
    )
    before = sys.getrefcount(None)
    for _turn in range(CALLS):
        for call in calls:
            call()
    return abs(sys.getrefcount(None) - before) / (CALLS * len(calls))


@contextmanager
def costly_drawings() -> Iterator[list[str]]:
    """Yield the list in which each costly drawing is noted, by the code that asked for it."""
    from PySide6.QtGui import QPainter

    seen: list[str] = []
    kept = {name: getattr(QPainter, name) for name in DRAWING}

    def watched(draw: Callable[..., None]) -> Callable[..., None]:
        def drawn(painter: Any, *what: Any) -> None:
            smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
            if smooth and painter.pen().widthF() > 1 and points(what[0]) > FEW_POINTS:
                code = sys._getframe(1).f_code
                seen.append(f"{code.co_filename.rpartition('/')[2]} {code.co_name}")
            draw(painter, *what)

        return drawn

    for name, draw in kept.items():
        setattr(QPainter, name, watched(draw))
    try:
        yield seen
    finally:
        for name, draw in kept.items():
            setattr(QPainter, name, draw)


def points(what: Any) -> int:
    """Return how many points are drawn of a path, a polygon or a list of lines."""
    count = getattr(what, "elementCount", None) or getattr(what, "__len__", None)
    return int(count()) if count is not None else 1


report(__name__, __doc__, measure)
