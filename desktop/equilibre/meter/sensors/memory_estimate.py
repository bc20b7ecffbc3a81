"""Energy of the memory guessed from its size, when no sensor can be read."""

import math
import time
from collections.abc import Callable

import psutil

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.figures import figures
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.sensor import Reading
from equilibre.numbers import decimal, power
from equilibre.texts import _

_GIGABYTE = 2**30  # as the makers of memory count
# A constant power needs no finer times.
_REFRESH_SECONDS = 0.1


def installed_bytes() -> int:
    """Return the size of the memory; what the firmware keeps for itself is left out.

    Raises OSError or RuntimeError.
    """
    return int(psutil.virtual_memory().total)


class MemoryEstimate:
    """A constant power for each gigabyte of memory, added up over real times."""

    def __init__(
        self,
        computer: Computer | None = None,
        clock: Callable[[], float] = time.monotonic,
        size: Callable[[], int] = installed_bytes,
    ) -> None:
        self._computer = computer or this_computer()
        self._clock = clock
        try:
            self._gigabytes = max(0.0, size() / _GIGABYTE)
        except (OSError, RuntimeError, ValueError):
            self._gigabytes = 0.0
        assumed = figures("estimate")
        self._low = assumed["memory_low_watts_per_gigabyte"].value
        self._high = assumed["memory_high_watts_per_gigabyte"].value
        self._begun_seconds: float | None = None

    @property
    def power_watts(self) -> float:
        """The middle of the band, in ratio: as far from its lower end as from its upper one."""
        return self._gigabytes * math.sqrt(self._low * self._high)

    def route(self) -> Route:
        known = self._gigabytes > 0.0
        return Route(
            key="memory_estimate",
            name=_("Estimate from the size of the memory"),
            device="memory",
            kind=Kind.ESTIMATED,
            status=Status.AVAILABLE if known else Status.ABSENT,
            scope=self._scope(),
            reason="" if known else _("The system does not say how much memory there is."),
            factor=math.sqrt(self._high / self._low),
            refresh_seconds=_REFRESH_SECONDS,
        )

    def read(self) -> Reading | None:
        if self._gigabytes <= 0.0:
            return None
        now = self._clock()
        if self._begun_seconds is None:
            self._begun_seconds = now
        return Reading(self.power_watts * (now - self._begun_seconds))

    def close(self) -> None:
        self._begun_seconds = None

    def _scope(self) -> str:
        if self._gigabytes <= 0.0:
            return _("The memory, estimated from its size; nothing is measured.")
        words = (
            _(
                "The memory that this virtual machine was given ({size} GB), from {low} to {high},"
                " whatever it is used for; nothing is measured."
            )
            if self._computer.is_virtual
            else _(
                "The memory ({size} GB), from {low} to {high}, whatever it is used for; nothing is"
                " measured."
            )
        )
        return words.format(
            size=decimal(self._gigabytes, 0 if self._gigabytes >= 10 else 1),  # noqa: PLR2004
            low=power(self._gigabytes * self._low, 2),
            high=power(self._gigabytes * self._high, 2),
        )
