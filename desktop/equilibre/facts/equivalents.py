"""Things people know the energy or the CO₂e of, to compare a run with."""

import csv
from functools import cache

from equilibre.facts.source import Source
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import language


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One known thing; energy is compared with energy only, CO₂e with CO₂e only."""

    key: str
    nature: str  # "energy" or "carbon"
    value: float  # W for a device that runs, kg of CO₂e for a thing done once
    unit: str
    english: str
    french: str
    source: Source

    @property
    def name(self) -> str:
        """The name in the language in use, with ``{duration}`` for a device that runs."""
        return self.french if language() == "fr" else self.english


@cache
def equivalents() -> dict[str, Equivalent]:
    """Return every row of resources/facts/equivalents.csv by its key."""
    with resource("facts", "equivalents.csv").open(encoding="utf-8") as file:
        rows = [
            Equivalent(
                key=row["key"],
                nature=row["nature"],
                value=float(row["value"]),
                unit=row["unit"],
                english=row["name_en"],
                french=row["name_fr"],
                source=Source(row["source"], row["locator"], row["year"], row["confidence"]),
            )
            for row in csv.DictReader(file)
        ]
    return {row.key: row for row in rows}
