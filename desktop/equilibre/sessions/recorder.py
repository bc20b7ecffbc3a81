"""One run from its first idle second to its record: who heard what, when."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from equilibre import __version__
from equilibre.learning.catalogue import family
from equilibre.learning.dataset import card
from equilibre.learning.step import Step
from equilibre.meter.attribution import ProcessorTimes, Shares, shares_of
from equilibre.meter.curve import IdleLevels, Window, length
from equilibre.meter.energy import run_energy
from equilibre.meter.reading import Route, Sample
from equilibre.meter.repeats import Mark, spread_of_run
from equilibre.sessions.heard import Heard, rounded
from equilibre.sessions.machine import this_machine
from equilibre.sessions.run import PowerCurve, Run, RunEnergy
from equilibre.worker.messages import (
    Finished,
    Paused,
    Repeated,
    Reply,
    Resumed,
    Started,
    Stepped,
    Train,
)

IDLE_SECONDS = 3.0
"""How long the computer is listened to before a training."""
IDLE_AFTER_SECONDS = 3.0
"""How long the computer is listened to after a training."""
_CALMING_SECONDS = 0.5  # at the end of a run the window draws it, and the processor slows down


class Recorder:
    """Puts the replies of the training process and the samples of the meter on one time axis."""

    def __init__(self, request: Train, country: str, begun_seconds: float) -> None:
        self.key = uuid.uuid4().hex  # of the run
        self.request = request
        self.country = country
        self.begun_seconds = begun_seconds  # monotonic; the idle seconds start here
        self.idle_end_seconds: float | None = None
        self.started: Started | None = None
        self.finished: Finished | None = None
        self.first_training_end: float | None = None
        self.repeats = 0
        self.disturbed = False  # another Équilibre measured meanwhile
        self.rest_end_seconds: float | None = None  # of the idle seconds after the run
        self._marks: list[Mark] = []  # when so many trainings were whole
        self.steps: list[Step] = []  # monotonic times
        self._windows: list[Window] = []
        self._open: float | None = None  # start of the window under way
        self._heard: dict[str, Heard] = {}  # by route
        self._routes: dict[str, Route] = {}
        self._relative: list[Step] = []  # the steps on the axis of ``_relative_origin``
        self._relative_origin: float | None = None
        self._since: ProcessorTimes | None = None  # at the start of the window under way
        self._stretches: list[tuple[ProcessorTimes, ProcessorTimes]] = []

    # -- hearing ---------------------------------------------------------------------------

    def hear_samples(self, samples: Sequence[Sample]) -> None:
        """Take the samples of the meter, of any route."""
        for sample in samples:
            self._heard.setdefault(sample.route, Heard()).hear(sample, self._borders)

    @property
    def _borders(self) -> list[float]:
        """The times when something began or ended, in order."""
        known = (self.begun_seconds, self.idle_end_seconds, self._open, self.first_training_end)
        windows = (time for one in self._windows for time in (one.start_seconds, one.end_seconds))
        return sorted(time for time in (*known, *windows) if time is not None)

    def hear_routes(self, routes: Sequence[Route]) -> None:
        """Take who the routes are, as they say now."""
        self._routes.update((route.key, route) for route in routes)

    def end_idle(self, now_seconds: float) -> None:
        """Mark the end of the idle seconds: the training process is asked to start."""
        self.idle_end_seconds = now_seconds

    def end_rest(self, now_seconds: float) -> None:
        """Mark the end of the idle seconds after the run."""
        self.rest_end_seconds = now_seconds

    def hear(self, reply: Reply, times: ProcessorTimes | None = None) -> None:
        """Take a reply of the training process to this run, and the processor's times at it."""
        match reply:
            case Started():
                self.started = reply
                self._begin(reply.time_seconds, times)
            case Stepped(step=step):
                self.steps.append(step)
            case Paused(time_seconds=time):
                self._close(time, times)
            case Resumed(time_seconds=time):
                if self._open is None:
                    self._begin(time, times)
            case Repeated(count=count):
                self._end_first()
                if count > self.repeats:
                    self._marks.append(Mark(reply.time_seconds, count))
                self.repeats = count
            case Finished(time_seconds=time):
                if reply.repeats > 1:
                    self._end_first()
                self._close(time, times)
                self.repeats = reply.repeats
                self.finished = reply
                # Said at the stop itself: a training was under way since the last whole one.
                self._marks = [one for one in self._marks if one.time_seconds < time]
                if not reply.stopped:
                    self._marks.append(Mark(time, reply.repeats))
            case _:
                pass

    def _end_first(self) -> None:
        if self.first_training_end is None and self.steps:
            self.first_training_end = self.steps[-1].time_seconds

    def _begin(self, time_seconds: float, times: ProcessorTimes | None) -> None:
        self._open = time_seconds
        self._since = times

    def _close(self, time_seconds: float, times: ProcessorTimes | None) -> None:
        if self._open is not None:
            self._windows.append(Window(self._open, max(time_seconds, self._open)))
            self._open = None
        if self._since is not None and times is not None:
            self._stretches.append((self._since, times))
            self._since = None

    def hear_of_others(self) -> None:
        """Hear that another Équilibre measures on this computer: its work is counted here, too."""
        self.disturbed = True

    def cut(self, time_seconds: float) -> Finished:
        """End at *time_seconds* a run whose own end nobody heard: what it learned holds."""
        seconds = self.active_seconds(time_seconds)
        run, repeats = self.request.run, self.repeats
        finished = Finished(run, time_seconds, repeats, True, False, seconds, 0.0, None)
        self.hear(finished)
        return finished

    def drop(self) -> None:
        """Hear that this run is kept, or will not be asked for any more."""

    # -- telling ---------------------------------------------------------------------------

    @property
    def origin_seconds(self) -> float:
        """The monotonic time shown as zero: the start of the first epoch, known or expected."""
        return self.started.time_seconds if self.started else self.begun_seconds + IDLE_SECONDS

    @property
    def last_epoch(self) -> int:
        """The number of epochs of the training asked for, if nothing ends it before."""
        request = self.request
        return family(request.family).last_epoch(card(request.dataset), request.settings)

    @property
    def routes(self) -> tuple[str, ...]:
        """The keys of the routes that said something during this run."""
        return tuple(self._heard)

    def windows(self, now_seconds: float) -> tuple[Window, ...]:
        """Return the times spent training until *now_seconds*, pauses left out (monotonic)."""
        if self._open is None:
            return tuple(self._windows)
        return (*self._windows, Window(self._open, max(now_seconds, self._open)))

    def _counted(self, now_seconds: float) -> tuple[tuple[Window, ...], int]:
        """Return the windows of whole trainings and their number; 0: of the first, unfinished."""
        windows = self.windows(now_seconds)
        over = self.finished is not None and not self.finished.stopped
        if over or not self.repeats or not self._marks:
            return windows, self.repeats
        end = self._marks[-1].time_seconds
        whole = (
            Window(one.start_seconds, min(one.end_seconds, end))
            for one in windows
            if one.start_seconds < end
        )
        return tuple(whole), self._marks[-1].count

    def active_seconds(self, now_seconds: float) -> float:
        """Return how long the model trained until *now_seconds*, pauses left out."""
        return length(self.windows(now_seconds))

    def idle(self, route: str) -> IdleLevels:
        """Return the idle levels of *route* before and after the run, as far as they are known."""
        before = after = None
        if self.idle_end_seconds is not None:
            before = (self.begun_seconds, self.idle_end_seconds)
        if self.finished is not None and self.rest_end_seconds is not None:
            after = (self.finished.time_seconds + _CALMING_SECONDS, self.rest_end_seconds)
        return self._heard.get(route, Heard()).idle(before, after)

    def shares(self) -> Shares | None:
        """Return who worked while the model trained, None where it is not known."""
        ends = [time for stretch in self._stretches for time in stretch]
        if any(one.training_seconds is None for one in ends):
            return None  # a training process that is gone did not work for nothing
        return shares_of(self._stretches)

    def energy(self, routes: Sequence[Route], now_seconds: float) -> RunEnergy | None:
        """Return the energy of one training until *now_seconds*; None where none was metered."""
        if self.started is None:
            return None
        self.hear_routes(routes)
        windows, repeats = self._counted(now_seconds)
        samples = {key: heard.samples for key, heard in self._heard.items()}
        account = run_energy(
            samples,
            routes,
            windows,
            idle={route.key: self.idle(route.key) for route in routes},
            repeats=repeats,
            shares=self.shares(),
        )
        if account is None:
            return None
        account = replace(account, disturbed=self.disturbed)
        if self.finished is None:
            return account
        between = spread_of_run(samples, routes, windows, self._marks)
        return replace(account, spread=between)

    def power(self) -> tuple[PowerCurve, ...]:
        """Return the power of each device, from the first idle second on."""
        curves = [self._curve(key, heard) for key, heard in self._heard.items()]
        told = (curve for curve in curves if curve.points)
        return tuple(sorted(told, key=lambda curve: curve.device))

    def _curve(self, key: str, heard: Heard) -> PowerCurve:
        idle, route, first = self.idle(key), self._routes.get(key), heard.samples[0]
        return PowerCurve(
            first.device,
            key,
            first.kind,
            rounded(idle.before.power_watts) if idle.before else None,
            heard.points(self.begun_seconds, self.origin_seconds),
            relative_uncertainty=route.relative_uncertainty if route else 0.0,
            factor=route.factor if route else 1.0,
            idle_after_watts=rounded(idle.after.power_watts) if idle.after else None,
            covers=route.covers if route else (),
            around=route.around if route else False,
        )

    def relative_steps(self) -> tuple[Step, ...]:
        """Return the steps with their times counted from the start of the first epoch."""
        origin = self.origin_seconds
        if origin != self._relative_origin:
            self._relative_origin, self._relative = origin, []
        for step in self.steps[len(self._relative) :]:
            self._relative.append(replace(step, time_seconds=step.time_seconds - origin))
        return tuple(self._relative)

    def relative_windows(self, now_seconds: float) -> tuple[tuple[float, float], ...]:
        """Return the times spent training, counted from the start of the first epoch."""
        origin = self.origin_seconds
        return tuple(
            (one.start_seconds - origin, one.end_seconds - origin)
            for one in self.windows(now_seconds)
        )

    def run(self, name: str, routes: Sequence[Route]) -> Run:
        """Return the record of the finished run. At least one step must have been heard."""
        finished, last = self.finished, self.steps[-1]
        assert finished is not None
        request = self.request
        description = card(request.dataset)
        model = family(request.family)
        windows, repeats = self._counted(finished.time_seconds)
        active_seconds = length(windows)
        return Run(
            key=self.key,
            name=name,
            created=datetime.now().astimezone().isoformat(timespec="seconds"),
            dataset=request.dataset,
            family=request.family,
            settings=dict(request.settings),
            seed=request.seed,
            task=description.task,
            parameters=model.parameters(description, request.settings),
            epochs=last.epoch,
            training_score=last.training_score,
            test_score=last.test_score,
            seconds=active_seconds / max(1, repeats),
            repeats=repeats,
            stopped=finished.stopped and finished.repeats == 0,
            diverged=finished.diverged,
            energy=self.energy(routes, finished.time_seconds),
            country=self.country,
            machine=this_machine(),
            version=__version__,
            steps=self.relative_steps(),
            power=self.power(),
            windows=self.relative_windows(finished.time_seconds),
            evaluation_seconds=_evaluation_seconds(finished, active_seconds / max(1, repeats)),
            computed_on=request.computed_on,
        )


def _evaluation_seconds(finished: Finished, seconds: float) -> float | None:
    """Return how long one training of *seconds* looked at its accuracy; None: unknown."""
    if finished.evaluation_seconds is None or not finished.active_seconds > 0:
        return None
    return seconds * min(1.0, finished.evaluation_seconds / finished.active_seconds)


def is_border(reply: Reply) -> bool:
    """Return whether *reply* begins or ends a time spent training."""
    return isinstance(reply, Started | Paused | Resumed | Finished)
