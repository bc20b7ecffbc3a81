"""From what a calibration read to its result, or to the reason why there is none."""

import math
from collections.abc import Sequence
from dataclasses import field

from equilibre.errors import EquilibreError
from equilibre.meter.calibration.readings import Level
from equilibre.meter.calibration.record import Against, Calibration, MeteredPart, end_factor
from equilibre.meter.computer import Computer
from equilibre.meter.figures import figures
from equilibre.meter.reading import Boundary, Interval, Route
from equilibre.numbers import percent, power
from equilibre.records import dataclass
from equilibre.texts import _


class Refused(EquilibreError):
    """What was read cannot be the power of this computer at rest and at full load."""


@dataclass(slots=True)
class End:
    """What was read at one end of the curve: at rest, or at full load."""

    whole: Level | None = None  # of the sensor that is calibrated against
    typed_watts: float | None = None  # of the plug meter
    load: float = 0.0
    parts: dict[str, Level] = field(default_factory=dict)  # by Route.key

    @property
    def watts(self) -> float:
        """The power of the whole computer."""
        if self.typed_watts is not None:
            return self.typed_watts
        return self.whole.watts if self.whole else 0.0

    @property
    def parts_watts(self) -> float:
        """The power of the parts that were metered meanwhile."""
        return sum(level.watts for level in self.parts.values())

    @property
    def spread_watts(self) -> float:
        """How much the power wandered; of a plug meter, as far as the metered parts show it."""
        if self.whole is not None:
            return self.whole.spread_watts
        return math.hypot(*(level.spread_watts for level in self.parts.values()))

    @property
    def slices(self) -> int:
        """How many slices the spread is of."""
        return self.whole.slices if self.whole else 1


def typed_problem(watts: float, end: End, idle: End | None = None) -> str:
    """Return why *watts*, typed in for *end*, is not taken, or nothing when it is.

    *idle* is the other end, when *end* is that at full load.
    """
    most_watts = figures("estimate")["plug_most_watts"].value
    if not math.isfinite(watts) or not 0.0 < watts <= most_watts:
        return _("Type the watts that the plug meter shows: between 0 and {most}.").format(
            most=power(most_watts)
        )
    if watts <= end.parts_watts:
        return _less_than_parts(watts, end)
    if idle is not None and watts <= idle.watts:
        return _not_more(watts, idle.watts)
    return ""


def concluded(
    computer: Computer,
    reference: Route | None,
    parts: Sequence[Route],
    ends: tuple[End, End, End | None],
    created: str,
) -> Calibration:
    """Return the calibration of *computer* from its *ends*: at rest, at full load, at rest again.

    *reference* is None for a plug meter. Raises Refused with a sentence that says what to do.
    """
    idle, full, check = ends
    for end in (idle, full):
        if not math.isfinite(end.watts) or end.watts <= 0.0:
            raise Refused(
                _(
                    "The sensor says {watts} for the whole computer. Use a plug meter instead."
                ).format(watts=power(end.watts) if math.isfinite(end.watts) else "—")
            )
        if end.watts <= end.parts_watts:
            raise Refused(_less_than_parts(end.watts, end))
    idle_error = _mean_error_watts(idle, reference)
    full_error = _mean_error_watts(full, reference)
    if full.watts - idle.watts <= 0.0:
        raise Refused(_not_more(full.watts, idle.watts))
    drift_watts = abs(check.watts - idle.watts) if check else 0.0
    factor = max(
        figures("estimate")["calibration_least_factor"].value,
        *(end_factor(end.watts, _error_watts(end, reference, drift_watts)) for end in (idle, full)),
    )
    most_factor = figures("estimate")["calibration_most_factor"].value
    if factor > most_factor:
        raise Refused(
            _(
                "The power changed too much within the same phase (more than {share}). Close other"
                " programs, keep the brightness of the screen as it is, and begin again."
            ).format(share=percent(1.0 - 1.0 / most_factor, 0))
        )
    return Calibration(
        created=created,
        processor=computer.processor_name,
        logical_processors=computer.logical_processors,
        against=Against.PLUG if reference is None else Against.BATTERY,
        source="" if reference is None else reference.name,
        boundary=Boundary.PLUG if reference is None else reference.boundary,
        idle_watts=_around(idle.watts, idle_error),
        full_watts=_around(full.watts, full_error),
        idle_load=idle.load,
        full_load=full.load,
        parts=_metered(parts, idle, full),
        factor=factor,
    )


def _metered(parts: Sequence[Route], idle: End, full: End) -> tuple[MeteredPart, ...]:
    return tuple(
        MeteredPart(
            route=route.key,
            covers=route.parts,
            idle_watts=idle.parts[route.key].watts,
            full_watts=full.parts[route.key].watts,
            relative_uncertainty=route.relative_uncertainty,
        )
        for route in parts
        if route.key in idle.parts and route.key in full.parts
    )


def _instrument_watts(end: End, reference: Route | None) -> float:
    """Return the half-width of the interval of the instrument itself."""
    if reference is not None:
        return reference.relative_uncertainty * end.watts
    assumed = figures("estimate")
    return math.hypot(
        assumed["plug_resolution_watts"].value,
        assumed["plug_relative_uncertainty"].value * end.watts,
    )


def _mean_error_watts(end: End, reference: Route | None) -> float:
    mean_watts = 2.0 * end.spread_watts / math.sqrt(end.slices)
    return math.hypot(_instrument_watts(end, reference), mean_watts)


def _error_watts(end: End, reference: Route | None, drift_watts: float) -> float:
    """Return how far the power at *end* may be off at another time: nothing is averaged out."""
    trend_watts = end.whole.trend_watts if end.whole else 0.0
    return math.hypot(
        _instrument_watts(end, reference), 2.0 * end.spread_watts, trend_watts, drift_watts
    )


def _around(watts: float, error_watts: float) -> Interval:
    return Interval(watts, max(0.0, watts - error_watts), watts + error_watts)


def _less_than_parts(watts: float, end: End) -> str:
    return _(
        "The whole computer cannot draw less ({watts}) than its metered parts ({parts})."
        " Check the reading, and that the computer draws from that source alone."
    ).format(watts=power(watts), parts=power(end.parts_watts))


def _not_more(full_watts: float, idle_watts: float) -> str:
    return _(
        "At full load the computer cannot draw less ({full}) than at rest ({idle}). Check the"
        " readings, or begin again and leave the computer alone meanwhile."
    ).format(full=power(full_watts), idle=power(idle_watts))
