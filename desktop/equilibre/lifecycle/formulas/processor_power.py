"""Power of processors and memory by their load: Boavizta's consumption profiles."""

import math

import numpy as np
from numpy.typing import NDArray

from equilibre.lifecycle.formulas.errors import FormulaRefused, check_not_negative, check_positive
from equilibre.lifecycle.formulas.figures import figures
from equilibre.records import dataclass
from equilibre.texts import _

Array = NDArray[np.float64]

_FULL_LOAD = 100.0
_LOADS = (0, 10, 50, 100)  # %, where the shares of the design power are known
_SHIFTS = np.geomspace(0.01, 1000.0, 4001)  # of the logarithm, in % of load


@dataclass(frozen=True, slots=True)
class ConsumptionProfile:
    """The power of a processor in W at a load in %: a ln(b (load + c)) + d."""

    a: float
    b: float
    c: float
    d: float

    def watts(self, load: float) -> float:
        """Return the power at *load*, at least 1 W. Raises FormulaRefused outside 0 to 100 %."""
        _check_load(load)
        power = self.a * math.log(self.b * (load + self.c)) + self.d
        return max(power, figures("processor_power").values["minimum"])


def consumption_profile(key: str) -> ConsumptionProfile:
    """Return the published profile of a range of processors (``xeon_gold``); raises UnknownName.

    Source: Boavizta, BoaviztAPI 2.5.0, cpu_profile.csv.
    """
    return ConsumptionProfile(**figures("processor_power").row(key))


def profile_of_design_power(design_watts: float) -> ConsumptionProfile:
    """Return the profile fitted on 12, 32, 75 and 102 % of *design_watts* at 0, 10, 50, 100 %.

    Least squares. As b and d say the same thing, b is 1. BoaviztAPI fits likewise, from the curve
    of a range of processors and not far from it: its last figures may differ.
    Source: Boavizta, consumption profiles, after measurements by Teads.
    """
    check_positive(design_watts)
    values = figures("processor_power").values
    shares = np.array([values[f"share_at_{load}"] for load in _LOADS])
    logarithms = np.log(np.array(_LOADS) + _SHIFTS[:, np.newaxis])  # (shifts, loads)
    slopes, offsets = _lines(logarithms, shares)
    misses = slopes[:, np.newaxis] * logarithms + offsets[:, np.newaxis] - shares
    best = int(np.argmin((misses**2).sum(axis=1)))
    return ConsumptionProfile(
        a=float(slopes[best]) * design_watts,
        b=1.0,
        c=float(_SHIFTS[best]),
        d=float(offsets[best]) * design_watts,
    )


def _lines(x: Array, y: Array) -> tuple[Array, Array]:
    """Return slope and offset, (n,), of the least-squares line of *y* (m,) on each row of *x*."""
    mean = x.mean(axis=1)
    away = x - mean[:, np.newaxis]
    slopes = (away * y).sum(axis=1) / (away**2).sum(axis=1)
    return slopes, y.mean() - slopes * mean


def memory_watts(gigabytes: float, load: float = _FULL_LOAD) -> float:
    """Return the power of one memory module of *gigabytes* at a *load* in %.

    (3 + 0.055 GB) x (0.7 + 0.3 load). Source: Boavizta, BoaviztAPI 2.5.0, consumption profiles.
    """
    check_not_negative(gigabytes)
    _check_load(load)
    values = figures("processor_power").values
    full = values["memory_module"] + values["memory_capacity"] * gigabytes
    idle = values["memory_idle_share"]
    return full * (idle + (1 - idle) * load / _FULL_LOAD)


def _check_load(load: float) -> None:
    if not 0 <= load <= _FULL_LOAD:
        raise FormulaRefused(_("A load is between 0 and 100 %."))
