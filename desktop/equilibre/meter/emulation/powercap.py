"""A powercap tree of known power: the files through which Linux shows its energy counters."""

import math
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from equilibre.meter.emulation.curves import KnownCurve, constant
from equilibre.meter.emulation.layouts import EmulatedZone, zones_of

# The hardware renews its counters about every millisecond.
REFRESH_SECONDS = 0.001
_ROUNDING_SECONDS = 1e-7
_STEP_SECONDS = 0.001

# NTFS has no colons in names; the reader takes either.
_SEPARATOR = "_" if os.name == "nt" else ":"

Power = Callable[[float], float]


class _Stepped:
    """A power that is only known as a function: its energy is added up in steps."""

    def __init__(self, power: Power) -> None:
        self.power = power

    def joules(self, start_seconds: float, end_seconds: float) -> float:
        steps = max(1, round((end_seconds - start_seconds) / _STEP_SECONDS))
        step = (end_seconds - start_seconds) / steps
        return step * sum(self.power(start_seconds + (n + 0.5) * step) for n in range(steps))


class EmulatedPowercap:
    """Counters under *folder* that follow *power*, a known curve or watts at a time.

    *power* is that of all packages together; each memory draws *memory_watts* more. Used as a
    context, or with ``start`` and ``stop``, a thread keeps the files up to date; without it,
    ``advance`` moves them by a given time and ``catch_up`` to the present.
    """

    def __init__(
        self,
        folder: Path,
        layout: str = "desktop",
        power: KnownCurve | Power | None = None,
        memory_watts: float = 3.75,
        wrap_after_joules: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        lead_seconds: float = 0.0,
    ) -> None:
        """Make the files; without *power* the packages draw 35 W.

        The 0 of the curve comes *lead_seconds* after the start, for the reader to get ready.
        """
        self.folder = Path(folder)
        self.zones = zones_of(layout, memory_watts)
        power = power or constant(35.0)
        self._curve = power if isinstance(power, KnownCurve) else _Stepped(power)
        self._clock = clock
        self._lead_seconds = lead_seconds
        self._time_seconds = -lead_seconds
        self._counted_seconds = -lead_seconds  # the time of the counters: whole refreshes
        self._frozen = False
        self._failing = False
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        if wrap_after_joules is not None:
            first = self.zones[0]
            for zone in self.zones:
                # What shows the same counter in another place wraps with it.
                if (zone.share, zone.extra_watts) == (first.share, first.extra_watts):
                    before_joules = round(wrap_after_joules * zone.share * 1e6)
                    zone.first_microjoules = zone.range_microjoules - before_joules
        mode = 0o400 if layout == "noperm" else 0o644
        for zone in self.zones:
            self._make(zone, mode)
        self.start_seconds = clock() + lead_seconds
        self._thread = threading.Thread(target=self._run, name="powercap emulator", daemon=True)

    # -- truth -----------------------------------------------------------------------------

    def power_watts(self, time_seconds: float) -> float:
        """Return what a right reader shows at *time_seconds* since the start."""
        watts = self._curve.power(time_seconds)
        return sum(z.share * watts + z.extra_watts for z in self.zones if z.counted)

    def joules_between(self, start_seconds: float, end_seconds: float) -> float:
        """Return what a right reader counts between two times of the clock."""
        origin = self.start_seconds
        joules = self._curve.joules(start_seconds - origin, end_seconds - origin)
        seconds = end_seconds - start_seconds
        return sum(z.share * joules + z.extra_watts * seconds for z in self.zones if z.counted)

    # -- time ------------------------------------------------------------------------------

    def advance(self, seconds: float) -> None:
        """Let *seconds* pass for the counters."""
        with self._lock:
            self._time_seconds += seconds
            refreshes = math.floor((self._time_seconds + _ROUNDING_SECONDS) / REFRESH_SECONDS)
            counted_seconds = refreshes * REFRESH_SECONDS
            if counted_seconds <= self._counted_seconds:
                return
            joules = self._curve.joules(self._counted_seconds, counted_seconds)
            passed_seconds = counted_seconds - self._counted_seconds
            self._counted_seconds = counted_seconds
            for zone in self.zones:
                zone.energy_joules += zone.share * joules + zone.extra_watts * passed_seconds
                self._show(zone)

    def catch_up(self) -> None:
        """Bring the counters to the present time of the clock."""
        self.advance(self._clock() - self.start_seconds - self._time_seconds)

    def start(self) -> None:
        """Keep the files up to date from now on."""
        self.start_seconds = self._clock() + self._lead_seconds
        self._thread.start()

    def stop(self) -> None:
        """Leave the files as they are."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        for zone in self.zones:
            self._close(zone)

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
        while not self._stopping.is_set():
            time.sleep(REFRESH_SECONDS)  # finer than waiting for the event, on Windows too
            self.catch_up()

    # -- incidents -------------------------------------------------------------------------

    def freeze(self) -> None:
        """The files stand still; the energy goes on behind them."""
        self._frozen = True

    def thaw(self) -> None:
        """The files follow the energy again."""
        self._frozen = False

    def fail(self) -> None:
        """The files say nothing that can be read; the energy goes on behind them."""
        with self._lock:
            self._failing = True
            for zone in self.zones:
                os.ftruncate(zone.descriptor, 0)

    def recover(self) -> None:
        """The files can be read again."""
        with self._lock:
            self._failing = False
            for zone in self.zones:
                self._show(zone)

    def restart_counters(self) -> None:
        """All counters begin again near zero, as after a hibernation."""
        with self._lock:
            for zone in self.zones:
                zone.first_microjoules = 1_000 - round(zone.energy_joules * 1e6)
                self._show(zone)

    def remove(self, identifier: str) -> None:
        """The counter *identifier* disappears."""
        zone = next(zone for zone in self.zones if zone.identifier == identifier)
        with self._lock:
            self._close(zone)
            (self._place(zone) / "energy_uj").unlink()

    def restore(self, identifier: str) -> None:
        """The counter *identifier* is there again."""
        zone = next(zone for zone in self.zones if zone.identifier == identifier)
        with self._lock:
            self._create(zone)

    # -- files -----------------------------------------------------------------------------

    def _place(self, zone: EmulatedZone) -> Path:
        return self.folder / zone.identifier.replace(":", _SEPARATOR)

    def _make(self, zone: EmulatedZone, mode: int) -> None:
        place = self._place(zone)
        place.mkdir(parents=True, exist_ok=True)
        (self.folder / zone.identifier.partition(":")[0]).mkdir(exist_ok=True)
        (place / "name").write_text(f"{zone.name}\n")
        (place / "max_energy_range_uj").write_text(f"{zone.range_microjoules}\n")
        for index, watts in enumerate(zone.limits_watts):
            (place / f"constraint_{index}_max_power_uw").write_text(f"{round(watts * 1e6)}\n")
        self._create(zone)
        (place / "energy_uj").chmod(mode)

    def _create(self, zone: EmulatedZone) -> None:
        path = self._place(zone) / "energy_uj"
        zone.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        self._write(zone)

    @staticmethod
    def _close(zone: EmulatedZone) -> None:
        if zone.descriptor >= 0:
            os.close(zone.descriptor)
            zone.descriptor = -1

    def _show(self, zone: EmulatedZone) -> None:
        if not self._frozen and not self._failing and zone.descriptor >= 0:
            self._write(zone)

    @staticmethod
    def _write(zone: EmulatedZone) -> None:
        # Of fixed width, in one call: a reader never finds the file empty or half old.
        os.lseek(zone.descriptor, 0, os.SEEK_SET)
        os.write(zone.descriptor, b"%-16d\n" % zone.microjoules())
