"""Energy of the chip of a Mac from Apple's own counters (IOReport), by an optional package."""

import importlib
import platform
import shlex
import sys
import time
from collections.abc import Callable
from typing import Any

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.counted import Counted, Measured
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.figures import figures
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.sensor import Reading
from equilibre.texts import _

PACKAGE = "zeus_apple_silicon"  # imported; installed as zeus-apple-silicon
MILLIJOULE = 1e-3
STILL_SECONDS = 2.0  # a processor that runs this program uses energy

# What is added up, and the device that it is a part of. The cores and their managers are inside
# cpu_total_mj; whether the fast memory of the graphics is inside gpu_mj is not documented.
_PARTS = {"cpu_total_mj": "cpu", "dram_mj": "memory", "gpu_mj": "gpu", "ane_mj": "cpu"}
_STEADY = "cpu_total_mj"


class _Chip:
    """The counters of the chip that are there."""

    def __init__(self, monitor: Any, clock: Callable[[], float]) -> None:
        """Ask once which there are. Raises what the package raises."""
        self._monitor = monitor
        self._clock = clock
        said = monitor.get_cumulative_energy()
        self.fields = [field for field in _PARTS if getattr(said, field, None) is not None]

    @property
    def covers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_PARTS[field] for field in self.fields))

    @property
    def steady(self) -> list[bool]:
        return [field == _STEADY for field in self.fields]

    def measured(self) -> list[Measured]:
        """Return what the counters say, in mJ. Raises OSError or ValueError."""
        try:
            said = self._monitor.get_cumulative_energy()
        except RuntimeError as problem:
            raise OSError("the counters of the chip give no answer") from problem
        now = self._clock()
        values = [getattr(said, field) for field in self.fields]
        if None in values:
            raise ValueError("a counter of the chip is no longer there")
        return [Measured(int(value), now) for value in values]

    def close(self) -> None:
        self._monitor = None


class AppleSilicon:
    """The counters of an Apple chip: processor, memory, graphics and neural engine."""

    def __init__(
        self,
        computer: Computer | None = None,
        package: Any = None,
        clock: Callable[[], float] = time.monotonic,
        machine: Callable[[], str] = platform.machine,
    ) -> None:
        """Look for the counters through *package*, a module like ``zeus_apple_silicon``.

        None: that one, if it is installed.
        """
        self._computer = computer or this_computer()
        self._package = package
        self._clock = clock
        self._is_apple = self._computer.system == "macOS" and machine() == "arm64"
        self._chip: _Chip | None = None
        self._counted: Counted | None = None
        self._documented_seconds = figures("sensors")["ioreport_refresh_seconds"].value
        self._following = Following(self._find, clock, STILL_SECONDS)

    def route(self) -> Route:
        status = self._following.status
        return Route(
            key="ioreport",
            name=_("Apple chip (IOReport)"),
            device="cpu",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=figures("sensors")["ioreport_relative_uncertainty"].value,
            refresh_seconds=(
                self._counted.refresh_seconds if self._counted else self._documented_seconds
            ),
            covers=self._chip.covers if self._chip else ("cpu",),
            unit="mJ",
            system="macOS",
        )

    def read(self) -> Reading | None:
        return self._following.read()

    def close(self) -> None:
        self._following.close()

    def _find(self) -> Found:
        if not self._is_apple:
            return Found(Status.ABSENT)
        if self._package is None:
            try:
                self._package = importlib.import_module(PACKAGE)
            except (ImportError, OSError):
                return Found(Status.ABSENT)
        try:
            chip = _Chip(self._package.AppleEnergyMonitor(), self._clock)
        except (RuntimeError, OSError, ValueError, TypeError, AttributeError):
            return Found(Status.ABSENT)
        if _STEADY not in chip.fields:
            return Found(Status.ABSENT)
        self._chip = chip
        cap_watts = figures("sensors")["ioreport_default_cap_watts"].value
        try:
            self._counted = Counted(
                chip, MILLIJOULE, cap_watts, self._documented_seconds, self._clock
            )
        except (OSError, ValueError):
            return Found(Status.ABSENT)
        return Found(Status.AVAILABLE, (self._counted,))

    def _scope(self) -> str:
        covered = self._chip.covers if self._chip else ()
        if "memory" in covered and "gpu" in covered:
            inside = _(
                "The processor, its graphics, its neural engine and the memory, as far as the"
                " chip counts them; not the screen, disks, fans or charger."
            )
        elif "gpu" in covered:
            inside = _(
                "The processor, its graphics and its neural engine, as far as the chip counts"
                " them; not the memory, screen, disks, fans or charger."
            )
        elif "memory" in covered:
            inside = _(
                "The processor, its neural engine and the memory, as far as the chip counts"
                " them; not the graphics, screen, disks, fans or charger."
            )
        else:
            inside = _(
                "The processor and its neural engine, as far as the chip counts them; not the"
                " graphics, memory, screen, disks, fans or charger."
            )
        return " ".join((inside, _("Apple documents no uncertainty: the 5 % are our assumption.")))

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if self._computer.system != "macOS":
            return reason_elsewhere("macOS", self._computer)
        if not self._is_apple:
            return _("This Mac has no chip by Apple: other processors have no such counters.")
        if status is Status.LOST:
            return _("The energy counters of the chip no longer answer.")
        if self._computer.is_virtual:
            return _("This is a virtual machine: it cannot see the counters of the chip.")
        if self._package is None:
            return _("The package that reads the energy counters of the chip is not installed.")
        if self._following.never_moved:
            return _("The energy counters of the chip are there, but they never move.")
        return _("macOS shows no energy counter of the chip of this Mac.")

    def _remedy(self, status: Status) -> str:
        if status is Status.LOST:
            return _("They are looked for again every two seconds.")
        if status is Status.AVAILABLE or not self._is_apple or self._computer.is_virtual:
            return ""
        if self._package is None:
            python = shlex.quote(sys.executable or "python3")
            return _("Install it, then start the program again:\n{command}").format(
                command=f"{python} -m pip install zeus-apple-silicon"
            )
        return ""
