"""Operations saved for the same result: from a first training to those that reached its level."""

from collections.abc import Iterable
from datetime import date

from equilibre.growth.errors import GrowthError
from equilibre.growth.published import Milestone, Trend
from equilibre.growth.trend import DAYS_PER_YEAR, MONTHS_PER_YEAR, Growth
from equilibre.records import dataclass
from equilibre.texts import _

_ROUNDING = 0.1  # operations are printed with one to three digits


@dataclass(frozen=True, slots=True)
class Saving:
    """The trainings that reached the level of the first of them, by date."""

    milestones: tuple[Milestone, ...]

    @property
    def first(self) -> Milestone:
        return self.milestones[0]

    @property
    def last(self) -> Milestone:
        return self.milestones[-1]

    @property
    def years(self) -> float:
        """How long it took from the first to the last."""
        return self._years_until(self.last.date)

    def computed_reduction(self, milestone: Milestone) -> float:
        """Return how many times fewer operations than the first, from those printed."""
        return self.first.operations / milestone.operations

    def misprinted(self, milestone: Milestone) -> bool:
        """Whether the reduction printed is not that of the operations printed, rounding apart."""
        computed = self.computed_reduction(milestone)
        return abs(milestone.printed_reduction / computed - 1) > _ROUNDING

    def reduction(self, milestone: Milestone) -> float:
        """Return the reduction as printed, or as computed where it was misprinted.

        The operations printed are rounded: a reduction that agrees with them is closer as printed.
        """
        if self.misprinted(milestone):
            return self.computed_reduction(milestone)
        return milestone.printed_reduction

    def at_pace(self, trend: Trend, day: date) -> float:
        """Return how many times fewer on *day*, had the saving followed *trend* since the first."""
        growth = Growth(MONTHS_PER_YEAR / trend.doubling_months)
        return growth.factor_over(self._years_until(day))

    def _years_until(self, day: date) -> float:
        return (day - self.first.date).days / DAYS_PER_YEAR


def saving_on(benchmark: str, milestones: Iterable[Milestone]) -> Saving:
    """Return those of *milestones* under one benchmark. Raises GrowthError where there is none."""
    chosen = sorted(
        (one for one in milestones if one.benchmark == benchmark), key=lambda one: one.date
    )
    if not chosen:
        raise GrowthError(_("Nothing reached this level. Choose another result."))
    return Saving(tuple(chosen))
