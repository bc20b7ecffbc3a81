"""The figures that the meter assumes, each with its unit, kind and source, from resources."""

import tomllib
from functools import cache

from equilibre.records import dataclass
from equilibre.resources import resource


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that no sensor of this computer gives."""

    value: float
    unit: str
    kind: str  # "assumption", "fit" or "documented"
    source: str


@cache
def figures(table: str) -> dict[str, Figure]:
    """Return the figures of ``resources/meter/<table>.toml`` by name."""
    entries = tomllib.loads(resource("meter", f"{table}.toml").read_text(encoding="utf-8"))
    return {
        name: Figure(float(entry["value"]), entry["unit"], entry["kind"], entry["source"])
        for name, entry in entries.items()
    }
