"""Does the meter tell the truth? A known power is played into it, beside a naive reader."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.meter.computer import this_computer
from equilibre.meter.curve import is_metered
from equilibre.meter.emulation import CURVES, EmulatedPowercap, KnownCurve, counted_curve
from equilibre.meter.energy import Window, energy_between, run_energy
from equilibre.meter.reading import Interval, Sample
from equilibre.meter.sampler import Sampler
from equilibre.meter.selection import chosen
from equilibre.meter.sensors.powercap import Powercap
from equilibre.records import dataclass
from equilibre.temporary import temporary_folder
from equilibre.texts import _

INCIDENTS = ("none", "wrap", "restart", "errors")
"""What befalls the counters half-way: nothing, their largest value, a new start, read errors."""

TRIAL_SECONDS = 10.0
MEMORY_WATTS = 3.75
_LEAD_SECONDS = 0.4  # for the meter to open the counters
_ERROR_SECONDS = 2.0
_LONGEST_WAIT_SECONDS = 2.0  # for the reading after the end


class TruthUnplayable(EquilibreError):
    """The emulated computer could not be made."""


@dataclass(frozen=True, slots=True)
class Step:
    """The mean power that the meter found between two readings, in seconds since the start."""

    start_seconds: float
    end_seconds: float
    power_watts: float | None  # None: this time was not metered
    gap: bool = False  # nothing could be read meanwhile, whether or not the counter went on


@dataclass(frozen=True, slots=True)
class TruthRecord:
    """What was played so far, and what the meter made of it."""

    seconds: float  # played
    true_joules: float  # until the latest reading; at the end, of all that was played
    metered_joules: float | None  # None before the first reading
    interval: Interval | None  # joules, at the end
    steps: tuple[Step, ...]
    finished: bool

    @property
    def error(self) -> float | None:
        """The relative error of the meter, 0.01 = 1 % too much."""
        if self.metered_joules is None or self.true_joules <= 0.0:
            return None
        return self.metered_joules / self.true_joules - 1.0


@dataclass(frozen=True, slots=True)
class NaiveReading:
    """What a reader finds that looks at the power now and then and multiplies it by the time."""

    looks: tuple[tuple[float, float], ...]  # seconds, watts
    joules: float
    true_joules: float

    @property
    def error(self) -> float | None:
        """The relative error, 0.01 = 1 % too much."""
        return self.joules / self.true_joules - 1.0 if self.true_joules > 0.0 else None


def naive_reading(
    truth: KnownCurve, period_seconds: float, seconds: float = TRIAL_SECONDS
) -> NaiveReading:
    """Return what looking at *truth* every *period_seconds* from 0 finds until *seconds*.

    The power seen is right to the last digit; it is taken to last until the next look.
    """
    looks: list[tuple[float, float]] = []
    joules = 0.0
    while len(looks) * period_seconds < seconds:
        look_seconds = len(looks) * period_seconds
        watts = truth.power(look_seconds)
        looks.append((look_seconds, watts))
        joules += watts * min(period_seconds, seconds - look_seconds)
    return NaiveReading(tuple(looks), joules, truth.joules(0.0, seconds))


def truth_of(curve: str, layout: str) -> KnownCurve:
    """Return the power of an emulated computer by the keys of its curve and its layout."""
    return counted_curve(CURVES[curve], layout, MEMORY_WATTS)


class TruthTrial:
    """An emulated computer of known power in a temporary folder, read by the real meter.

    Nothing of it touches this computer's own sensors. ``follow`` is called often while it
    plays; ``stop`` ends its thread and removes the folder, and may be called at any time.
    """

    def __init__(
        self,
        curve: str = "square_2_s",
        layout: str = "desktop",
        incident: str = "none",
        seconds: float = TRIAL_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the computer. Raises TruthUnplayable when its folder cannot be written."""
        self.truth = truth_of(curve, layout)
        self._seconds = seconds
        self._clock = clock
        self._due = _events(incident, seconds)
        self._samples: list[Sample] = []
        self._end: TruthRecord | None = None
        before_wrap_joules = CURVES[curve].joules(-_LEAD_SECONDS, seconds / 2.0)
        try:
            self._folder = temporary_folder()
            self.computer = EmulatedPowercap(
                Path(self._folder.name),
                layout,
                CURVES[curve],
                MEMORY_WATTS,
                before_wrap_joules if incident == "wrap" else None,
                clock,
                _LEAD_SECONDS,
            )
        except OSError as problem:
            raise TruthUnplayable(
                _(
                    "The emulated computer needs a folder for temporary files, and none can be "
                    "written: {problem}. Free some room on the disk and play it again."
                ).format(problem=problem.strerror)
            ) from problem
        traits = replace(this_computer(), system="Linux", is_virtual=False, virtual_name="")
        sensor = Powercap(Path(self._folder.name), traits, clock=self._glance)
        self.sampler = Sampler(chosen((sensor,)), clock=clock)

    def start(self) -> None:
        """Begin to play; the curve itself begins a moment later, when the meter reads."""
        self.sampler.start()

    def stop(self) -> None:
        """Forget the emulated computer."""
        self.sampler.stop()
        self.computer.stop()
        self._folder.cleanup()

    def _glance(self) -> float:
        """Return the time, for the sensor: its counters have then come to that time.

        A thread that kept them up to date would be late whenever the screen is drawn.
        """
        self.computer.catch_up()
        return self._clock()

    def follow(self) -> TruthRecord:
        """Return what was played and read so far."""
        if self._end is not None:
            return self._end
        self._samples.extend(self.sampler.drain())
        played_seconds = self._clock() - self.computer.start_seconds
        while self._due and self._due[0][0] <= played_seconds:
            self._due.pop(0)[1](self.computer)
        record = self._record(min(max(played_seconds, 0.0), self._seconds))
        if not self._ended(played_seconds):
            return record
        true_joules = self.truth.joules(0.0, self._seconds)
        interval = self._interval()
        self._end = replace(record, finished=True, true_joules=true_joules, interval=interval)
        if interval is not None:
            self._end = replace(self._end, metered_joules=interval.value)
        return self._end

    def _ended(self, played_seconds: float) -> bool:
        if played_seconds < self._seconds:
            return False
        read_beyond = bool(self._samples) and (
            self._samples[-1].time_seconds >= self.computer.start_seconds + self._seconds
        )
        return read_beyond or played_seconds > self._seconds + _LONGEST_WAIT_SECONDS

    def _record(self, seconds: float) -> TruthRecord:
        start_seconds = self.computer.start_seconds
        metered = energy_between(self._samples, start_seconds, start_seconds + seconds)
        latest_seconds = self._samples[-1].time_seconds - start_seconds if self._samples else 0.0
        return TruthRecord(
            seconds=seconds,
            true_joules=self.truth.joules(0.0, min(max(latest_seconds, 0.0), seconds)),
            metered_joules=None if metered is None else metered.energy_joules,
            interval=None,
            steps=self._steps(seconds),
            finished=False,
        )

    def _steps(self, seconds: float) -> tuple[Step, ...]:
        origin = self.computer.start_seconds
        steps = []
        for before, after in pairwise(self._samples):
            begin, end = before.time_seconds - origin, after.time_seconds - origin
            if end <= begin or not 0.0 < (begin + end) / 2.0 < seconds:
                continue  # a sliver of a step would show a power that is not of this time
            watts = (after.energy_joules - before.energy_joules) / (end - begin)
            steps.append(
                Step(
                    max(begin, 0.0),
                    min(end, seconds),
                    watts if is_metered(before, after) else None,
                    after.gap,
                )
            )
        return tuple(steps)

    def _interval(self) -> Interval | None:
        """Return the energy with its interval, exactly as for a training."""
        routes = self.sampler.active_routes()
        start_seconds = self.computer.start_seconds
        window = Window(start_seconds, start_seconds + self._seconds)
        samples = {route.key: self._samples for route in routes}
        energy = run_energy(samples, routes, [window], {}, 1)
        return None if energy is None else energy.gross


def _events(
    incident: str, seconds: float
) -> list[tuple[float, Callable[[EmulatedPowercap], None]]]:
    """Return what is done to the counters, when."""
    middle = seconds / 2.0
    if incident == "restart":
        return [(middle, EmulatedPowercap.restart_counters)]
    if incident == "errors":
        half = min(_ERROR_SECONDS, middle) / 2.0
        return [
            (middle - half, EmulatedPowercap.fail),
            (middle + half, EmulatedPowercap.recover),
        ]
    return []
