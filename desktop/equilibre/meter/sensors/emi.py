"""Energy of the processor and its memory from the energy meters that Windows shows (EMI)."""

import sys
import time
from collections.abc import Callable

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.counted import Counted
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.figures import figures
from equilibre.meter.platforms.emi_meters import ProcessorMeters
from equilibre.meter.platforms.emi_records import PICOWATT_HOUR_JOULES
from equilibre.meter.platforms.emi_windows import EnergyMeters, WindowsEnergyMeters
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere, reason_virtual
from equilibre.meter.sensor import Reading
from equilibre.texts import _

WINDOWS_11_BUILD = 22000
STILL_SECONDS = 2.0  # a processor that runs this program uses energy


def windows_build() -> int:
    """Return the number of the build of Windows, 0 elsewhere."""
    version = getattr(sys, "getwindowsversion", None)
    return int(version().build) if version else 0


class Emi:
    """The processor's counters among the energy meters of Windows, added up."""

    def __init__(
        self,
        computer: Computer | None = None,
        system: EnergyMeters | None = None,
        clock: Callable[[], float] = time.monotonic,
        build: Callable[[], int] = windows_build,
    ) -> None:
        """Look for the meters through *system* (None: Windows itself)."""
        self._computer = computer or this_computer()
        self._system = system
        self._build = build
        self._clock = clock
        self._meters: ProcessorMeters | None = None
        self._counted: Counted | None = None
        self._documented_seconds = figures("sensors")["emi_refresh_seconds"].value
        self._following = Following(self._find, clock, STILL_SECONDS)

    def route(self) -> Route:
        status = self._following.status
        return Route(
            key="emi",
            name=_("Energy meter of Windows (EMI)"),
            device="cpu",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=figures("sensors")["emi_relative_uncertainty"].value,
            refresh_seconds=(
                self._counted.refresh_seconds if self._counted else self._documented_seconds
            ),
            covers=("cpu", "memory") if self._meters and self._meters.covers_memory else ("cpu",),
            unit="pWh",
            system="Windows",
        )

    def read(self) -> Reading | None:
        return self._following.read()

    def close(self) -> None:
        self._following.close()

    def _find(self) -> Found:
        """Open the meters, or return why there are none."""
        if self._computer.system != "Windows":
            return Found(Status.ABSENT)
        try:
            self._system = self._system or WindowsEnergyMeters()
            meters = ProcessorMeters(self._system)
        except PermissionError:
            return Found(Status.NO_PERMISSION)
        except (OSError, AttributeError):  # no such library, or one without the function
            return Found(Status.ABSENT)
        if meters.places or self._meters is None:
            self._meters = meters  # what was covered stays known while it is lost
        if not meters.places:
            return Found(Status.NO_PERMISSION if meters.refused else Status.ABSENT)
        cap_watts = figures("sensors")["emi_default_cap_watts"].value
        try:
            self._counted = Counted(
                meters, PICOWATT_HOUR_JOULES, cap_watts, self._documented_seconds, self._clock
            )
        except (OSError, ValueError):
            return Found(Status.ABSENT)
        return Found(Status.AVAILABLE, (self._counted,))

    @property
    def _others(self) -> list[str]:
        return self._meters.others if self._meters else []

    def _scope(self) -> str:
        if self._meters and self._meters.covers_memory:
            inside = _(
                "The processor with its built-in graphics, and the memory; not the screen,"
                " disks, fans, graphics card or power supply."
            )
        else:
            inside = _(
                "The processor with its built-in graphics; not the memory, screen, disks, fans,"
                " graphics card or power supply."
            )
        sentences = [inside]
        if self._others and self._meters and self._meters.places:
            sentences.append(
                _(
                    "This computer also meters {names}: what they contain is not known, so they"
                    " are not added."
                ).format(names=", ".join(self._others))
            )
        sentences.append(_("The uncertainty of 5 % is our assumption: the makers state none."))
        return " ".join(sentences)

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if self._computer.system != "Windows":
            return reason_elsewhere("Windows", self._computer)
        if status is Status.NO_PERMISSION:
            return _("The energy meter of Windows exists, but this account may not read it.")
        if status is Status.LOST:
            return _("The energy meter of Windows no longer answers.")
        if self._following.never_moved:
            return _("The energy meter of Windows is there, but it never moves.")
        if self._computer.is_virtual:
            return reason_virtual(self._computer)
        if self._others:
            return _(
                "This computer meters {names}: what they contain is not known, so nothing is"
                " added up."
            ).format(names=", ".join(self._others))
        if 0 < self._build() < WINDOWS_11_BUILD:
            return _(
                "Windows 10 shows the energy of the processor only on computers with a meter of"
                " their own; this one has none."
            )
        return _("Windows shows no energy meter of the processor of this computer.")

    def _remedy(self, status: Status) -> str:
        if status is Status.AVAILABLE or self._computer.system != "Windows":
            return ""
        if status is Status.NO_PERMISSION:
            return _(
                "Ask the administrator of this computer to open the energy meters to this account."
            )
        if status is Status.LOST:
            return _("It is looked for again every two seconds.")
        if self._computer.is_virtual:
            return _("Run the program on the computer itself, outside the virtual machine.")
        if not self._others and 0 < self._build() < WINDOWS_11_BUILD:
            return _("Windows 11 shows it on Intel and AMD processors, where it can be installed.")
        return ""
