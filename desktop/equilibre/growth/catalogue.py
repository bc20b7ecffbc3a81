"""What is known of the growth of models, read from resources/growth once and kept."""

from collections import defaultdict
from datetime import date
from functools import cache
from types import MappingProxyType

from equilibre.growth.errors import UnknownModel
from equilibre.growth.figure import Figure, Kind
from equilibre.growth.model import Model
from equilibre.growth.table import Row, count, number, origin, rows, scaled, words
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR
from equilibre.texts import Words, _

_SI = {"": 1.0, "MWh": 1000.0 * JOULES_PER_KILOWATT_HOUR, "t": 1000.0}


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
    return {row["key"]: words(row, "name") for row in rows("domains")}


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
    )
