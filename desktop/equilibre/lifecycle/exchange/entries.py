"""The lines of a study with their amounts and figures, as every exchange file lists them."""

import math
from collections.abc import Iterable

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.factor import Factor
from equilibre.lifecycle.inventory import central, factor_of, no_amount
from equilibre.lifecycle.study import Line, Study, Variant
from equilibre.records import dataclass
from equilibre.texts import _

EVERYWHERE = "GLO"  # how databases name a figure that is of no place


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a variant, its amount in the central case, and the figure that it uses."""

    variant: Variant
    line: Line
    amount: float
    factor: Factor

    def comment(self, study: Study) -> str:
        """Return what the line is: its phase, device and expression, and what has no data."""
        phase = catalogue.phases().get(self.line.phase)
        what = _("{phase}; {device}; amount = {expression}").format(
            phase=phase.name if phase else self.line.phase,
            device=study.devices.get(self.line.device, self.line.device),
            expression=self.line.amount,
        )
        return " ".join(filter(None, (what, gaps_sentence(self.factor))))


def entries(study: Study, zone: str) -> tuple[Entry, ...]:
    """Return the lines of all variants, in order, with their central amounts.

    Raises UnknownName (zone) and StudyRefused (a factor that does not exist, an amount that has
    no value).
    """
    values = central(study)
    listed = []
    for variant in study.variants:
        for line in variant.lines:
            amount = float(parse(line.amount).value(values))
            if not math.isfinite(amount):
                raise no_amount(study, line)
            listed.append(Entry(variant, line, amount, factor_of(study, line.factor, zone)))
    return tuple(listed)


def factors_used(listed: Iterable[Entry]) -> tuple[Factor, ...]:
    """Return the figures that the entries use, each once, in the order of their first use."""
    return tuple({entry.factor.key: entry.factor for entry in listed}.values())


def gaps(factor: Factor) -> tuple[str, ...]:
    """Return the indicators for which *factor* has no data."""
    return tuple(key for key in catalogue.indicators() if factor.impacts.get(key) is None)


def gaps_sentence(factor: Factor) -> str:
    """Return a sentence that names the indicators without data, empty when there is none."""
    missing = gaps(factor)
    return _("No data for: {indicators}.").format(indicators=", ".join(missing)) if missing else ""


def provenance(factor: Factor) -> str:
    """Return where the figures of *factor* come from, under which licence, and what they lack."""
    parts = (
        _("Source: {source}; {locator}; {year}.").format(
            source=factor.source, locator=factor.locator, year=factor.year
        ),
        _("Licence: {licence}.").format(licence=factor.licence),
        str(factor.note),
        gaps_sentence(factor),
    )
    return " ".join(filter(None, parts))


def location(factor: Factor) -> str:
    """Return the zone of an electricity, and ``GLO`` for anything else."""
    zones = {zone.factor: zone.key for zone in catalogue.zones().values()}
    return zones.get(factor.key, EVERYWHERE)


def method_name(indicator: str) -> str:
    """Return the name of the flow that carries an indicator: a figure already aggregated.

    It is no substance: a kg CO2e is never called carbon dioxide.
    """
    return f"aggregated impact, {indicator}"
