"""Energy of the processor and its memory from the counters of the Linux kernel (RAPL)."""

import contextlib
import errno
import time
from collections.abc import Callable
from pathlib import Path

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.counter import Advance, Change
from equilibre.meter.counting.refresh import watched
from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import open_regular
from equilibre.meter.platforms.zones import (
    Opener,
    Zone,
    ZonePlace,
    zone_places,
)
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere, reason_virtual
from equilibre.meter.reasons.permission import permission_remedy
from equilibre.meter.sensor import Reading
from equilibre.texts import _

# Read errors shorter than this are bridged: the counter went on counting by itself.
PATIENCE_SECONDS = 5.0
# ... but one that has never said anything keeps the next best sensor waiting.
FIRST_PATIENCE_SECONDS = 1.0
# A processor that runs this program uses energy: a counter that does not move is out of order.
STILL_SECONDS = 2.0
# The hardware moves its counter every millisecond; a descriptor that repeats a value for longer
# may be out of date, and the file is opened again.
FRESH_SECONDS = 0.005
RETRY_SECONDS = 0.5

_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.EACCES, errno.EPERM}


class Powercap:
    """The energy counters under a powercap folder, added up."""

    def __init__(
        self,
        root: Path,
        computer: Computer | None = None,
        opener: Opener = open_regular,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root = root
        self._computer = computer or this_computer()
        self._opener = opener
        self._clock = clock
        self._zones: list[Zone] = []
        self._scope_names: tuple[str, ...] = ()
        self._before_joules = 0.0  # counted by zones that were lost since
        self._taken_seconds = 0.0  # when the counters were last taken
        self._failing_since: float | None = None
        self._retry_seconds = 0.0
        self._lost_values: list[int] | None = None  # where the counters stood still
        self._gap = False
        self._left_out: tuple[str, ...] = ()  # the zones that could not be read
        self._has_moved = False
        self._never_spoke = False
        self._refresh_seconds = figures("sensors")["powercap_refresh_seconds"].value
        self._status = self._find()
        if self._status is Status.AVAILABLE:
            self._watch()

    def route(self) -> Route:
        assumed = figures("sensors")
        status = self._status
        return Route(
            key="powercap",
            name=_("RAPL (Linux powercap)"),
            device="cpu",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=assumed["powercap_relative_uncertainty"].value,
            refresh_seconds=self._refresh_seconds,
            covers=("cpu", "memory") if "dram" in self._scope_names else ("cpu",),
            unit="µJ",
            system="Linux",
        )

    def read(self) -> Reading | None:
        now = self._clock()
        lost = self._status is Status.LOST
        if lost and (now < self._retry_seconds or not self._found_again()):
            return None
        if self._status is not Status.AVAILABLE:
            return None
        advances: list[Advance] = []
        moves = False
        try:
            for zone in self._zones:
                advance = self._advance(zone)
                advances.append(advance)
                moves = moves or (zone.is_package and advance.change is not Change.STILL)
        except (OSError, ValueError) as problem:
            self._fail(now, problem)
            return None
        if self._failing_since is not None:
            self._failing_since = None
            self._gap = True
        if not moves:
            if now - self._taken_seconds > STILL_SECONDS:
                self._lost_values = [advance.value for advance in advances]
                self._lose(now, never_spoke=not self._has_moved)
            return None
        return self._take(advances, now)

    def close(self) -> None:
        for zone in self._zones:
            zone.close()

    def _watch(self) -> None:
        """Find out how often the first package renews its counter."""
        package = next(zone for zone in self._zones if zone.is_package)
        with contextlib.suppress(OSError, ValueError):
            self._refresh_seconds = watched(package.value, self._clock, self._refresh_seconds)

    def _advance(self, zone: Zone) -> Advance:
        """Return what the counter of *zone* says. Raises OSError or ValueError."""
        advance = zone.counter.judge(zone.value(), self._clock())
        stale = (
            advance.change is Change.STILL
            and advance.time_seconds - self._taken_seconds > FRESH_SECONDS
        )
        # A surprising value may also be one that was read while it was being written.
        if stale or advance.change is Change.RESTARTED:
            advance = zone.counter.judge(zone.fresh_value(), self._clock())
        return advance

    def _take(self, advances: list[Advance], now: float) -> Reading:
        restarted = False
        energy_joules = self._before_joules
        for zone, advance in zip(self._zones, advances, strict=True):
            zone.counter.take(advance)
            energy_joules += zone.counter.energy_joules
            restarted = restarted or advance.change is Change.RESTARTED
            self._has_moved = self._has_moved or advance.value != zone.opened_value
        if restarted:
            # What the other zones counted meanwhile would pass for the energy of the whole.
            moved_joules = sum(advance.energy_joules for advance in advances)
            self._before_joules -= moved_joules
            energy_joules -= moved_joules
        gap = self._gap or restarted
        self._gap = False
        self._taken_seconds = now
        return Reading(energy_joules, gap)

    def _fail(self, now: float, problem: Exception) -> None:
        if self._failing_since is None:
            self._failing_since = now
        gone = isinstance(problem, OSError) and problem.errno in _GONE
        never_read = self._never_read()
        patience_seconds = FIRST_PATIENCE_SECONDS if never_read else PATIENCE_SECONDS
        if gone or now - self._failing_since > patience_seconds:
            self._lose(now, never_spoke=never_read)

    def _never_read(self) -> bool:
        values = [zone.opened_value for zone in self._zones if zone.is_package]
        return not self._has_moved and all(value is None for value in values)

    def _lose(self, now: float, never_spoke: bool) -> None:
        self._before_joules += sum(zone.counter.energy_joules for zone in self._zones)
        self.close()
        self._zones = []
        self._failing_since = None
        self._retry_seconds = now + RETRY_SECONDS
        # What never said anything is no sensor here: the next best one takes its place.
        self._never_spoke = never_spoke
        self._status = Status.ABSENT if never_spoke else Status.LOST

    def _found_again(self) -> bool:
        self._retry_seconds = self._clock() + RETRY_SECONDS
        if self._find() is not Status.AVAILABLE:
            return False
        # That the files are there again does not mean that they say something.
        try:
            values = [zone.value() for zone in self._zones]
        except (OSError, ValueError):
            values = None
        if values is None or values == self._lost_values:
            self.close()
            self._zones = []
            return False
        self._lost_values = None
        self._gap = True
        self._status = Status.AVAILABLE
        return True

    def _find(self) -> Status:
        """Open the zones and return what became of it; on failure none is open."""
        try:
            places = zone_places(self._root)
            zones = self._opened(places)
        except PermissionError:
            return Status.NO_PERMISSION
        except OSError:
            return Status.ABSENT
        if not any(zone.is_package for zone in zones):
            for zone in zones:
                zone.close()
            return Status.ABSENT
        names = tuple(zone.name for zone in zones)
        if not set(self._scope_names) <= set(names):
            # A zone has not come back: what is left is another figure.
            for zone in zones:
                zone.close()
            return Status.ABSENT
        self._zones = zones
        self._scope_names = names
        read_out = [zone.place for zone in zones]
        self._left_out = tuple(place.name for place in places if place not in read_out)
        self._taken_seconds = self._clock()
        return Status.AVAILABLE

    def _opened(self, places: list[ZonePlace]) -> list[Zone]:
        """Return the zones of *places* that can be read. Raises PermissionError.

        One that gives an error is left out, so that it does not take the others along; where
        all of them do, they are followed all the same: such errors may pass.
        """
        readable: list[Zone] = []
        failing: list[Zone] = []
        try:
            for place in places:
                try:
                    failing.append(Zone(place, self._opener))
                    failing[-1].opened_value = failing[-1].value()
                    readable.append(failing.pop())
                except PermissionError:
                    raise
                except (OSError, ValueError):
                    continue
        except PermissionError:
            for zone in (*readable, *failing):
                zone.close()
            raise
        if not any(zone.is_package for zone in readable):
            return [*readable, *failing]
        for zone in failing:
            zone.close()
        return readable

    def _scope(self) -> str:
        uncertainty = _("The uncertainty of 5 % is our assumption: the makers state none.")
        if "dram" in self._scope_names or not self._scope_names:
            inside = _(
                "The processor with its built-in graphics, and the memory where the processor"
                " counts it; not the screen, disks, fans, graphics card or power supply."
            )
        else:
            inside = _(
                "The processor with its built-in graphics; not the memory, screen, disks, fans,"
                " graphics card or power supply."
            )
        sentences = [inside, uncertainty]
        if self._left_out:
            sentences.insert(
                1,
                _("Left out, because it could not be read: {names}.").format(
                    names=", ".join(self._left_out)
                ),
            )
        return " ".join(sentences)

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if status is Status.NO_PERMISSION:
            return _(
                "The energy counter of the processor exists, but this account may not read it:"
                " since 2020 Linux keeps it for the administrator."
            )
        if status is Status.LOST:
            if self._lost_values is not None:
                return _("The energy counter of the processor no longer moves.")
            return _("The energy counter of the processor can no longer be read.")
        if self._computer.system != "Linux":
            return reason_elsewhere("Linux", self._computer)
        if self._never_spoke:
            if self._lost_values is not None:
                return self._reason_still()
            return _("The energy counter of the processor is there, but cannot be read.")
        if self._computer.is_virtual:
            return reason_virtual(self._computer)
        return _("Linux shows no energy counter of the processor in {folder}.").format(
            folder=self._root
        )

    def _reason_still(self) -> str:
        if self._computer.is_virtual:
            return _(
                "This virtual machine shows an energy counter that does not move: it has no true"
                " one."
            )
        return _("This computer shows an energy counter that does not move.")

    def _remedy(self, status: Status) -> str:
        if status is Status.NO_PERMISSION:
            return permission_remedy()
        if status is Status.LOST:
            return _("It is looked for again twice a second; the curve goes on when it is back.")
        if status is Status.AVAILABLE or self._computer.system != "Linux":
            return ""
        if self._computer.is_virtual:
            return _("Run the program on the computer itself, outside the virtual machine.")
        return _(
            "On an Intel or AMD processor, load the kernel module that reads it:\n"
            "sudo modprobe intel_rapl_msr\n"
            "then start the program again. Processors of other makers have no such counter."
        )
