"""A training carried out: its steps sent as they come, with the pauses asked on the way."""

import time
from queue import SimpleQueue
from typing import TYPE_CHECKING

from equilibre.worker.attempt import attempt
from equilibre.worker.errand import Errand
from equilibre.worker.messages import (
    Command,
    Do,
    Finished,
    Multiply,
    OneStep,
    Pause,
    Paused,
    Repeated,
    Resume,
    Resumed,
    Started,
    Stepped,
    Stop,
    Train,
)
from equilibre.worker.outbox import Outbox

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

REPEATED_PERIOD_SECONDS = 1 / 10


class TrainingRun:
    """One Train command carried out, with the pauses and steps asked on the way."""

    def __init__(self, order: Train, commands: "SimpleQueue[Command]", outbox: Outbox) -> None:
        self._order = order
        self._commands = commands
        self._outbox = outbox
        self._clock = _Clock()
        self._waiting = order.paused
        self._single = False  # wait again after one epoch
        self._more = 0  # single epochs asked in haste, for after the one under way
        self._stopped = False
        self.next: Command | None = None  # what ended this run for another one, if anything
        self.training: Training | None = None  # the one under way, then the last one
        self._repeats = 0
        self._told_seconds = 0.0  # when the number of repeats was last sent
        self._evaluation_seconds = 0.0

    def do(self) -> None:
        """Train and tell how far it is, to the end."""
        from equilibre.learning.catalogue import family
        from equilibre.learning.engine import Training, prepared
        from equilibre.learning.errors import Diverged
        from equilibre.learning.gpu import find_gpu

        order = self._order
        self.training = training = prepared(
            order.dataset, family(order.family), order.settings, order.seed, order.computed_on
        )
        data = training.dataset
        if order.computed_on == "gpu":
            find_gpu()  # its libraries take seconds to load, which are no training
        self._outbox.post(
            Started(
                order.run,
                self._clock.start(),
                training.parameters,
                len(data.training_target),
                len(data.test_target),
            )
        )
        diverged = False
        try:
            while self._once(training) and self._clock.wall_seconds < order.minimum_seconds:
                self._tell_repeats()
                self.training = training = Training(
                    data, training.family, order.settings, order.seed, order.computed_on
                )
        except Diverged:
            diverged = True
        now = self._clock.stop()
        if self._stopped and self._repeats:
            self._outbox.post(Repeated(order.run, now, self._repeats))
        self._outbox.post(
            Finished(
                run=order.run,
                time_seconds=now,
                repeats=self._repeats,
                stopped=self._stopped,
                diverged=diverged,
                active_seconds=self._clock.wall_seconds,
                processor_seconds=self._clock.processor_seconds,
                evaluation_seconds=self._evaluation_seconds,
            )
        )

    def _once(self, training: "Training") -> bool:
        """Do one whole training; return False when it was ended before its end."""
        first = self._repeats == 0
        try:
            for step in training.work():
                if step is not None and first:
                    self._outbox.post(Stepped(self._order.run, step))
                self._outbox.send_what_is_due()
                over = training.over and self._clock.wall_seconds >= self._order.minimum_seconds
                if not over and not self._may_go_on(epoch_is_over=step is not None):
                    return False
        finally:
            self._evaluation_seconds += training.evaluation_seconds
        self._repeats += 1
        return True

    def _may_go_on(self, epoch_is_over: bool) -> bool:
        """Obey what came meanwhile, wait if asked to; return False to end the run."""
        if self._single and epoch_is_over:
            self._single, self._waiting = False, True
        handed: Command | None = None  # came during a task
        while self._waiting or handed is not None or not self._commands.empty():
            if self._waiting and self._clock.running:
                self._outbox.post(Paused(self._order.run, self._clock.stop()))
            if self._waiting and self._more:
                self._more, self._waiting, self._single = self._more - 1, False, True
                break
            command, handed = handed or self._commands.get(), None
            match command:
                case Pause():
                    self._waiting, self._single, self._more = True, False, 0
                case Resume():
                    self._waiting, self._single, self._more = False, False, 0
                case OneStep() if self._single:
                    self._more += 1
                case OneStep():
                    self._waiting, self._single = False, True
                case Stop():
                    self._stopped = True
                    return False
                case Do():
                    handed = self._done_between_epochs(command)
                case Train() | Multiply():
                    self._stopped, self.next = True, command
                    return False
        if not self._clock.running:
            self._outbox.post(Resumed(self._order.run, self._clock.start()))
        return True

    def _done_between_epochs(self, order: Do) -> Command | None:
        """Carry a task out, in no account of the training; return the command that ended it."""
        if self._clock.running:
            self._outbox.post(Paused(self._order.run, self._clock.stop()))
        errand = Errand(order, self._commands, self._outbox.post, self.training)
        attempt(errand, order.run, self._outbox.post)
        return errand.next

    def _tell_repeats(self) -> None:
        now = time.monotonic()
        if now - self._told_seconds >= REPEATED_PERIOD_SECONDS:
            self._outbox.post(Repeated(self._order.run, now, self._repeats))
            self._told_seconds = now


class _Clock:
    """Seconds of activity, on the wall and of the processor; stops during pauses."""

    def __init__(self) -> None:
        self.running = False
        self._wall_seconds = 0.0
        self._processor_seconds = 0.0

    def start(self) -> float:
        """Count from now on; return now."""
        now = time.monotonic()
        self._wall_seconds -= now
        self._processor_seconds -= time.process_time()
        self.running = True
        return now

    def stop(self) -> float:
        """Count no more; return now."""
        now = time.monotonic()
        if self.running:
            self._wall_seconds += now
            self._processor_seconds += time.process_time()
            self.running = False
        return now

    @property
    def wall_seconds(self) -> float:
        return self._wall_seconds + (time.monotonic() if self.running else 0.0)

    @property
    def processor_seconds(self) -> float:
        return self._processor_seconds + (time.process_time() if self.running else 0.0)
