"""What an experiment is, and what it finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Literal

from equilibre.learning.control import Control, Settings
from equilibre.records import dataclass

# Names and sentences are English, marked with N_, and translated when shown.


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a picture."""

    name: str
    unit: str = (
        ""  # a symbol, translated when shown; "%" for shares, which are 0 to 1 in the points
    )
    logarithmic: bool = False
    energy: bool = False  # joules of the points (CPU seconds where no energy was metered)
    less_is_better: bool = False  # upward, for the Pareto front: an error


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together: a line, or a cloud."""

    key: str
    name: str
    joined: bool = True  # by a line, in the order of x
    family: str = ""  # the family of models whose colour and shape it takes


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart of an experiment."""

    key: str
    name: str  # says what the picture shows; the unit stands in it
    kind: Literal["curves", "bars", "icicle"]
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    pareto: bool = False  # a line through the points that none beats on both axes
    again: str = ""  # the picture whose points it shows once more, on its own axes
    short: str = ""  # on the small button that chooses it, two words at most; empty: its name


@dataclass(frozen=True, slots=True)
class Point:
    """One thing tried: where it stands in a picture, and what it took.

    A later point of the same place takes the place of an earlier one: the same thing with one more
    trial, whose CPU time is that of all its trials.
    """

    picture: str
    series: str
    x: float  # on an axis of energy: ignored, the joules stand there
    y: float
    processor_seconds: float = 0.0  # CPU time of all its trials; 0 where another point counts it
    low: float | None = None  # bounds of y between repeats; None for one trial
    high: float | None = None
    trials: int = 1  # repeats that y is the mean or the median of
    done: float = 0.0  # of what the axis of energy counts, in the CPU time; 0: the trials
    values: tuple[float, ...] = ()  # y of each trial, in an order that is the same for all points
    name: str = ""  # of a bar or of a fit, where its series says too little
    group: str = ""  # of an icicle: what the fit belongs to
    kept: bool = False  # outlined: the one that is kept in the end
    elsewhere: bool = False  # computed by another computer, whose energy is not metered here
    lens: float | None = None  # stop of the lens that it belongs to; None: to all of them
    figures: Mapping[str, float] = field(default_factory=dict)  # for ``read`` and the table

    @property
    def place(self) -> tuple[object, ...]:
        """What tells it from the other points of an experiment."""
        return (self.picture, self.series, self.x, self.group, self.name, self.lens)

    @property
    def trial_seconds(self) -> float:
        """CPU time of one trial, or of one of what was ``done``.

        It stands on an axis of energy where none was metered.
        """
        return self.processor_seconds / (self.done or self.trials)


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known so far: the points, and the energy of the whole."""

    settings: Settings
    points: tuple[Point, ...]  # one for each place, though more are given
    complete: bool  # nothing was left out, by a stop or for want of time
    energy_joules: float | None = None  # of the whole while it ran; None: not metered
    spent_seconds: float = 0.0  # CPU time of the whole, loading and looking too; 0: not known yet

    def __post_init__(self) -> None:
        """Keep the last point of each place."""
        last = {point.place: point for point in self.points}
        object.__setattr__(self, "points", tuple(last.values()))

    @property
    def processor_seconds(self) -> float:
        """CPU time of all points, on this computer."""
        return sum(point.processor_seconds for point in self.points if not point.elsewhere)

    def joules(self, point: Point) -> float | None:
        """Return the energy of one trial of *point*, None if unknown or counted by another one."""
        if point.elsewhere or point.processor_seconds <= 0:
            return None
        return self.joules_of(point.trial_seconds)

    def joules_of(self, seconds: float) -> float | None:
        """Return the energy of so much CPU time of this computer, None if unknown.

        It is the energy of the whole, shared out by CPU time.
        """
        whole = max(self.spent_seconds, self.processor_seconds)
        if self.energy_joules is None or whole <= 0:
            return None
        return self.energy_joules * seconds / whole

    def of(self, picture: str, series: str = "") -> tuple[Point, ...]:
        """Return the points of a picture, or of one series of it, in the order of x."""
        found = (
            point
            for point in self.points
            if point.picture == picture and (not series or point.series == series)
        )
        return tuple(sorted(found, key=lambda point: point.x))


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the student says before running, and what it is compared with."""

    question: str
    choices: tuple[str, ...] = ()  # one of them; empty: a number
    stops: tuple[float, ...] = ()  # of a number, in order
    form: Literal["choice", "times", "joules", "percent", "count"] = "choice"
    truth: Callable[[Findings], float | None] = lambda findings: None
    """The number found, or the position of the right choice; None: not known (yet)."""


COMMAND = "command"
"""The key of an entry that is a command: measured by itself, as the command “measure” does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something typed in, such as the address of a scheduler; empty at first."""

    key: str
    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Request:
    """What to conduct: the choices of the student."""

    settings: Settings
    seed: int = 42
    dataset: str = ""  # one of those of the experiment; empty: it needs none, or the first
    entries: Mapping[str, str] = field(default_factory=dict)


def _nothing(findings: Findings) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Experiment:
    """A guided screen: predict, run, read."""

    key: str
    name: str
    question: str  # what one wants to know, in one sentence
    explanation: str  # how it is done: the data, the models, the repeats; two sentences at most
    predictions: tuple[Prediction, ...]
    pictures: tuple[Picture, ...]  # the first leads
    conduct: Callable[[Request], Iterator[Point]]
    """Yields points as they come, coarse before fine: any first part of them can be read. Runs in
    the training process; between two points it can be stopped. Raises LearningError."""
    count: Callable[[Request], int]
    """How many points a whole run has."""
    read: Callable[[Findings], tuple[str, ...]] = _nothing
    """Sentences in the user's language, each made from the points; what is not conclusive says so.
    Any first part of the points must do, none included."""
    controls: tuple[Control, ...] = ()  # another stop needs another run
    lens: Control | None = None  # another stop shows other points of the same run
    datasets: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    seconds: float = 30.0  # about how long a whole run takes on two old cores
    sources: tuple[str, ...] = ()  # whose experiment it is: paper, place

    def defaults(self) -> dict[str, float]:
        """Return the first choice of every control."""
        return {control.key: control.default for control in self.controls}
