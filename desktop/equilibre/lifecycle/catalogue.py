"""What the program knows before any study: indicators, phases, units, zones, factors, studies.

Everything is read from ``resources/lifecycle``, once. A table that says something wrong is refused
with a sentence, like a file of the user.
"""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import cast, get_args

from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.factor import Factor, Kind, PublishedValue, Range
from equilibre.lifecycle.indicator import Indicator
from equilibre.lifecycle.phase import Group, Phase
from equilibre.lifecycle.study import ZONE_MARK, Study
from equilibre.lifecycle.table import Table, checked_number, checked_text
from equilibre.lifecycle.zone import Zone
from equilibre.numbers import decimal
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import Words, _

ELECTRICITY = f"elec_{ZONE_MARK}"  # the factor of the electricity of a zone
KILOWATT_HOUR = "kWh"
KINDS = cast(tuple[Kind, ...], get_args(Kind))
GROUPS = cast(tuple[Group, ...], get_args(Group))
STUDIES = ("forest_fire", "class_assistant", "camera_traps", "smart_thermostat")
_MOST = 1_000  # rows of a table


@dataclass(frozen=True, slots=True)
class UnitName:
    """How a unit is written."""

    key: str  # as studies and factors write it: kWh, d, answer…
    name: Words
    brightway: str  # its long name, the only one that Brightway links
    plural: Words

    def of(self, value: float) -> str:
        """Return the name that goes after *value*: 1 an, 5 ans."""
        return str(self.plural if abs(value) >= 2 else self.name)  # noqa: PLR2004


@cache
def indicators() -> dict[str, Indicator]:
    """Return the indicators by key, in the order of the screen."""
    return {key: _indicator(key, entry) for key, entry in _tables("indicators")}


@cache
def phases() -> dict[str, Phase]:
    """Return the phases by key, in the order of a life."""
    return {
        key: Phase(key, entry.words("name"), cast(Group, entry.choice("group", GROUPS)))
        for key, entry in _tables("phases")
    }


@cache
def units() -> dict[str, UnitName]:
    """Return the units by key."""
    return {key: _unit(key, entry) for key, entry in _tables("units")}


@cache
def zones() -> dict[str, Zone]:
    """Return the zones of electricity by key: France, the other countries, Europe, the world."""
    return {zone.key: zone for zone, _electricity in _electricities()}


@cache
def factors() -> dict[str, Factor]:
    """Return the factors by key: one electricity by zone (``elec_FRA``…), then the others."""
    return {factor.key: factor for _zone, factor in _electricities()} | {
        key: _factor(key, entry) for key, entry in _tables("factors")
    }


@cache
def published() -> dict[str, PublishedValue]:
    """Return the figures as their sources give them, by key."""
    with resource("lifecycle", "published.csv").open(encoding="utf-8") as file:
        rows = [_published_value(row) for row in csv.DictReader(file)]
    return {row.key: row for row in rows}


def study_keys() -> tuple[str, ...]:
    """Return the keys of the studies that come with the program, in the order of the screen."""
    return STUDIES


@cache
def study(key: str) -> Study:
    """Return the study *key* of those that come with the program. Raises UnknownName."""
    # Here and not above: what reads a study checks it against the tables of this module.
    from equilibre.lifecycle.files import decode_study

    if key not in STUDIES:
        raise UnknownName(_("There is no study named “{name}”.").format(name=key))
    return decode_study(_content("studies", f"{key}.toml"))


def refuse_impossible(factor: Factor) -> None:
    """Raise StudyRefused when the range of *factor* is upside down or makes energy from nothing."""
    for key, impact in factor.impacts.items():
        if impact is None:
            continue
        if not impact.low <= impact.value <= impact.high:
            raise StudyRefused(
                _(
                    "“{factor}”, {indicator}: the lowest value must not exceed the central one, "
                    "nor the central one the highest. Correct the three numbers."
                ).format(factor=factor.name, indicator=key)
            )
        known = indicators().get(key)
        if factor.unit == KILOWATT_HOUR and known is not None:
            _refuse_below_floor(str(factor.name), known, impact.low)


def _refuse_below_floor(name: str, indicator: Indicator, value: float) -> None:
    floor = indicator.minimum_per_kilowatt_hour
    if floor is not None and value < floor:
        raise StudyRefused(
            _(
                "“{factor}”: a kWh cannot hold less than {floor} MJ of primary energy, the energy "
                "that it delivers. Some tables give fossil energy alone under this name: "
                "look for primary energy, renewable part included."
            ).format(factor=name, floor=decimal(floor, 1))
        )


# -- from tables to records ----------------------------------------------------------------------


def _content(*parts: str) -> dict[str, object]:
    return tomllib.loads(resource("lifecycle", *parts).read_text(encoding="utf-8"))


def _tables(name: str) -> Iterator[tuple[str, Table]]:
    """Yield the tables of ``<name>.toml`` by key; each must have been emptied by its reader."""
    content = Table(_content(f"{name}.toml"), name)
    for key in content.names():
        entry = content.table(key, _MOST)
        yield key, entry
        entry.end()


def _unit(key: str, entry: Table) -> UnitName:
    name = entry.words("name")
    plural = entry.words("plural") if entry.has("plural") else name
    return UnitName(key, name, entry.text("brightway"), plural)


def _indicator(key: str, entry: Table) -> Indicator:
    return Indicator(
        key=key,
        name=entry.words("name"),
        short=entry.words("short"),
        unit=entry.text("unit"),
        scope=entry.words("scope"),
        brightway_unit=entry.text("brightway_unit"),
        budget=_optional_number(entry, "budget"),
        budget_source=entry.words("budget_source"),
        minimum_per_kilowatt_hour=_optional_number(entry, "minimum_per_kilowatt_hour"),
    )


def _optional_number(entry: Table, name: str) -> float | None:
    return entry.number(name) if entry.has(name) else None


@cache
def _electricities() -> tuple[tuple[Zone, Factor], ...]:
    """Return each zone with its electricity; what is common to all is said once in the file."""
    entries = _tables("zones")
    _key, first = next(entries)
    common = _factor(ELECTRICITY, first)
    return tuple(_electricity(key, entry, common) for key, entry in entries)


def _electricity(key: str, entry: Table, common: Factor) -> tuple[Zone, Factor]:
    name, note = entry.words("name"), entry.words("note")
    zone = Zone(key, name.en, name.fr, ELECTRICITY.replace(ZONE_MARK, key))
    electricity = replace(
        common,
        key=zone.factor,
        name=Words(common.name.en.format(zone=name.en), common.name.fr.format(zone=name.fr)),
        impacts={**common.impacts, **_ranges(entry)},
        note=Words(f"{note.en} {common.note.en}", f"{note.fr} {common.note.fr}"),
        published=_published_keys(entry),
    )
    refuse_impossible(electricity)
    return zone, electricity


def _factor(key: str, entry: Table) -> Factor:
    factor = Factor(
        key=key,
        name=entry.words("name"),
        unit=entry.text("unit"),
        impacts=_impacts(entry),
        source=entry.words("source"),
        locator=entry.text("locator"),
        licence=entry.text("licence"),
        year=entry.text("year"),
        kind=cast(Kind, entry.choice("kind", KINDS)),
        note=entry.optional_words("note"),
        published=_published_keys(entry),
    )
    if factor.unit not in units():
        raise StudyRefused(
            _("“{factor}”: the unit “{unit}” is not among the units.").format(
                factor=factor.name, unit=factor.unit
            )
        )
    refuse_impossible(factor)
    return factor


def _impacts(entry: Table) -> dict[str, Range | None]:
    """Say of every indicator what is known: nothing, where the table is silent."""
    ranges = _ranges(entry)
    return {key: ranges.get(key) for key in indicators()}


def _ranges(entry: Table) -> dict[str, Range]:
    table = entry.table("impacts", _MOST)
    ranges = {}
    for name in table.names():
        bounds = table.entries(name, 3)
        if name not in indicators() or len(bounds) != 3:
            raise StudyRefused(
                _("“{place}” must be three numbers of a known indicator.").format(
                    place=table.place(name)
                )
            )
        low, value, high = (checked_number(each, table.place(name)) for each in bounds)
        ranges[name] = Range(low, value, high)
    return ranges


def _published_keys(entry: Table) -> tuple[str, ...]:
    keys = tuple(
        checked_text(each, entry.place("published")) for each in entry.entries("published", _MOST)
    )
    for key in keys:
        if key not in published():
            raise StudyRefused(
                _("“{place}”: no published figure is named “{name}”.").format(
                    place=entry.place("published"), name=key
                )
            )
    return keys


def _published_value(row: dict[str, str]) -> PublishedValue:
    value = PublishedValue(
        key=row["key"],
        category=row["category"],
        name=Words(row["name_en"], row["name_fr"]),
        unit=row["unit"],
        indicator=row["indicator"],
        value=float(row["value"]),
        low=float(row["low"]) if row["low"] else None,
        high=float(row["high"]) if row["high"] else None,
        year=row["year"],
        geography=row["geography"],
        source=row["source"],
        locator=row["locator"],
        licence=row["licence"],
        kind=cast(Kind, Table({"kind": row["kind"]}, row["key"]).choice("kind", KINDS)),
        note=row["note"],
    )
    low = value.value if value.low is None else value.low
    high = value.value if value.high is None else value.high
    energy = indicators()["PE"]
    if value.unit == KILOWATT_HOUR and value.indicator == _measure(energy):
        _refuse_below_floor(str(value.name), energy, low)
    if not low <= value.value <= high:
        raise StudyRefused(
            _("“{name}”: the value must lie between the lowest and the highest.").format(
                name=value.key
            )
        )
    return value


def _measure(indicator: Indicator) -> str:
    """Return how the published figures name *indicator* and its unit: ``GWP kg CO2e``."""
    return f"{indicator.key} {indicator.unit}"
