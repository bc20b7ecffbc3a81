"""Energy of the whole computer from the power meter that its firmware shows (ACPI, hwmon)."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import read_number
from equilibre.meter.platforms.monitors import (
    MICRO,
    PowerMeter,
    interval,
    monitors,
    slowest,
    text,
)
from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.sensor import Reading
from equilibre.texts import _


class AcpiPowerMeter:
    """The power meter that the firmware of a server shows (ACPI)."""

    def __init__(
        self,
        root: Path,
        computer: Computer | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root = root
        self._computer = computer or this_computer()
        self._stated_accuracy: float | None = None
        self._following = Following(self._find, clock)

    def route(self) -> Route:
        status = self._following.status
        return Route(
            key="power_meter",
            name=_("Power meter of the computer (ACPI)"),
            device="computer",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=self._uncertainty(),
            refresh_seconds=slowest(self._following.meters),
            boundary=Boundary.COMPUTER,
            around=True,
            unit="µW",
            system="Linux",
        )

    def read(self) -> Reading | None:
        return self._following.read()

    def close(self) -> None:
        self._following.close()

    def _find(self) -> Found:
        refused = False
        for chip, folder in monitors(self._root, "power_meter"):
            # A meter that names a socket is of one chip; a battery has its own route.
            partial = "socket" in text(folder / "power1_oem_info").lower()
            if partial or text(folder / "power1_is_battery") == "1":
                continue
            path = folder / chip.files[0]
            meter = _meter(path, interval(folder / "power1_average_interval"))
            try:
                meter.watts()
            except PermissionError:
                refused = True
                continue
            except (OSError, ValueError):
                continue
            self._stated_accuracy = _share(text(folder / "power1_accuracy"))
            return Found(Status.AVAILABLE, (meter,))
        return Found(Status.NO_PERMISSION if refused else Status.ABSENT)

    def _uncertainty(self) -> float:
        if self._stated_accuracy is not None:
            return self._stated_accuracy
        return figures("sensors")["board_relative_uncertainty"].value

    def _scope(self) -> str:
        inside = _(
            "The whole computer, as its firmware meters it; whether the losses of the power supply"
            " are in it depends on the maker."
        )
        if self._stated_accuracy is not None:
            return " ".join((inside, _("The uncertainty is the one that the meter states.")))
        return " ".join((inside, _("The uncertainty of 5 % is our assumption.")))

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if status is Status.NO_PERMISSION:
            return _("The computer has a power meter, but this account may not read it.")
        if status is Status.LOST:
            return _("The power meter of the computer no longer answers.")
        if self._computer.system != "Linux":
            return reason_elsewhere("Linux", self._computer)
        return _("The firmware of this computer shows no power meter; servers often do.")

    @staticmethod
    def _remedy(status: Status) -> str:
        if status is Status.NO_PERMISSION:
            return _("Ask the administrator of this computer for access to its power meter.")
        return _("It is looked for again every two seconds.") if status is Status.LOST else ""


def _meter(path: Path, averaged_seconds: float) -> PowerMeter:
    return PowerMeter(lambda: _some_watts(path), averaged_seconds)


def _some_watts(path: Path) -> float:
    watts = read_number(path) * MICRO
    if watts <= 0.0:  # firmware that knows no power says so by a zero
        raise ValueError("a meter that says nothing")
    return watts


def _share(accuracy: str) -> float | None:
    """Return the half-width that a text like "2.50%" states, None when it states none."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", accuracy)
    share = float(match[1]) / 100.0 if match else 0.0
    return share if 0.0 < share < 1.0 else None
