"""Which part of a device, of a training or of a computer room falls to the functional unit."""

import math

from equilibre.lifecycle.errors import StudyRefused
from equilibre.texts import _

IDLE_FACTOR = 200 / 109  # BLOOM: energy of the whole training over that of the busy processors


def share_of_use(
    hours_used: float, lifetime_hours: float, occupancy: float = 1.0, shared_by: float = 1.0
) -> float:
    """Return the part of a device's life that the functional unit takes, at most 1.

    s = min(1, used / (lifetime x occupancy)) / shared by, times in hours; *occupancy* is the part
    of its life in which the device serves at all. Source: BoaviztAPI (``Impact.allocate``, capped
    at 1), MLCA (``ml_setup.py``, occupancy) and EcoLogits (``llm.py``, shared by a batch).
    Raises StudyRefused when a quantity cannot be: a life of no length, nobody to share it.
    """
    if not (hours_used >= 0 and lifetime_hours > 0 and 0 < occupancy <= 1 and shared_by >= 1):
        raise StudyRefused(
            _(
                "A device is shared out by the time it is used (0 or more) in its lifetime "
                "(more than 0), its occupancy (up to 1) and the number that share it (1 or more)."
            )
        )
    return min(1.0, hours_used / (lifetime_hours * occupancy)) / shared_by


def use_energy_kwh(energy_it: float, pue: float = 1.0, idle_factor: float = 1.0) -> float:
    """Return the electricity (kWh) that a computer room draws for *energy_it* kWh of computing.

    E = E_IT x idle factor x PUE. The PUE (power usage effectiveness: cooling and losses) is only
    for equipment of a data centre. Source: MLCA ``usage.py``; Luccioni, Viguier and Ligozat 2023
    (arXiv 2211.02001) for the idle factor of 200/109.
    """
    return energy_it * idle_factor * pue


def water_in_use_litres(energy_it: float, site: float, pue: float, mix: float) -> float:
    """Return the water (L) used for *energy_it* kWh of computing in a data centre.

    W = E_IT x (site + PUE x mix), *site* in litres on site for each kWh of computing and *mix* in
    litres for each kWh of electricity. Source: EcoLogits ``llm.py``, after Li et al.
    (arXiv 2304.03271).
    """
    return energy_it * (site + pue * mix)


def training_per_unit(training: float, served_per_year: float, years: float = 1.0) -> float:
    """Return what each functional unit bears of a *training* (kWh or any impact).

    The training is divided by the units served between two trainings: answers in a model's life,
    or cameras x years. Raises StudyRefused when it would serve nobody.
    """
    served = served_per_year * years
    if not 0 < served < math.inf:
        raise StudyRefused(
            _("A training is shared out between those that it serves: their number is missing.")
        )
    return training / served
