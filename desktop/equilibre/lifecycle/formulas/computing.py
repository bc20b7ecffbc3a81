"""Energy and carbon of a computation by its hardware and its time: Green Algorithms."""

from equilibre.lifecycle.formulas.data_centre import facility_energy_kwh
from equilibre.lifecycle.formulas.errors import check_not_negative
from equilibre.lifecycle.formulas.figures import figures

_WATTS_PER_KILOWATT = 1000.0


def green_algorithms_energy_kwh(
    hours: float,
    cores: float,
    core_watts: float,
    memory_gigabytes: float,
    usage: float = 1.0,
    pue: float | None = None,
    repetitions: float = 1.0,
) -> float:
    """Return the electricity of a computation, data centre included, in kWh.

    t x (n_cores x P_core x usage + GB x 0.3725 W) x PUE x repetitions / 1000; a graphics card is
    counted as one core of its design power. PUE 1.67 where none is given.
    Source: Lannelongue, Grealey, Inouye, Advanced Science 8 (12), 2021, section 2.
    """
    check_not_negative(hours, cores, core_watts, memory_gigabytes, usage, repetitions)
    values = figures("computing").values
    watts = cores * core_watts * usage + memory_gigabytes * values["memory_power"]
    effectiveness = values["pue"] if pue is None else pue
    return facility_energy_kwh(hours * watts * repetitions / _WATTS_PER_KILOWATT, effectiveness)


def green_algorithms_carbon_kg(energy_kwh: float, carbon_kg_per_kwh: float) -> float:
    """Return the kg of CO2e of *energy_kwh* drawn from a grid.

    Source: Lannelongue, Grealey, Inouye, Advanced Science 8 (12), 2021, section 2.
    """
    check_not_negative(energy_kwh, carbon_kg_per_kwh)
    return energy_kwh * carbon_kg_per_kwh
