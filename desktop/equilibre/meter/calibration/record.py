"""What a calibration found of one computer: its power at idle and at full load."""

import math
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from equilibre.dates import day_of
from equilibre.meter.computer import Computer
from equilibre.meter.figures import figures
from equilibre.meter.reading import Boundary, Interval
from equilibre.records import dataclass

_GRID = tuple(place / 400.0 for place in range(401))


class Against(StrEnum):
    """What the computer was calibrated against."""

    BATTERY = "battery"  # or another sensor of the whole computer
    PLUG = "plug"  # two readings of a meter at the wall socket, typed in


@dataclass(frozen=True, slots=True)
class MeteredPart:
    """What a sensor of a part read during a calibration."""

    route: str  # Route.key
    covers: tuple[str, ...]  # Route.parts
    idle_watts: float
    full_watts: float
    relative_uncertainty: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The power of the whole computer at two loads, against its battery or a plug meter."""

    created: str  # ISO 8601, local time with its offset
    processor: str  # its name: the calibration holds for this processor only
    logical_processors: int
    against: Against
    source: str  # name of the route, in the language in use then; empty for a plug
    boundary: Boundary  # COMPUTER or PLUG
    idle_watts: Interval
    full_watts: Interval
    idle_load: float  # share of the processors that was busy, 0 to 1
    full_load: float
    parts: tuple[MeteredPart, ...]  # metered meanwhile, inside the whole
    factor: float  # what was seen at both ends lies between value / factor and value * factor

    def is_of(self, computer: Computer) -> bool:
        """Return whether the calibration was made on a computer like *computer*."""
        return (
            bool(self.processor)
            and self.processor == computer.processor_name
            and self.logical_processors == computer.logical_processors
        )

    @property
    def day(self) -> str:
        """The day on which it was made, in words of the language in use."""
        return day_of(self.created)

    def position(self, load: float) -> float:
        """Return where *load* lies from the idle load seen (0) to the full load seen (1)."""
        span = self.full_load - self.idle_load
        return min(1.0, max(0.0, (load - self.idle_load) / span))

    def covered(self) -> frozenset[str]:
        """Return the devices that were metered meanwhile."""
        return frozenset(device for part in self.parts for device in part.covers)

    def without(self, parts: Iterable[MeteredPart]) -> "Curve":
        """Return the power between the two ends when what *parts* metered is taken off."""
        taken = tuple(parts)
        relative_error = 1.0 - 1.0 / self.factor
        return Curve.of(
            self.idle_watts.value - sum(part.idle_watts for part in taken),
            self.full_watts.value - sum(part.full_watts for part in taken),
            math.hypot(
                relative_error * self.idle_watts.value,
                *(part.relative_uncertainty * part.idle_watts for part in taken),
            ),
            math.hypot(
                relative_error * self.full_watts.value,
                *(part.relative_uncertainty * part.full_watts for part in taken),
            ),
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """A power between the two loads of a calibration, and how far it may be off.

    The truth is taken to run between both ends as load ^ c, with c from 0.4 to 1: between the
    ends it was not seen, and ``factor`` covers every such curve. Below the idle load seen and
    above the full load seen the ends are kept.
    """

    idle_watts: float
    full_watts: float
    factor: float  # infinite where the uncertainty is as large as the power

    @classmethod
    def of(
        cls, idle_watts: float, full_watts: float, idle_error_watts: float, full_error_watts: float
    ) -> "Curve":
        """Return the curve of two ends with their uncertainties (half-widths)."""
        ends = max(
            end_factor(idle_watts, idle_error_watts), end_factor(full_watts, full_error_watts)
        )
        if not math.isfinite(ends):
            return cls(idle_watts, full_watts, math.inf)
        return cls(idle_watts, full_watts, ends * shape_factor(full_watts / idle_watts))

    def power_at(self, position: float) -> float:
        """Return the power, in watts, at *position* between idle (0) and full load (1)."""
        share = math.pow(position, middle_exponent())
        return self.idle_watts + (self.full_watts - self.idle_watts) * share


def end_factor(watts: float, error_watts: float) -> float:
    """Return the factor of a band that contains *watts* ± *error_watts*, infinite if none does."""
    if watts <= 0.0 or error_watts >= watts:
        return math.inf
    return 1.0 / (1.0 - error_watts / watts)


def middle_exponent() -> float:
    """Return the exponent between the two that bound the curves of real processors.

    Their geometric mean: the curve is then as far from one bound as from the other, in ratio.
    """
    assumed = figures("estimate")
    return math.sqrt(
        assumed["lowest_curve_exponent"].value * assumed["highest_curve_exponent"].value
    )


@cache
def shape_factor(full_over_idle: float) -> float:
    """Return how far the curve may be off between its ends, when both ends are right.

    The worst over all loads of the ratio between the curve used and the two that bound the real
    ones, for a power that grows by *full_over_idle* from idle to full load.
    """
    assumed = figures("estimate")
    rise = full_over_idle - 1.0
    worst = 1.0
    for place in _GRID:
        used = 1.0 + rise * math.pow(place, middle_exponent())
        for bound in ("lowest_curve_exponent", "highest_curve_exponent"):
            true = 1.0 + rise * math.pow(place, assumed[bound].value)
            worst = max(worst, used / true, true / used)
    return worst
