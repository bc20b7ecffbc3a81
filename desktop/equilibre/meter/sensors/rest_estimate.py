"""Energy of what no sensor of a part covers: board, screen, disks, fans, power supply."""

import time
from collections.abc import Callable

from equilibre.meter.calibration.record import Calibration, Curve
from equilibre.meter.calibration.words import against, band, calibrate, two_powers
from equilibre.meter.computer import Computer, busy_seconds, this_computer
from equilibre.meter.counting.load_energy import LoadEnergy
from equilibre.meter.figures import figures
from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.meter.sensor import Reading
from equilibre.texts import _


class RestEstimate:
    """The calibrated power of the computer less that of its metered parts."""

    def __init__(
        self,
        computer: Computer | None = None,
        calibration: Calibration | None = None,
        busy: Callable[[], float] = busy_seconds,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._computer = computer or this_computer()
        self._calibration = calibration
        self._curve = calibration.without(calibration.parts) if calibration else None
        self._absence = self._why_absent()
        self._energy = LoadEnergy(self._power_at, self._computer.logical_processors, busy, clock)

    def route(self) -> Route:
        calibration, curve = self._calibration, self._curve
        if self._absence or calibration is None or curve is None:
            return Route(
                key="rest_estimate",
                name=_("Estimate of the rest of the computer"),
                device="rest",
                kind=Kind.ESTIMATED,
                status=Status.ABSENT,
                scope=_what(Boundary.COMPUTER),
                reason=self._absence,
                remedy="" if self._computer.is_virtual else calibrate(),
                factor=figures("estimate")["band_factor"].value,
            )
        status = self._energy.status
        lost = status is Status.LOST
        parts = ("rest",) if "memory" in calibration.covered() else ("memory", "rest")
        return Route(
            key="rest_estimate",
            name=_("Estimate of the rest, calibrated on {date}").format(date=calibration.day),
            device="rest",
            kind=Kind.ESTIMATED,
            status=status,
            scope=self._scope(calibration, curve, parts),
            reason=_("The system no longer says how busy the processor is.") if lost else "",
            factor=curve.factor,
            refresh_seconds=0.1,
            covers=parts,
            boundary=calibration.boundary,
        )

    def read(self) -> Reading | None:
        return None if self._absence else self._energy.read()

    def close(self) -> None:
        self._energy.close()

    def _power_at(self, load: float) -> float:
        if self._calibration is None or self._curve is None:
            return 0.0
        return self._curve.power_at(self._calibration.position(load))

    def _why_absent(self) -> str:
        """Return why there is no estimate, or nothing when there is one."""
        calibration, curve = self._calibration, self._curve
        if self._computer.is_virtual and calibration is None:
            return _("This is a virtual machine: the rest belongs to a computer it cannot see.")
        if calibration is None or curve is None:
            return _("This computer has not been calibrated: what its rest draws is not known.")
        if not calibration.is_of(self._computer):
            return _("The calibration of {date} was made on another processor ({name}).").format(
                date=calibration.day, name=calibration.processor
            )
        if "cpu" not in calibration.covered():
            return _(
                "No sensor read the processor during the calibration of {date}: the rest is not"
                " known apart from it."
            ).format(date=calibration.day)
        if curve.factor > figures("estimate")["calibrated_most_factor"].value:
            return _(
                "In the calibration of {date} the metered parts drew nearly all: the little that"
                " is left is less than the calibration can tell."
            ).format(date=calibration.day)
        return ""

    def _scope(self, calibration: Calibration, curve: Curve, parts: tuple[str, ...]) -> str:
        sentences = [_what(calibration.boundary)]
        if "memory" in parts:
            sentences.append(_("The memory is inside."))
        if "gpu" not in calibration.covered():
            sentences.append(_("A graphics card counts as it was at rest."))
        return " ".join((*sentences, against(calibration), two_powers(curve), band(curve.factor)))


def _what(boundary: Boundary) -> str:
    if boundary is Boundary.PLUG:
        return _(
            "Board, screen, disks, fans and the losses of the power supply: what a calibration"
            " found beyond the metered parts."
        )
    return _("Board, screen, disks and fans: what a calibration found beyond the metered parts.")
