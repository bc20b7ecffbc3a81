"""Which mark a figure gets on the charts of growth; knows no screen."""

from enum import StrEnum

from equilibre.growth.figure import Confidence, Figure, Kind
from equilibre.records import dataclass
from equilibre.texts import N_, _


class Fill(StrEnum):
    """How a mark is filled says how its figure came to be."""

    FULL = "full"  # published, and read in the source
    HALF = "half"  # published but quoted by a third party, or estimated by one
    HOLLOW = "hollow"  # computed here from published figures
    CROSS = "cross"  # never published: it stands on the axis, at no height


_FILLS = {
    Fill.FULL: N_("published"),
    Fill.HALF: N_("quoted or estimated by a third party"),
    Fill.HOLLOW: N_("computed here, with its interval"),
    Fill.CROSS: N_("never published"),
}

SHAPES = {
    "language": "disc",
    "vision": "square",
    "multimodal": "diamond",
    "games": "triangle",
    "image_generation": "pentagon",
    "biology": "drop",
    "speech": "hexagon",
    "reasoning": "kite",
    "own": "star",
}
"""The shape of each domain, and of the student's own runs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a point is drawn."""

    shape: str
    fill: Fill
    unverified: bool = False  # from memory: a dotted outline
    accent: bool = False  # one of the three of the course


def fill_of(figure: Figure) -> Fill:
    """Return how the mark of *figure* is filled."""
    if figure.kind is Kind.UNDISCLOSED:
        return Fill.CROSS
    if figure.kind is Kind.DERIVED:
        return Fill.HOLLOW
    read = figure.kind is Kind.PUBLISHED and figure.origin.confidence is Confidence.OPENED
    return Fill.FULL if read else Fill.HALF


def mark_of(figure: Figure, domain: str, course: bool = False) -> Mark:
    """Return the mark of *figure* on a chart where shapes are domains."""
    return Mark(shape_of(domain), fill_of(figure), not figure.verified, course)


def shape_of(domain: str) -> str:
    """Return the shape of a domain; a disc for one that is not known."""
    return SHAPES.get(domain.replace(" ", "_"), "disc")


def fill_in_words(fill: Fill) -> str:
    """Return what a filling means, in the language in use."""
    return _(_FILLS[fill])


def from_memory_in_words() -> str:
    """Return what a dotted outline means, in the language in use."""
    return _("from memory")
