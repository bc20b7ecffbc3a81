"""What the tables and lists of the editor say of a study."""

from equilibre import numbers
from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.errors import LifecycleError
from equilibre.lifecycle.factor import Factor
from equilibre.lifecycle.inventory import factor_of, impacts
from equilibre.lifecycle.study import ZONE_MARK, Line, Study, Variant
from equilibre.records import dataclass
from equilibre.texts import _, labelled, ngettext
from equilibre.ui.board import Choice
from equilibre.ui.lifecycle import levers
from equilibre.ui.lifecycle.editor import entries, notation

_ELECTRICITY = catalogue.ELECTRICITY.removesuffix(ZONE_MARK)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its texts, and what its tooltip says."""

    texts: tuple[str, ...]
    tip: str = ""


def parameter_rows(study: Study) -> tuple[Row, ...]:
    """Return key, name, low, value, high, unit and kind of every parameter."""
    return tuple(
        Row(
            (
                key,
                str(one.name),
                *(number_shown(getattr(one.range, bound)) for bound in entries.BOUNDS),
                unit_name(one.unit),
                levers.kind_name(one.kind),
            ),
            str(one.source),
        )
        for key, one in study.parameters.items()
    )


def line_rows(study: Study, variant: Variant, zone: str, indicator: str) -> tuple[Row, ...]:
    """Return phase, device, figure, amount, its worth and its weight for every line."""
    weights = _weights(study, variant, zone, indicator)
    return tuple(
        Row(
            (
                phase_name(line.phase),
                str(study.devices.get(line.device, line.device)),
                factor_name(study, line.factor, zone),
                worth_text(study, line, line.amount, zone),
                weight,
            ),
            line.amount,
        )
        for line, weight in zip(variant.lines, weights, strict=True)
    )


def _weights(study: Study, variant: Variant, zone: str, indicator: str) -> list[str]:
    """Return the share of each line in the impacts of its variant, for one indicator."""
    try:
        found = impacts(study, variant.key, zone)
    except LifecycleError:
        return [""] * len(variant.lines)
    column = found.indicators.index(indicator)
    known, missing = found.known[:, column], found.missing[:, column]
    whole = float(abs(known).sum())
    return [
        _("no data") if gap else _share(float(value) / whole if whole else 0.0)
        for value, gap in zip(known, missing, strict=True)
    ]


def _share(share: float) -> str:
    if 0 < abs(share) < 0.005:  # noqa: PLR2004 - what would be written 0 %
        return "< " + numbers.percent(0.01, 0)
    return numbers.percent(share, 0)


def device_rows(study: Study) -> tuple[Row, ...]:
    """Return the name of every device, and how many lines use it."""
    users = [line.device for variant in study.variants for line in variant.lines]
    return tuple(
        Row(
            (
                str(name),
                ngettext("{count} line", "{count} lines", users.count(key)).format(
                    count=users.count(key)
                ),
            )
        )
        for key, name in study.devices.items()
    )


def factor_rows(study: Study, zone: str) -> tuple[Row, ...]:
    """Return name and origin of every factor that the study uses or brings."""
    return tuple(
        Row((_named(study, key, zone), _("changed here") if key in study.factors else ""))
        for key in factor_keys(study, zone)
    )


def _named(study: Study, key: str, zone: str) -> str:
    factor = factor_or_none(study, key, zone)
    return key if factor is None else str(factor.name)


def factor_keys(study: Study, zone: str) -> tuple[str, ...]:
    """Return the factors that the study brings, then those that its lines use."""
    used = (line.factor for variant in study.variants for line in variant.lines)
    return tuple(dict.fromkeys((*study.factors, *(key.replace(ZONE_MARK, zone) for key in used))))


def factor_or_none(study: Study, key: str, zone: str) -> Factor | None:
    """Return the factor *key*, or None where there is none."""
    try:
        return factor_of(study, key, zone)
    except LifecycleError:
        return None


# -- names ---------------------------------------------------------------------------------------


def number_shown(value: float) -> str:
    """Write a bound in a table: three digits, no unit."""
    return levers.written(value, "")


def unit_name(unit: str) -> str:
    known = catalogue.units().get(unit)
    return unit if known is None else str(known.name)


def kind_name(kind: str) -> str:
    return levers.kind_name(kind)


def phase_name(phase: str) -> str:
    known = catalogue.phases().get(phase)
    return phase if known is None else str(known.name)


def factor_name(study: Study, key: str, zone: str) -> str:
    """Return the name of a factor; that of the chosen zone is not named after one zone."""
    if ZONE_MARK in key:
        return _("electricity of the chosen zone")
    return _named(study, key, zone)


def worth_text(study: Study, line: Line, text: str, zone: str) -> str:
    """Return what a typed amount is worth at the central values, with the unit of its figure."""
    value = entries.worth(study, text)
    if value is None:
        return ""
    factor = factor_or_none(study, line.factor, zone)
    return levers.written(value, "" if factor is None else factor.unit)


def count_text(study: Study, text: str) -> str:
    """Return what a typed count is worth at the central values."""
    value = entries.worth(study, text)
    return "" if value is None else levers.written(value, "")


def impact_text(factor: Factor, indicator: str, bound: str) -> str:
    """Return one bound of an impact as it is edited, "" where there is no data."""
    impact = factor.impacts.get(indicator)
    return "" if impact is None else notation.plain(getattr(impact, bound))


def indicator_name(key: str) -> str:
    """Return an indicator and the unit of its values: Climate (kg CO₂e)."""
    indicator = catalogue.indicators()[key]
    unit = {one.size: one for one in indicator.ladder}.get(1.0, indicator.ladder[0])
    return f"{indicator.short} ({writing.symbol(indicator, unit)})"


# -- lists to choose from ------------------------------------------------------------------------


def variants(study: Study) -> tuple[Choice, ...]:
    """Return the ways with their short names, which sentences call them by."""
    return tuple(Choice(one.key, labelled(one.key, one.title)) for one in study.variants)


def phases() -> tuple[Choice, ...]:
    return tuple(Choice(key, str(one.name)) for key, one in catalogue.phases().items())


def devices(study: Study) -> tuple[Choice, ...]:
    return tuple(Choice(key, str(name)) for key, name in study.devices.items())


def units(with_none: bool) -> tuple[Choice, ...]:
    """Return the units; *with_none*: a plain number may have none."""
    none = (Choice("", _("no unit")),) if with_none else ()
    return (*none, *(Choice(key, str(one.name)) for key, one in catalogue.units().items()))


def kinds() -> tuple[Choice, ...]:
    return tuple(Choice(kind, levers.kind_name(kind)) for kind in catalogue.KINDS)


def roles() -> tuple[Choice, ...]:
    return Choice("reference", _("reference")), Choice("ai", _("with AI"))


def zones() -> tuple[Choice, ...]:
    return tuple(Choice(key, zone.name) for key, zone in catalogue.zones().items())


def factors(study: Study) -> tuple[Choice, ...]:
    """Return the factors of a line: electricity of the zone, own, those of the tables, zones."""
    known = {**catalogue.factors(), **study.factors}
    things = [key for key in known if not key.startswith(_ELECTRICITY)]
    own = [key for key in study.factors if key in things]
    places = [key for key in known if key.startswith(_ELECTRICITY)]
    return (
        Choice(catalogue.ELECTRICITY, _("electricity of the chosen zone") + " (kWh)"),
        *(
            Choice(key, f"{known[key].name} ({unit_name(known[key].unit)})")
            for key in dict.fromkeys((*own, *things, *places))
        ),
    )
