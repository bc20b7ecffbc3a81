"""The axes of the chart of models: where a value stands, and what the ticks say."""

import math
from collections.abc import Iterable
from datetime import date

from equilibre import numbers
from equilibre.growth.quantity import TRAINING_CARBON, TRAINING_ENERGY, quantity
from equilibre.quantities import Unit, unit_for
from equilibre.records import dataclass
from equilibre.texts import N_, _

DATE = "date"
_PLAIN_POWERS = (-2, 4)  # decades written as plain numbers
_WORDS = (6, 9, 12)  # decades that have a name people use
_FEW_DECADES = 3
_LINEAR_TICKS = 5
_LINEAR_ROOM = 1.08  # above the largest
_PICOJOULE = Unit("pJ", 1e-12)
_COUNT = Unit("", 1.0)
_LADDERS = {"energy": TRAINING_ENERGY, "carbon": TRAINING_CARBON}
_FAR_BELOW = -1.0  # where a logarithmic axis puts what is not above zero
_HEADINGS = {"energy_per_operation": N_("Energy per operation of the training")}


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis; where there is little room, those whose index divides evenly stay."""

    value: float
    text: str
    index: int


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: what it measures, its ends (SI, or a day's ordinal) and its ticks."""

    quantity: str  # key of a quantity, or DATE
    title: str
    low: float
    high: float
    logarithmic: bool
    ticks: tuple[Tick, ...]

    def place(self, value: float) -> float:
        """Return where *value* stands: 0 at the low end, 1 at the high end."""
        if not self.logarithmic:
            return (value - self.low) / (self.high - self.low)
        if value <= 0:
            return _FAR_BELOW
        return math.log10(value / self.low) / math.log10(self.high / self.low)

    def value_at(self, place: float) -> float:
        """Return the value that stands at *place*: the inverse of ``place``."""
        if self.logarithmic:
            return float(self.low * (self.high / self.low) ** place)
        return self.low + (self.high - self.low) * place


def date_axis(first: date, last: date) -> Axis:
    """Return an axis of whole years around two days."""
    years = range(first.year, last.year + 2)
    ticks = tuple(Tick(date(year, 1, 1).toordinal(), str(year), year) for year in years)
    return Axis(DATE, _("Date of publication"), ticks[0].value, ticks[-1].value, False, ticks)


def value_axis(key: str, values: Iterable[float], logarithmic: bool) -> Axis:
    """Return an axis that shows *values* (SI) of a quantity, from zero if it is linear."""
    positive = [value for value in values if value > 0] or [1.0]
    low, high = min(positive), max(positive)
    unit = _unit(key, high)
    title = _title(key, unit)
    if not logarithmic:
        top = high * _LINEAR_ROOM
        return Axis(key, title, 0.0, top, False, _linear_ticks(key, unit, top))
    first = math.floor(math.log10(low / unit.size * 0.9))
    last = math.ceil(math.log10(high / unit.size * 1.1))
    ticks = _decade_ticks(key, unit, first, last)
    return Axis(key, title, 10.0**first * unit.size, 10.0**last * unit.size, True, ticks)


def _unit(key: str, largest: float) -> Unit:
    """Return the one unit of an axis: the largest value decides, up to the unit of trainings."""
    if key in _LADDERS:
        return unit_for(largest, _LADDERS[key])
    return _PICOJOULE if key == "energy_per_operation" else _COUNT


def _title(key: str, unit: Unit) -> str:
    name = _(_HEADINGS[key]) if key in _HEADINGS else quantity(key).title
    return f"{name} ({numbers.symbol(unit)})" if unit.symbol else name


def _linear_ticks(key: str, unit: Unit, top: float) -> tuple[Tick, ...]:
    spacing = _round_up(top / _LINEAR_TICKS / unit.size) * unit.size
    count = int(top / spacing + 1e-9)
    return tuple(
        Tick(index * spacing, _write(key, index * spacing / unit.size), index)
        for index in range(count + 1)
    )


def _round_up(raw: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(raw))
    return next(step * magnitude for step in (1, 2, 5, 10) if raw <= step * magnitude * 1.0001)


def _write(key: str, value: float) -> str:
    """Write a tick's value, in the unit of the axis."""
    if value == 0:
        return "0"
    if key == "operations":
        return _power_or_multiple(value)
    return numbers.large(value, 2)


def _power_or_multiple(value: float) -> str:
    exponent = math.floor(math.log10(value) + 1e-9)
    lead = round(value / 10.0**exponent)
    return numbers.power_of_ten(exponent) if lead == 1 else numbers.scientific(value, 1)


def _decade_ticks(key: str, unit: Unit, first: int, last: int) -> tuple[Tick, ...]:
    if last - first <= _FEW_DECADES and unit is not _COUNT:
        steps = [(power, lead) for power in range(first, last + 1) for lead in (1, 2, 5)]
        return tuple(
            Tick(lead * 10.0**power * unit.size, _plain(lead * 10.0**power), 3 * power + index % 3)
            for index, (power, lead) in enumerate(steps)
            if lead == 1 or power < last
        )
    return tuple(
        Tick(10.0**power * unit.size, _decade(key, power), power)
        for power in range(first, last + 1)
    )


def _decade(key: str, power: int) -> str:
    """Write a power of ten: plain where it is small, and in words where it has a name."""
    if key == "parameters" and power in _WORDS:
        return labelled_power(power)
    if key != "operations" and _PLAIN_POWERS[0] <= power <= _PLAIN_POWERS[1]:
        return _plain(10.0**power)
    return numbers.power_of_ten(power)


def labelled_power(power: int) -> str:
    """Return a power of ten with its name: "10⁹ = 1 billion"."""
    return _("{power} = {words}").format(
        power=numbers.power_of_ten(power), words=numbers.large(10.0**power, 1)
    )


def _plain(value: float) -> str:
    return numbers.significant(value, 1)
