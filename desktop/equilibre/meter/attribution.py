"""Whose work the energy of the processor was: shares of its time, by process."""

import os
import time
from collections.abc import Sequence

import psutil

from equilibre.meter.computer import busy_seconds
from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class ProcessorTimes:
    """How long the processor had worked, and for whom, at one moment; seconds of one core."""

    time_seconds: float  # monotonic clock
    busy_seconds: float  # of the whole computer
    training_seconds: float | None  # None: there is no training process
    window_seconds: float | None


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the processor's work, adding up to 1."""

    training: float
    window: float
    rest: float


@dataclass(frozen=True, slots=True)
class WindowCost:
    """What the program's own window uses."""

    share_of_core: float  # 1 = one core all the time
    power_watts: float | None  # None when the power or the idle level is unknown


def processor_times(
    training_process: int | None, window_process: int | None = None
) -> ProcessorTimes:
    """Return the times of the two processes, by their number; by default the window is us.

    A process that has ended counts as absent. Costs some 50 µs: only known processes are read.
    """
    return ProcessorTimes(
        time_seconds=time.monotonic(),
        busy_seconds=busy_seconds(),
        training_seconds=_process_seconds(training_process),
        window_seconds=_process_seconds(os.getpid() if window_process is None else window_process),
    )


def shares(first: ProcessorTimes, second: ProcessorTimes) -> Shares | None:
    """Return who worked between *first* and *second*, None if the processor did nothing."""
    return shares_of([(first, second)])


def shares_of(stretches: Sequence[tuple[ProcessorTimes, ProcessorTimes]]) -> Shares | None:
    """Return who worked during all *stretches*, None if the processor did nothing."""
    training_seconds = window_seconds = busy_seconds_all = 0.0
    for first, second in stretches:
        training_seconds += _worked(first.training_seconds, second.training_seconds)
        window_seconds += _worked(first.window_seconds, second.window_seconds)
        busy_seconds_all += second.busy_seconds - first.busy_seconds
    own_seconds = training_seconds + window_seconds
    # Processes are counted more finely than the computer: the parts may exceed the whole.
    all_seconds = max(busy_seconds_all, own_seconds)
    if all_seconds <= 0.0:
        return None
    training = training_seconds / all_seconds
    window = window_seconds / all_seconds
    return Shares(training, window, max(0.0, 1.0 - training - window))


def window_cost(
    first: ProcessorTimes,
    second: ProcessorTimes,
    power_watts: float | None,
    idle_watts: float | None,
) -> WindowCost | None:
    """Return what the window used between *first* and *second*, None if no time passed.

    *power_watts* is the processor's mean power meanwhile and *idle_watts* its idle level: the
    window pays for its share of the work, out of the power above idle.
    """
    elapsed_seconds = second.time_seconds - first.time_seconds
    if elapsed_seconds <= 0.0:
        return None
    share_of_core = _worked(first.window_seconds, second.window_seconds) / elapsed_seconds
    parts = shares(first, second)
    if power_watts is None or idle_watts is None:
        return WindowCost(share_of_core, None)
    above_idle_watts = max(0.0, power_watts - idle_watts)
    return WindowCost(share_of_core, (parts.window if parts else 0.0) * above_idle_watts)


def _worked(first_seconds: float | None, second_seconds: float | None) -> float:
    if first_seconds is None or second_seconds is None:
        return 0.0
    return max(0.0, second_seconds - first_seconds)


def _process_seconds(process: int | None) -> float | None:
    if process is None:
        return None
    try:
        times = psutil.Process(process).cpu_times()
    except (psutil.Error, ValueError):
        return None
    return float(times.user + times.system)
