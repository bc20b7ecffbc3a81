"""What chips and drivers show in the hwmon folder of Linux."""

import contextlib
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from equilibre.meter.counting.counter import Change, Counter
from equilibre.meter.counting.integral import Integral
from equilibre.meter.counting.refresh import Refresh, watched
from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import read_number, read_small
from equilibre.records import dataclass
from equilibre.resources import resource

MICRO = 1e-6

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Chip:
    """How the folders of one chip are read, from ``resources/meter/hwmon.toml``."""

    name: str
    sensor: str
    scope: str
    source: str
    files: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    built_in: tuple[str, ...] = ()  # files that tell graphics inside a processor
    separate: tuple[str, ...] = ()  # files that tell a card of its own
    totals: tuple[str, ...] = ()  # names of rails that feed all the others
    inside: tuple[tuple[str, str], ...] = ()  # rails with the rail that feeds them


@cache
def chips() -> dict[str, Chip]:
    """Return every known chip by the name that it gives itself."""
    table = tomllib.loads(resource("meter", "hwmon.toml").read_text(encoding="utf-8"))
    return {
        name: Chip(
            name,
            entry["sensor"],
            entry["scope"],
            entry["source"],
            tuple(entry.get("files", ())),
            tuple(entry.get("covers", ())),
            tuple(entry.get("built_in", ())),
            tuple(entry.get("separate", ())),
            tuple(entry.get("totals", ())),
            tuple(entry.get("inside", {}).items()),
        )
        for name, entry in table.items()
    }


def monitors(root: Path, sensor: str) -> list[tuple[Chip, Path]]:
    """Return the folders under *root* that *sensor* reads, with their chips.

    Empty where there are none or *root* cannot be listed.
    """
    try:
        folders = sorted(root.iterdir())
    except OSError:
        return []
    known = [(chips().get(text(folder / "name")), folder) for folder in folders]
    return [(chip, folder) for chip, folder in known if chip and chip.sensor == sensor]


def text(path: Path) -> str:
    """Return what *path* says, empty when it says nothing."""
    try:
        return read_small(path, "ascii").strip()
    except OSError:
        return ""


class EnergyMeter:
    """One energy counter of a driver, in microjoules of 64 bits."""

    def __init__(self, path: Path, cap_watts: float) -> None:
        self._path = path
        # The driver accumulates the short register of the hardware: the file does not wrap.
        self._counter = Counter(MICRO, None, cap_watts)
        self.refresh_seconds: float | None = None

    def watch(self, clock: Clock, documented_seconds: float) -> None:
        """Find out how often the counter is renewed."""
        with contextlib.suppress(OSError, ValueError):
            self.refresh_seconds = watched(
                lambda: float(read_number(self._path)), clock, documented_seconds
            )

    @property
    def energy_joules(self) -> float:
        return self._counter.energy_joules

    def follow(self, time_seconds: float) -> Change:
        advance = self._counter.judge(read_number(self._path), time_seconds)
        if advance.change is not Change.STILL:
            self._counter.take(advance)
        return advance.change

    def forget(self) -> None:
        """Nothing is to forget: the counter itself went on."""

    def close(self) -> None:
        """No file is held open."""


class PowerMeter:
    """One power, read by *watts* and added up over real times."""

    def __init__(
        self,
        watts: Callable[[], float],
        documented_seconds: float,
        largest_watts: float | None = None,
    ) -> None:
        """Take powers from *watts*, which raises OSError or ValueError.

        More than *largest_watts*, by default more than any computer draws, is no power.
        """
        self._watts = watts
        self._largest_watts = largest_watts or figures("sensors")["monitor_largest_watts"].value
        self._integral = Integral()
        self._refresh = Refresh(documented_seconds)

    @property
    def refresh_seconds(self) -> float:
        return self._refresh.seconds

    @property
    def energy_joules(self) -> float:
        return self._integral.energy_joules

    def watts(self) -> float:
        """Return the power now. Raises OSError, ValueError where it cannot be one."""
        watts = self._watts()
        if not 0.0 <= watts <= self._largest_watts:
            raise ValueError("a power that cannot be one")
        return watts

    def follow(self, time_seconds: float) -> Change:
        watts = self.watts()
        self._refresh.hear(watts, time_seconds)
        return self._integral.add(watts, time_seconds)

    def forget(self) -> None:
        self._integral.forget()
        self._refresh.forget()

    def close(self) -> None:
        """No file is held open."""


def slowest(meters: Sequence[object]) -> float:
    """Return the longest period of *meters*, in seconds; the assumed one where there is none."""
    periods = [meter.refresh_seconds for meter in meters if isinstance(meter, PowerMeter)]
    return max(periods, default=figures("sensors")["board_refresh_seconds"].value)


def interval(path: Path) -> float:
    """Return the seconds between two values that *path* states in milliseconds."""
    try:
        milliseconds = read_number(path)
    except (OSError, ValueError):
        milliseconds = 0
    assumed = figures("sensors")["board_refresh_seconds"].value
    return milliseconds / 1000.0 if milliseconds > 0 else assumed
