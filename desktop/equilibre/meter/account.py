"""The account of a run: what it used, in which parts, and how much of that was measured."""

import math
from collections.abc import Sequence
from dataclasses import field

from equilibre.meter.devices import DEVICES, device_name
from equilibre.meter.reading import Boundary, Interval, Kind
from equilibre.records import dataclass
from equilibre.texts import _


@dataclass(frozen=True, slots=True)
class PartEnergy:
    """Energy of ONE training in one part of the computer, from one route."""

    device: str  # as in Route
    route: str  # Route.key
    source: str  # Route.name
    kind: Kind
    gross: Interval  # J, idle included
    marginal: Interval | None  # J above idle; None when the idle level is unknown
    covers: tuple[str, ...] = ()  # as in Route
    metered_share: float = 1.0  # of the training time, by this route
    gaps: int = 0  # breaks of its curve while the model trained
    idle_watts: float | None = None  # before the run; None where it was not listened to
    idle_after_watts: float | None = None  # after the run

    @property
    def devices(self) -> tuple[str, ...]:
        """The devices inside the figure."""
        return self.covers or (self.device,)


@dataclass(frozen=True, slots=True)
class Work:
    """Whose work the energy of the processor was, by processor time; J, adding up to its gross."""

    training: float  # the training process
    window: float  # the program's own window
    rest: float  # everything else


@dataclass(frozen=True, slots=True)
class Spread:
    """How much equal trainings differed from one another."""

    groups: int  # of trainings that followed each other, each long enough for the sensor
    mean: float  # J of one training
    half_width: float  # J, of the confidence interval of the mean at 95 %


@dataclass(frozen=True, slots=True)
class RunEnergy:
    """Energy of ONE training, all metered parts together: of the whole run if it was stopped."""

    gross: Interval  # J, idle included
    marginal: Interval | None  # J above idle, due to the training; None without an idle level
    kind: Kind  # MIXED where some parts were measured and others estimated
    source: str  # names of the routes
    metered_share: float  # share of the training time that was metered, mean over the devices
    unmetered: tuple[str, ...] = field(default=())  # a sentence for each thing left out
    measured_share: float | None = None  # of the joules; None in older files
    boundary: Boundary = Boundary.PARTS
    covers: tuple[str, ...] = field(default=())  # the devices inside; empty in older files
    parts: tuple[PartEnergy, ...] = field(default=())  # they add up to the whole
    work: Work | None = None  # of the processor's gross energy
    spread: Spread | None = None  # between repeats, where there were enough
    computer: Interval | None = None  # J of the whole computer, where a battery or the like says
    computer_source: str = ""  # name of that route, whether it could say or not
    computer_reason: str = ""  # why it could not, and what would help; empty when it could
    disturbed: bool = False  # another Équilibre measured on this computer meanwhile

    @property
    def idle_watts(self) -> float | None:
        """The level of all parts before the run, None where one is unknown."""
        return _added([part.idle_watts for part in self.parts])

    @property
    def idle_after_watts(self) -> float | None:
        """The level of all parts after the run, None where one is unknown."""
        return _added([part.idle_after_watts for part in self.parts])

    @property
    def drift_watts(self) -> float | None:
        """How much the idle level rose from before to after the run."""
        before, after = self.idle_watts, self.idle_after_watts
        return None if before is None or after is None else after - before

    @property
    def measured(self) -> Interval | None:
        """What sensors alone say, J: the measured parts, else the whole computer; else None."""
        known = [part.gross for part in self.parts if part.kind is Kind.MEASURED]
        if known:
            return total(known)
        return self.gross if self.kind is Kind.MEASURED else self.computer

    @property
    def outside(self) -> str:
        """What the figure leaves out, as a sentence; empty where nothing is, or in older files."""
        return outside(self.boundary, self.covers) if self.covers else ""

    @property
    def disturbance(self) -> str:
        """Whose other work is in the figure, as a sentence; empty where that is not known."""
        if not self.disturbed:
            return ""
        return _(
            "Another Équilibre measured on this computer at the same time: each counted the "
            "other's work."
        )


def outside(boundary: Boundary, covers: tuple[str, ...]) -> str:
    """Return the sentence that says what a figure of *covers* within *boundary* leaves out."""
    if boundary is Boundary.PLUG:
        return ""
    if boundary is Boundary.COMPUTER or "computer" in covers:
        return _("Not in it: what the power supply loses.")
    if "rest" in covers:
        return ""
    missing = [device_name(one) for one in ("cpu", "memory") if one not in covers]
    things = [*missing, _("screen"), _("disks"), _("fans"), _("power supply")]
    return _("Not in it: {things}.").format(things=", ".join(things))


def boundary_name(boundary: Boundary, covers: tuple[str, ...]) -> str:
    """Return in words what a figure of *covers* within *boundary* holds."""
    match boundary:
        case Boundary.PLUG:
            return _("all that the wall socket feeds")
        case Boundary.COMPUTER:
            return _("the whole computer, without the losses of its power supply")
        case _:
            return ", ".join(device_name(one) for one in DEVICES if one in covers)


def total(parts: Sequence[Interval]) -> Interval:
    """Return the sum of *parts*, whose errors are taken as independent.

    The distances to the bounds add up in quadrature, on each side.
    """
    value = sum(part.value for part in parts)
    below = math.hypot(*(part.value - part.low for part in parts))
    above = math.hypot(*(part.high - part.value for part in parts))
    return Interval(value, value - below, value + above)


def _added(levels: list[float | None]) -> float | None:
    known = [level for level in levels if level is not None]
    return sum(known) if levels and len(known) == len(levels) else None
