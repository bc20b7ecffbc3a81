"""Efficiency against demand, and what is left of one after the other; knows no screen."""

import math

from equilibre import numbers
from equilibre.growth.crossing import Crossing
from equilibre.texts import N_, _
from equilibre.ui.board import Choice
from equilibre.ui.growth.use.scales import decade_steps, round_steps
from equilibre.ui.growth.use.state import Curve, Curves
from equilibre.ui.plots.tick import Tick

YEARS = 10
_ROOM = 0.15  # decades above and below the curves
_TICKS = 7
_CLOSE_TO_ONE = 2  # a third digit tells how much it grows
_NAMES = {"demand": N_("Demand"), "efficiency": N_("Efficiency"), "energy": N_("Energy")}
ALGORITHMS = "algorithms"
EFFICIENCIES = ("koomey", "koomey-slowed", "energy-per-operation", ALGORITHMS)
DEMANDS = ("epoch-compute", "ai-and-compute", "epoch-power", "data-centres")


def curves(
    crossing: Crossing,
    efficiencies: tuple[Choice, ...],
    demands: tuple[Choice, ...],
    logarithmic: bool,
) -> Curves:
    """Return the view of *crossing* over ten years."""
    rows = tuple(_row(crossing, year) for year in range(YEARS + 1))
    ends = rows[-1][1:]
    low = min(0.0, math.log10(min(ends))) - (_ROOM if min(ends) < 1 else 0)
    high = max(math.log10(max(ends)), 0.5) + _ROOM
    top = max(*ends, 1.0) * 1.04
    return Curves(
        efficiencies=efficiencies,
        efficiency=crossing.efficiency.key,
        demands=demands,
        demand=crossing.demand.key,
        logarithmic=logarithmic,
        title=_("Ten years of both trends, from 1 (times the first year)"),
        subtitle=(
            _("logarithmic: each line across is the same number of times the one below")
            if logarithmic
            else _("linear: the same distance is the same amount; press L for the logarithm")
        ),
        years=YEARS,
        curves=(
            _curve("demand", crossing.demand_per_year, not crossing.observed),
            _curve("efficiency", crossing.efficiency_per_year, True),
            _curve("energy", crossing.energy_per_year, crossing.observed),
        ),
        linear_ticks=tuple(Tick(value / top, _times(value)) for value in round_steps(top)),
        linear_top=top,
        logarithmic_ticks=tuple(
            Tick((power - low) / (high - low), _times(10.0**power))
            for power in decade_steps(low, high, _TICKS)
        ),
        decades=(low, high),
        year_ticks=tuple(Tick(year / YEARS, _year(year)) for year in range(0, YEARS + 1, 2)),
        verdict=verdict(crossing),
        caution=_caution(crossing),
        rows=rows,
        summary=_("{verdict} After {years} years: energy {energy}.").format(
            verdict=verdict(crossing), years=YEARS, energy=_times(crossing.energy_after(YEARS))
        ),
    )


def verdict(crossing: Crossing) -> str:
    """Return both trends and their net in words."""
    words = {
        "demand": numbers.significant(crossing.demand_doubling_months, 2),
        "efficiency": numbers.large(crossing.efficiency.doubling_months, 3),
        "factor": _factor(crossing.energy_per_year, crossing.observed),
    }
    if crossing.observed:
        return _(
            "Observed: ×{factor} per year. With an efficiency that doubles every {efficiency} "
            "months, demand doubles every {demand} months."
        ).format(**words)
    if crossing.energy_per_year >= 1:
        return _(
            "Demand doubles every {demand} months, efficiency every {efficiency}: "
            "the energy grows ×{factor} per year."
        ).format(**words)
    return _(
        "Demand doubles every {demand} months, efficiency every {efficiency}: "
        "the energy shrinks, ×{factor} per year."
    ).format(**words)


def _caution(crossing: Crossing) -> str:
    sentences = [
        _("Growth is not rebound: only the part caused by cheaper computing would be."),
        _("That both trends last ten years is an assumption: a thought experiment."),
    ]
    if crossing.observed:
        sentences.insert(
            1,
            _(
                "This trend counts watts or joules, so efficiency is already in it: "
                "the demand is computed from both."
            ),
        )
    if crossing.efficiency.key == ALGORITHMS:
        sentences.insert(
            1,
            _("This efficiency saves operations for the same result, whatever a joule makes."),
        )
    return "\n\n".join(sentences)


def _factor(factor: float, published: bool) -> str:
    """Write what is printed with its digits, and what is computed from it with two or three."""
    if published:
        return numbers.large(factor, 3)
    return numbers.significant(factor, 3 if 1 < factor < _CLOSE_TO_ONE else 2)


def _times(value: float) -> str:
    """Write a multiple: ×3, ×59 thousand…"""
    if value < 1:
        return f"×{numbers.significant(value, 1)}"
    return f"×{numbers.large(value, 2)}"


def _curve(key: str, factor: float, published: bool) -> Curve:
    label = _("{name}\n×{factor} per year").format(
        name=_(_NAMES[key]), factor=_factor(factor, published)
    )
    return Curve(key, factor, label)


def _row(crossing: Crossing, year: int) -> tuple[float, ...]:
    return (
        year,
        crossing.demand_after(year),
        crossing.efficiency_after(year),
        crossing.energy_after(year),
    )


def _year(year: int) -> str:
    if year == YEARS:
        return numbers.with_unit(numbers.count(year), _("years"))
    return numbers.count(year)
