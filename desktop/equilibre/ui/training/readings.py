"""The readings of the run shown: heard while it lasts, settled and amended after its end."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from equilibre import numbers
from equilibre.meter.attribution import ProcessorTimes, shares
from equilibre.meter.reading import Route, Sample, Status
from equilibre.sessions.recorder import IDLE_AFTER_SECONDS, IDLE_SECONDS, Recorder
from equilibre.sessions.run import Run, RunEnergy
from equilibre.texts import _
from equilibre.ui.board import Notice
from equilibre.ui.training.board import TrainingBoard
from equilibre.ui.training.state import Phase

_SETTLE_SECONDS = 1.0  # a sensor that says nothing for so long after a run is not waited for
_BUSY_SHARE = 0.25  # of the processor used by others while listening to the idle computer


class Meter(Protocol):
    """What a presenter needs of the sampler."""

    def routes(self) -> tuple[Route, ...]: ...
    def active_routes(self) -> tuple[Route, ...]: ...
    def read_now(self) -> object: ...


class Readings:
    """Hands what the meter reads to the recorder of the run shown, and says what it came to."""

    def __init__(self, meter: Meter, board: TrainingBoard, clock: Callable[[], float]) -> None:
        self._meter = meter
        self._board = board
        self._clock = clock
        self.recorder: Recorder | None = None
        self._last: dict[str, Sample] = {}
        self._at_rest_before: ProcessorTimes | None = None
        self._lost: set[str] = set()
        self._told_lost: Notice | None = None
        self._awaited_seconds: float | None = None  # readings up to then will amend the run
        self._resting = False  # after the run, the computer is listened to at rest

    @property
    def resting(self) -> bool:
        """Whether readings after the end of the run are still to come."""
        return self._resting or self._awaited_seconds is not None

    # -- a run from beginning to end -------------------------------------------------------

    def begin(self, recorder: Recorder) -> None:
        """Listen to the computer before a training, and to that run from now on."""
        self._meter.read_now()
        self.follow(recorder)

    def follow(self, recorder: Recorder | None) -> None:
        """Listen for *recorder* alone, or for none: an earlier run is amended no more."""
        self.let_go()
        self.recorder = recorder
        self._awaited_seconds, self._resting = None, False

    def let_go(self) -> None:
        """Have the run shown, if any, not be there at the next start, unless it is kept."""
        if self.recorder is not None:
            self.recorder.drop()

    def rest(self, times: ProcessorTimes) -> None:
        """Begin to listen to the idle computer, with the processor's *times*."""
        self._at_rest_before = times

    def end_idle(self, times: ProcessorTimes) -> None:
        """End the idle seconds before the training, and warn where others were at work."""
        self._meter.read_now()
        if self.recorder is not None:
            self.recorder.hear_routes(self.routes())
            self.recorder.end_idle(self._clock())
        if self._at_rest_before is not None:
            self._warn_if_others_are_busy(self._at_rest_before, times)

    def end(self) -> None:
        """End the run, whose last readings are still to come; then the computer is at rest."""
        self._meter.read_now()
        if self.recorder is not None and self.recorder.finished is not None:
            self._awaited_seconds = self.recorder.finished.time_seconds
            self._resting = True

    def tick(self, others_at_work: bool) -> None:
        """End the idle seconds after the run when it is time, or when others begin to work."""
        recorder = self.recorder
        if not self._resting or recorder is None or recorder.finished is None:
            return
        now = self._clock()
        if others_at_work:
            self._resting = False
        elif now >= recorder.finished.time_seconds + IDLE_AFTER_SECONDS:
            self._meter.read_now()
            recorder.end_rest(now)
            self._awaited_seconds, self._resting = now, False

    def hear(self, samples: Sequence[Sample], running: bool) -> bool:
        """Take what the meter read; return whether a finished run is to be amended."""
        for sample in samples:
            self._last[sample.route] = sample
        if self.recorder is None:
            return False
        if running or self._resting or self._awaited_seconds is not None:
            self.recorder.hear_samples(samples)
        return not running and self._settled(self.recorder)

    def _settled(self, recorder: Recorder) -> bool:
        """Return, once, whether every sensor has said all that is awaited."""
        awaited = self._awaited_seconds
        if awaited is None:
            return False
        answering = [
            route.key
            for route in self.routes()
            if route.status is Status.AVAILABLE and not route.around
        ]
        heard = [self._last[key].time_seconds for key in answering if key in recorder.routes]
        if any(time < awaited for time in heard) and self._clock() < awaited + _SETTLE_SECONDS:
            return False
        self._awaited_seconds = None
        return True

    def amended(self, run: Run) -> Run:
        """Return *run* with the readings that came after its end."""
        recorder = self.recorder
        if recorder is None or recorder.finished is None:
            return run
        energy = recorder.energy(self.routes(), recorder.finished.time_seconds)
        return replace(run, energy=energy, power=recorder.power())

    def progress(self, phase: Phase) -> float:
        """Return how far the phase under way is, from 0 to 1."""
        recorder, now = self.recorder, self._clock()
        if recorder is None:
            return 0.0
        if phase is Phase.IDLE:
            done = (now - recorder.begun_seconds) / IDLE_SECONDS
        elif phase is Phase.REPEATING:
            done = recorder.active_seconds(now) / max(recorder.request.minimum_seconds, 0.1)
        else:
            epoch = recorder.steps[-1].epoch if recorder.steps else 0
            done = epoch / max(1, recorder.last_epoch)
        return min(1.0, done)

    # -- what it came to -------------------------------------------------------------------

    def routes(self) -> tuple[Route, ...]:
        """Return the routes that metered the run, those lost on the way too."""
        said = self.recorder.routes if self.recorder is not None else ()
        return tuple(
            route
            for route in self._meter.routes()
            if route.key in said
            or (route.key in self._last and route.status is not Status.ABSENT)
            or (route.around and route.status is Status.WAITING)
        )

    def energy(self) -> RunEnergy | None:
        """Return the energy of the run under way so far; None where there is none."""
        if self.recorder is None or self.recorder.started is None:
            return None
        return self.recorder.energy(self.routes(), self._clock())

    def power(self) -> list[tuple[Route, float | None]]:
        """Return the parts in use that ever spoke, and their power now; None: no answer."""
        return [
            (route, self._last[route.key].power_watts if _answers(route) else None)
            for route in self._meter.active_routes()
            if route.key in self._last
        ]

    def idle_watts(self) -> float | None:
        """Return the idle level before the run under way, of the parts that speak now."""
        if self.recorder is None:
            return None
        answering = [route.key for route, watts in self.power() if watts is not None]
        levels = [self.recorder.idle(key).before for key in answering]
        known = [level.power_watts for level in levels if level is not None]
        return sum(known) if known and len(known) == len(levels) else None

    # -- warnings --------------------------------------------------------------------------

    def warn_of_lost_sensors(self) -> None:
        """Say once that a sensor no longer answers; its curve has a hole, never a zero.

        What is said is taken back when it answers again: it would be wrong from then on.
        """
        lost = {one.key: one for one in self._meter.routes() if one.status is Status.LOST}
        if self._lost and not lost and self._board.state.notice == self._told_lost:
            self._board.notify(None)
        for key, route in lost.items():
            if key not in self._lost:
                self._tell_lost(route)
        self._lost = set(lost)

    def _tell_lost(self, route: Route) -> None:
        self._board.notify(
            lambda: Notice(
                route.reason or _("{name} no longer answers.").format(name=route.name),
                "warning",
                "sensors",
                _("Why?"),
            )
        )
        self._told_lost = self._board.state.notice

    def _warn_if_others_are_busy(self, before: ProcessorTimes, after: ProcessorTimes) -> None:
        parts = shares(before, after)
        if parts is None:
            return
        seconds = max(after.time_seconds - before.time_seconds, 1e-3)
        cores = os.cpu_count() or 1
        share = parts.rest * (after.busy_seconds - before.busy_seconds) / seconds / cores
        if share > _BUSY_SHARE:
            self._board.notify(
                lambda: Notice(
                    _(
                        "Other programs use {share} of the processor: the idle line is not "
                        "stable. Close them and measure again to be sure."
                    ).format(share=numbers.percent(share, 0)),
                    "warning",
                )
            )


def _answers(route: Route) -> bool:
    return route.status is Status.AVAILABLE
