"""The shapes of both pictures, whose areas are the numbers; knows no screen."""

import math
from collections.abc import Sequence
from itertools import pairwise

from equilibre.records import dataclass
from equilibre.ui.growth.parts.state import Family

Point = tuple[float, float]

# An iceberg around a water line one unit long: y grows away from the water.
_TIP: tuple[Point, ...] = (
    (0.00, 0.00),
    (0.10, 0.30),
    (0.21, 0.40),
    (0.36, 0.88),
    (0.45, 0.80),
    (0.55, 1.00),
    (0.70, 0.56),
    (0.84, 0.44),
    (1.00, 0.00),
)
_MASS: tuple[Point, ...] = (
    (0.00, 0.00),
    (-0.07, 0.16),
    (0.02, 0.46),
    (0.16, 0.62),
    (0.30, 0.92),
    (0.46, 1.00),
    (0.60, 0.90),
    (0.78, 0.66),
    (0.97, 0.40),
    (1.07, 0.17),
    (1.00, 0.00),
)
WIDEST = 1.14  # of the mass, in lengths of the water line
_FLATTEST_TIP = 0.55  # height over width: a thin layer would not look like a tip


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of the unit square."""

    left: float
    top: float
    width: float
    height: float

    @property
    def area(self) -> float:
        return self.width * self.height


def rectangles(families: Sequence[Family]) -> dict[str, Rectangle]:
    """Cut the unit square among *families*, by area: a column for each group, largest first."""
    total = sum(family.parameters for family in families)
    groups: dict[str, list[Family]] = {}
    for family in families:
        groups.setdefault(family.group, []).append(family)
    cut: dict[str, Rectangle] = {}
    left = 0.0
    for members in sorted(groups.values(), key=_size, reverse=True):
        width = _size(members) / total
        cut.update(_column(members, left, width))
        left += width
    return cut


def _size(members: Sequence[Family]) -> int:
    return sum(family.parameters for family in members)


def _column(members: Sequence[Family], left: float, width: float) -> dict[str, Rectangle]:
    """Cut a column into rows of at most two families."""
    across = 2 if len(members) > 2 else 1  # noqa: PLR2004 - two are stacked, four make a square
    whole = _size(members)
    cut: dict[str, Rectangle] = {}
    top = 0.0
    for start in range(0, len(members), across):
        row = members[start : start + across]
        height = _size(row) / whole
        x = left
        for family in row:
            share = width * family.parameters / _size(row)
            cut[family.key] = Rectangle(x, top, share, height)
            x += share
        top += height
    return cut


@dataclass(frozen=True, slots=True)
class IcebergShape:
    """Two outlines in pixels, the middle of the water line at the origin, y downwards."""

    tip: tuple[Point, ...]
    mass: tuple[Point, ...]
    tip_height: float
    mass_height: float
    half_width: float


def iceberg(above: float, below: float, width: float, height: float) -> IcebergShape:
    """Return an iceberg in *width* × *height* pixels whose areas are as *above* to *below*.

    Without room there is no outline.
    """
    if min(width, height) <= 0:
        return IcebergShape((), (), 0.0, 0.0, 0.0)
    line = min(width / WIDEST, 1.3 * height)
    weight = above / area(_TIP) + below / area(_MASS)
    scale = line * height / weight  # pixels² for one unit of the amounts
    tip_area = scale * above
    tip_line = min(line, math.sqrt(tip_area / (area(_TIP) * _FLATTEST_TIP)))
    tip_height = tip_area / (area(_TIP) * tip_line)
    mass_height = scale * below / (area(_MASS) * line)
    # A tip narrower than the mass is higher: shrinking both ways keeps the areas in proportion.
    shrink = min(1.0, height / (tip_height + mass_height))
    line, tip_line = line * shrink, tip_line * shrink
    tip_height, mass_height = tip_height * shrink, mass_height * shrink
    return IcebergShape(
        tuple(((x - 0.5) * tip_line, -y * tip_height) for x, y in _TIP),
        tuple(((x - 0.5) * line, y * mass_height) for x, y in _MASS),
        tip_height,
        mass_height,
        line * WIDEST / 2,
    )


def area(outline: Sequence[Point]) -> float:
    """Return the area inside a closed outline."""
    closed = [*outline, outline[0]]
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(closed))) / 2
