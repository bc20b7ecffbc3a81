"""What sensors say: who they are, in which state, and what they read when."""

from enum import StrEnum

from equilibre.records import dataclass


class Kind(StrEnum):
    """How a figure was obtained."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    MIXED = "mixed"  # a total with measured and estimated parts; never one route


class Status(StrEnum):
    """Whether a route to the energy of this computer can be read, and if not, why not."""

    AVAILABLE = "available"
    WAITING = "waiting"  # it is there, but has nothing to say now: a battery on mains
    ABSENT = "absent"
    NO_PERMISSION = "no_permission"
    LOST = "lost"


class Boundary(StrEnum):
    """How much of the computer a figure covers: each boundary contains the one before."""

    PARTS = "parts"  # the chips that are metered: processor, memory, graphics card
    COMPUTER = "computer"  # all that a battery feeds: screen, disks and fans too
    PLUG = "plug"  # all that the wall socket feeds: the losses of the power supply too


_ENERGY_UNITS = ("J", "Wh")  # with any prefix


@dataclass(frozen=True, slots=True)
class Route:
    """One way to know the energy of a part of this computer, found or not.

    Texts (``name``, ``scope``, ``reason``, ``remedy``) are sentences in the user's language,
    made when the record is made.
    """

    key: str  # "powercap", "nvml", "estimate"
    name: str  # "RAPL (Linux powercap)"
    device: str  # "cpu", "memory", "gpu", "rest" or "computer"
    kind: Kind
    status: Status
    scope: str  # what is inside the figure and what is not
    reason: str = ""  # why it cannot be read; empty when it can
    remedy: str = ""  # the one action that would improve it; empty when nothing helps
    relative_uncertainty: float = 0.0  # half-width of the sensor's own interval, 0.05 = 5 %
    factor: float = 1.0  # an estimate lies between value / factor and value * factor
    refresh_seconds: float = 0.001  # time between two values of the sensor itself, found live
    covers: tuple[str, ...] = ()  # the devices inside the figure; empty: ``device`` alone
    boundary: Boundary = Boundary.PARTS
    around: bool = False  # the whole computer, shown around its parts and never added to them
    unit: str = ""  # in which the sensor speaks: "µJ", "pWh", "mW"
    system: str = ""  # the only system that has this route: "Linux"; empty: any

    @property
    def counts(self) -> bool:
        """Whether the sensor counts energy, and misses nothing; else it is asked for its power."""
        return not self.unit or self.unit.endswith(_ENERGY_UNITS)

    @property
    def parts(self) -> tuple[str, ...]:
        """The devices inside the figure."""
        return self.covers or (self.device,)


@dataclass(frozen=True, slots=True)
class Sample:
    """One reading of one route by the sampling thread.

    ``energy_joules`` counts from an arbitrary origin and never decreases; power over any time
    is the difference of two samples over the difference of their times. ``power_watts`` is that
    over the time since the previous sample, or since an earlier one where the sensor renews its
    value more slowly. After a gap (read errors, sensor lost and found, suspend), ``gap`` is true:
    the curve is broken there. The time since the previous sample was not metered, unless the
    energy advanced over it: then the counter itself had gone on, and its energy counts.
    """

    route: str  # Route.key
    device: str
    kind: Kind
    time_seconds: float  # time.monotonic(), taken beside the reading
    energy_joules: float
    power_watts: float | None  # None at first and after a gap
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds between which it is believed to lie."""

    value: float
    low: float
    high: float

    def scaled(self, factor: float) -> "Interval":
        """Return the interval with value and bounds multiplied by *factor* (0 or more)."""
        return Interval(self.value * factor, self.low * factor, self.high * factor)
