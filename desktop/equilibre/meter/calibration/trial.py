"""Two minutes that tell how much this computer draws: at rest, then at full load."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from equilibre.meter.calibration.phases import Lengths, Phase, Timetable
from equilibre.meter.calibration.readings import Level, LoadRecord, phase_level
from equilibre.meter.calibration.record import Against, Calibration
from equilibre.meter.calibration.result import End, Refused, concluded, typed_problem
from equilibre.meter.calibration.words import (
    interrupted,
    not_at_rest,
    not_fully_busy,
    too_seldom,
)
from equilibre.meter.computer import Computer
from equilibre.meter.figures import figures
from equilibre.meter.reading import Kind, Route, Sample, Status
from equilibre.texts import _

__all__ = ["QUICK", "Against", "Calibration", "CalibrationTrial", "Lengths", "Phase", "references"]


QUICK = Lengths(20.0, 20.0)


def references(routes: Iterable[Route]) -> tuple[Route, ...]:
    """Return those of *routes* that a trial can be made against: the whole computer, now."""
    return tuple(route for route in routes if route.around and route.status is Status.AVAILABLE)


def today() -> datetime:
    """Return the time on this computer's calendar, with its offset."""
    return datetime.now().astimezone()


class CalibrationTrial:
    """The course of one calibration; told the time and what the sensors say, it decides.

    It runs no load itself: while ``needs_load`` is true, whoever leads it keeps every processor
    busy. It has no thread and no clock of its own; times are those of the samples (monotonic).
    """

    def __init__(
        self,
        computer: Computer,
        reference: Route | None,
        parts: Sequence[Route] = (),
        lengths: Lengths | None = None,
        calendar: Callable[[], datetime] = today,
    ) -> None:
        """Prepare a trial against *reference* (one of ``references``), or a plug meter if None.

        *parts* are the routes in use; those that measure are recorded beside.
        """
        self._computer = computer
        self._reference = reference
        self._parts = {route.key: route for route in parts if _measures(route)}
        self._lengths = lengths or Lengths()
        self._calendar = calendar
        self._samples: dict[str, list[Sample]] = {key: [] for key in self._parts}
        if reference is not None:
            self._samples[reference.key] = []
        self._load = LoadRecord(computer.logical_processors)
        self._begun_seconds = 0.0  # of the phase
        self._end_seconds = 0.0  # of the phase, as far as is known
        self._is_lengthened = False  # beyond what the timetable says
        self._now_seconds = 0.0
        self._progress = 0.0  # a phase that is lengthened does not take it back
        self._idle = End()
        self._full = End()
        self.phase = Phase.READY
        self.problem = ""  # a sentence: why it failed, or why a typed reading was not taken
        self.result: Calibration | None = None

    # What whoever leads it says.

    def start(self, now: float) -> None:
        """Begin to watch the computer at rest; once only."""
        if self.phase is Phase.READY:
            self._begin(Phase.IDLE, now)

    def hear_samples(self, samples: Iterable[Sample]) -> None:
        """Take what the sensors read; routes that are not asked for are passed over."""
        if self.phase is Phase.READY or self.phase.is_over:
            return
        for sample in samples:
            if sample.route in self._samples and math.isfinite(sample.energy_joules):
                self._samples[sample.route].append(sample)

    def hear_routes(self, routes: Iterable[Route]) -> None:
        """Take the present state of the routes: a charger that was plugged in ends the trial."""
        reference = self._reference
        if reference is None or self.phase.is_over:
            return
        for route in routes:
            if route.key == reference.key:
                self._reference = route
                if route.status is not Status.AVAILABLE:
                    self._fail(interrupted(route))
                elif route.refresh_seconds != reference.refresh_seconds:
                    self._adapt()

    def hear_load(self, busy_seconds: float, now: float) -> None:
        """Take how long all processors together had worked at *now* (``busy_seconds()``)."""
        if not self.phase.is_over:
            self._load.hear(busy_seconds, now)

    def type_idle(self, watts: float) -> None:
        """Take what the plug meter shows at rest; ``problem`` says why it was not taken."""
        if self.phase is not Phase.IDLE_READING:
            return
        self.problem = typed_problem(watts, self._idle)
        if not self.problem:
            self._idle.typed_watts = watts
            self._begin(Phase.LOADING, self._now_seconds)

    def type_full(self, watts: float) -> None:
        """Take what the plug meter shows at full load; ``problem`` says why it was not taken."""
        if self.phase is not Phase.FULL_READING:
            return
        self.problem = typed_problem(watts, self._full, self._idle)
        if not self.problem:
            self._full.typed_watts = watts
            self._conclude(None)

    def tick(self, now: float) -> None:
        """Take the time; several times a second."""
        self._now_seconds = max(self._now_seconds, now)
        whole_seconds = self._timetable.following_seconds(Phase.READY)
        self._progress = max(self._progress, 1.0 - self.seconds_left / whole_seconds)
        if self.phase is Phase.READY or self.phase.is_reading or self.phase.is_over:
            if self.phase.is_reading and now >= self._end_seconds:
                self._fail(_("No reading was typed in. Begin again, with the plug meter in view."))
            return
        if now < self._end_seconds:
            return
        match self.phase:
            case Phase.IDLE:
                self._end_idle(now)
            case Phase.LOADING:
                self._end_loading(now)
            case Phase.CHECKING:
                self._end_checking(now)

    def cancel(self) -> None:
        """End the trial without a result."""
        if not self.phase.is_over:
            self.phase = Phase.CANCELLED

    # What it says.

    @property
    def needs_load(self) -> bool:
        """Whether every processor has to be kept busy now."""
        return self.phase in (Phase.LOADING, Phase.FULL_READING)

    @property
    def load_seconds(self) -> float:
        """For how long a load has to be ordered: it is never needed longer."""
        return self._timetable.longest_seconds(Phase.LOADING) + self._timetable.reading_seconds

    @property
    def progress(self) -> float:
        """How much of the trial is done, 0 to 1; typing in takes no part of it."""
        return 1.0 if self.phase is Phase.DONE else self._progress

    @property
    def seconds_left(self) -> float:
        """How long the trial still takes, in seconds, the time to type left out."""
        if self.phase.is_over:
            return 0.0
        left_seconds = 0.0 if self.phase.is_reading else self.phase_seconds_left
        return left_seconds + self._timetable.following_seconds(self.phase)

    @property
    def phase_seconds_left(self) -> float:
        """How long the present phase still takes; while a reading is awaited, its time limit."""
        if self.phase is Phase.READY or self.phase.is_over:
            return 0.0
        return max(0.0, self._end_seconds - self._now_seconds)

    @property
    def watts_now(self) -> float | None:
        """The latest power of what is calibrated against; with a plug, of the metered parts."""
        keys = [self._reference.key] if self._reference else list(self._parts)
        latest = [self._samples[key][-1].power_watts for key in keys if self._samples[key]]
        known = [watts for watts in latest if watts is not None]
        return sum(known) if known else None

    # Its course.

    @property
    def _timetable(self) -> Timetable:
        reference = self._reference
        return Timetable(self._lengths, None if reference is None else reference.refresh_seconds)

    def _begin(self, phase: Phase, now: float) -> None:
        self.phase = phase
        self._now_seconds = max(self._now_seconds, now)
        self._begun_seconds = now
        self._is_lengthened = False
        self._end_seconds = now + self._timetable.length_seconds(phase)

    def _adapt(self) -> None:
        """Keep to the timetable of a sensor whose refresh was found to be another."""
        if self.phase in self._timetable.course and not self._is_lengthened:
            self._end_seconds = self._begun_seconds + self._timetable.length_seconds(self.phase)

    def _fail(self, problem: str) -> None:
        self.problem = problem
        self.phase = Phase.FAILED

    def _end_idle(self, now: float) -> None:
        if not self._take(self._idle, now):
            return
        most = figures("estimate")["calibration_most_idle_load"].value
        if self._idle.load > most:
            self._fail(not_at_rest(self._idle.load))
        else:
            self._begin(Phase.LOADING if self._reference else Phase.IDLE_READING, now)

    def _end_loading(self, now: float) -> None:
        if not self._take(self._full, now):
            return
        least = figures("estimate")["calibration_least_full_load"].value
        if self._full.load < least:
            self._fail(not_fully_busy(self._full.load))
        else:
            self._begin(Phase.CHECKING if self._reference else Phase.FULL_READING, now)

    def _end_checking(self, now: float) -> None:
        check = End()
        if self._take(check, now):
            self._conclude(check)

    def _take(self, end: End, now: float) -> bool:
        """Fill in what was read in the phase that ends; False when it goes on, or failed."""
        timetable = self._timetable
        start_seconds = max(
            self._begun_seconds + timetable.settling_seconds(self.phase),
            now - timetable.counted_seconds(self.phase),
        )
        if self._reference is not None:
            level = self._level(self._reference, start_seconds, now)
            is_enough = level is not None and level.seconds >= self._enough_seconds(self._reference)
            if not is_enough or not (self._is_steady(level) or self._is_too_long(now)):
                self._go_on(self._reference, now)
                return False
            end.whole = level
        load = self._load.between(start_seconds, now)
        if load is None:
            self._fail(
                _("The system does not say how busy the processor is: nothing can be calibrated.")
            )
            return False
        end.load = load
        found = {key: self._level(part, start_seconds, now) for key, part in self._parts.items()}
        end.parts = {key: level for key, level in found.items() if level is not None}
        return True

    def _level(self, route: Route, start_seconds: float, end_seconds: float) -> Level | None:
        return phase_level(
            self._samples[route.key], start_seconds, end_seconds, route.refresh_seconds
        )

    def _enough_seconds(self, reference: Route) -> float:
        """Return how long a level has to be metered; its last value may still be on its way."""
        return self._timetable.least_seconds - reference.refresh_seconds

    def _is_steady(self, level: Level | None) -> bool:
        """Return whether *level* neither rises nor falls: some batteries say a mean over minutes.

        The computer at rest again is waited for until it is where it was.
        """
        if level is None:
            return False
        assumed = figures("estimate")
        if self.phase is Phase.CHECKING:
            most_share = assumed["calibration_least_factor"].value - 1.0
            return abs(level.watts - self._idle.watts) <= most_share * self._idle.watts
        return abs(level.trend_watts) <= assumed["calibration_steady_share"].value * level.watts

    def _is_too_long(self, now: float) -> bool:
        return now - self._begun_seconds >= self._timetable.longest_seconds(self.phase)

    def _go_on(self, reference: Route, now: float) -> None:
        """Lengthen the phase: the sensor has said too little, or follows slowly."""
        longest_seconds = self._timetable.longest_seconds(self.phase)
        if self._is_too_long(now):
            self._fail(too_seldom(longest_seconds))
        else:
            self._is_lengthened = True
            more_seconds = max(1.0, reference.refresh_seconds)
            self._end_seconds = min(self._begun_seconds + longest_seconds, now + more_seconds)

    def _conclude(self, check: End | None) -> None:
        try:
            self.result = concluded(
                self._computer,
                self._reference,
                tuple(self._parts.values()),
                (self._idle, self._full, check),
                self._calendar().isoformat(timespec="seconds"),
            )
        except Refused as refused:
            self._fail(str(refused))
        else:
            self.phase = Phase.DONE


def _measures(route: Route) -> bool:
    return route.kind is Kind.MEASURED and not route.around and route.status is Status.AVAILABLE
