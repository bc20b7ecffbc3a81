"""Energy of the processor and its memory from the power events of the Linux kernel (perf)."""

import os
import platform
import re
import struct
import time
from collections.abc import Callable
from pathlib import Path

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.counter import Change, Counter
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import read_number, read_small
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere, reason_virtual
from equilibre.meter.sensor import Reading
from equilibre.records import dataclass
from equilibre.texts import _

PARANOIA = Path("/proc/sys/kernel/perf_event_paranoid")
STILL_SECONDS = 2.0

# The package and the memory beside it. Never energy-cores and energy-gpu (inside the package)
# nor energy-psys (which contains it).
_EVENTS = {"energy-pkg": "cpu", "energy-ram": "memory"}

# Numbers of the system call perf_event_open (Linux, arch/x86/entry/syscalls/syscall_64.tbl and
# include/uapi/asm-generic/unistd.h).
_SYSTEM_CALLS = {"x86_64": 298, "aarch64": 241}
_CLOSE_ON_EXEC = 8  # PERF_FLAG_FD_CLOEXEC
_ANY_PROCESS = -1
_NO_GROUP = -1
# struct perf_event_attr, first published size (PERF_ATTR_SIZE_VER0): type, size, config,
# sample_period, sample_type, read_format, flags, wakeup_events, bp_type, config1.
_ATTRIBUTES = struct.Struct("=IIQQQQQIIQ")
_COUNT = struct.Struct("=Q")

EventOpener = Callable[[bytes, int], int]


@dataclass(frozen=True, slots=True)
class PowerEvent:
    """One energy counter of the power unit, as the kernel describes it."""

    name: str  # "energy-pkg"
    unit_type: int  # of the performance monitoring unit
    config: int
    scale_joules: float  # joules per count


def attributes(event: PowerEvent) -> bytes:
    """Return the ``perf_event_attr`` that counts *event* and nothing else."""
    size = _ATTRIBUTES.size
    return _ATTRIBUTES.pack(event.unit_type, size, event.config, 0, 0, 0, 0, 0, 0, 0)


def open_event(attribute: bytes, processor: int) -> int:
    """Return a descriptor that counts for all programs on *processor*. Raises OSError."""
    import ctypes

    number = _SYSTEM_CALLS.get(platform.machine())
    if number is None:
        raise OSError(0, "no such system call known for this processor")
    library = ctypes.CDLL(None, use_errno=True)
    descriptor = library.syscall(
        ctypes.c_long(number),
        ctypes.c_char_p(attribute),
        ctypes.c_int(_ANY_PROCESS),
        ctypes.c_int(processor),
        ctypes.c_int(_NO_GROUP),
        ctypes.c_ulong(_CLOSE_ON_EXEC),
    )
    if descriptor < 0:
        problem = ctypes.get_errno()
        raise OSError(problem, os.strerror(problem))
    return int(descriptor)


def processors(mask: str) -> list[int]:
    """Return the processors of a list like "0,18" or "0-3". Raises ValueError."""
    numbers: list[int] = []
    for part in mask.strip().split(","):
        first, _dash, last = part.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return numbers


def power_events(unit: Path) -> list[PowerEvent]:
    """Return the events under *unit* to add up. Raises OSError or ValueError."""
    unit_type = read_number(unit / "type")
    found = []
    for name in _EVENTS:
        description = unit / "events" / name
        if not description.exists():
            continue
        config = re.search(r"event=(0x[0-9a-fA-F]+|\d+)", read_small(description, "ascii"))
        measure = read_small(_beside(description, ".unit"), "ascii").strip()
        if config is None or measure != "Joules":
            continue
        scale = float(read_small(_beside(description, ".scale"), "ascii"))
        found.append(PowerEvent(name, unit_type, int(config[1], 0), scale))
    return found


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


class _EventMeter:
    """One open event."""

    def __init__(self, descriptor: int, scale_joules: float) -> None:
        self._descriptor = descriptor
        # The kernel extends the counter to 64 bits from its opening: it does not wrap.
        cap_watts = figures("sensors")["powercap_default_cap_watts"].value
        self._counter = Counter(scale_joules, None, cap_watts)
        self.refresh_seconds: float | None = None

    @property
    def energy_joules(self) -> float:
        return self._counter.energy_joules

    def follow(self, time_seconds: float) -> Change:
        (count,) = _COUNT.unpack(_eight_bytes(self._descriptor))
        advance = self._counter.judge(count, time_seconds)
        if advance.change is not Change.STILL:
            self._counter.take(advance)
        return advance.change

    def forget(self) -> None:
        """Nothing is to forget: the counter itself went on."""

    def close(self) -> None:
        os.close(self._descriptor)


def _eight_bytes(descriptor: int) -> bytes:
    data = os.read(descriptor, _COUNT.size)
    if len(data) != _COUNT.size:
        raise ValueError("an event that says nothing")
    return data


class Perf:
    """The power events of the processor, added up over its packages."""

    def __init__(
        self,
        event_source: Path,
        computer: Computer | None = None,
        opener: EventOpener = open_event,
        clock: Callable[[], float] = time.monotonic,
        paranoia: Path = PARANOIA,
    ) -> None:
        """Open the events under *event_source*; *opener* makes descriptors of 8-byte counts."""
        self._unit = event_source / "power"
        self._computer = computer or this_computer()
        self._opener = opener
        self._paranoia = paranoia
        self._names: tuple[str, ...] = ()
        self._following = Following(self._find, clock, STILL_SECONDS)

    def route(self) -> Route:
        assumed = figures("sensors")
        status = self._following.status
        memory = "energy-ram" in self._names
        return Route(
            key="perf",
            name=_("RAPL (Linux perf events)"),
            device="cpu",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(memory),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=assumed["powercap_relative_uncertainty"].value,
            refresh_seconds=assumed["powercap_refresh_seconds"].value,
            covers=("cpu", "memory") if memory else ("cpu",),
            unit="J",
            system="Linux",
        )

    def read(self) -> Reading | None:
        return self._following.read()

    def close(self) -> None:
        self._following.close()

    def _find(self) -> Found:
        if self._computer.system != "Linux":
            return Found(Status.ABSENT)
        meters: list[_EventMeter] = []
        names: list[str] = []
        try:
            mask = processors(read_small(self._unit / "cpumask", "ascii"))
            for event in power_events(self._unit):
                opened = self._opened(event, mask)
                meters.extend(opened)
                if opened:
                    names.append(event.name)
        except PermissionError:
            status = Status.NO_PERMISSION
        except (OSError, ValueError):
            status = Status.ABSENT
        else:
            status = Status.AVAILABLE if "energy-pkg" in names else Status.ABSENT
        if status is not Status.AVAILABLE:
            for meter in meters:
                meter.close()
            return Found(status)
        self._names = tuple(names)
        return Found(status, tuple(meters))

    def _opened(self, event: PowerEvent, mask: list[int]) -> list[_EventMeter]:
        """Return the meters of *event*, one for each package.

        Raises OSError for the package; a memory that cannot be opened is left out.
        """
        meters: list[_EventMeter] = []
        try:
            for processor in mask:
                descriptor = self._opener(attributes(event), processor)
                meters.append(_EventMeter(descriptor, event.scale_joules))
        except OSError:
            for meter in meters:
                meter.close()
            if _EVENTS[event.name] == "cpu":
                raise
            return []
        return meters

    def _scope(self, memory: bool) -> str:
        inside = (
            _(
                "The processor with its built-in graphics, and the memory where the processor"
                " counts it; not the screen, disks, fans, graphics card or power supply."
            )
            if memory or not self._names
            else _(
                "The processor with its built-in graphics; not the memory, screen, disks, fans,"
                " graphics card or power supply."
            )
        )
        uncertainty = _("The uncertainty of 5 % is our assumption: the makers state none.")
        return f"{inside} {uncertainty}"

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if self._computer.system != "Linux":
            return reason_elsewhere("Linux", self._computer)
        if status is Status.NO_PERMISSION:
            return _(
                "Linux counts the energy of the processor, but this account may not ask: the"
                " setting kernel.perf_event_paranoid keeps it for the administrator."
            )
        if status is Status.LOST:
            return _("The energy counter of the processor can no longer be read.")
        if self._following.never_moved:
            return _("This computer shows an energy counter that does not move.")
        if self._computer.is_virtual:
            return reason_virtual(self._computer)
        return _("Linux shows no power events of the processor in {folder}.").format(
            folder=self._unit
        )

    def _remedy(self, status: Status) -> str:
        if status is Status.NO_PERMISSION:
            command = "sudo sysctl kernel.perf_event_paranoid"
            return _(
                "An administrator lets every program count on this computer, until its next"
                " start:\n{give}\nthen start this program again. To undo it at once:\n{take_back}"
            ).format(give=f"{command}=0", take_back=f"{command}={self._paranoid()}")
        if status is Status.LOST:
            return _("It is looked for again every two seconds.")
        linux = self._computer.system == "Linux"
        if status is Status.ABSENT and linux and self._computer.is_virtual:
            return _("Run the program on the computer itself, outside the virtual machine.")
        return ""

    def _paranoid(self) -> str:
        try:
            return read_small(self._paranoia, "ascii").strip()
        except (OSError, ValueError):
            return "2"  # the kernel's own default
