"""Efficiency against demand, and what is left of one after the other; knows no screen."""

import math
from dataclasses import dataclass

from equilibre import numbers
from equilibre.growth.published import Trend
from equilibre.growth.trend import MONTHS_PER_YEAR
from equilibre.texts import _
from equilibre.ui.growth.use.scales import decade_steps, round_steps
from equilibre.ui.growth.use.state import Choice, Curve, Curves, Tick

YEARS = 10
_ROOM = 0.15  # decades above and below the curves
_TICKS = 7
_CLOSE_TO_ONE = 2  # a third digit tells how much it grows
ALGORITHMS = "algorithms"
EFFICIENCIES = ("koomey", "koomey-slowed", "energy-per-operation", ALGORITHMS)
DEMANDS = ("epoch-compute", "ai-and-compute", "epoch-power", "data-centres")
OBSERVED = ("epoch-power", "data-centres")  # no operations: what they took, watts or joules


@dataclass(frozen=True, slots=True)
class Race:
    """One trend of efficiency against one of demand, as factors per year."""

    efficiency: Trend
    demand: Trend

    @property
    def observed(self) -> bool:
        """Whether the demand is told as an energy or a power: efficiency is already in it."""
        return self.demand.key in OBSERVED

    @property
    def better(self) -> float:
        """What a joule makes: the efficiency."""
        return self.efficiency.factor_per_year

    @property
    def energy(self) -> float:
        """Energy: demand over efficiency, unless it was observed itself."""
        known = self.demand.factor_per_year
        return known if self.observed else known / self.better

    @property
    def wanted(self) -> float:
        """The demand."""
        return self.energy * self.better

    @property
    def demand_months(self) -> float:
        """How many months double the demand: as published, unless it is computed."""
        if self.observed:
            return MONTHS_PER_YEAR / math.log2(self.wanted)
        return self.demand.doubling_months


def curves(
    race: Race, efficiencies: tuple[Choice, ...], demands: tuple[Choice, ...], logarithmic: bool
) -> Curves:
    """Return the view of *race* over ten years."""
    factors = (race.wanted, race.better, race.energy)
    ends = [factor**YEARS for factor in factors]
    low = min(0.0, math.log10(min(ends))) - (_ROOM if min(ends) < 1 else 0)
    high = max(math.log10(max(ends)), 0.5) + _ROOM
    top = max(*ends, 1.0) * 1.04
    return Curves(
        efficiencies=efficiencies,
        efficiency=race.efficiency.key,
        demands=demands,
        demand=race.demand.key,
        logarithmic=logarithmic,
        title=_("Ten years of both trends, from 1 (times the first year)"),
        subtitle=(
            _("logarithmic: each line across is the same number of times the one below")
            if logarithmic
            else _("linear: the same distance is the same amount; press L for the logarithm")
        ),
        years=YEARS,
        curves=(
            Curve("demand", race.wanted, _end(_("Demand"), race.wanted, not race.observed)),
            Curve("efficiency", race.better, _end(_("Efficiency"), race.better, True)),
            Curve("energy", race.energy, _end(_("Energy"), race.energy, race.observed)),
        ),
        linear_ticks=tuple(Tick(value / top, _times(value)) for value in round_steps(top)),
        linear_top=top,
        logarithmic_ticks=tuple(
            Tick((power - low) / (high - low), _times(10.0**power))
            for power in decade_steps(low, high, _TICKS)
        ),
        decades=(low, high),
        year_ticks=tuple(Tick(year / YEARS, _year(year)) for year in range(0, YEARS + 1, 2)),
        verdict=verdict(race),
        caution=_caution(race),
        rows=tuple(
            (year, race.wanted**year, race.better**year, race.energy**year)
            for year in range(YEARS + 1)
        ),
        summary=_("{verdict} After {years} years: energy {energy}.").format(
            verdict=verdict(race), years=YEARS, energy=_times(race.energy**YEARS)
        ),
    )


def verdict(race: Race) -> str:
    """Return both trends and their net in words."""
    words = {
        "demand": numbers.significant(race.demand_months, 2),
        "efficiency": numbers.large(race.efficiency.doubling_months, 3),
        "factor": _factor(race.energy, race.observed),
    }
    if race.observed:
        return _(
            "Observed: ×{factor} per year. With an efficiency that doubles every {efficiency} "
            "months, demand doubles every {demand} months."
        ).format(**words)
    if race.energy >= 1:
        return _(
            "Demand doubles every {demand} months, efficiency every {efficiency}: "
            "the energy grows ×{factor} per year."
        ).format(**words)
    return _(
        "Demand doubles every {demand} months, efficiency every {efficiency}: "
        "the energy shrinks, ×{factor} per year."
    ).format(**words)


def _caution(race: Race) -> str:
    sentences = [
        _("Growth is not rebound: only the part caused by cheaper computing would be."),
        _("That both trends last ten years is an assumption: a thought experiment."),
    ]
    if race.observed:
        sentences.insert(
            1,
            _(
                "This trend counts watts or joules, so efficiency is already in it: "
                "the demand is computed from both."
            ),
        )
    if race.efficiency.key == ALGORITHMS:
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


def _end(name: str, factor: float, published: bool) -> str:
    return _("{name}\n×{factor} per year").format(name=name, factor=_factor(factor, published))


def _year(year: int) -> str:
    if year == YEARS:
        return numbers.with_unit(numbers.count(year), _("years"))
    return numbers.count(year)
