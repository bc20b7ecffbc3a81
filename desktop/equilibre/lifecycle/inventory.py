"""The inventory of a variant turned into impacts: a table of lines and indicators, with its gaps.

LCA_i(v) = sum over the lines l of amount_l(parameters) x factor_{l,i}, where a factor may have no
data for an indicator: such a cell counts nothing, and is remembered as a gap.
"""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.factor import Factor
from equilibre.lifecycle.study import ZONE_MARK, Line, Parameter, Study, Variant
from equilibre.records import dataclass
from equilibre.texts import _

_Key = TypeVar("_Key", bound=Hashable)
Sharers = frozenset[str]  # the variants that some lines belong to
Vector = dict[str, float | None]  # by indicator; None: no line has data


@dataclass(frozen=True, slots=True, eq=False)
class Impacts:
    """What each line of a variant weighs, by indicator; the phases and devices are its margins."""

    lines: tuple[Line, ...]
    indicators: tuple[str, ...]
    known: NDArray[np.float64]  # (lines, indicators); 0 where there is no data
    missing: NDArray[np.bool_]  # (lines, indicators)

    def total(self) -> Vector:
        """Return the sum of what is known, or None where no line has data."""
        return self._sum(range(len(self.lines)))

    def by_phase(self) -> dict[str, Vector]:
        """Return the sums of the phases, in the order in which the lines name them."""
        return self._margin(lambda line: line.phase)

    def by_device(self) -> dict[str, Vector]:
        """Return the sums of the devices, in the order in which the lines name them."""
        return self._margin(lambda line: line.device)

    def table(self, indicator: str) -> dict[tuple[str, str], float | None]:
        """Return the sums of one *indicator* by (phase, device), where there is a line."""
        cells = self._margin(lambda line: (line.phase, line.device))
        return {key: vector[indicator] for key, vector in cells.items()}

    def gaps(self, indicator: str) -> tuple[Line, ...]:
        """Return the lines that have no data for *indicator*."""
        column = self.missing[:, self.indicators.index(indicator)]
        return tuple(line for line, gap in zip(self.lines, column, strict=True) if gap)

    def _margin(self, key: Callable[[Line], _Key]) -> dict[_Key, Vector]:
        rows: dict[_Key, list[int]] = {}
        for row, line in enumerate(self.lines):
            rows.setdefault(key(line), []).append(row)
        return {each: self._sum(own) for each, own in rows.items()}

    def _sum(self, rows: Sequence[int]) -> Vector:
        chosen = list(rows)
        known, missing = self.known[chosen], self.missing[chosen]
        return {
            key: None if missing[:, column].all() else float(known[:, column].sum())
            for column, key in enumerate(self.indicators)
        }


def central(study: Study) -> dict[str, float]:
    """Return the central value of every parameter."""
    return {key: parameter.range.value for key, parameter in study.parameters.items()}


def variant_of(study: Study, key: str) -> Variant:
    """Return the variant of *study* named *key*. Raises UnknownName, with those that there are."""
    try:
        return study.variant(key)
    except KeyError:
        raise UnknownName(
            _("There is no variant “{name}” in this study: there are {known}.").format(
                name=key, known=", ".join(each.key for each in study.variants)
            )
        ) from None


def parameter_of(study: Study, key: str) -> Parameter:
    """Return the parameter named *key*. Raises UnknownName, with those that there are."""
    try:
        return study.parameters[key]
    except KeyError:
        raise UnknownName(
            _("There is no parameter “{name}” in this study: there are {known}.").format(
                name=key, known=", ".join(study.parameters)
            )
        ) from None


def factor_of(study: Study, key: str, zone: str) -> Factor:
    """Return the factor *key*, whose electricity is that of *zone* where it does not say.

    The study's own factors come before those of the tables. Raises UnknownName for a zone that
    does not exist, StudyRefused for a factor that neither has.
    """
    check_zone(zone)
    name = key.replace(ZONE_MARK, zone)
    factor = study.factors.get(name) or catalogue.factors().get(name)
    if factor is None:
        raise StudyRefused(
            _(
                "The factor “{name}” is neither in the study nor in the tables: "
                "choose another, or add it to the study."
            ).format(name=name)
        )
    return factor


def check_zone(zone: str) -> None:
    """Raise UnknownName when there is no electricity zone of that name."""
    zones = catalogue.zones()
    if zone not in zones:
        raise UnknownName(
            _("There is no electricity zone “{name}”: there are {known}.").format(
                name=zone, known=", ".join(zones)
            )
        )


def impacts(
    study: Study, variant: str, zone: str, values: Mapping[str, float] | None = None
) -> Impacts:
    """Return the impacts of a *variant* for these *values* of the parameters, else central ones.

    Raises UnknownName (variant, zone) and StudyRefused (a factor that does not exist, an amount
    that is not a finite number).
    """
    return impacts_of(study, variant_of(study, variant).lines, zone, values)


def impacts_of(
    study: Study, lines: Sequence[Line], zone: str, values: Mapping[str, float] | None = None
) -> Impacts:
    """Return the impacts of these *lines* of *study*; raises as ``impacts`` does."""
    values = central(study) if values is None else values
    keys = tuple(catalogue.indicators())
    known = np.zeros((len(lines), len(keys)))
    missing = np.zeros((len(lines), len(keys)), dtype=bool)
    for row, line in enumerate(lines):
        amount = float(parse(line.amount).value(values))
        if not math.isfinite(amount):
            raise no_amount(study, line)
        figures = factor_of(study, line.factor, zone).impacts
        for column, key in enumerate(keys):
            figure = figures.get(key)
            if figure is None:
                missing[row, column] = True
            else:
                known[row, column] = amount * figure.value
    return Impacts(tuple(lines), keys, known, missing)


def blocks(study: Study) -> dict[Sharers, tuple[Line, ...]]:
    """Return the lines of *study* gathered by the variants that share them.

    A line that a variant repeats is shared as often as the others repeat it. A difference between
    two variants is that of the blocks which hold one of them and not the other: what they share
    cancels out, exactly, whatever its size and its gaps.
    """
    counts = {variant.key: Counter(variant.lines) for variant in study.variants}
    gathered: dict[Sharers, list[Line]] = {}
    for line in dict.fromkeys(line for variant in study.variants for line in variant.lines):
        for time in range(max(count[line] for count in counts.values())):
            sharers = frozenset(key for key, count in counts.items() if count[line] > time)
            gathered.setdefault(sharers, []).append(line)
    return {sharers: tuple(lines) for sharers, lines in gathered.items()}


def uncancelled(study: Study, first: str, second: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines that *first* does not share with *second*, and the other way round."""
    variants = variant_of(study, first), variant_of(study, second)
    counts = [Counter(variant.lines) for variant in variants]
    return tuple((counts[0] - counts[1]).elements()), tuple((counts[1] - counts[0]).elements())


def no_amount(study: Study, line: Line) -> StudyRefused:
    """Return the refusal of a *line* whose amount divides by zero, or is beyond all numbers."""
    phase = catalogue.phases().get(line.phase)
    return StudyRefused(
        _(
            "The amount “{amount}” ({device}, {phase}) has no value: it divides by zero, "
            "or is too large. Change a parameter that it uses."
        ).format(
            amount=line.amount,
            device=study.devices.get(line.device, line.device),
            phase=phase.name if phase else line.phase,
        )
    )
