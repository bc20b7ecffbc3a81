"""The ticks of the picture of true scale, linear and by powers of ten."""

import math

from equilibre import numbers
from equilibre.ui.growth.scale.state import ScaleState

_WANTED = 5
_FEW_DECADES = 8  # beyond, only every second or third is written
_ONCE = f"1{numbers.THIN_SPACE}×{numbers.THIN_SPACE}"  # a power of ten stands for itself


def linear_ticks(state: ScaleState, full: float) -> list[tuple[float, str]]:
    """Return round values from zero to *full* and their texts."""
    step = _round(full / state.unit / _WANTED) * state.unit
    values = [index * step for index in range(int(full / step + 1e-9) + 1)]
    return [(value, _text(state, value)) for value in values]


def decade_ticks(state: ScaleState, low: float, high: float) -> list[tuple[float, str]]:
    """Return the powers of ten from 10**low to 10**high units and their texts, in words."""
    every = max(1, math.ceil((high - low) / _FEW_DECADES))
    values = [10.0**power * state.unit for power in range(int(low), int(high) + 1, every)]
    return [(value, _text(state, value)) for value in values]


def _text(state: ScaleState, value: float) -> str:
    """Write a tick: in words for counts, in the unit of the rows for the others."""
    if value == 0:
        return "0"
    number = numbers.large(value / state.unit, _digits(value)).removeprefix(_ONCE)
    return numbers.with_unit(number, state.symbol) if state.symbol else number


def _digits(value: float) -> int:
    """Return how many digits a tick needs: one for a power of ten."""
    return 1 if math.log10(value).is_integer() else 2


def _round(raw: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(raw))
    return next(step * magnitude for step in (1, 2, 5, 10) if raw <= step * magnitude * 1.0001)
