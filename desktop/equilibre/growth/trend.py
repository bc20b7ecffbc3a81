"""How fast something grows or shrinks: between two dates, or along many points."""

import math
from collections.abc import Sequence

import numpy as np

from equilibre.growth.errors import GrowthError
from equilibre.records import dataclass
from equilibre.texts import _

DAYS_PER_YEAR = 365.25
MONTHS_PER_YEAR = 12.0
CONFIDENCE = 0.95
_FEWEST_POINTS = 2
_FEWEST_FOR_AN_INTERVAL = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth as doublings per year: negative where things shrink."""

    doublings_per_year: float

    @property
    def factor_per_year(self) -> float:
        """By how much a year multiplies: 4.6, or 0.5 for what halves."""
        return self.factor_over(1.0)

    @property
    def doubling_months(self) -> float | None:
        """How many months double it; None where it does not grow."""
        if self.doublings_per_year <= 0:
            return None
        return MONTHS_PER_YEAR / self.doublings_per_year

    @property
    def halving_months(self) -> float | None:
        """How many months halve it; None where it does not shrink."""
        return Growth(-self.doublings_per_year).doubling_months

    def factor_over(self, years: float) -> float:
        """Return by how much *years* multiply, infinity where no number is large enough."""
        try:
            return math.exp2(self.doublings_per_year * years)
        except OverflowError:
            return math.inf


@dataclass(frozen=True, slots=True)
class Fit:
    """The exponential nearest to some points, with the interval of its growth at 95 %."""

    growth: Growth
    low: Growth | None  # None under three points
    high: Growth | None
    origin_day: float  # the mean day
    origin_value: float  # on the line
    points: int

    @property
    def grows(self) -> bool | None:
        """Whether it grows; None where the interval holds both, or there is no interval."""
        if self.low is None or self.high is None:
            return None
        if self.low.doublings_per_year > 0:
            return True
        return False if self.high.doublings_per_year < 0 else None

    def value_at(self, day: float) -> float:
        """Return the value of the line on a day, in the unit of the points."""
        years = (day - self.origin_day) / DAYS_PER_YEAR
        return self.origin_value * self.growth.factor_over(years)


def growth_between(
    first_day: float, first_value: float, last_day: float, last_value: float
) -> Growth:
    """Return the growth between two points; days are ordinals (``date.toordinal()``).

    Raises GrowthError for one and the same day, and for values that are not above zero.
    """
    _check([first_value, last_value])
    if first_day == last_day:
        raise GrowthError(
            _("Both are of the same day: nothing grows in no time. Choose two dates.")
        )
    years = (last_day - first_day) / DAYS_PER_YEAR
    return Growth((math.log2(last_value) - math.log2(first_value)) / years)


def fit(days: Sequence[float], values: Sequence[float]) -> Fit:
    """Return the least-squares line through log2(*values*) against *days* (ordinals).

    The interval of the slope is Student's at 95 %, for points that scatter independently around
    one line: models chosen because they are large do not, so it is the least that is unknown.
    Raises GrowthError for fewer than two dates, and for values that are not above zero.
    """
    _check(values)
    if len(set(days)) < _FEWEST_POINTS:
        raise GrowthError(_("A trend needs points on two dates at least. Choose more of them."))
    years = np.asarray(days, dtype=float) / DAYS_PER_YEAR
    logarithms = np.log2(np.asarray(values, dtype=float))
    from_mean = years - years.mean()
    spread = float(from_mean @ from_mean)
    slope = float(from_mean @ (logarithms - logarithms.mean())) / spread
    residuals = logarithms - logarithms.mean() - slope * from_mean
    margin = _margin(float(residuals @ residuals), spread, len(values))
    return Fit(
        growth=Growth(slope),
        low=None if margin is None else Growth(slope - margin),
        high=None if margin is None else Growth(slope + margin),
        origin_day=float(np.mean(days)),
        origin_value=math.exp2(float(logarithms.mean())),
        points=len(values),
    )


def line(origin_day: float, origin_value: float, doubling_months: float, day: float) -> float:
    """Return the value on *day* of what doubles every *doubling_months* from an origin on.

    For Moore's and Koomey's lines; negative months halve. Raises GrowthError for zero months.
    """
    if doubling_months == 0:
        raise GrowthError(_("Nothing doubles in no time. Choose a time above zero."))
    growth = Growth(MONTHS_PER_YEAR / doubling_months)
    return origin_value * growth.factor_over((day - origin_day) / DAYS_PER_YEAR)


def _check(values: Sequence[float]) -> None:
    if not all(0 < value < math.inf for value in values):
        raise GrowthError(
            _("Growth is told of values above zero only. Leave out what is unknown or zero.")
        )


def _margin(squares: float, spread: float, points: int) -> float | None:
    """Return the half-width of the interval of a slope; None where no scatter can be seen."""
    if points < _FEWEST_FOR_AN_INTERVAL:
        return None
    degrees = points - 2
    return student_bound(degrees) * math.sqrt(squares / degrees / spread)


def student_bound(degrees: int, confidence: float = CONFIDENCE) -> float:
    """Return the t below which Student's variable stays, in size, with this confidence.

    The probability has a closed form for whole degrees of freedom, and rises with t = √ν tan θ.
    Source: Abramowitz and Stegun, 26.7.3 and 26.7.4.
    """
    low, high = 0.0, math.pi / 2
    middle = (low + high) / 2
    while low < middle < high:
        if _student_probability(middle, degrees) < confidence:
            low = middle
        else:
            high = middle
        middle = (low + high) / 2
    return math.sqrt(degrees) * math.tan(middle)


def _student_probability(angle: float, degrees: int) -> float:
    """Return the probability that Student's variable is below √ν tan(angle) in size."""
    odd = degrees % 2 == 1
    cosine = math.cos(angle)
    term = total = 0.0 if degrees == 1 else cosine if odd else 1.0
    for divisor in range(3 if odd else 2, degrees - 1, 2):
        term *= cosine**2 * (divisor - 1) / divisor
        total += term
    series = math.sin(angle) * total
    return 2 / math.pi * (angle + series) if odd else series
