"""The impact indicators: what is counted, in which unit, and how much of it a person has."""

from equilibre.quantities import ANTIMONY, CARBON, LITRES, MEGAJOULES, Unit
from equilibre.records import dataclass
from equilibre.texts import Words

# How a value is written for people: units from small to large, what they are units of, and the
# digits that may tell two values apart (two vintages of the method of ADPe agree no better).
_WRITTEN: dict[str, tuple[tuple[Unit, ...], str, int]] = {
    "kg CO2e": (CARBON, "CO₂e", 3),
    "kg Sbe": (ANTIMONY, "Sb e", 2),
    "MJ": (MEGAJOULES, "", 3),
    "L": (LITRES, "", 3),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One coordinate of the vector of impacts."""

    key: str  # GWP, ADPe, PE, WATER
    name: Words  # climate change, metals and minerals…
    short: Words  # where there is little room
    unit: str  # of the values here and in files: kg CO2e, kg Sbe, MJ, L
    scope: Words  # what it counts and what it leaves out, in one sentence
    brightway_unit: str  # its long name, the only one that Brightway links
    budget: float | None  # of a person in a year, in the same unit; None: no sourced one
    budget_source: Words
    minimum_per_kilowatt_hour: float | None = None  # below it an electricity is impossible

    @property
    def ladder(self) -> tuple[Unit, ...]:
        """The units that a value is written in, ascending; sizes are in ``unit``."""
        return self._written[0]

    @property
    def substance(self) -> str:
        """What the mass or volume is of, written after the unit; "" where nothing is."""
        return self._written[1]

    @property
    def most_digits(self) -> int:
        """The significant digits that two close values may be written with."""
        return self._written[2]

    @property
    def _written(self) -> tuple[tuple[Unit, ...], str, int]:
        return _WRITTEN.get(self.unit, ((Unit(self.unit, 1.0),), "", 3))
