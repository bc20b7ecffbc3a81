"""What the window and the training process say to each other."""

from dataclasses import field
from itertools import count
from typing import Any

from equilibre.learning.step import Step
from equilibre.learning.task import Task
from equilibre.records import dataclass

# Every time is time.monotonic(), which all processes of one computer share.

_numbers = count(1)


def new_run() -> int:
    """Return a number that no other run of this program has, whoever asks for it."""
    return next(_numbers)


@dataclass(frozen=True, slots=True)
class Train:
    """Train one model, and repeat the same training until ``minimum_seconds`` were spent in it."""

    run: int  # echoed in every reply: replies to an older run can be told apart
    dataset: str
    family: str
    settings: dict[str, float] = field(default_factory=dict)
    seed: int = 0
    minimum_seconds: float = 0.0  # of active training, all repeats together
    paused: bool = False  # wait for Resume or OneStep before the first epoch
    computed_on: str = "cpu"  # or "gpu", where there is one


@dataclass(frozen=True, slots=True)
class Multiply:
    """Multiply matrices on every core for so long: the fastest that this computer computes."""

    run: int
    seconds: float = 1.0
    size: int = 512  # rows and columns; one product of a slow core lasts some 30 ms
    threads: int | None = None  # None: one for each physical core


@dataclass(frozen=True, slots=True)
class Do:
    """Carry a task out: read a file, look at what was learned, conduct an experiment."""

    run: int
    task: Task


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait after the epoch under way."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on."""


@dataclass(frozen=True, slots=True)
class OneStep:
    """Train one epoch, then wait again."""


@dataclass(frozen=True, slots=True)
class Stop:
    """End the run under way and keep what it has."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has imported what it needs and waits for work."""

    process: int


@dataclass(frozen=True, slots=True)
class Started:
    """The data are loaded and the training itself begins."""

    run: int
    time_seconds: float
    parameters: int
    training_rows: int
    test_rows: int


@dataclass(frozen=True, slots=True)
class Stepped:
    """One epoch of the first training is done."""

    run: int
    step: Step


@dataclass(frozen=True, slots=True)
class Paused:
    """The process waits; what follows is not training."""

    run: int
    time_seconds: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """The process trains again."""

    run: int
    time_seconds: float


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same training was done once more (``count`` times in all), at most 10 times a second."""

    run: int
    time_seconds: float
    count: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is over; the last Step holds its result."""

    run: int
    time_seconds: float
    repeats: int  # whole trainings done, 1 or more; 0 when the first was stopped half-way
    stopped: bool  # the user ended it
    diverged: bool  # the loss is no longer a number
    active_seconds: float  # spent training, all repeats together, pauses left out
    processor_seconds: float  # CPU time of this process over the same
    evaluation_seconds: float | None  # of active_seconds, looking at the accuracy; None: unknown


@dataclass(frozen=True, slots=True)
class Multiplied:
    """The products are done, or were stopped before their time."""

    run: int
    start_seconds: float  # when all cores were warm and the counting began
    time_seconds: float
    operations: float  # floating-point, of all threads
    threads: int
    processor_seconds: float  # CPU time of this process over the same
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """A task begins: the process has heard of it."""

    run: int
    time_seconds: float


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome of a task; at most 30 bundles of them a second."""

    run: int
    outcome: Any


@dataclass(frozen=True, slots=True)
class Done:
    """The task is over, or was stopped before its end: its outcomes so far hold."""

    run: int
    time_seconds: float
    processor_seconds: float  # CPU time of this process from Begun to here
    stopped: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """The run ended by an error: a sentence for the user and the details for a report."""

    run: int
    reason: str
    details: str


@dataclass(frozen=True, slots=True)
class Died:
    """The process is gone, killed from outside or by a fault; another one takes its place."""

    run: int | None
    reason: str


Order = Train | Multiply | Do  # begins a run
Command = Order | Pause | Resume | OneStep | Stop
Reply = (
    Ready
    | Started
    | Stepped
    | Paused
    | Resumed
    | Repeated
    | Finished
    | Multiplied
    | Begun
    | Told
    | Done
    | Failed
    | Died
)
