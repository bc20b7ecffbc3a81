"""Writes what lies between two bounds: "79,000 to 470,000 years"."""

from collections.abc import Callable

from equilibre import numbers
from equilibre.growth.quantity import TRAINING_CARBON, TRAINING_ENERGY
from equilibre.quantities import Unit, unit_for
from equilibre.texts import _

PICO = 1e12  # picojoules in a joule
_FURTHEST = 1e7  # a number that is larger reads better in another unit
_SMALLEST = 1e-2
_NARROW = 0.2  # of the value: closer bounds add nothing to two digits


def between(low: float, high: float, write: Callable[[float], str]) -> str:
    """Write both bounds with the words that they share written once, or ≈ where they are alike."""
    first, last = write(low), write(high)
    if first == last:
        return numbers.about("estimated", first)
    shared = _shared_ending(first, last)
    start = first.removesuffix(shared).rstrip() if shared else first
    return _("{low} to {high}").format(low=start, high=last)


def _shared_ending(first: str, last: str) -> str:
    """Return the words without a digit that end both, the space before them included."""
    shared = ""
    for size in range(1, min(len(first), len(last))):
        ending = first[-size:]
        if not last.endswith(ending) or any(one.isdigit() for one in ending):
            break
        if ending[0] in (" ", numbers.THIN_SPACE):
            shared = ending
    return shared


def durations(low: float, high: float) -> str:
    """Write a duration between two bounds in seconds."""
    return between(low, high, numbers.seconds)


def counts(low: float, high: float) -> str:
    """Write how many, between two bounds."""
    return between(low, high, lambda value: numbers.large(value, 2))


def times(low: float, high: float) -> str:
    """Write a ratio between two bounds, one digit as befits an order of magnitude."""
    return between(low, high, lambda value: numbers.large(value, 1))


def energies(low: float, high: float, beside: float | None) -> str:
    """Write an energy (J) between two bounds, in the unit of the one *beside* where it reads."""
    return _in_unit(low, high, TRAINING_ENERGY, beside, lambda value: numbers.energy(value, 2))


def carbons(low: float, high: float, beside: float | None) -> str:
    """Write a mass of CO₂e (kg) between two bounds, in the unit of the one *beside*."""
    return _in_unit(low, high, TRAINING_CARBON, beside, numbers.carbon)


def _in_unit(
    low: float,
    high: float,
    ladder: tuple[Unit, ...],
    beside: float | None,
    write: Callable[[float], str],
) -> str:
    unit = None if beside is None else unit_for(beside, ladder)
    if unit is None or low / unit.size < _SMALLEST or high / unit.size > _FURTHEST:
        return between(low, high, write)
    return between(
        low,
        high,
        lambda value: numbers.with_unit(
            numbers.significant(value / unit.size, 2), numbers.symbol(unit)
        ),
    )


def picojoules(value: float, low: float, high: float) -> str:
    """Write joules per operation as picojoules, with their bounds where these are far apart."""
    text = numbers.with_unit(numbers.large(value * PICO, 2), "pJ")
    if high - low <= _NARROW * value:
        return text
    bounds = between(low, high, lambda bound: numbers.large(bound * PICO, 2))
    return f"{text} ({bounds})"
