"""Efficiency against demand: two exponentials, and the energy that their ratio leaves."""

from dataclasses import dataclass

from equilibre.growth.errors import GrowthError
from equilibre.growth.trend import MONTHS_PER_YEAR, Growth
from equilibre.texts import _


@dataclass(frozen=True, slots=True)
class Crossing:
    """A demand and an efficiency that double at their own paces, both 1 at the beginning.

    Infinite months stand for what does not change. Raises GrowthError for months that are not
    above zero.
    """

    demand_doubling_months: float
    efficiency_doubling_months: float

    def __post_init__(self) -> None:
        if not (self.demand_doubling_months > 0 and self.efficiency_doubling_months > 0):
            raise GrowthError(_("Nothing doubles in no time. Choose times above zero."))

    @property
    def demand(self) -> Growth:
        """How fast the operations asked for grow."""
        return Growth(MONTHS_PER_YEAR / self.demand_doubling_months)

    @property
    def efficiency(self) -> Growth:
        """How fast the operations per joule grow."""
        return Growth(MONTHS_PER_YEAR / self.efficiency_doubling_months)

    @property
    def energy(self) -> Growth:
        """How fast the energy grows, or shrinks: demand over efficiency."""
        return Growth(self.demand.doublings_per_year - self.efficiency.doublings_per_year)

    @property
    def net_factor_per_year(self) -> float:
        """By how much the energy is multiplied in a year."""
        return self.energy.factor_per_year

    def demand_after(self, years: float) -> float:
        """Return the demand after *years*, 1 at the beginning."""
        return self.demand.factor_over(years)

    def efficiency_after(self, years: float) -> float:
        """Return the efficiency after *years*, 1 at the beginning."""
        return self.efficiency.factor_over(years)

    def energy_after(self, years: float) -> float:
        """Return the energy after *years*, 1 at the beginning: 2^(t/τ_demand − t/τ_efficiency)."""
        return self.energy.factor_over(years)
