"""What more use, spreading and a person's budget make of a difference."""

from collections.abc import Mapping
from dataclasses import replace

from equilibre import numbers
from equilibre.lifecycle import catalogue, second_order, writing
from equilibre.lifecycle.comparison import Difference
from equilibre.lifecycle.inventory import Impacts
from equilibre.texts import _
from equilibre.ui.lifecycle.state import BeyondRow

_SMALL_BUDGET = 0.0001  # of a person's year, written "< 0.01 %"


def rows(
    differences: Mapping[str, Difference],
    first: Impacts,
    second: Impacts,
    growth: float,
    deployments: int,
) -> tuple[BeyondRow, ...]:
    """Return, for each indicator, what more use, spreading and a person's budget make of it."""
    ways = first.total(), second.total()
    persons = [second_order.normalised(way) for way in ways]
    found = []
    for key, difference in differences.items():
        row = _row(difference, ways[0][key], ways[1][key], growth, deployments)
        one, other = (person[key] for person in persons)
        texts = "\n".join("" if part is None else _part_of_budget(part) for part in (one, other))
        found.append(replace(row, person_first=one, person_second=other, person_text=texts))
    return tuple(found)


def _row(
    difference: Difference,
    one: float | None,
    other: float | None,
    growth: float,
    deployments: int,
) -> BeyondRow:
    """Return what becomes of a difference; the budget of a person stands beside it."""
    indicator = catalogue.indicators()[difference.indicator]
    if difference.value is None or one is None or other is None:
        none = _("no data")
        return BeyondRow(str(indicator.short), none, none, "—", none)
    cancel = second_order.growth_that_cancels(one, other)
    after = other * (1 + growth) - one
    unit = writing.unit_of(indicator, difference.value, after)
    doubt = " (?)" if difference.unknown else ""
    return BeyondRow(
        name=_("{name} ({unit})").format(
            name=indicator.short, unit=writing.symbol(indicator, unit)
        ),
        one=writing.signed_number(difference.value, unit) + doubt,
        rebound=writing.signed_number(after, unit),
        cancelled=_("no saving") if cancel is None else _growth(cancel),
        scaled=writing.signed(indicator, difference.value * deployments),
    )


def _growth(growth: float) -> str:
    """Write how much more use cancels a saving: a percentage, or a multiple."""
    if growth < 1:
        return _("use +{percent}").format(percent=writing.percent(growth))
    return _("use × {factor}").format(factor=numbers.significant(1 + growth, writing.DIGITS))


def _part_of_budget(part: float) -> str:
    if 0 < part < _SMALL_BUDGET:
        return "< " + numbers.percent(_SMALL_BUDGET, 2)
    return writing.percent(part)
