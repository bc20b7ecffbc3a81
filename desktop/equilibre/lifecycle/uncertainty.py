"""What the ranges of the parameters and factors make of a study: many draws of it at once.

The draws of a parameter are the same in every variant, so that what two variants share cancels
out of their difference, exactly. They are also the same whatever else the study holds, so that
moving one parameter moves nothing but what it explains.
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.inventory import (
    Sharers,
    blocks,
    check_zone,
    factor_of,
    no_amount,
    variant_of,
)
from equilibre.lifecycle.study import Line, Study
from equilibre.records import dataclass

DRAWS = 10_000
MOST_DRAWS = 1_000_000

Draws = NDArray[np.float32]  # seven digits: a hundred times finer than the width of any range


def inverse(range_: Range, uniform: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return what *uniform* numbers between 0 and 1 become under the distribution of *range_*.

    The logarithm is triangular (low, mode at the value, high) where all are positive; else the
    quantity itself is. A plain triangle on skewed ranges would put the central value below most
    of the draws. Source: inverse of the triangular cumulative distribution, Kotz and van Dorp,
    "Beyond Beta", 2004.
    """
    if range_.fixed:
        return np.full(uniform.shape, range_.value)
    if range_.low <= 0:
        return _triangular(range_.low, range_.value, range_.high, uniform)
    low, mode, high = (math.log(bound) for bound in (range_.low, range_.value, range_.high))
    return np.exp(_triangular(low, mode, high, uniform))


def _triangular(
    low: float, mode: float, high: float, uniform: NDArray[np.floating]
) -> NDArray[np.float64]:
    width = high - low
    # Roots before products: the product of two tiny widths would be lost.
    rising = low + np.sqrt(uniform) * (math.sqrt(width) * math.sqrt(mode - low))
    falling = high - np.sqrt(1 - uniform) * (math.sqrt(width) * math.sqrt(high - mode))
    chosen: NDArray[np.float64] = np.where(uniform * width < mode - low, rising, falling)
    return chosen


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """Draws, and the ranges that they were computed from: while those stay, so do these."""

    source: object
    draws: Draws


@dataclass(frozen=True, slots=True)
class _Figures:
    """The ranges of a factor, in the order of the indicators."""

    key: str
    ranges: tuple[Range | None, ...]


class Simulation:
    """A study drawn *draws* times in an electricity zone; what it computed once, it keeps.

    Lines without data contribute nothing here: ``comparison`` says where they are.
    """

    def __init__(self, study: Study, zone: str, draws: int = DRAWS, seed: int = 0) -> None:
        """Prepare the draws of *study*, which are made when they are asked for.

        Raises UnknownName for a zone that does not exist, ValueError for *draws* outside 1 to
        MOST_DRAWS or a negative *seed*. The other methods raise UnknownName for a variant and
        StudyRefused for what cannot be computed.
        """
        if not 1 <= draws <= MOST_DRAWS or seed < 0:
            raise ValueError(f"{draws} draws with seed {seed}")
        check_zone(zone)
        self.study, self.zone, self.draws, self.seed = study, zone, draws, seed
        self.indicators = tuple(catalogue.indicators())
        self._gathered: dict[Sharers, tuple[Line, ...]] | None = None
        self._figures: dict[str, _Figures] = {}  # by factor as the lines name it
        self._kept: dict[Hashable, _Drawn] = {}

    def with_change(self, study: Study, zone: str | None = None) -> "Simulation":
        """Return the simulation of a changed study, of which only what changed is computed."""
        changed = Simulation(study, zone or self.zone, self.draws, self.seed)
        if study.variants is self.study.variants:
            changed._gathered = self._gathered
        if study.factors is self.study.factors and changed.zone == self.zone:
            changed._figures = self._figures
        needed = changed._names()
        changed._kept = {name: drawn for name, drawn in self._kept.items() if name in needed}
        return changed

    @property
    def _blocks(self) -> dict[Sharers, tuple[Line, ...]]:
        """The lines by the variants that share them."""
        if self._gathered is None:
            self._gathered = blocks(self.study)
        return self._gathered

    def total(self, variant: str) -> Draws:
        """Return the impacts of *variant*, shape (indicators, draws)."""
        variant_of(self.study, variant)
        return self._combined({each: 1 for each in self._blocks if variant in each})

    def difference(self, first: str, second: str) -> Draws:
        """Return second - first, shape (indicators, draws), of the lines that do not cancel."""
        variant_of(self.study, first)
        variant_of(self.study, second)
        return self._combined(
            {
                each: 1 if second in each else -1
                for each in self._blocks
                if (first in each) != (second in each)
            }
        )

    def by_phase(self, variant: str) -> dict[str, Draws]:
        """Return the impacts of each phase of *variant*, shape (indicators, draws) each."""
        phases: dict[str, list[Line]] = {}
        for line in variant_of(self.study, variant).lines:
            phases.setdefault(line.phase, []).append(line)
        return {phase: self._sum(lines) for phase, lines in phases.items()}

    def quantiles(
        self, variant: str, probabilities: Sequence[float] = (0.05, 0.5, 0.95)
    ) -> dict[str, tuple[float, ...] | None]:
        """Return by indicator the quantiles of *variant*; None where no line has data."""
        table = np.quantile(self.total(variant), probabilities, axis=1)
        known = self.known(variant)
        return {
            key: tuple(float(each) for each in table[:, row]) if key in known else None
            for row, key in enumerate(self.indicators)
        }

    def known(self, variant: str) -> set[str]:
        """Return the indicators for which at least one line of *variant* has data."""
        names = {line.factor for line in variant_of(self.study, variant).lines}
        return {
            key
            for name in names
            for key, figure in zip(self.indicators, self._figures_of(name).ranges, strict=True)
            if figure is not None
        }

    def _combined(self, signs: Mapping[Sharers, int]) -> Draws:
        combined = np.zeros((len(self.indicators), self.draws), np.float32)
        for sharers, sign in signs.items():
            apply = np.add if sign > 0 else np.subtract
            apply(combined, self._block(sharers), out=combined)
        return combined

    def _block(self, sharers: Sharers) -> Draws:
        lines = self._blocks[sharers]
        source = [(self._figures_of(line.factor), self._operands(line.amount)) for line in lines]
        return self._remembered(("block", sharers), source, lambda: self._sum(lines))

    def _sum(self, lines: Sequence[Line]) -> Draws:
        """Return the impacts of *lines* together, shape (indicators, draws)."""
        # One product by factor, whatever the number of lines that use it.
        factors: dict[str, Draws] = {}
        amounts: dict[str, Draws] = {}
        impacts = np.zeros((len(self.indicators), self.draws), np.float32)
        product = np.empty_like(impacts)
        with np.errstate(over="ignore", invalid="ignore"):
            for line in lines:
                figures, amount = self._figures_of(line.factor), self._amount(line)
                factors[figures.key] = self._factor(figures)
                before = amounts.get(figures.key)
                amounts[figures.key] = amount if before is None else before + amount
            for key, amount in amounts.items():
                np.multiply(amount, factors[key], out=product)
                np.add(impacts, product, out=impacts)
        # What has no value leaves none to the sum either: one look at it is enough.
        if not np.isfinite(impacts).all():
            without = (line for line in lines if not np.isfinite(self._amount(line)).all())
            raise no_amount(self.study, next(without, lines[0]))
        return impacts

    def _amount(self, line: Line) -> Draws:
        """Return the draws of an amount, or one number where all are the same.

        Not finite where it divides by zero or is too large.
        """

        def computed() -> Draws:
            expression = parse(line.amount)
            values = {name: self._values(name) for name in expression.names & known}
            return np.asarray(expression.value(values), np.float32)

        known = self.study.parameters.keys()
        return self._remembered(("amount", line.amount), self._operands(line.amount), computed)

    def _values(self, name: str) -> Draws | float:
        """Return the draws of a parameter for an amount: one number where all are the same."""
        range_ = self.study.parameters[name].range
        return range_.value if range_.fixed else self._parameter(name)

    def _parameter(self, name: str) -> Draws:
        range_ = self.study.parameters[name].range
        return self._remembered(
            ("parameter", name), range_, lambda: self._drawn(f"parameter {name}", range_)
        )

    def _factor(self, figures: _Figures) -> Draws:
        """Return the impacts of one unit, shape (indicators, draws); no data draws nothing."""

        def computed() -> Draws:
            drawn = np.zeros((len(self.indicators), self.draws), np.float32)
            for row, (key, range_) in enumerate(zip(self.indicators, figures.ranges, strict=True)):
                if range_ is not None:
                    drawn[row] = self._drawn(f"factor {figures.key} {key}", range_)
            return drawn

        return self._remembered(("factor", figures.key), figures, computed)

    def _drawn(self, name: str, range_: Range) -> Draws:
        # A stream by name: neither the order of the names nor the other names change it.
        uniform = np.random.default_rng([self.seed, *name.encode()]).random(self.draws)
        return inverse(range_, uniform).astype(np.float32)

    def _remembered(self, name: Hashable, source: object, compute: Callable[[], Draws]) -> Draws:
        kept = self._kept.get(name)
        if kept is None or kept.source != source:
            kept = self._kept[name] = _Drawn(source, compute())
        return kept.draws

    def _figures_of(self, factor: str) -> _Figures:
        figures = self._figures.get(factor)
        if figures is None:
            found = factor_of(self.study, factor, self.zone)
            ranges = tuple(found.impacts.get(key) for key in self.indicators)
            figures = self._figures[factor] = _Figures(found.key, ranges)
        return figures

    def _operands(self, amount: str) -> dict[str, Range]:
        """Return the ranges that an *amount* is computed from."""
        parameters = self.study.parameters
        names = parse(amount).names
        return {name: parameters[name].range for name in names if name in parameters}

    def _names(self) -> set[Hashable]:
        """Return the names under which the draws of this study are remembered."""
        lines = [line for variant in self.study.variants for line in variant.lines]
        return {
            *(("parameter", key) for key in self.study.parameters),
            *(("amount", line.amount) for line in lines),
            *(("factor", self._figures_of(line.factor).key) for line in lines),
            *(("block", sharers) for sharers in self._blocks),
        }
