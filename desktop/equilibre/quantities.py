"""Exact factors between SI and the units on screen; the only conversions of the program."""

from equilibre.records import dataclass

JOULES_PER_WATT_HOUR = 3_600.0
JOULES_PER_KILOWATT_HOUR = 3_600_000.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit on screen: its symbol and how many SI units it is worth."""

    symbol: str
    size: float
    french_symbol: str = ""  # where it is another one: Go for GB


MICROJOULE = Unit("µJ", 1e-6)
MILLIJOULE = Unit("mJ", 1e-3)
JOULE = Unit("J", 1.0)
KILOJOULE = Unit("kJ", 1e3)
MEGAJOULE = Unit("MJ", 1e6)
GIGAJOULE = Unit("GJ", 1e9)
TERAJOULE = Unit("TJ", 1e12)
NANOWATT_HOUR = Unit("nWh", 3.6e-6)
MICROWATT_HOUR = Unit("µWh", 3.6e-3)
MILLIWATT_HOUR = Unit("mWh", 3.6)
WATT_HOUR = Unit("Wh", JOULES_PER_WATT_HOUR)
KILOWATT_HOUR = Unit("kWh", JOULES_PER_KILOWATT_HOUR)
MEGAWATT_HOUR = Unit("MWh", 3.6e9)
GIGAWATT_HOUR = Unit("GWh", 3.6e12)
TERAWATT_HOUR = Unit("TWh", 3.6e15)

# What a person reads best: joules for one run, watt-hours for what a household would notice.
ENERGY = (
    MICROJOULE,
    MILLIJOULE,
    JOULE,
    WATT_HOUR,
    KILOWATT_HOUR,
    MEGAWATT_HOUR,
    GIGAWATT_HOUR,
    TERAWATT_HOUR,
)
JOULES = (MICROJOULE, MILLIJOULE, JOULE, KILOJOULE, MEGAJOULE, GIGAJOULE, TERAJOULE)
WATT_HOURS = (
    NANOWATT_HOUR,
    MICROWATT_HOUR,
    MILLIWATT_HOUR,
    WATT_HOUR,
    KILOWATT_HOUR,
    MEGAWATT_HOUR,
    GIGAWATT_HOUR,
    TERAWATT_HOUR,
)
POWER = (Unit("µW", 1e-6), Unit("mW", 1e-3), Unit("W", 1.0), Unit("kW", 1e3), Unit("MW", 1e6))
CARBON = (
    Unit("ng", 1e-12),
    Unit("µg", 1e-9),
    Unit("mg", 1e-6),
    Unit("g", 1e-3),
    Unit("kg", 1.0),
    Unit("t", 1e3),
    Unit("kt", 1e6),
    Unit("Mt", 1e9),
)
ANTIMONY = (Unit("µg", 1e-9), Unit("mg", 1e-6), Unit("g", 1e-3), Unit("kg", 1.0), Unit("t", 1e3))
MEGAJOULES = (Unit("kJ", 1e-3), Unit("MJ", 1.0), Unit("GJ", 1e3), Unit("TJ", 1e6))
LITRES = (Unit("mL", 1e-3), Unit("L", 1.0), Unit("m³", 1e3))
BYTES = (
    Unit("B", 1.0, "o"),
    Unit("kB", 1e3, "ko"),
    Unit("MB", 1e6, "Mo"),
    Unit("GB", 1e9, "Go"),
    Unit("TB", 1e12, "To"),
    Unit("PB", 1e15, "Po"),
)
OPERATIONS_PER_SECOND = (
    Unit("operations/s", 1.0, "opérations/s"),
    Unit("million operations/s", 1e6, "millions d’opérations/s"),
    Unit("billion operations/s", 1e9, "milliards d’opérations/s"),
)


def unit_for(value: float, ladder: tuple[Unit, ...]) -> Unit:
    """Return the largest unit of *ladder* (ascending) that *value* (SI) fills at least once."""
    fitting = [unit for unit in ladder if abs(value) >= unit.size * (1 - 1e-12)]
    if fitting:
        return fitting[-1]
    return ladder[0] if value else _plain(ladder)


def _plain(ladder: tuple[Unit, ...]) -> Unit:
    """Return the unit in which a zero is written: the SI one where the ladder has it."""
    return min(ladder, key=lambda unit: abs(unit.size - 1.0))
