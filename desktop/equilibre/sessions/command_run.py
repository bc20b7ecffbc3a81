"""What is asked to be measured of a command, and what it used."""

from collections.abc import Sequence

from equilibre.meter.energy import LARGEST_FILLED_SHARE, PartEnergy, RunEnergy
from equilibre.meter.reading import Interval, Route
from equilibre.meter.repeats import repeatable
from equilibre.records import dataclass

IDLE_SECONDS = 3.0
"""How long the computer is listened to before a command, and after."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked to be measured."""

    command: tuple[str, ...]
    repeats: int = 1
    idle_seconds: float = IDLE_SECONDS  # before and after
    measured_only: bool = False  # no estimate, whatever is missing


@dataclass(frozen=True, slots=True)
class CommandRun:
    """What a command used; of one execution where it was repeated."""

    command: tuple[str, ...]
    exit_status: int  # of the command: the first that was not zero
    interrupted: int  # the signal that ended the measure before its time; 0: none
    seconds: float | None  # mean of one execution; None where there was none
    executions: int  # measured; those that were cut short are left out of several
    energy: RunEnergy | None
    energies_joules: tuple[float | None, ...]  # of each execution
    reason: str  # why no energy is known; empty where it is
    routes: tuple[Route, ...]  # that told the energy
    command_share: float | None  # of the processor's work meanwhile
    closed: str = ""  # why a sensor that is there could not be read; empty where all could

    @property
    def gross(self) -> Interval | None:
        """J of one execution: the reading's uncertainty and the spread between repeats."""
        return repeatable(self.energy) if self.energy else None

    @property
    def power_watts(self) -> float | None:
        """The mean power: of each part, energy over the time that it was metered."""
        if self.energy is None or not self.seconds:
            return None
        return sum(_watts(parts, self.seconds) for parts in _by_device(self.energy.parts))

    @property
    def slowest_seconds(self) -> float:
        """The time between two values of the slowest sensor whose energy is counted; 0: none."""
        counted = (route.refresh_seconds for route in self.routes if not route.around)
        return max(counted, default=0.0)

    @property
    def refreshes(self) -> float | None:
        """How many values the slowest sensor renewed in all executions together."""
        if not self.slowest_seconds or not self.seconds:
            return None
        return self.seconds * self.executions / self.slowest_seconds


def _by_device(parts: Sequence[PartEnergy]) -> list[list[PartEnergy]]:
    """Return *parts* in groups: those that told the same device, one after the other."""
    groups: list[list[PartEnergy]] = []
    for part in parts:
        same = [one for one in groups if any(set(each.devices) & set(part.devices) for each in one)]
        groups = [one for one in groups if one not in same]
        groups.append([*(each for one in same for each in one), part])
    return groups


def _watts(parts: Sequence[PartEnergy], seconds: float) -> float:
    share = min(1.0, sum(part.metered_share for part in parts))
    filled = share >= 1.0 - LARGEST_FILLED_SHARE
    return sum(part.gross.value for part in parts) / (seconds if filled else seconds * share)


def not_started(order: Order, reason: str, exit_status: int, interrupted: int = 0) -> CommandRun:
    """Return what is known of a command that could not be started."""
    return CommandRun(order.command, exit_status, interrupted, None, 0, None, (), reason, (), None)
