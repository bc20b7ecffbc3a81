"""Energy of the processor guessed from how busy it is, when no sensor can be read."""

import math
import time
from collections.abc import Callable
from pathlib import Path

from equilibre.meter.calibration.record import Calibration, Curve
from equilibre.meter.calibration.words import against, band, calibrate, two_powers
from equilibre.meter.computer import Computer, busy_seconds, this_computer
from equilibre.meter.counting.load_energy import LoadEnergy
from equilibre.meter.figures import figures
from equilibre.meter.processors import DesignPower, Origin, design_power
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.sensor import Reading
from equilibre.numbers import decimal, with_unit
from equilibre.texts import _, ngettext


def power_at_load(load: float, design_power_watts: float) -> float:
    """Return the estimated power, in watts, of a processor that is busy for a share *load*.

    ``P_idle + (P_full - P_idle) * load ** exponent``, *load* from 0 to 1, both ends being shares
    of *design_power_watts*. Source: the figures and their sources in ``estimate.toml``.
    """
    assumed = figures("estimate")
    idle_watts = assumed["idle_share"].value * design_power_watts
    full_watts = assumed["full_share"].value * design_power_watts
    share = math.pow(min(1.0, max(0.0, load)), assumed["load_exponent"].value)
    return idle_watts + (full_watts - idle_watts) * share


class ProcessorEstimate:
    """The power estimated from the load: of the processor, or of a computer that was calibrated."""

    def __init__(
        self,
        computer: Computer | None = None,
        busy: Callable[[], float] = busy_seconds,
        clock: Callable[[], float] = time.monotonic,
        powercap: Path | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        """Prepare the estimate; *powercap* is where Linux states the limits of the processor."""
        self._computer = computer or this_computer()
        self._design = design_power(self._computer, powercap)
        self._calibration = calibration
        self._curve = self._calibrated(calibration)
        if self._curve is None:
            self._calibration = None
        self._energy = LoadEnergy(self._power_at, self._computer.logical_processors, busy, clock)

    def route(self) -> Route:
        status = self._energy.status
        lost = status is Status.LOST
        reason = _("The system no longer says how busy the processor is.") if lost else ""
        calibration, curve = self._calibration, self._curve
        if calibration is None or curve is None:
            return Route(
                key="estimate",
                name=_("Estimate from the processor's load"),
                device="cpu",
                kind=Kind.ESTIMATED,
                status=status,
                scope=self._scope(),
                reason=reason,
                remedy="" if self._computer.is_virtual else calibrate(),
                factor=figures("estimate")["band_factor"].value,
                refresh_seconds=0.1,
            )
        return Route(
            key="estimate",
            name=_("Estimate from the processor's load, calibrated on {date}").format(
                date=calibration.day
            ),
            device="cpu",
            kind=Kind.ESTIMATED,
            status=status,
            scope=self._calibrated_scope(calibration, curve),
            reason=reason,
            factor=curve.factor,
            refresh_seconds=0.1,
            covers=("cpu", "memory", "rest"),
            boundary=calibration.boundary,
        )

    def read(self) -> Reading | None:
        return self._energy.read()

    def close(self) -> None:
        self._energy.close()

    def _calibrated(self, calibration: Calibration | None) -> Curve | None:
        """Return the power of the computer without its graphics card, if it was calibrated."""
        if calibration is None or not calibration.is_of(self._computer):
            return None
        curve = calibration.without(part for part in calibration.parts if "gpu" in part.covers)
        most_factor = figures("estimate")["calibrated_most_factor"].value
        return curve if curve.factor <= most_factor else None

    def _power_at(self, load: float) -> float:
        if self._calibration is None or self._curve is None:
            return power_at_load(load, self._design.watts)
        return self._curve.power_at(self._calibration.position(load))

    def _calibrated_scope(self, calibration: Calibration, curve: Curve) -> str:
        if "gpu" in calibration.covered():
            whole = _(
                "The whole computer without its graphics card, estimated from how busy the"
                " processor is."
            )
        else:
            whole = _(
                "The whole computer, estimated from how busy the processor is; a graphics card"
                " counts as it was during the calibration, at rest."
            )
        return " ".join((whole, against(calibration), two_powers(curve), band(curve.factor)))

    def _scope(self) -> str:
        return " ".join(
            (
                _("The processor alone, estimated from how busy it is; nothing is measured."),
                _assumption(self._computer, self._design),
                _("The true power may be half of it or twice as much."),
            )
        )


def _assumption(computer: Computer, design: DesignPower) -> str:
    """Return which design power is taken, and from where."""
    watts = _stated(design.watts)
    if design.origin is Origin.SYSTEM:
        return _(
            "Linux states that the processor may draw {watts} at length: that is taken as its"
            " design power."
        ).format(watts=watts)
    if design.origin is Origin.NAME:
        return _("By its name ({name}), a processor designed for about {watts} is assumed.").format(
            name=computer.processor_name, watts=watts
        )
    if computer.is_virtual:
        each = _stated(figures("estimate")["virtual_processor_design_watts"].value)
        return ngettext(
            "This is a virtual machine with {count} virtual processor, for which {each} at most is"
            " assumed.",
            "This is a virtual machine with {count} virtual processors, for each of which {each}"
            " at most is assumed.",
            computer.logical_processors,
        ).format(count=computer.logical_processors, each=each)
    if computer.has_battery:
        return _("A laptop's processor of {watts} is assumed.").format(watts=watts)
    return _("A desktop's processor of {watts} is assumed.").format(watts=watts)


def _stated(watts: float) -> str:
    """Write a power as it was stated: nothing was measured, and nothing is rounded away."""
    return with_unit(decimal(watts, 0 if watts.is_integer() else 1), "W")
