"""Two ways of doing the same job, beside one another: the difference, its sign and what settles it.

Everything here looks only at the lines that the two variants do not share: what they share cancels
out, with its uncertainty and its gaps.
"""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from equilibre.lifecycle.expression import Expression, Value, parse
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.inventory import (
    Impacts,
    central,
    factor_of,
    impacts,
    impacts_of,
    parameter_of,
    uncancelled,
)
from equilibre.lifecycle.study import Line, Study
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.records import dataclass

SETTLED = 0.95  # probability from which a sign is called settled
NOTHING = 1e-9  # of the sum of the contributions: a difference below it is rounding

_REACH = 1_000.0  # how far from the central value a break-even is looked for
_STEPS = 2_000
_PRECISION = 1e-6  # relative, of a break-even

Sign = Literal["+", "-", "0", "?"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What *second* weighs more than *first*, for one indicator (less, where it is negative)."""

    indicator: str
    first: str
    second: str
    value: float | None  # None: one of the two, or all that tells them apart, is without data
    low: float | None  # 5 % of the draws lie below
    high: float | None  # 5 % of the draws lie above
    sign: Sign
    unknown: bool  # a line that only one of the two has is without data
    probability_positive: float | None
    settled: bool
    gaps: tuple[Line, ...]  # the lines that make it unknown


@dataclass(frozen=True, slots=True)
class Swing:
    """How far a difference goes when one quantity alone goes from its low to its high bound."""

    key: str
    kind: Literal["parameter", "factor"]
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """Return how much of the difference hangs on this quantity."""
        return abs(self.at_high - self.at_low)


def compare(simulation: Simulation, first: str, second: str) -> dict[str, Difference]:
    """Return the difference *second* - *first* by indicator. Raises UnknownName, StudyRefused."""
    study, zone = simulation.study, simulation.zone
    known = simulation.known(first) & simulation.known(second)
    parts = [impacts_of(study, lines, zone) for lines in uncancelled(study, first, second)]
    draws = simulation.difference(first, second)
    bounds = np.quantile(draws, (0.05, 0.95), axis=1)
    differences = {}
    for row, key in enumerate(simulation.indicators):
        gaps = parts[0].gaps(key) + parts[1].gaps(key)
        # Where nothing but gaps tells the two apart, a zero would be invented.
        blind = gaps and all(part.missing[:, row].all() for part in parts)
        if blind or key not in known:
            differences[key] = Difference(
                key, first, second, None, None, None, "?", bool(gaps), None, False, gaps
            )
            continue
        value = float(parts[1].known[:, row].sum() - parts[0].known[:, row].sum())
        size = float(sum(np.abs(part.known[:, row]).sum() for part in parts))
        probability = float(np.count_nonzero(draws[row] > 0) / simulation.draws)
        differences[key] = Difference(
            indicator=key,
            first=first,
            second=second,
            value=value,
            low=float(bounds[0, row]),
            high=float(bounds[1, row]),
            sign=_sign(value, size),
            unknown=bool(gaps),
            probability_positive=probability,
            settled=not 1 - SETTLED <= probability <= SETTLED,
            gaps=gaps,
        )
    return differences


def _sign(value: float, size: float) -> Sign:
    if abs(value) <= NOTHING * size:
        return "0"
    return "+" if value > 0 else "-"


def contributions(table: Impacts, indicator: str) -> tuple[tuple[Line, float], ...]:
    """Return the lines that have data and their shares of the total, the largest first.

    Shares are of the sum without signs, so that they stay below 1 beside an avoided impact; they
    are 0 where everything is.
    """
    column = table.indicators.index(indicator)
    values, missing = table.known[:, column], table.missing[:, column]
    whole = float(np.abs(values).sum()) or 1.0
    shares = [
        (line, float(value) / whole)
        for line, value, gap in zip(table.lines, values, missing, strict=True)
        if not gap
    ]
    return tuple(sorted(shares, key=lambda share: -abs(share[1])))


def break_evens(
    study: Study,
    zone: str,
    first: str,
    second: str,
    indicator: str,
    parameter: str,
    low: float | None = None,
    high: float | None = None,
) -> tuple[float, ...]:
    """Return every value of *parameter*, ascending, at which the sign of the difference changes.

    The other parameters and the factors keep their central values. The search goes from *low* to
    *high*, else from a thousandth to a thousand times the central value; it is by ratios, or by
    equal steps where a bound is not positive. Changes closer than one of 2 000 steps hide each
    other. Nothing is returned where the difference is unknown for want of any data. Raises
    UnknownName and StudyRefused.
    """
    if any(impacts(study, key, zone).total()[indicator] is None for key in (first, second)):
        return ()
    balance = _balance(study, zone, first, second, indicator)
    values: dict[str, Value] = dict(central(study))

    def at(moved: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.broadcast_to(_total(balance, {**values, parameter: moved}), moved.shape)

    places = _scan(parameter_of(study, parameter).range, low, high)
    differences = at(places)
    sign = np.sign(differences)
    # A zero on the way takes the sign before it, so that touching zero is not crossing it.
    told = np.flatnonzero(np.isfinite(differences) & (sign != 0))
    turns = np.flatnonzero(sign[told[1:]] != sign[told[:-1]])
    below, above = told[turns], told[turns + 1]
    roots = _bisected(at, places[below], places[above])
    # Where the difference grows without end on both sides, it jumps over zero.
    edges = np.minimum(np.abs(differences[below]), np.abs(differences[above]))
    return tuple(float(root) for root in roots[np.abs(at(roots)) <= edges])


def sensitivity(
    study: Study, zone: str, first: str, second: str, indicator: str
) -> tuple[Swing, ...]:
    """Return what each uncertain quantity alone makes of the difference, the widest swing first.

    One at a time: the parameter or the factor goes to its bounds while all else stays central.
    Quantities that change nothing are left out. Raises UnknownName and StudyRefused.
    """
    balance = _balance(study, zone, first, second, indicator)
    values: dict[str, Value] = dict(central(study))
    swings = []
    for key, parameter in study.parameters.items():
        bounds = np.array([parameter.range.low, parameter.range.high])
        ends = np.broadcast_to(_total(balance, {**values, key: bounds}), 2)
        swings.append(Swing(key, "parameter", float(ends[0]), float(ends[1])))
    centre = float(_total(balance, values))
    for key in dict.fromkeys(term.factor for term in balance):
        own = [term for term in balance if term.factor == key]
        amount = float(sum(term.sign * term.amount.value(values) for term in own))
        range_ = own[0].range
        ends = centre + amount * (np.array([range_.low, range_.high]) - range_.value)
        swings.append(Swing(key, "factor", float(ends[0]), float(ends[1])))
    told = [swing for swing in swings if swing.width > NOTHING * abs(centre)]
    return tuple(sorted(told, key=lambda swing: -swing.width))


@dataclass(frozen=True, slots=True)
class _Term:
    """A line of one of the two variants, counted with the sign of its side."""

    sign: int
    amount: Expression
    factor: str
    range: Range


def _balance(study: Study, zone: str, first: str, second: str, indicator: str) -> tuple[_Term, ...]:
    """Return the terms of *second* - *first* that do not cancel and have data."""
    terms = []
    for sign, lines in zip((-1, 1), uncancelled(study, first, second), strict=True):
        for line in lines:
            factor = factor_of(study, line.factor, zone)
            figure = factor.impacts.get(indicator)
            if figure is not None:
                terms.append(_Term(sign, parse(line.amount), factor.key, figure))
    return tuple(terms)


def _total(balance: tuple[_Term, ...], values: Mapping[str, Value]) -> Value:
    return sum(
        (term.sign * term.range.value * term.amount.value(values) for term in balance), start=0.0
    )


def _scan(range_: Range, low: float | None, high: float | None) -> NDArray[np.float64]:
    """Return the places at which a change of sign is looked for, ascending."""
    if range_.low > 0:
        usual = range_.value / _REACH, range_.value * _REACH
    else:
        width = range_.high - range_.low or abs(range_.value) or 1.0
        usual = range_.low - width, range_.high + width
    start = usual[0] if low is None else low
    end = usual[1] if high is None else high
    if start > 0:
        return np.geomspace(start, max(start, end), _STEPS)
    return np.linspace(start, max(start, end), _STEPS)


def _bisected(
    at: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    below: NDArray[np.float64],
    above: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Halve all the intervals at once, each until its ends agree to a millionth."""
    rising = at(above) > 0
    while np.any(above - below > _PRECISION * np.maximum(np.abs(above), np.abs(below))):
        middle = (below + above) / 2
        if not np.any((below < middle) & (middle < above)):
            break  # the ends are neighbours: around zero no ratio ever becomes small
        upper = (at(middle) > 0) == rising
        below, above = np.where(upper, below, middle), np.where(upper, middle, above)
    return (below + above) / 2
