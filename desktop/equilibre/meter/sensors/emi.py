"""Energy of the processor and its memory from the energy meters that Windows shows (EMI)."""

import sys
import time
from collections.abc import Callable

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.figures import figures
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.counter import Advance, Change, Counter
from equilibre.meter.sensors.elsewhere import reason_elsewhere
from equilibre.meter.sensors.emi_meters import ProcessorMeters
from equilibre.meter.sensors.emi_records import PICOWATT_HOUR_JOULES
from equilibre.meter.sensors.emi_windows import EnergyMeters, WindowsEnergyMeters
from equilibre.meter.sensors.refresh import Refresh, watched
from equilibre.texts import _

PATIENCE_SECONDS = 5.0
STILL_SECONDS = 2.0  # a processor that runs this program uses energy
RETRY_SECONDS = 2.0
SLOW_SECONDS = 0.05  # a meter that stands still for longer renews its value more slowly than that

WINDOWS_11_BUILD = 22000


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
        self._clock = clock
        self._build = build
        self._meters: ProcessorMeters | None = None
        self._counters: list[Counter] = []
        self._others: list[str] = []
        self._covers_memory = False
        self._before_joules = 0.0  # counted by counters that were lost since
        self._moved_seconds = 0.0
        self._failing_since: float | None = None
        self._retry_seconds = 0.0
        self._gap = False
        self._stands_still = False
        self._fast_seconds = figures("sensors")["emi_refresh_seconds"].value
        self._refresh = Refresh(self._fast_seconds)
        self._status = self._find()

    def route(self) -> Route:
        status = self._status
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
            refresh_seconds=self._refresh.seconds if self._stands_still else self._fast_seconds,
            covers=("cpu", "memory") if self._covers_memory else ("cpu",),
            unit="pWh",
            system="Windows",
        )

    def read(self) -> Reading | None:
        now = self._clock()
        if self._status is Status.LOST and (now < self._retry_seconds or not self._found_again()):
            return None
        if self._status is not Status.AVAILABLE:
            return None
        try:
            advances = self._advances()
        except (OSError, ValueError):
            self._fail(now)
            return None
        if self._failing_since is not None:
            self._failing_since = None
            self._gap = True
        if all(advance.change is Change.STILL for advance in self._of_packages(advances)):
            still_seconds = now - self._moved_seconds
            self._stands_still = self._stands_still or still_seconds > SLOW_SECONDS
            if still_seconds > max(STILL_SECONDS, 4.0 * self._refresh.seconds):
                self._lose(now)
            return None
        return self._take(advances, now)

    def close(self) -> None:
        if self._meters is not None:
            self._meters.close()
        self._meters = None

    def _advances(self) -> list[Advance]:
        """Return what every counter says. Raises OSError or ValueError."""
        if self._meters is None:
            raise ValueError("the meters are closed")
        # At the time of the meter's own clock: when we ask does not spoil its power.
        return [
            counter.judge(said.energy_picowatt_hours, said.time_seconds)
            for counter, said in zip(self._counters, self._meters.measured(), strict=True)
        ]

    def _of_packages(self, advances: list[Advance]) -> list[Advance]:
        places = self._meters.places if self._meters else []
        return [a for a, place in zip(advances, places, strict=True) if place.is_package]

    def _take(self, advances: list[Advance], now: float) -> Reading:
        for advance, counter in zip(advances, self._counters, strict=True):
            counter.take(advance)
        restarted = any(advance.change is Change.RESTARTED for advance in advances)
        if restarted:
            # What the other counters added meanwhile would pass for the energy of the whole.
            self._before_joules -= sum(advance.energy_joules for advance in advances)
            self._refresh.forget()
        counted_joules = sum(counter.energy_joules for counter in self._counters)
        self._refresh.hear(counted_joules, advances[0].time_seconds)
        self._moved_seconds = now
        gap = self._gap or restarted
        self._gap = False
        return Reading(self._before_joules + counted_joules, gap)

    def _fail(self, now: float) -> None:
        if self._failing_since is None:
            self._failing_since = now
        if now - self._failing_since > PATIENCE_SECONDS:
            self._lose(now)

    def _lose(self, now: float) -> None:
        self._before_joules += sum(counter.energy_joules for counter in self._counters)
        self._counters = []
        self.close()
        self._failing_since = None
        self._refresh.forget()
        self._retry_seconds = now + RETRY_SECONDS
        self._status = Status.LOST

    def _found_again(self) -> bool:
        self._retry_seconds = self._clock() + RETRY_SECONDS
        if self._find() is not Status.AVAILABLE:
            return False
        self._gap = True
        self._status = Status.AVAILABLE
        return True

    def _find(self) -> Status:
        """Open the meters and return what became of it; on failure none is open."""
        if self._computer.system != "Windows":
            return Status.ABSENT
        try:
            self._system = self._system or WindowsEnergyMeters()
            meters = ProcessorMeters(self._system)
        except PermissionError:
            return Status.NO_PERMISSION
        except (OSError, AttributeError):  # no such library, or one without the function
            return Status.ABSENT
        self._others = meters.others
        if not meters.places:
            meters.close()
            return Status.NO_PERMISSION if meters.refused else Status.ABSENT
        try:
            self._fast_seconds = watched(
                lambda: float(meters.measured()[0].energy_picowatt_hours),
                self._clock,
                figures("sensors")["emi_refresh_seconds"].value,
            )
        except (OSError, ValueError):
            meters.close()
            return Status.ABSENT
        cap_watts = figures("sensors")["emi_default_cap_watts"].value
        self._meters = meters
        self._counters = [Counter(PICOWATT_HOUR_JOULES, None, cap_watts) for _p in meters.places]
        self._covers_memory = meters.covers_memory
        self._moved_seconds = self._clock()
        return Status.AVAILABLE

    def _scope(self) -> str:
        if self._covers_memory:
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
        if self._others and self._status is Status.AVAILABLE:
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
        if self._computer.is_virtual:
            return _reason_virtual(self._computer)
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


def _reason_virtual(computer: Computer) -> str:
    if computer.virtual_name:
        return _(
            "This is a virtual machine ({name}): it cannot see the energy counter of"
            " the processor it runs on."
        ).format(name=computer.virtual_name)
    return _(
        "This is a virtual machine: it cannot see the energy counter of the processor it runs on."
    )
