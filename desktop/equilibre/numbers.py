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
_MILLION, _BILLION = 1e6, 1e9
_BEYOND_WORDS = 1e15  # a million billion: powers of ten read better
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_READ_AS_DECIMALS = 1e-3
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


def large(value: float, digits: int = 3) -> str:
    """Write a large number in words: "110 million", "1.5 billion", "1,500 billion".

    Plain groups under a million; powers of ten from 10¹⁵ on. Zeros that end decimals are dropped.
    """
    shown = rounded(value, digits)
    size = abs(shown)
    if size >= _BEYOND_WORDS:
        return scientific(value, digits)
    if size < _MILLION:
        return _trimmed(shown, digits)
    scale = _BILLION if size >= _BILLION else _MILLION
    return with_unit(_trimmed(shown / scale, digits), _large_word(scale, size / scale))


def _trimmed(value: float, digits: int) -> str:
    """Write *value* without the zeros that end its decimals."""
    decimals = _decimals(value, digits)
    while decimals and round(value, decimals - 1) == round(value, decimals):
        decimals -= 1
    return decimal(value, decimals)


def _large_word(scale: float, count_of_it: float) -> str:
    if language() != "fr":
        return "million" if scale == _MILLION else "billion"
    word = "million" if scale == _MILLION else "milliard"
    return word if count_of_it < 2 else f"{word}s"  # noqa: PLR2004 - French plurals begin at two


def scientific(value: float, digits: int = 3) -> str:
    """Write *value* with a power of ten: "3.14 × 10²³"."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    number = decimal(float(mantissa), digits - 1)
    if int(exponent) == 0:
        return number
    return f"{number}{THIN_SPACE}×{THIN_SPACE}{power_of_ten(int(exponent))}"


def power_of_ten(exponent: int) -> str:
    """Write a power of ten: "10²³"."""
    return "10" + str(exponent).translate(_SUPERSCRIPTS)


def order(value: float) -> str:
    """Write an order of magnitude, one digit: "≈ 80,000", "≈ 3 million", "≈ 4 × 10⁻¹²"."""
    if value == 0:
        return "0"
    readable = abs(value) >= _READ_AS_DECIMALS
    return about("estimated", large(value, 1) if readable else scientific(value, 1))


def operations_per_second(value: float, digits: int = 2) -> str:
    """Write how fast a computer calculates: "34 billion operations/s"."""
    return _of(large(value, digits), "operations/s", "opérations/s")


def _of(large_number: str, english: str, french: str) -> str:
    """Join a large number and what it counts: French says « 2 millions d’années »."""
    if language() != "fr":
        return _joined(large_number, english)
    return _joined(large_number, f"d’{french}" if large_number[-1].isalpha() else french)


def _joined(large_number: str, counted: str) -> str:
    if large_number[-1].isalpha():
        return f"{large_number} {counted}"
    return with_unit(large_number, counted)


def with_unit(number: str, symbol: str) -> str:
    """Join a number and its unit by a space that never breaks."""
    return f"{number}{THIN_SPACE}{symbol}"


def symbol(unit: Unit) -> str:
    """Return the symbol of a unit in the language in use: GB, Go."""
    return unit.french_symbol or unit.symbol if language() == "fr" else unit.symbol


def quantity(value: float, ladder: tuple[Unit, ...], digits: int = 3) -> str:
    """Write *value* (SI) in the unit of *ladder* that suits it."""
    unit = unit_for(float(f"{value:.{digits - 1}e}"), ladder)
    return with_unit(significant(value / unit.size, digits), symbol(unit))


def about(kind: str, text: str) -> str:
    """Mark what is estimated, in whole or in part, with the sign for it; a measure stands bare."""
    return f"≈{THIN_SPACE}{text}" if kind in ("estimated", "mixed") else text


def kind_name(kind: str) -> str:
    """Return the word for the way a figure was obtained; empty where there is none."""
    return {
        "measured": _("measured"),
        "mixed": _("measured in part"),
        "estimated": _("estimated"),
        "computed": _("computed"),
    }.get(kind, "")


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
    """Write a duration: ms under a second, then s, min, h, days, years, million years."""
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
    years = days / _DAYS_PER_YEAR
    if rounded(years, 2) < _MILLION:
        return with_unit(significant(years, 2), _("years"))
    return _of(large(years, 2), "years", "années")


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
    return with_unit(f"{low_text}{joint}{high_text}", symbol(unit))
