"""What is known of the growth of models, read from resources/growth once and kept."""

from collections import defaultdict
from datetime import date
from functools import cache
from types import MappingProxyType

from equilibre.growth.account import Account, Comparison, Project
from equilibre.growth.anatomy import CountedTraining, MatrixFamily
from equilibre.growth.errors import UnknownModel
from equilibre.growth.figure import Figure, Kind
from equilibre.growth.model import Model
from equilibre.growth.published import Evidence, Milestone, Myth, Request, Trend
from equilibre.growth.table import (
    Entry,
    Row,
    count,
    document,
    entry_origin,
    number,
    origin,
    rows,
    scaled,
    words,
)
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR, JOULES_PER_WATT_HOUR
from equilibre.texts import Words, _

_JOULES_PER_MEGAWATT_HOUR = 1000.0 * JOULES_PER_KILOWATT_HOUR
# Of the units in which papers print, in SI.
_SI = {
    "": 1.0,
    "MWh": _JOULES_PER_MEGAWATT_HOUR,
    "Wh": JOULES_PER_WATT_HOUR,
    "t": 1000.0,
    "kg": 1.0,
    "lb": 0.45359237,  # by definition
}
_OPERATIONS_PER_TERAFLOPS_DAY = 1e12 * 86_400.0


@cache
def models() -> dict[str, Model]:
    """Return every model by its key, from the oldest to the newest."""
    figures: dict[str, dict[str, Figure]] = defaultdict(dict)
    for row in rows("figures"):
        figures[row["model"]][row["quantity"]] = _figure(row)
    read = [_model(row, figures[row["key"]]) for row in rows("models")]
    return {model.key: model for model in sorted(read, key=lambda model: model.date)}


def model(key: str) -> Model:
    """Return the model of this key, or of this exact name. Raises UnknownModel for any other."""
    wanted = key.strip().casefold()
    for each in models().values():
        if wanted in (each.key, each.name.casefold()):
            return each
    raise UnknownModel(
        _("No model is called “{name}”. The table has: {names}.").format(
            name=key, names=", ".join(each.name for each in models().values())
        )
    )


@cache
def domains() -> dict[str, Words]:
    """Return what models are for, by key."""
    return _names("domains")


@cache
def accounts() -> tuple[Account, ...]:
    """Return the rows of Strubell's Table 3, then those of Patterson's Table 4."""
    return tuple(_account(row) for row in rows("accounts"))


@cache
def comparisons() -> tuple[Comparison, ...]:
    """Return the rows of Strubell's Table 1; some are from memory (see their origin)."""
    return tuple(
        Comparison(row["key"], words(row, "name"), _value(row, "carbon", row["unit"]), origin(row))
        for row in rows("comparisons")
    )


@cache
def anatomy() -> tuple[MatrixFamily, ...]:
    """Return the eight families of matrices of GPT-3, from the words in to the words out."""
    return tuple(
        MatrixFamily(
            key=row["key"],
            name=words(row, "name"),
            formula=words(row, "formula"),
            group=row["group"],
            parameters=int(row["parameters"]),
            origin=origin(row),
        )
        for row in rows("anatomy")
    )


@cache
def groups() -> dict[str, Words]:
    """Return the names of the groups of families of matrices, by key."""
    return _names("groups")


@cache
def table_d1() -> tuple[CountedTraining, ...]:
    """Return the rows of Table D.1 of the GPT-3 paper."""
    return tuple(_counted_training(row) for row in rows("table_d1"))


@cache
def development() -> tuple[Project, ...]:
    """Return what projects took around their final training."""
    return tuple(_project(row) for row in rows("development"))


@cache
def requests() -> tuple[Request, ...]:
    """Return the published energies of one use of a model."""
    return tuple(
        Request(
            key=row["key"],
            task=words(row, "task"),
            model=row["model"],
            comparison=row["comparison"] == "yes",
            energy=_figure(row),
        )
        for row in rows("requests")
    )


@cache
def trends() -> dict[str, Trend]:
    """Return the paces of change, by key."""
    return {row["key"]: _trend(row) for row in rows("trends")}


@cache
def efficiency() -> tuple[Milestone, ...]:
    """Return the trainings that reached the level of an earlier model, by benchmark and date."""
    return tuple(
        Milestone(
            benchmark=row["benchmark"],
            model=row["model"],
            date=date.fromisoformat(row["date"]),
            operations=float(row["teraflops_days"]) * _OPERATIONS_PER_TERAFLOPS_DAY,
            printed_reduction=float(row["printed_reduction"]),
            origin=origin(row),
        )
        for row in rows("efficiency")
    )


@cache
def benchmarks() -> dict[str, Words]:
    """Return what was to be done as well as an earlier model, by key."""
    return _names("benchmarks")


@cache
def myths() -> tuple[Myth, ...]:
    """Return common beliefs and what the figures say."""
    return tuple(_myth(key, entry) for key, entry in document("myths").items())


@cache
def assumptions() -> dict[str, Figure]:
    """Return the constants that the formulas take, each with its origin, by name."""
    return {row["key"]: _figure(row) for row in rows("assumptions")}


def _names(table: str) -> dict[str, Words]:
    return {row["key"]: words(row, "name") for row in rows(table)}


def _value(row: Row, column: str, unit: str) -> float:
    return float(row[column]) * _SI[unit]


def _figure(row: Row) -> Figure:
    factor = _SI[row["unit"]]
    return Figure(
        value=scaled(row["value"], factor),
        low=scaled(row["low"], factor),
        high=scaled(row["high"], factor),
        kind=Kind(row["kind"]),
        origin=origin(row),
        basis=words(row, "basis"),
    )


def _model(row: Row, figures: dict[str, Figure]) -> Model:
    return Model(
        key=row["key"],
        name=row["name"],
        date=date.fromisoformat(row["date"]),
        organisation=row["organisation"],
        domain=row["domain"],
        course=row["course"] == "yes",
        examples_unit=row["examples_unit"],
        hardware=row["hardware"],
        accelerators=count(row["accelerators"]),
        hours=number(row["hours"]),
        accelerator_hours=number(row["accelerator_hours"]),
        figures=MappingProxyType(figures),
        origin=origin(row),
    )


def _account(row: Row) -> Account:
    intensity_unit = _SI[row["carbon_per_kwh_unit"]]
    carbon_unit = _SI[row["printed_carbon_unit"]]
    cost = row["cost_dollars_low"], row["cost_dollars_high"]
    return Account(
        key=row["key"],
        name=row["name"],
        paper=row["paper"],
        hardware=row["hardware"],
        devices=int(row["devices"]),
        power_watts=number(row["power_watts"]),
        power_kind="measured" if row["power_watts"] else "",
        hours=float(row["hours"]),
        pue=float(row["pue"]),
        carbon_kg_per_kwh=float(row["carbon_per_kwh"]) * intensity_unit,
        net_carbon_kg_per_kwh=scaled(row["net_carbon_per_kwh"], intensity_unit),
        printed_energy_kwh=number(row["printed_energy_kwh"]),
        printed_carbon_kg=scaled(row["printed_carbon"], carbon_unit),
        printed_net_carbon_kg=scaled(row["printed_net_carbon"], carbon_unit),
        cost_dollars=(float(cost[0]), float(cost[1])) if all(cost) else None,
        operations=number(row["operations"]),
        parameters=number(row["parameters"]),
        active_share=number(row["active_share"]),
        model=row["model"],
        note=words(row, "note"),
        origin=origin(row),
    )


def _counted_training(row: Row) -> CountedTraining:
    return CountedTraining(
        key=row["key"],
        name=row["name"],
        parameters=float(row["parameters"]),
        tokens=float(row["tokens"]),
        operations=float(row["operations"]),
        petaflops_days=float(row["petaflops_days"]),
        operations_per_parameter_and_token=float(row["operations_per_parameter_and_token"]),
        active_share=float(row["active_share"]),
        model=row["model"],
        origin=origin(row),
    )


def _project(row: Row) -> Project:
    final = scaled(row["final_run_mwh"], _JOULES_PER_MEGAWATT_HOUR)
    total = scaled(row["total_mwh"], _JOULES_PER_MEGAWATT_HOUR)
    return Project(
        key=row["key"],
        name=row["name"],
        final_run_energy=final,
        total_energy=total,
        ratio=total / final if final and total else float(row["ratio"]),
        detail=words(row, "detail"),
        origin=origin(row),
    )


def _trend(row: Row) -> Trend:
    return Trend(
        key=row["key"],
        name=words(row, "name"),
        quantity=words(row, "quantity"),
        falls=row["falls"] == "yes",
        doubling_months=float(row["doubling_months"]),
        factor_per_year=float(row["factor_per_year"]),
        period=words(row, "period"),
        kind=Kind(row["kind"]),
        origin=origin(row),
    )


def _myth(key: str, entry: Entry) -> Myth:
    return Myth(
        key=key,
        claim=Words(**entry["claim"]),
        correction=Words(**entry["correction"]),
        evidence=tuple(
            Evidence(Words(**each["sentence"]), entry_origin(each)) for each in entry["evidence"]
        ),
    )
