"""The cells of the tables of the comparison on paper: figures, verdicts and sources in words."""

from collections.abc import Mapping
from html import escape

from equilibre import numbers
from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.comparison import Difference
from equilibre.lifecycle.factor import Factor
from equilibre.lifecycle.indicator import Indicator
from equilibre.lifecycle.study import Parameter
from equilibre.quantities import Unit
from equilibre.texts import _, ngettext
from equilibre.ui.lifecycle import levers
from equilibre.ui.lifecycle.state import SignRow

NONE = "—"
_SURE = 0.995  # a share of the draws above it is not written as all of them
_TINY = 0.001  # below it, a phase is not worth its zeros


def number(value: float | None, unit: Unit) -> str:
    """Write an amount in a unit that others share."""
    return _("no data") if value is None else writing.number(value, unit)


def apart(indicator: Indicator, difference: Difference, row: SignRow) -> str:
    """Write how far B is from A, between which bounds, and in shares of A."""
    if difference.value is None or difference.low is None or difference.high is None:
        return escape(_("no data"))
    unit = writing.unit_of(indicator, difference.value, difference.low, difference.high)
    value = writing.signed(indicator, difference.value, unit)
    low, high = (number(bound, unit) for bound in (difference.low, difference.high))
    shares = f"{row.change} ({row.interval})" if row.change else ""
    return f"{escape(value)} ({low} … {high})<br>{escape(shares)}"


def verdict(row: SignRow, gaps: int) -> str:
    """Write the verdict and what it cannot know; what the draws say has its own column."""
    missing = ngettext("no data for {n} line", "no data for {n} lines", gaps).format(n=gaps)
    word = f"<b>{escape(row.word)}</b>"
    return f"{word}<br>{escape(missing)}" if gaps else word


def probability(difference: Difference) -> str:
    """Write in how many of the draws B weighs less than A."""
    if difference.probability_positive is None or difference.sign == "0":
        return NONE
    better = 1 - difference.probability_positive
    if better >= _SURE:
        return escape("> " + numbers.percent(0.99, 0))
    if better <= 1 - _SURE:
        return escape("< " + numbers.percent(0.01, 0))
    return numbers.percent(better, 0)


def of_phase(
    vector: Mapping[str, float | None] | None, indicator: str, unit: Unit, gap: bool
) -> str:
    """Write what a phase of life takes; a gap among its lines is marked."""
    if vector is None:
        return NONE
    value = vector[indicator]
    if value is None:
        return "?"
    tiny = 0 < abs(value / unit.size) < _TINY
    text = f"< {numbers.decimal(_TINY, 3)}" if tiny else number(value, unit)
    return escape(text) + (" ?" if gap else "")


def parameter_value(parameter: Parameter) -> str:
    """Write the value of a parameter with its unit."""
    return levers.written(parameter.range.value, parameter.unit)


def of_parameter(parameter: Parameter) -> list[str]:
    """Return the cells of a parameter: name, value, bounds, how it is known, source."""
    bounds = parameter.range
    between = NONE
    if not bounds.fixed:
        low, high = (levers.written(one, parameter.unit) for one in (bounds.low, bounds.high))
        between = f"{low} … {high}"
    return [
        escape(str(parameter.name)),
        escape(parameter_value(parameter)),
        escape(between),
        kind(parameter.kind),
        escape(str(parameter.source)),
    ]


def for_one(factor: Factor) -> str:
    """Write the name of a factor and what one of it is."""
    unit = catalogue.units().get(factor.unit)
    name = _("{name} (for one {unit})").format(
        name=factor.name, unit=unit.name if unit else factor.unit
    )
    return escape(name)


def of_source(factor: Factor) -> tuple[str, ...]:
    """Return the cells that say where a factor comes from."""
    texts = (str(factor.source), factor.year, factor.licence)
    return kind(factor.kind), *(escape(text) for text in texts)


def kind(kind: str) -> str:
    """Write how a figure was obtained; what is only supposed stands out."""
    name = escape(levers.kind_name(kind))
    return f"<b>{name}</b>" if kind == "assumption" else name
