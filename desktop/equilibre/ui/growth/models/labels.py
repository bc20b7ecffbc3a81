"""Finds room for the names of points; no Qt."""

from collections.abc import Iterable, Sequence

from equilibre.records import dataclass

_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Return whether both share some area."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def holds(self, other: "Box") -> bool:
        """Return whether *other* lies within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.left + other.width <= self.left + self.width
            and other.top + other.height <= self.top + self.height
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """A name to be written beside a mark."""

    key: str
    x: float
    y: float
    width: float
    height: float
    must: bool  # it may lie over marks, not over other names
    lowest: float  # where its room ends below
    radius: float  # of the mark


def arranged(
    wishes: Sequence[Wish], marks: Iterable[Box], taken: Iterable[Box], bounds: Box
) -> dict[str, Box]:
    """Return a place for each name that finds one; the first ones choose first."""
    obstacles, used = list(marks), list(taken)
    found: dict[str, Box] = {}
    for wish in wishes:
        free = [
            box
            for box in _places(wish)
            if bounds.holds(box)
            and box.top + box.height <= wish.lowest
            and not any(box.meets(other) for other in used)
        ]
        clear = [box for box in free if not any(box.meets(mark) for mark in obstacles)]
        best = clear or (free if wish.must else [])
        if best:
            found[wish.key] = best[0]
            used.append(best[0])
    return found


def _places(wish: Wish) -> list[Box]:
    """Return the places around a mark, the best first: right, left, above, below, farther up."""
    away = wish.radius + _GAP
    middle = wish.y - wish.height / 2
    size = (wish.width, wish.height)
    return [
        Box(wish.x + away, middle, *size),
        Box(wish.x - away - wish.width, middle, *size),
        Box(wish.x - wish.width / 2, wish.y - away - wish.height, *size),
        Box(wish.x - wish.width / 2, wish.y + away, *size),
        Box(wish.x + away, wish.y - away - wish.height, *size),
        Box(wish.x - away - wish.width, wish.y - away - wish.height, *size),
        *(
            Box(wish.x - share * wish.width, wish.y - away - rows * wish.height, *size)
            for rows in ((1, 2, 3) if wish.must else (1,))  # far from a mark only the course
            for share in (0.5, 0.2, 0.8, 0.0, 1.0)
        ),
    ]
