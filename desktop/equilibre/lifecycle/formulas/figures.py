"""The figures that the published formulas use, each table with its source, from resources."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from equilibre.lifecycle.errors import UnknownName
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import _

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Impact:
    """What one thing costs: kg CO2e (GWP), kg Sbe (ADPe) and MJ of primary energy (PE)."""

    gwp: float
    adpe: float
    pe: float

    def __add__(self, other: "Impact") -> "Impact":
        return Impact(self.gwp + other.gwp, self.adpe + other.adpe, self.pe + other.pe)

    def __mul__(self, amount: float) -> "Impact":
        return Impact(self.gwp * amount, self.adpe * amount, self.pe * amount)

    __rmul__ = __mul__

    def by_indicator(self) -> dict[str, float]:
        """Return the three values by the key of their indicator."""
        return {"GWP": self.gwp, "ADPe": self.adpe, "PE": self.pe}


NOTHING = Impact(0.0, 0.0, 0.0)


def named(known: Mapping[str, Content], key: str) -> Content:
    """Return what *known* holds under *key*; raises UnknownName, which lists what it holds."""
    if key not in known:
        raise UnknownName(
            _("“{name}” is not known here. Choose one of: {known}.").format(
                name=key, known=", ".join(known)
            )
        )
    return known[key]


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one formula, and where they were published."""

    key: str
    source: str
    locator: str
    licence: str
    year: str
    values: Mapping[str, float]
    units: Mapping[str, str]  # of the values
    impacts: Mapping[str, Mapping[str, Impact]]  # by group, then by part
    rows: Mapping[str, Mapping[str, float]]

    def row(self, key: str) -> Mapping[str, float]:
        """Return the row named *key*; raises UnknownName, which lists those that exist."""
        return named(self.rows, key)

    def group(self, key: str) -> Mapping[str, Impact]:
        """Return the impacts of the group *key*; raises UnknownName, which lists the others."""
        return named(self.impacts, key)


def _impact(cells: Mapping[str, float]) -> Impact:
    return Impact(float(cells["GWP"]), float(cells["ADPe"]), float(cells["PE"]))


@cache
def tables() -> dict[str, Table]:
    """Return every table of ``resources/lifecycle/formulas.toml`` by its key."""
    text = resource("lifecycle", "formulas.toml").read_text(encoding="utf-8")
    return {
        key: Table(
            key=key,
            source=entry["source"],
            locator=entry["locator"],
            licence=entry["licence"],
            year=entry["year"],
            values={name: float(value) for name, (value, _u) in entry.get("values", {}).items()},
            units={name: unit for name, (_v, unit) in entry.get("values", {}).items()},
            impacts={
                group: {part: _impact(cells) for part, cells in parts.items()}
                for group, parts in entry.get("impacts", {}).items()
            },
            rows={
                row: {name: float(value) for name, value in cells.items()}
                for row, cells in entry.get("rows", {}).items()
            },
        )
        for key, entry in tomllib.loads(text).items()
    }


def figures(key: str) -> Table:
    """Return the table of the formula *key*."""
    return tables()[key]
