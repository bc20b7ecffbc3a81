"""Finds room for the names of points; no Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def arranged(
    wishes: Sequence[Wish], marks: Iterable[Box], taken: Iterable[Box], bounds: Box, radius: float
) -> dict[str, Box]:
    """Return a place for each name that finds one; the first ones choose first."""
    obstacles = list(marks)
    used = list(taken)
    found: dict[str, Box] = {}
    for wish in wishes:
        for box in _places(wish, radius):
            if not bounds.holds(box) or any(box.meets(other) for other in used):
                continue
            if not wish.must and any(box.meets(mark) for mark in obstacles):
                continue
            found[wish.key] = box
            used.append(box)
            break
    return found


def _places(wish: Wish, radius: float) -> list[Box]:
    """Return the places around a mark, the best first: right, left, above, below."""
    away = radius + _GAP
    middle = wish.y - wish.height / 2
    size = (wish.width, wish.height)
    return [
        Box(wish.x + away, middle, *size),
        Box(wish.x - away - wish.width, middle, *size),
        Box(wish.x - wish.width / 2, wish.y - away - wish.height, *size),
        Box(wish.x - wish.width / 2, wish.y + away, *size),
        Box(wish.x + away, wish.y - away - wish.height, *size),
        Box(wish.x - away - wish.width, wish.y - away - wish.height, *size),
    ]
