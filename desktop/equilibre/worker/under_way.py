"""What the window's end knows of the run under way."""

import time

from equilibre.records import dataclass
from equilibre.worker.messages import (
    Begun,
    Do,
    Done,
    Finished,
    Multiplied,
    Multiply,
    Order,
    Paused,
    Repeated,
    Reply,
    Resumed,
    Started,
)

STOP_SECONDS = 0.35  # granted to a polite stop; the kill that follows takes some 20 ms


@dataclass(slots=True)
class UnderWay:
    """What is known of the run under way, to report it if its process must be killed."""

    order: Order
    paused: bool = False
    repeats: int = 0
    active_seconds: float = 0.0  # of the stretches that are over
    since_seconds: float | None = None  # when the stretch under way began
    processor_seconds: float = 0.0  # of the process, when the run began
    deadline_seconds: float | None = None  # of the stop that was asked

    @property
    def run(self) -> int:
        return self.order.run

    def note(self, reply: Reply) -> None:
        match reply:
            case Started(time_seconds=now) | Resumed(time_seconds=now) | Begun(time_seconds=now):
                self.since_seconds, self.paused = now, False
            case Paused(time_seconds=now):
                self.paused = True
                if self.since_seconds is not None:
                    self.active_seconds += now - self.since_seconds
                    self.since_seconds = None
            case Repeated(count=count):
                self.repeats = count

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self.deadline_seconds is not None

    def ask_to_stop(self) -> None:
        """Set until when the process may stop by itself, the first time that it is asked."""
        if self.deadline_seconds is None:
            self.deadline_seconds = time.monotonic() + STOP_SECONDS

    def too_late(self) -> bool:
        """Whether the process had its time to stop and did not."""
        return self.deadline_seconds is not None and time.monotonic() >= self.deadline_seconds

    def stopped(self, processor_seconds: float) -> Finished | Multiplied | Done:
        """Return the end of a run that could not report its own."""
        now = time.monotonic()
        used = max(0.0, processor_seconds - self.processor_seconds)
        if isinstance(self.order, Do):
            return Done(self.run, now, used, stopped=True)
        if isinstance(self.order, Multiply):
            return Multiplied(self.run, now, now, 0.0, 0, 0.0, stopped=True)
        since = now if self.since_seconds is None else self.since_seconds
        return Finished(
            run=self.run,
            time_seconds=now,
            repeats=self.repeats,
            stopped=True,
            diverged=False,
            active_seconds=self.active_seconds + now - since,
            processor_seconds=used,
            evaluation_seconds=None,  # only the process knew
        )
