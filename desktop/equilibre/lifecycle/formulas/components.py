"""Making a computer from its parts: Boavizta's bottom-up formulas, after Green Cloud Computing.

Each function returns the Impact of making one piece; nothing of the end of life is counted.
Source of every figure: Umweltbundesamt Texte 94/2021, in BoaviztAPI 2.5.0 (data/factors.yml).
"""

from equilibre.lifecycle.formulas.errors import check_not_negative, check_positive
from equilibre.lifecycle.formulas.figures import Impact, figures


def processor(die_square_millimetres: float) -> Impact:
    """Return the making of one processor: its silicon, and its package and board."""
    check_not_negative(die_square_millimetres)
    return _silicon_and_base("processor", die_square_millimetres)


def memory(gigabytes: float, density: float | None = None) -> Impact:
    """Return the making of one memory module of *gigabytes*; *density* in GB/cm2 (0.625-1.875)."""
    check_not_negative(gigabytes)
    return _silicon_and_base("memory", gigabytes / _density("memory_density", density))


def flash_disk(gigabytes: float, density: float | None = None) -> Impact:
    """Return the making of one SSD of *gigabytes*; *density* in GB/cm2 (16.4-50.6)."""
    check_not_negative(gigabytes)
    return _silicon_and_base("flash_disk", gigabytes / _density("flash_density", density))


def hard_disk() -> Impact:
    """Return the making of one hard disk, whatever its size."""
    return _whole("hard_disk")


def power_supply(kilograms: float | None = None) -> Impact:
    """Return the making of one power supply; 2.99 kg where its mass is not given."""
    mass = figures("components").values["power_supply_mass"] if kilograms is None else kilograms
    check_not_negative(mass)
    return _whole("power_supply") * mass


def rack_case() -> Impact:
    """Return the making of the case of one rack server."""
    return _whole("rack_case")


def motherboard() -> Impact:
    """Return the making of one motherboard."""
    return _whole("motherboard")


def assembly() -> Impact:
    """Return the assembly of one computer."""
    return _whole("assembly")


def _whole(part: str) -> Impact:
    return figures("components").group("whole")[part]


def _silicon_and_base(group: str, silicon: float) -> Impact:
    parts = figures("components").group(group)
    return parts["silicon"] * silicon + parts["base"]


def _density(name: str, given: float | None) -> float:
    density = figures("components").values[name] if given is None else given
    check_positive(density)
    return density
