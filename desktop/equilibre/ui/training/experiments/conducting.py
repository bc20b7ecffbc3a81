"""The experiment under way: the computer at rest, the work, the rest again."""

import math
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from equilibre.learning.experiments.conduct import Conduct
from equilibre.learning.experiments.experiment import Request
from equilibre.meter.attribution import ProcessorTimes
from equilibre.meter.reading import Route, Sample
from equilibre.sessions.experiment_record import ExperimentRecord, ExperimentRecorder
from equilibre.sessions.recorder import IDLE_AFTER_SECONDS, IDLE_SECONDS
from equilibre.ui.errand import Errand
from equilibre.ui.training.experiments.state import Phase
from equilibre.worker.messages import Begun, Command, Done, Reply

_SETTLE_SECONDS = 1.0  # a sensor that says nothing for so long is not waited for


class Meter(Protocol):
    """What is needed of the sampler."""

    def routes(self) -> tuple[Route, ...]: ...
    def read_now(self) -> object: ...


class Conducting:
    """Sends one experiment at a time and follows it; knows no screen and no words."""

    def __init__(
        self,
        send: Callable[[Command], None],
        meter: Meter,
        clock: Callable[[], float],
        others_at_work: Callable[[], bool],
        times: Callable[[], ProcessorTimes],
    ) -> None:
        """Prepare; *times* are the processor's, now."""
        self._errand = Errand(send, self._told, self._done, self._failed, self._begun)
        self._meter = meter
        self._clock = clock
        self._others_at_work = others_at_work
        self._times = times
        self._resting = False
        self._idle_seconds = IDLE_SECONDS  # before the experiment under way
        self._budget_seconds = math.inf  # for its work
        self.phase = Phase.READY
        self.recorder: ExperimentRecorder | None = None
        self.problem = ""  # a sentence, where the last one ended by an error
        self.stopped = False  # by the student
        self.news = False  # points came since somebody looked

    @property
    def resting(self) -> bool:
        """Whether the computer is still listened to after the work."""
        return self._resting

    @property
    def has_points(self) -> bool:
        """Whether the experiment under way has found something."""
        return self.recorder is not None and self.recorder.told > 0

    def begin(
        self,
        key: str,
        request: Request,
        idle_seconds: float = IDLE_SECONDS,
        budget_seconds: float = math.inf,
    ) -> None:
        """Listen to the idle computer for *idle_seconds*, then conduct the experiment *key*.

        After *budget_seconds* of work the point under way is the last.
        """
        self._idle_seconds, self._budget_seconds = idle_seconds, budget_seconds
        self._meter.read_now()
        self.recorder = ExperimentRecorder(key, request, self._clock())
        self.phase, self.problem = Phase.IDLE, ""
        self.stopped = self._resting = False

    def stop(self) -> None:
        """End the experiment and keep its points so far."""
        self.stopped = True
        if self.phase is Phase.IDLE:
            self.phase, self.recorder = Phase.READY, None
        elif self.phase is Phase.RUNNING:
            self._errand.stop()

    def record(self) -> ExperimentRecord | None:
        """Return what is known of the experiment under way or just over."""
        if self.recorder is None:
            return None
        return self.recorder.record(self._meter.routes(), self._clock())

    def elapsed_seconds(self) -> float:
        """Return how long the work has lasted."""
        start = self.recorder.start_seconds if self.recorder else None
        return 0.0 if start is None else max(0.0, self._clock() - start)

    # -- hearing ---------------------------------------------------------------------------

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what was measured and said."""
        if self.recorder is not None:
            self.recorder.hear_samples(samples)
        self._errand.hear(replies)

    def tick(self) -> None:
        """Do what is due; called many times a second."""
        recorder, now = self.recorder, self._clock()
        if recorder is None:
            return
        if self.phase is Phase.IDLE:
            if self._others_at_work():  # the computer is not at rest yet
                recorder.begun_seconds = now
            elif now - recorder.begun_seconds >= self._idle_seconds:
                self._meter.read_now()
                recorder.end_idle(now)
                self.phase = Phase.RUNNING
                self._errand.start(Conduct(recorder.key, recorder.request, self._budget_seconds))
        elif self._resting and recorder.end_seconds is not None:
            self._rest(recorder, recorder.end_seconds, now)

    def _rest(self, recorder: ExperimentRecorder, end_seconds: float, now: float) -> None:
        """End the idle seconds after the work when it is time, or when others begin."""
        due = end_seconds + IDLE_AFTER_SECONDS
        if self._others_at_work() and now < due:
            self._resting = False
        elif now >= due:
            if not recorder.rested:
                self._meter.read_now()
                recorder.end_rest(now)
            heard = recorder.heard_until(self._meter.routes(), due)
            self._resting = not heard and now < due + _SETTLE_SECONDS
        self.news = self.news or not self._resting

    def _begun(self, begun: Begun) -> None:
        if self.recorder is not None:
            self.recorder.begin(begun.time_seconds, self._times())

    def _told(self, outcome: Any) -> None:
        if self.recorder is not None:
            self.recorder.tell(outcome)
            self.news = True

    def _done(self, done: Done) -> None:
        if self.recorder is not None:
            self._meter.read_now()
            self.recorder.end(done.time_seconds, done.processor_seconds, self._times())
        self._end()

    def _failed(self, reason: str) -> None:
        self.problem = reason
        if self.recorder is not None:
            self.recorder.end(self._clock(), 0.0, None)
        self._end()

    def _end(self) -> None:
        self.phase = Phase.READY
        self._resting = self.recorder is not None and self.recorder.start_seconds is not None
        self.news = True
