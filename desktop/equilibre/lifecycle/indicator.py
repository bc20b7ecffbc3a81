"""The impact indicators: what is counted, in which unit, and how much of it a person has."""

from dataclasses import dataclass

from equilibre.texts import Words


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
