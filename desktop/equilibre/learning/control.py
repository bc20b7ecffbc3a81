"""One setting of a model: a name, a sentence, and the few values it can take."""

from collections.abc import Mapping
from dataclasses import dataclass

Settings = Mapping[str, float]
"""The chosen stop of each control, by its key."""


@dataclass(frozen=True, slots=True)
class Control:
    """A setting with discrete stops, from which the form on screen is built."""

    key: str
    name: str  # English, marked with N_, translated when shown
    explanation: str  # one sentence, likewise
    stops: tuple[float, ...]
    default: float
    simple: bool = True  # shown at the simple level too
