"""The tables of resources/growth: their rows, and the texts and origins that rows carry."""

import csv
import tomllib
from collections.abc import Mapping
from typing import Any

from equilibre.growth.figure import Confidence, Origin
from equilibre.resources import resource
from equilibre.texts import Words

Row = Mapping[str, str]
Entry = Mapping[str, Any]  # a table of a TOML file


def rows(name: str) -> list[dict[str, str]]:
    """Return every row of ``resources/growth/<name>.csv`` by column."""
    with resource("growth", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def document(name: str) -> dict[str, Entry]:
    """Return the tables of ``resources/growth/<name>.toml`` by key, in the order of the file."""
    return tomllib.loads(resource("growth", f"{name}.toml").read_text(encoding="utf-8"))


def words(row: Row, column: str) -> Words:
    """Return the text of *column* in both languages (``<column>_en`` and ``<column>_fr``)."""
    return Words(row[f"{column}_en"], row[f"{column}_fr"])


def origin(row: Row) -> Origin:
    """Return where the figures of *row* come from."""
    return Origin(row["source"], words(row, "locator"), Confidence(row["confidence"]))


def entry_origin(entry: Entry) -> Origin:
    """Return where the figures of *entry* come from."""
    return Origin(entry["source"], Words(**entry["locator"]), Confidence(entry["confidence"]))


def number(cell: str) -> float | None:
    """Return the number of *cell*, None where it is empty: unknown is never zero."""
    return float(cell) if cell else None


def count(cell: str) -> int | None:
    """Return the whole number of *cell*, None where it is empty."""
    return int(cell) if cell else None


def scaled(cell: str, factor: float) -> float | None:
    """Return the number of *cell* times *factor*, None where it is empty."""
    return float(cell) * factor if cell else None
