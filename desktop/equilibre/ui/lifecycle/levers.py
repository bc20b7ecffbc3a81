"""The levers: which parameters are worth moving, between which bounds, and where signs turn."""

import math

from equilibre import numbers
from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import break_evens
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.inventory import uncancelled
from equilibre.lifecycle.study import Parameter, Study
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR, WATT_HOURS
from equilibre.records import dataclass
from equilibre.texts import _
from equilibre.ui.lifecycle.state import Lever, Mark

STEPS = 400  # of a slider
_MOST = 7
_FEW = 4
_STRETCH = 5.0  # a break-even so many times beyond a bound is still shown
_SMALL_ENERGY = 0.01  # kWh, below which a smaller unit reads better
_LONG_SECONDS = 7_200.0
_RATIO_OF_LOGARITHM = 3.0  # between the bounds, from which the slider goes by ratios

Turns = dict[str, tuple[float, ...]]  # by indicator


@dataclass(frozen=True, slots=True)
class Span:
    """The ends of a slider."""

    low: float
    high: float

    @property
    def by_ratios(self) -> bool:
        return self.low > 0 and self.high / self.low > _RATIO_OF_LOGARITHM

    def position(self, value: float) -> float:
        """Return where *value* stands, from 0 to 1."""
        if self.high <= self.low:
            return 0.5
        if self.by_ratios:
            place = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, place))

    def value(self, position: float) -> float:
        """Return what stands at *position*, with the decimals that tell two steps apart."""
        if self.by_ratios:
            ratio = math.log(self.high / self.low)
            value = self.low * math.exp(position * ratio)
            step = value * ratio / STEPS
        else:
            value = self.low + position * (self.high - self.low)
            step = (self.high - self.low) / STEPS
        return round(value, -math.floor(math.log10(step))) if step > 0 else value


def worth_moving(study: Study, first: str, second: str) -> tuple[str, ...]:
    """Return the parameters that make a difference between two variants, the study's own first."""
    used: dict[str, None] = {}
    for lines in uncancelled(study, first, second):
        for line in lines:
            used.update(dict.fromkeys(parse(line.amount).names))
    named = [key for key in study.levers if key in used]
    others = [
        key
        for key, parameter in study.parameters.items()
        if key in used and key not in named and not parameter.range.fixed
    ]
    return tuple([*named, *others[: max(0, _FEW - len(named))]][:_MOST])


def turns(study: Study, zone: str, first: str, second: str, parameter: str) -> Turns:
    """Return where the sign of each indicator turns while *parameter* alone moves."""
    return {
        key: break_evens(study, zone, first, second, key, parameter)
        for key in catalogue.indicators()
    }


def span(opened: Parameter, found: Turns) -> Span:
    """Return the ends of a slider: the bounds of the parameter, and the turns close to them."""
    low, high = opened.range.low, opened.range.high
    if low == high:
        low, high = sorted((low / 2, high * 2)) if low else (0.0, 1.0)
    if low > 0:
        near = [
            turn
            for turn_list in found.values()
            for turn in turn_list
            if low / _STRETCH <= turn <= high * _STRETCH
        ]
        low = min([low, *(turn / 1.3 for turn in near)])
        high = max([high, *(turn * 1.3 for turn in near)])
    return Span(low, high)


def lever(parameter: Parameter, ends: Span, found: Turns | None) -> Lever:
    """Return what the view shows of a parameter; *found* is None while it is looked for."""
    marks = () if found is None else _marks(parameter, ends, found)
    if marks:
        switch = _("turns: {places}").format(
            places=" · ".join(f"{mark.name} {mark.text}" for mark in marks)
        )
    else:
        switch = ""
    return Lever(
        key=parameter.key,
        name=str(parameter.name),
        value=written(parameter.range.value, parameter.unit),
        position=ends.position(parameter.range.value),
        marks=marks,
        switch=switch,
        explanation=explanation(parameter),
    )


def _marks(parameter: Parameter, ends: Span, found: Turns) -> tuple[Mark, ...]:
    marks = [
        Mark(
            ends.position(turn),
            str(catalogue.indicators()[key].short).lower(),
            numbers.significant(turn, 2),
        )
        for key, places in found.items()
        for turn in places
        if ends.low <= turn <= ends.high
    ]
    return tuple(sorted(marks, key=lambda mark: mark.position))


def written(value: float, unit: str) -> str:
    """Write the value of a parameter with its unit in the language in use."""
    if unit == "kWh" and 0 < abs(value) < _SMALL_ENERGY:
        return numbers.quantity(value * JOULES_PER_KILOWATT_HOUR, WATT_HOURS, 3)
    if unit == "s" and value >= _LONG_SECONDS:
        return numbers.seconds(value)
    number = _short(value)
    name = catalogue.units()[unit].of(value) if unit in catalogue.units() else unit
    return numbers.with_unit(number, name) if name else number


def _short(value: float) -> str:
    """Write three significant digits, and no zero that says nothing: 5, 2.7, 94,600,000."""
    digits, _e, exponent = f"{value:.2e}".partition("e")
    kept = len(digits.lstrip("-").rstrip("0").replace(".", ""))
    return numbers.decimal(numbers.rounded(value, 3), max(0, kept - 1 - int(exponent)))


def explanation(parameter: Parameter) -> str:
    """Return where the value of a parameter comes from, and its bounds."""
    bounds = _("from {low} to {high}").format(
        low=written(parameter.range.low, parameter.unit),
        high=written(parameter.range.high, parameter.unit),
    )
    return f"{bounds} ({kind_name(parameter.kind)})\n{parameter.source}"


def kind_name(kind: str) -> str:
    """Return how a figure was obtained, in words."""
    return {
        "published": _("published"),
        "derived": _("derived from published figures"),
        "assumption": _("assumption"),
        "measured": _("measured"),
        "fixed": _("fixed by the functional unit"),
    }[kind]
