"""What a calibration works with: the meter, the training process, and what is kept."""

import time
from collections.abc import Callable
from typing import Protocol

from equilibre.meter.calibration.record import Calibration
from equilibre.meter.calibration.trial import Lengths
from equilibre.meter.computer import Computer, busy_seconds
from equilibre.meter.reading import Route
from equilibre.records import dataclass
from equilibre.worker.messages import Command


class Meter(Protocol):
    """What is asked of the sampler."""

    def routes(self) -> tuple[Route, ...]: ...
    def active_routes(self) -> tuple[Route, ...]: ...


@dataclass(frozen=True, slots=True)
class Laboratory:
    """All that a calibration needs around it."""

    meter: Meter
    computer: Computer
    send: Callable[[Command], None]  # to the training process
    occupied: Callable[[], bool]  # whether that process, or a tab, works for something else
    loading: Callable[[], bool]  # whether a process is still starting: no rest meanwhile
    disturbed: Callable[[], str]  # the sentence about others that measure here; empty: none
    kept: Callable[[], Calibration | None]
    keep: Callable[[Calibration | None], None]  # raises EquilibreError; None forgets
    busy_seconds: Callable[[], float] = busy_seconds
    clock: Callable[[], float] = time.monotonic
    lengths: Lengths | None = None
