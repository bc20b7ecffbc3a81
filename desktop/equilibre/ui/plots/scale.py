"""A painted axis: where a value stands on it, and the ticks beside it; knows no screen."""

import math
from collections.abc import Callable, Iterable

from equilibre import numbers
from equilibre.records import dataclass
from equilibre.ui.plots.tick import Tick

_TICKS = 5
_NEAR_ZERO = 0.45  # of the largest: from there on a linear axis begins at zero
_ROOM = 0.06  # of the spread, beyond the outermost values
_LOG_ROOM = 0.05
_FEW_DECADES = 3.0
_FEWEST_TICKS = 3  # between fewer, a logarithmic axis cannot be read
_MOST_DECADES = 9  # with a tick each
_READABLE = (1e-3, 1e6)  # written as plain numbers between these
_SMALLEST_SPREAD = 1e-3  # of the largest value, where all values are the same


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis, from *low* to *high* in the unit of its values."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[Tick, ...]

    def place(self, value: float) -> float | None:
        """Return where *value* stands: 0 at the low end, 1 at the high end; None: nowhere."""
        if not self.logarithmic:
            return (value - self.low) / (self.high - self.low)
        if value <= 0:
            return None
        return math.log(value / self.low) / math.log(self.high / self.low)


def make_scale(
    values: Iterable[float],
    logarithmic: bool = False,
    from_zero: bool = False,
    near_zero: float = _NEAR_ZERO,
    most: float = math.inf,
    write: Callable[[float, float], str] | None = None,
) -> Scale:
    """Return an axis around *values*; what a logarithmic axis cannot show is left out.

    A linear axis begins at zero where asked, or where the lowest value is no more than the share
    *near_zero* of the highest, and goes no further than *most*. *write* turns a tick and the
    distance between ticks into a text.
    """
    known = [value for value in values if math.isfinite(value)]
    if logarithmic:
        return _logarithmic([value for value in known if value > 0], write or _plain)
    return _linear(known, 1.0 if from_zero else near_zero, most, write or _plain)


def _linear(
    values: list[float], near_zero: float, most: float, write: Callable[[float, float], str]
) -> Scale:
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    size = max(abs(low), abs(high)) or 1.0
    if 0 <= low <= near_zero * high:
        low = 0.0
    spread = max(high - low, _SMALLEST_SPREAD * size)
    bottom = low if low == 0 else low - _ROOM * spread
    top = min(high + _ROOM * spread, max(most, high))
    if not top > bottom:
        top = bottom + 1.0
    step = round_step((top - bottom) / _TICKS)
    first, last = math.ceil(bottom / step - 1e-9), math.floor(top / step + 1e-9)
    ticks = (
        Tick((index * step - bottom) / (top - bottom), write(index * step, step))
        for index in range(first, last + 1)
    )
    return Scale(bottom, top, False, tuple(ticks))


def _logarithmic(values: list[float], write: Callable[[float, float], str]) -> Scale:
    low, high = (math.log10(min(values)), math.log10(max(values))) if values else (0.0, 2.0)
    room = max(_LOG_ROOM * (high - low), 0.06)
    low, high = low - room, high + room
    steps = _steps(low, high)
    ticks = (
        Tick((math.log10(step) - low) / (high - low), write(step, apart)) for step, apart in steps
    )
    return Scale(10**low, 10**high, True, tuple(ticks))


def _steps(low: float, high: float) -> list[tuple[float, float]]:
    """Return powers of ten between two exponents, with 2 and 5 times them where there are few.

    Where these are too few as well, the round numbers that a linear axis has. Each comes with the
    distance between two ticks, which decides on its decimals.
    """
    leads = (1, 2, 5) if high - low < _FEW_DECADES else (1,)
    every = max(1, math.ceil((high - low) / _MOST_DECADES))
    found = [
        lead * 10.0**power
        for power in range(math.floor(low), math.ceil(high) + 1)
        if power % every == 0
        for lead in leads
    ]
    steps = [step for step in found if 10**low * 0.999 <= step <= 10**high * 1.001]
    if len(steps) >= _FEWEST_TICKS:
        return [(step, step) for step in steps]
    apart = round_step((10**high - 10**low) / _TICKS)
    first, last = math.ceil(10**low / apart - 1e-9), math.floor(10**high / apart + 1e-9)
    return [(index * apart, apart) for index in range(first, last + 1)]


def round_step(raw: float) -> float:
    """Return the round number next above *raw*: 1, 2 or 5 and zeros."""
    magnitude = 10.0 ** math.floor(math.log10(raw))
    return next(step * magnitude for step in (1, 2, 5, 10) if raw <= step * magnitude * 1.0001)


def _plain(value: float, step: float) -> str:
    if abs(value) < step * 1e-6:
        return numbers.count(0)
    if not _READABLE[0] <= abs(value) < _READABLE[1]:
        return short_number(value)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return numbers.decimal(value, decimals)


def short_number(value: float, digits: int = 2) -> str:
    """Write a number for a tick or a slider: 0.05, 200, 1.5 million, 10⁻⁶."""
    if value == 0:
        return numbers.count(0)
    size = abs(value)
    if size < _READABLE[0]:
        exponent = math.floor(math.log10(size) + 1e-9)
        if math.isclose(size, 10.0**exponent):
            sign = numbers.MINUS if value < 0 else ""
            return sign + numbers.power_of_ten(exponent)
        return numbers.scientific(value, digits)
    if float(value).is_integer() and size < _READABLE[1]:
        return numbers.count(int(value))
    return numbers.large(value, digits)
