"""The ladder of powers of ten on which every training stands, from one operation on."""

import math
from collections.abc import Mapping

from equilibre.growth.errors import GrowthError
from equilibre.records import dataclass
from equilibre.texts import _

FIRST_EXPONENT = 0
LAST_EXPONENT = 27


@dataclass(frozen=True, slots=True)
class Rung:
    """A power of ten, and what stands between it and the next one."""

    exponent: int
    things: tuple[str, ...]  # keys, the smallest first

    @property
    def value(self) -> float:
        """The power of ten itself."""
        return 10.0**self.exponent


def position(value: float) -> float:
    """Return how high *value* stands, in powers of ten: 23.5 for 3.14e23.

    Raises GrowthError for what is not above zero: no ladder goes down that far.
    """
    if not 0 < value < math.inf:
        raise GrowthError(
            _("Only what is above zero stands on a ladder of powers of ten. Leave this one out.")
        )
    return math.log10(value)


def rung_of(value: float) -> int:
    """Return the exponent of the power of ten that *value* reaches, as people would read it.

    999.999 999 9 reads 1,000 and stands with it. Raises GrowthError as ``position`` does.
    """
    return math.floor(position(float(f"{value:.6e}")) + 1e-9)


def decades_between(low: float, high: float) -> float:
    """Return how many powers of ten separate two values; negative if *high* is the smaller."""
    return position(high) - position(low)


def rungs(
    things: Mapping[str, float], first: int = FIRST_EXPONENT, last: int = LAST_EXPONENT
) -> tuple[Rung, ...]:
    """Return the rungs from *first* to *last*, longer where *things* (key: value) stand beyond.

    Raises GrowthError for a value that is not above zero.
    """
    reached = {key: rung_of(value) for key, value in things.items()}
    ends = (first, last, *reached.values())
    rising = sorted(things, key=lambda key: things[key])
    return tuple(
        Rung(exponent, tuple(key for key in rising if reached[key] == exponent))
        for exponent in range(min(ends), max(ends) + 1)
    )
