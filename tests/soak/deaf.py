"""A task that hears nothing: one call that never lets go of the interpreter's lock."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from equilibre.learning.engine import Training


@dataclass(frozen=True, slots=True)
class Deaf:
    """Count for hours in one call of the interpreter's own: no other thread runs meanwhile."""

    def outcomes(self, last: "Training | None") -> Iterator[int]:
        yield sum(range(10**13))
