"""Measures the growth between two dates, and says it; knows no screen."""

from collections.abc import Sequence

from equilibre import numbers
from equilibre.growth import trend
from equilibre.growth.errors import GrowthError
from equilibre.growth.trend import Fit, Growth
from equilibre.records import dataclass
from equilibre.texts import _, ngettext
from equilibre.ui.growth.models.state import Point

ENOUGH = 4  # points; with fewer, the line goes from the first to the last


@dataclass(frozen=True, slots=True)
class Measured:
    """A growth, the points it comes from, and a day and a value on its line."""

    growth: Growth
    points: int
    day: float
    value: float
    fit: Fit | None  # the line nearest to the points, where there are three at least
    bounds: tuple[Growth, Growth] | None = None  # with those of the first and the last value

    def value_at(self, day: float) -> float:
        """Return the value of the line on a day."""
        return self.value * self.growth.factor_over((day - self.day) / trend.DAYS_PER_YEAR)


def measure(points: Sequence[Point]) -> Measured | None:
    """Return the growth along *points*, None where they do not tell any.

    From the first to the last where they are few; else the line nearest to all of them.
    """
    valued = [(point.day, point.y) for point in points if point.y is not None and point.y > 0]
    days, values = [day for day, _value in valued], [value for _day, value in valued]
    try:
        nearest = trend.fit(days, values)
        if len(valued) >= ENOUGH:
            return Measured(
                nearest.growth, len(valued), nearest.origin_day, nearest.origin_value, nearest
            )
        growth = trend.growth_between(days[0], values[0], days[-1], values[-1])
    except GrowthError:
        return None
    few = nearest if nearest.low is not None else None
    return Measured(growth, len(valued), days[0], values[0], few, _bounds(points))


def _bounds(points: Sequence[Point]) -> tuple[Growth, Growth] | None:
    """Return the least and the greatest growth that the bounds of the two ends allow."""
    ends = [point for point in points if point.y is not None]
    first, last = ends[0], ends[-1]
    if first.low is None and first.high is None and last.low is None and last.high is None:
        return None
    least = trend.growth_between(
        first.day, first.high or first.y or 0.0, last.day, last.low or last.y or 0.0
    )
    most = trend.growth_between(
        first.day, first.low or first.y or 0.0, last.day, last.high or last.y or 0.0
    )
    return least, most


def pace(growth: Growth) -> str:
    """Return a growth as a factor: "×91 per year"."""
    return _("{factor} per year").format(factor=times(growth.factor_per_year))


def times(factor: float) -> str:
    """Return a factor with two digits: "×91", "×0.53" for what shrinks."""
    return "×" + (numbers.large(factor, 2) if factor >= 1 else numbers.significant(factor, 2))


def doubling(growth: Growth) -> str:
    """Return the time in which something doubles, or halves."""
    months = growth.doubling_months
    if months is not None:
        return _("doubling in {months} months").format(months=numbers.significant(months, 2))
    halving = growth.halving_months
    if halving is None:
        return _("no change")
    return _("halving in {months} months").format(months=numbers.significant(halving, 2))


def sentence(measured: Measured | None) -> str:
    """Return what was measured: the pace, the doubling, from how many models."""
    if measured is None:
        return _("Between these dates there are not two models to measure with.")
    count = ngettext("{count} model", "{count} models", measured.points).format(
        count=numbers.count(measured.points)
    )
    if measured.points < ENOUGH and measured.bounds is not None:
        return _(
            "{pace} from the first to the last ({low} to {high}), {doubling}; {count}."
        ).format(
            pace=pace(measured.growth),
            low=times(measured.bounds[0].factor_per_year),
            high=times(measured.bounds[1].factor_per_year),
            doubling=doubling(measured.growth),
            count=count,
        )
    if measured.points < ENOUGH:
        return _("{pace} from the first to the last, {doubling}; {count}.").format(
            pace=pace(measured.growth), doubling=doubling(measured.growth), count=count
        )
    return _("{pace} (95%: {low} to {high}), {doubling}; {count}.").format(
        pace=pace(measured.growth),
        low=_bound(measured.fit.low) if measured.fit else "",
        high=_bound(measured.fit.high) if measured.fit else "",
        doubling=doubling(measured.growth),
        count=count,
    )


def caution(measured: Measured | None) -> str:
    """Return what to beware of."""
    if measured is None:
        return ""
    if measured.points == 2:  # noqa: PLR2004
        return _("Two points always lie on a line: this is no law.")
    if measured.points < ENOUGH and measured.fit is not None:
        return _(
            "Three points are not a law: the line nearest to them says {pace}, and its interval "
            "goes from {low} to {high}."
        ).format(
            pace=pace(measured.fit.growth),
            low=_bound(measured.fit.low),
            high=_bound(measured.fit.high),
        )
    if measured.fit is not None and measured.fit.grows is None:
        return _("The interval holds both growth and decline: these models tell no trend.")
    return _("These models were chosen because people spoke of them: the true scatter is wider.")


def _bound(growth: Growth | None) -> str:
    return "" if growth is None else times(growth.factor_per_year)
