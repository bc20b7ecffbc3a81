"""One experiment from its first idle second to its record: its points, and what they took."""

from collections.abc import Sequence
from datetime import datetime

from equilibre import __version__
from equilibre.learning.experiments.conduct import Ended
from equilibre.learning.experiments.experiment import Findings, Point, Request
from equilibre.meter.attribution import ProcessorTimes, shares_of
from equilibre.meter.curve import IdleLevels, Window, idle_level
from equilibre.meter.energy import RunEnergy, run_energy
from equilibre.meter.reading import Route, Sample, Status
from equilibre.records import dataclass
from equilibre.sessions.machine import Machine, this_machine

_CALMING_SECONDS = 0.5  # at the end the window draws, and the processor slows down


@dataclass(frozen=True, slots=True)
class ExperimentRecord:
    """One experiment conducted, and what was predicted before."""

    experiment: str
    created: str  # ISO 8601, local time with offset
    dataset: str
    settings: dict[str, float]
    seed: int
    entries: dict[str, str]
    points: tuple[Point, ...]
    complete: bool  # False: stopped, or the time allowed was over
    seconds: float
    processor_seconds: float  # of the whole, loading the data included
    energy: RunEnergy | None  # of the whole; None: nothing was metered
    machine: Machine
    version: str
    predictions: tuple[float | None, ...] = ()  # a number, or the position of a choice
    found: tuple[float | None, ...] = ()  # the same, by the points
    sentences: tuple[str, ...] = ()  # what the points say, in the language in use

    @property
    def findings(self) -> Findings:
        """What the experiment reads its sentences from."""
        joules = self.energy.gross.value if self.energy else None
        return Findings(self.settings, self.points, self.complete, joules, self.processor_seconds)


class ExperimentRecorder:
    """Puts what the training process tells and the samples of the meter on one time axis."""

    def __init__(self, key: str, request: Request, begun_seconds: float) -> None:
        """Begin to listen to the computer at rest at *begun_seconds* (monotonic)."""
        self.key = key
        self.request = request
        self.begun_seconds = begun_seconds
        self.told = 0  # points heard, those that refine an earlier one included
        self.complete = False
        self.start_seconds: float | None = None  # of the work itself
        self.end_seconds: float | None = None
        self._points: dict[tuple[object, ...], Point] = {}
        self._idle_end_seconds: float | None = None
        self._rest_end_seconds: float | None = None
        self._processor_seconds = 0.0
        self._samples: dict[str, list[Sample]] = {}
        self._stretch: list[ProcessorTimes] = []

    # -- hearing ---------------------------------------------------------------------------

    def hear_samples(self, samples: Sequence[Sample]) -> None:
        """Take the samples of the meter, of any route."""
        for sample in samples:
            self._samples.setdefault(sample.route, []).append(sample)

    def end_idle(self, now_seconds: float) -> None:
        """Mark the end of the idle seconds: the experiment is asked for."""
        self._idle_end_seconds = now_seconds

    def begin(self, time_seconds: float, times: ProcessorTimes) -> None:
        """Mark the beginning of the work, with the processor's *times*."""
        self.start_seconds = time_seconds
        self._stretch = [times]

    def tell(self, outcome: Point | Ended) -> None:
        """Take what the training process says."""
        if isinstance(outcome, Ended):
            self.complete = outcome.complete
        else:
            self.told += 1
            self._points[outcome.place] = outcome

    def end(
        self, time_seconds: float, processor_seconds: float, times: ProcessorTimes | None
    ) -> None:
        """Mark the end of the work."""
        self.end_seconds = time_seconds
        self._processor_seconds = processor_seconds
        if times is not None:
            self._stretch.append(times)

    def end_rest(self, now_seconds: float) -> None:
        """Mark the end of the idle seconds after the work."""
        self._rest_end_seconds = now_seconds

    # -- telling ---------------------------------------------------------------------------

    @property
    def rested(self) -> bool:
        """Whether the idle seconds after the work are over."""
        return self._rest_end_seconds is not None

    @property
    def points(self) -> tuple[Point, ...]:
        """The points so far, one for each place."""
        return tuple(self._points.values())

    def heard_until(self, routes: Sequence[Route], time_seconds: float) -> bool:
        """Return whether every answering route that spoke has told all up to *time_seconds*."""
        last = [
            self._samples[route.key][-1].time_seconds
            for route in routes
            if route.key in self._samples and route.status is Status.AVAILABLE and not route.around
        ]
        return all(time >= time_seconds for time in last)

    def energy(self, routes: Sequence[Route], now_seconds: float) -> RunEnergy | None:
        """Return the energy of the whole until *now_seconds*; None where none was metered."""
        if self.start_seconds is None:
            return None
        end = now_seconds if self.end_seconds is None else self.end_seconds
        used = [
            route
            for route in routes
            if route.key in self._samples or (route.around and route.status is Status.WAITING)
        ]
        return run_energy(
            self._samples,
            used,
            [Window(self.start_seconds, max(end, self.start_seconds))],
            idle={route.key: self._idle(route.key) for route in used},
            repeats=1,
            shares=shares_of([(self._stretch[0], self._stretch[1])])
            if len(self._stretch) > 1
            and all(times.training_seconds is not None for times in self._stretch)
            else None,
        )

    def _idle(self, route: str) -> IdleLevels:
        samples = self._samples.get(route, [])
        before = after = None
        if self._idle_end_seconds is not None:
            before = idle_level(samples, self.begun_seconds, self._idle_end_seconds)
        if self.end_seconds is not None and self._rest_end_seconds is not None:
            calm_seconds = self.end_seconds + _CALMING_SECONDS
            after = idle_level(samples, calm_seconds, self._rest_end_seconds)
        return IdleLevels(before, after)

    def record(self, routes: Sequence[Route], now_seconds: float) -> ExperimentRecord:
        """Return what is known so far."""
        begin = now_seconds if self.start_seconds is None else self.start_seconds
        end = now_seconds if self.end_seconds is None else self.end_seconds
        return ExperimentRecord(
            experiment=self.key,
            created=datetime.now().astimezone().isoformat(timespec="seconds"),
            dataset=self.request.dataset,
            settings=dict(self.request.settings),
            seed=self.request.seed,
            entries=dict(self.request.entries),
            points=self.points,
            complete=self.complete,
            seconds=max(0.0, end - begin),
            processor_seconds=self._processor_seconds,
            energy=self.energy(routes, now_seconds),
            machine=this_machine(),
            version=__version__,
        )
