"""A tick of a painted axis; knows no screen."""

from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across a picture: where it stands, as a share of its axis, and what is beside it."""

    place: float
    text: str
    words: str = ""  # the same in words, where there is room
