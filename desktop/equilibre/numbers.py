"""Numbers as a French or an English reader writes them, with units, digits and intervals.

Files never use these: they hold points, no groups, SI units.
"""

import math

from equilibre.quantities import (
    CARBON,
    ENERGY,
    JOULES,
    POWER,
    WATT_HOURS,
    Unit,
    unit_for,
)
from equilibre.texts import _, language

THIN_SPACE = "\u202f"  # narrow and not breaking: between groups, before a unit
MINUS = "\u2212"

_DAYS_PER_YEAR = 365.25
_ENOUGH_FOR_THREE_DIGITS = 0.02  # relative half-width of an interval


def decimal(value: float, decimals: int) -> str:
    """Write *value* with a fixed number of decimals, groups of three and a true minus."""
    text = f"{abs(value):,.{decimals}f}"
    if language() == "fr":
        text = text.replace(",", THIN_SPACE).replace(".", ",")
    zero = not any(digit in text for digit in "123456789")
    return text if value >= 0 or zero else MINUS + text


def _decimals(value: float, digits: int) -> int:
    """Return the decimals that leave *digits* significant digits in *value*."""
    if value == 0 or not math.isfinite(value):
        return 0
    rounded = float(f"{abs(value):.{digits - 1}e}")
    return max(0, digits - 1 - math.floor(math.log10(rounded)))


def rounded(value: float, digits: int) -> float:
    """Return *value* with *digits* significant digits."""
    return float(f"{value:.{digits - 1}e}")


def significant(value: float, digits: int = 3) -> str:
    """Write *value* with *digits* significant digits: 0.01234 → "0.0123", 12 345 → "12,300"."""
    if value == 0:
        return "0"
    return decimal(float(f"{value:.{digits - 1}e}"), _decimals(value, digits))


def count(value: int) -> str:
    """Write a whole number with its groups."""
    return decimal(value, 0)


def with_unit(number: str, symbol: str) -> str:
    """Join a number and its unit by a space that never breaks."""
    return f"{number}{THIN_SPACE}{symbol}"


def quantity(value: float, ladder: tuple[Unit, ...], digits: int = 3) -> str:
    """Write *value* (SI) in the unit of *ladder* that suits it."""
    unit = unit_for(float(f"{value:.{digits - 1}e}"), ladder)
    return with_unit(significant(value / unit.size, digits), unit.symbol)


def about(kind: str, text: str) -> str:
    """Mark an estimate with the sign for it; a measure stands bare."""
    return f"≈{THIN_SPACE}{text}" if kind == "estimated" else text


def energy(joules: float, digits: int = 3) -> str:
    """Write an energy: mJ and J for one run, Wh and more above 3 600 J."""
    return quantity(joules, _energy_ladder(joules), digits)


def other_energy(joules: float, digits: int = 2) -> str:
    """Write the same energy in the other family of units: Wh for a J, J for a Wh."""
    in_joules = _energy_ladder(joules)[0] in JOULES
    return quantity(joules, WATT_HOURS if in_joules else JOULES, digits)


def _energy_ladder(joules: float) -> tuple[Unit, ...]:
    """Return the part of the ladder that *joules* are written in, whatever their digits."""
    rounded = float(f"{joules:.2e}")  # 3 599.9 J read as 1 Wh
    in_joules = unit_for(rounded, ENERGY) in JOULES
    return tuple(unit for unit in ENERGY if (unit in JOULES) == in_joules)


def power(watts: float, digits: int = 3) -> str:
    """Write a power."""
    return quantity(watts, POWER, digits)


def carbon(kilograms: float, digits: int = 2) -> str:
    """Write a mass of CO₂e (the symbol CO₂e itself stands in the label)."""
    return quantity(kilograms, CARBON, digits)


def percent(share: float, decimals: int = 1) -> str:
    """Write a share (0.947) as a percentage (94.7 %)."""
    sign = f"{THIN_SPACE}%" if language() == "fr" else "%"
    return decimal(100 * share, decimals) + sign


def score(value: float, task: str) -> str:
    """Write an accuracy as a percentage, an R² as a number with two decimals."""
    return percent(value) if task == "classification" else decimal(value, 2)


def seconds(value: float) -> str:
    """Write a duration: ms under a second, then s, min, h, days, years."""
    if float(f"{value:.1e}") < 1:
        return with_unit(significant(value * 1e3, 2), "ms")
    if value < 120:  # noqa: PLR2004 - two minutes still read well in seconds
        return with_unit(significant(value, 2 if value < 10 else 3), "s")  # noqa: PLR2004
    if value < 7200:  # noqa: PLR2004
        return with_unit(significant(value / 60, 2), "min")
    if value < 48 * 3600:
        return with_unit(significant(value / 3600, 2), "h")
    days = value / 86_400
    if days < 2 * _DAYS_PER_YEAR:
        return with_unit(significant(days, 2), _("days"))
    return with_unit(significant(days / _DAYS_PER_YEAR, 2), _("years"))


def digits_for(value: float, low: float, high: float) -> int:
    """Return the digits that an interval justifies: 3 under ±2 %, else 2."""
    if value == 0:
        return 2
    return 3 if (high - low) / 2 < _ENOUGH_FOR_THREE_DIGITS * abs(value) else 2


def interval(
    low: float,
    high: float,
    ladder: tuple[Unit, ...],
    digits: int = 2,
    value: float | None = None,
) -> str:
    """Write the bounds in one unit, that of *value* if given, rounded outward: "175–191 J"."""
    unit = unit_for(max(abs(low), abs(high)) if value is None else value, ladder)
    scaled_low, scaled_high = low / unit.size, high / unit.size
    # Both bounds show the decimals of the smaller one, so that it keeps its digits.
    smaller = min((abs(bound) for bound in (scaled_low, scaled_high) if bound), default=0.0)
    larger = max(abs(scaled_low), abs(scaled_high))
    decimals = min(_decimals(smaller, digits), max(3, _decimals(larger, digits)))
    # Where the bounds are close, more digits are needed to tell them apart.
    width = scaled_high - scaled_low
    if width > 0:
        decimals = max(decimals, _decimals(width, 1))
    step = 10.0**-decimals
    low_text = decimal(math.floor(scaled_low / step + 1e-9) * step, decimals)
    high_text = decimal(math.ceil(scaled_high / step - 1e-9) * step, decimals)
    joint = "–" if scaled_low >= 0 else f"{THIN_SPACE}…{THIN_SPACE}"
    return with_unit(f"{low_text}{joint}{high_text}", unit.symbol)
