"""Everything that the room of the experiments shows."""

from enum import StrEnum

from equilibre.records import dataclass
from equilibre.ui.board import Choice, Notice
from equilibre.ui.training.experiments.drawing import Drawing
from equilibre.ui.training.state import Card


class Phase(StrEnum):
    """What the room is doing."""

    READY = "ready"
    IDLE = "idle"  # listening to the computer at rest
    RUNNING = "running"

    @property
    def busy(self) -> bool:
        """Whether an experiment is under way."""
        return self is not Phase.READY


@dataclass(frozen=True, slots=True)
class Guess:
    """A prediction to make: one of some choices, or a stop of a slider."""

    question: str
    choices: tuple[str, ...]
    is_number: bool
    answer: int | None  # position among the choices; None: nothing said yet


@dataclass(frozen=True, slots=True)
class Gap:
    """A prediction against what was found: in words, and as two places on a scale of ratios."""

    text: str
    question: str = ""
    said: float | None = None  # 0 to 1; None where it is no number
    found: float | None = None


@dataclass(frozen=True, slots=True)
class Knob:
    """A slider over a few stops."""

    key: str
    name: str
    explanation: str
    texts: tuple[str, ...]
    index: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A field to type into."""

    key: str
    name: str
    explanation: str
    text: str
    is_command: bool = False  # it can be measured by itself


@dataclass(frozen=True, slots=True)
class ExperimentsState:
    """What the view draws; it never computes."""

    experiments: tuple[Choice, ...] = ()
    key: str = ""
    question: str = ""
    explanation: str = ""
    sources: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    asked: int = 0  # which of them is asked now
    knobs: tuple[Knob, ...] = ()
    datasets: tuple[Choice, ...] = ()
    dataset: str = ""
    typed: tuple[Typed, ...] = ()
    seed: int | None = None  # None: not shown at this level
    phase: Phase = Phase.READY
    start_text: str = ""
    status: str = ""
    progress: float = 0.0  # 0 to 1
    pictures: tuple[Choice, ...] = ()
    picture_names: tuple[str, ...] = ()  # in whole
    picture: str = ""
    drawing: Drawing | None = None
    lens: Knob | None = None
    sentences: tuple[str, ...] = ()  # what the points say
    gaps: tuple[Gap, ...] = ()  # each prediction against what was found
    command: tuple[str, ...] = ()  # what a command of the student's own used
    energy: Card | None = None
    account: tuple[str, ...] = ()  # of the energy, in paragraphs
    hint: str = ""  # what to do here, where there is nothing to read yet
    can_save: bool = False
    notice: Notice | None = None
