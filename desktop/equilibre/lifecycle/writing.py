"""Impacts as people read them: two significant digits, one unit for what stands together."""

import math
from collections.abc import Callable

from equilibre import numbers
from equilibre.lifecycle.indicator import Indicator
from equilibre.quantities import Unit, unit_for

DIGITS = 2  # never more: two vintages of a method agree no better
_NO_SHARE = 1e-5  # of A: below it there is nothing to see


def unit_of(indicator: Indicator, *values: float | None) -> Unit:
    """Return the unit in which all *values* are written: the largest decides."""
    sizes = [abs(value) for value in values if value is not None]
    most = max(sizes, default=0.0)
    # What is written as 1 000 belongs to the next unit.
    return unit_for(numbers.rounded(most, DIGITS) if most else 0.0, indicator.ladder)


def symbol(indicator: Indicator, unit: Unit) -> str:
    """Return the unit with what it is of: kg CO₂e."""
    return f"{unit.symbol} {indicator.substance}".strip()


def in_sentence(name: str) -> str:
    """Return the name of an indicator as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def number(value: float, unit: Unit) -> str:
    """Write an impact in *unit*, which stands elsewhere."""
    return numbers.significant(value / unit.size, DIGITS)


def signed_number(value: float, unit: Unit) -> str:
    """Write a difference in *unit*, which stands elsewhere, with its sign."""
    text = number(value, unit)
    return "+" + text if value > 0 else text


def written(indicator: Indicator, value: float, unit: Unit | None = None) -> str:
    """Write an impact with its unit: the one that suits it, where none is given."""
    unit = unit or unit_of(indicator, value)
    return numbers.with_unit(number(value, unit), symbol(indicator, unit))


def signed(indicator: Indicator, value: float, unit: Unit | None = None) -> str:
    """Write a difference with its unit and its sign."""
    text = written(indicator, value, unit)
    return "+" + text if value > 0 else text


def between(low: float, high: float, unit: Unit) -> str:
    """Write the bounds of an impact in *unit*, rounded outward to two significant digits."""
    joint = "–" if low >= 0 else " … "
    return (
        numbers.significant(_outward(low / unit.size, math.floor), DIGITS)
        + joint
        + numbers.significant(_outward(high / unit.size, math.ceil), DIGITS)
    )


def _outward(value: float, rounding: Callable[[float], int]) -> float:
    if value == 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) - DIGITS + 1)
    steps = value / step
    # What is a whole number of steps but for its last digit stays where it is.
    inward = -1e-12 if rounding is math.ceil else 1e-12
    return rounding(steps + inward * abs(steps)) * step


def share(value: float) -> str:
    """Write a share of A with a sign: "−93 %", "+6.4 %"."""
    if abs(value) < _NO_SHARE:
        return numbers.percent(0.0, 0)
    text = percent(value)
    return "+" + text if value > 0 else text


def percent(part: float) -> str:
    """Write a share with two significant digits."""
    rounded = numbers.rounded(part, DIGITS)
    exponent = int(f"{100 * rounded:.{DIGITS - 1}e}".partition("e")[2])
    return numbers.percent(rounded, max(0, DIGITS - 1 - exponent) if rounded else 0)
