"""The phases of a life cycle: making, training, answering, throwing away."""

from typing import Literal

from equilibre.records import dataclass
from equilibre.texts import Words

Group = Literal[
    "production", "distribution", "training", "inference", "use", "end_of_life", "whole"
]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the life of a thing or of a service, in which its impacts arise."""

    key: str  # as studies write it: production, use: travel…
    name: Words
    group: Group  # several phases of use are one in a short table
