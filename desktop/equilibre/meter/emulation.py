"""A powercap tree of known power: what the meter reads is compared with what it should read."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

PACKAGE_RANGE_MICROJOULES = 262_143_328_850
MEMORY_RANGE_MICROJOULES = 65_712_999_613
STEP_SECONDS = 0.001
REFRESH_SECONDS = 0.005

Power = Callable[[float], float]


@dataclass
class EmulatedZone:
    """One counter: its share of a power, and its file."""

    identifier: str  # "intel-rapl:0:2"
    name: str
    power: Power  # watts at a time since the start
    range_microjoules: int = PACKAGE_RANGE_MICROJOULES
    first_microjoules: int = 1_000_000
    counted: bool = False  # whether a right reader adds this zone up
    energy_joules: float = 0.0
    descriptor: int = -1
    limits_watts: tuple[float, ...] = field(default_factory=tuple)

    def microjoules(self) -> int:
        return (self.first_microjoules + round(self.energy_joules * 1e6)) % self.range_microjoules


def _zones(layout: str, power: Power, memory_watts: float) -> list[EmulatedZone]:
    def part(share: float, extra_watts: float = 0.0) -> Power:
        return lambda time_seconds: power(time_seconds) * share + extra_watts

    def memory(watts: float) -> Power:
        return lambda time_seconds: watts

    def package(identifier: str, name: str, share: float = 1.0) -> EmulatedZone:
        return EmulatedZone(identifier, name, part(share), counted=True, limits_watts=(65.0, 0.0))

    def dram(identifier: str, watts: float) -> EmulatedZone:
        return EmulatedZone(
            identifier, "dram", memory(watts), MEMORY_RANGE_MICROJOULES, counted=True
        )

    match layout:
        case "desktop" | "noperm":
            return [
                package("intel-rapl:0", "package-0"),
                EmulatedZone("intel-rapl:0:0", "core", part(0.7)),
                EmulatedZone("intel-rapl:0:1", "uncore", part(0.05)),
                dram("intel-rapl:0:2", memory_watts),
            ]
        case "laptop":
            twin = EmulatedZone("intel-rapl-mmio:0", "package-0", part(1.0))
            return [
                package("intel-rapl:0", "package-0"),
                EmulatedZone("intel-rapl:0:0", "core", part(0.7)),
                EmulatedZone("intel-rapl:0:1", "uncore", part(0.05)),
                EmulatedZone("intel-rapl:1", "psys", part(1.0, 6.0)),
                twin,
            ]
        case "server2":
            return [
                package("intel-rapl:0", "package-0", 0.6),
                dram("intel-rapl:0:0", memory_watts),
                package("intel-rapl:1", "package-1", 0.4),
                dram("intel-rapl:1:0", memory_watts),
            ]
        case "amd":
            zone = package("intel-rapl:0", "package-0")
            zone.limits_watts = ()  # AMD processors state none
            return [zone, EmulatedZone("intel-rapl:0:0", "core", part(0.6))]
    raise ValueError(f"unknown layout: {layout!r}")


class EmulatedPowercap:
    """Counters under *folder* that follow *power*, in watts at a time since the start.

    *power* is that of all packages together; each memory draws *memory_watts* more. Used as a
    context, or with ``start`` and ``stop``, a thread keeps the files up to date; without it,
    ``advance`` moves them by a given time.
    """

    def __init__(
        self,
        folder: Path,
        layout: str = "desktop",
        power: Power = lambda time_seconds: 35.0,
        memory_watts: float = 3.75,
        wrap_after_joules: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder = Path(folder)
        self.zones = _zones(layout, power, memory_watts)
        self._clock = clock
        self._time_seconds = 0.0
        self._frozen = threading.Event()
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        if wrap_after_joules is not None:
            zone = self.zones[0]
            zone.first_microjoules = zone.range_microjoules - round(wrap_after_joules * 1e6)
        mode = 0o400 if layout == "noperm" else 0o644
        for zone in self.zones:
            self._make(zone, mode)
        self.start_seconds = clock()
        self._thread = threading.Thread(target=self._run, name="powercap emulator", daemon=True)

    def _make(self, zone: EmulatedZone, mode: int) -> None:
        place = self.folder / zone.identifier
        place.mkdir(parents=True, exist_ok=True)
        (self.folder / zone.identifier.partition(":")[0]).mkdir(exist_ok=True)
        (place / "name").write_text(f"{zone.name}\n")
        (place / "max_energy_range_uj").write_text(f"{zone.range_microjoules}\n")
        for index, watts in enumerate(zone.limits_watts):
            (place / f"constraint_{index}_max_power_uw").write_text(f"{round(watts * 1e6)}\n")
        self._create(zone)
        (place / "energy_uj").chmod(mode)

    def _create(self, zone: EmulatedZone) -> None:
        path = self.folder / zone.identifier / "energy_uj"
        zone.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        self._write(zone)

    @staticmethod
    def _write(zone: EmulatedZone) -> None:
        # Of fixed width, in one call: a reader never finds the file empty or half old.
        os.lseek(zone.descriptor, 0, os.SEEK_SET)
        os.write(zone.descriptor, b"%-16d\n" % zone.microjoules())

    def power_watts(self, time_seconds: float) -> float:
        """Return what a right reader shows at *time_seconds* since the start."""
        return sum(zone.power(time_seconds) for zone in self.zones if zone.counted)

    def joules_between(self, start_seconds: float, end_seconds: float) -> float:
        """Return what a right reader counts between two times of the clock."""
        steps = max(1, round((end_seconds - start_seconds) / STEP_SECONDS))
        step = (end_seconds - start_seconds) / steps
        origin = start_seconds - self.start_seconds
        return step * sum(self.power_watts(origin + (n + 0.5) * step) for n in range(steps))

    def advance(self, seconds: float) -> None:
        """Let *seconds* pass for the counters."""
        steps = max(1, round(seconds / STEP_SECONDS))
        step = seconds / steps
        with self._lock:
            for zone in self.zones:
                zone.energy_joules += step * sum(
                    zone.power(self._time_seconds + (n + 0.5) * step) for n in range(steps)
                )
                if not self._frozen.is_set():
                    self._write(zone)
            self._time_seconds += seconds

    def freeze(self) -> None:
        """The files stand still; the energy goes on behind them."""
        self._frozen.set()

    def thaw(self) -> None:
        """The files follow the energy again."""
        self._frozen.clear()

    def restart_counters(self) -> None:
        """All counters begin again near zero, as after a hibernation."""
        with self._lock:
            for zone in self.zones:
                zone.first_microjoules = 1_000 - round(zone.energy_joules * 1e6)
                self._write(zone)

    def remove(self, identifier: str) -> None:
        """The counter *identifier* disappears."""
        (self.folder / identifier / "energy_uj").unlink()

    def restore(self, identifier: str) -> None:
        """The counter *identifier* is there again."""
        zone = next(zone for zone in self.zones if zone.identifier == identifier)
        with self._lock:
            os.close(zone.descriptor)
            self._create(zone)

    def start(self) -> None:
        """Keep the files up to date from now on."""
        self.start_seconds = self._clock()
        self._thread.start()

    def stop(self) -> None:
        """Leave the files as they are."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        for zone in self.zones:
            os.close(zone.descriptor)

    def __enter__(self) -> "EmulatedPowercap":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _run(self) -> None:
        while not self._stopping.wait(REFRESH_SECONDS):
            self.advance(self._clock() - self.start_seconds - self._time_seconds)
