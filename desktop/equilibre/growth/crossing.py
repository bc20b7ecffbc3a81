"""Efficiency against demand: two published trends, and the energy that their ratio leaves."""

import math

from equilibre.growth.errors import GrowthError
from equilibre.growth.published import Trend
from equilibre.growth.trend import MONTHS_PER_YEAR
from equilibre.records import dataclass
from equilibre.texts import _

TOLD_AS_ENERGY = ("epoch-power", "data-centres")
"""Trends that count watts or joules: what the demand took, efficiency included."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A trend of efficiency against one of demand, both 1 at the beginning.

    Raises GrowthError for trends whose times or factors are not above zero.
    """

    efficiency: Trend
    demand: Trend

    def __post_init__(self) -> None:
        for trend in (self.efficiency, self.demand):
            if not (trend.doubling_months > 0 and trend.factor_per_year > 0):
                raise GrowthError(_("Nothing doubles in no time. Choose times above zero."))

    @property
    def observed(self) -> bool:
        """Whether the energy itself was observed: the demand is then computed from it."""
        return self.demand.key in TOLD_AS_ENERGY

    @property
    def efficiency_per_year(self) -> float:
        """By how much a year multiplies the operations that a joule makes."""
        return self.efficiency.factor_per_year

    @property
    def energy_per_year(self) -> float:
        """By how much a year multiplies the energy: demand over efficiency, unless observed."""
        known = self.demand.factor_per_year
        return known if self.observed else known / self.efficiency_per_year

    @property
    def demand_per_year(self) -> float:
        """By how much a year multiplies the operations asked for."""
        return self.energy_per_year * self.efficiency_per_year

    @property
    def demand_doubling_months(self) -> float:
        """How many months double the demand, as published unless computed; infinite for never.

        Negative months are those that halve it.
        """
        if not self.observed:
            return self.demand.doubling_months
        doublings_per_year = math.log2(self.demand_per_year)
        return MONTHS_PER_YEAR / doublings_per_year if doublings_per_year else math.inf

    def demand_after(self, years: float) -> float:
        """Return the demand after *years*, 1 at the beginning."""
        return math.pow(self.demand_per_year, years)

    def efficiency_after(self, years: float) -> float:
        """Return the efficiency after *years*, 1 at the beginning."""
        return math.pow(self.efficiency_per_year, years)

    def energy_after(self, years: float) -> float:
        """Return the energy after *years*, 1 at the beginning."""
        return math.pow(self.energy_per_year, years)
