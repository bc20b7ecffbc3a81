"""One run from its first idle second to its record: who heard what, when."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from equilibre import __version__
from equilibre.learning.catalogue import family
from equilibre.learning.dataset import card
from equilibre.learning.step import Step
from equilibre.meter.curve import Idle, IdleLevels, Window, idle_level
from equilibre.meter.energy import run_energy
from equilibre.meter.reading import Route, Sample
from equilibre.sessions.machine import this_machine
from equilibre.sessions.run import PowerCurve, PowerPoint, Run, RunEnergy
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


class Recorder:
    """Puts the replies of the training process and the samples of the meter on one time axis."""

    def __init__(self, request: Train, country: str, begun_seconds: float) -> None:
        self.request = request
        self.country = country
        self.begun_seconds = begun_seconds  # monotonic; the idle seconds start here
        self.idle_end_seconds: float | None = None
        self.started: Started | None = None
        self.finished: Finished | None = None
        self.first_training_end: float | None = None
        self.repeats = 0
        self._whole: list[Repeated] = []  # the last two times when so many trainings were whole
        self.steps: list[Step] = []  # monotonic times
        self._windows: list[Window] = []
        self._open: float | None = None  # start of the window under way
        self._samples: dict[str, list[Sample]] = {}

    # -- hearing ---------------------------------------------------------------------------

    def hear_samples(self, samples: Sequence[Sample]) -> None:
        """Take the samples of the meter, of any route."""
        for sample in samples:
            self._samples.setdefault(sample.route, []).append(sample)

    def end_idle(self, now_seconds: float) -> None:
        """Mark the end of the idle seconds: the training process is asked to start."""
        self.idle_end_seconds = now_seconds

    def hear(self, reply: Reply) -> None:
        """Take a reply of the training process to this run."""
        match reply:
            case Started():
                self.started = reply
                self._open = reply.time_seconds
            case Stepped(step=step):
                self.steps.append(step)
            case Paused(time_seconds=time):
                self._close(time)
            case Resumed(time_seconds=time):
                if self._open is None:
                    self._open = time
            case Repeated(count=count):
                self._end_first()
                if count > self.repeats:
                    self._whole = [*self._whole[-1:], reply]
                self.repeats = count
            case Finished(time_seconds=time):
                if reply.repeats > 1:
                    self._end_first()
                self._close(time)
                self.repeats = reply.repeats
                self.finished = reply
                # Said at the stop itself: a training was under way since the last whole one.
                self._whole = [one for one in self._whole if one.time_seconds < time]
            case _:
                pass

    def _end_first(self) -> None:
        if self.first_training_end is None and self.steps:
            self.first_training_end = self.steps[-1].time_seconds

    def _close(self, time_seconds: float) -> None:
        if self._open is not None:
            self._windows.append(Window(self._open, max(time_seconds, self._open)))
            self._open = None

    # -- telling ---------------------------------------------------------------------------

    @property
    def origin_seconds(self) -> float:
        """The monotonic time shown as zero: the start of the first epoch, known or expected."""
        return self.started.time_seconds if self.started else self.begun_seconds + IDLE_SECONDS

    @property
    def routes(self) -> tuple[str, ...]:
        """The keys of the routes that said something during this run."""
        return tuple(self._samples)

    def windows(self, now_seconds: float) -> tuple[Window, ...]:
        """Return the times spent training until *now_seconds*, pauses left out (monotonic)."""
        if self._open is None:
            return tuple(self._windows)
        return (*self._windows, Window(self._open, max(now_seconds, self._open)))

    def _counted(self, now_seconds: float) -> tuple[tuple[Window, ...], int]:
        """Return the windows of whole trainings and their number; 0: of the first, unfinished."""
        windows = self.windows(now_seconds)
        over = self.finished is not None and not self.finished.stopped
        if over or not self.repeats or not self._whole:
            return windows, self.repeats
        end = self._whole[-1].time_seconds
        whole = (
            Window(one.start_seconds, min(one.end_seconds, end))
            for one in windows
            if one.start_seconds < end
        )
        return tuple(whole), self._whole[-1].count

    def active_seconds(self, now_seconds: float) -> float:
        """Return how long the model trained until *now_seconds*, pauses left out."""
        return sum(one.end_seconds - one.start_seconds for one in self.windows(now_seconds))

    def idle(self, route: str) -> Idle | None:
        """Return the idle level of *route*, or None where it is not known."""
        end = self.idle_end_seconds
        if end is None:
            return None
        return idle_level(self._samples.get(route, []), self.begun_seconds, end)

    def energy(self, routes: Sequence[Route], now_seconds: float) -> RunEnergy | None:
        """Return the energy of one training until *now_seconds*; None where none was metered."""
        if self.started is None:
            return None
        windows, repeats = self._counted(now_seconds)
        metered = run_energy(
            self._samples,
            routes,
            windows,
            idle={route.key: IdleLevels(self.idle(route.key)) for route in routes},
            repeats=repeats,
        )
        if metered is None:
            return None
        return RunEnergy(
            metered.gross,
            metered.marginal,
            metered.kind,
            metered.source,
            metered.metered_share,
            metered.unmetered,
        )

    def power(self) -> tuple[PowerCurve, ...]:
        """Return the power of each device, from the first idle second on."""
        curves = []
        for key, samples in self._samples.items():
            points: list[PowerPoint] = []
            for sample in samples:
                if sample.time_seconds < self.begun_seconds:
                    continue
                points.append(
                    PowerPoint(
                        sample.time_seconds - self.origin_seconds,
                        None if sample.gap else sample.power_watts,
                    )
                )
            if points:
                idle = self.idle(key)
                curves.append(
                    PowerCurve(
                        samples[0].device,
                        key,
                        samples[0].kind,
                        idle.power_watts if idle else None,
                        tuple(points),
                    )
                )
        return tuple(sorted(curves, key=lambda curve: curve.device))

    def relative_steps(self) -> tuple[Step, ...]:
        """Return the steps with their times counted from the start of the first epoch."""
        origin = self.origin_seconds
        return tuple(replace(step, time_seconds=step.time_seconds - origin) for step in self.steps)

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
        active_seconds = sum(one.end_seconds - one.start_seconds for one in windows)
        return Run(
            key=uuid.uuid4().hex,
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
        )
