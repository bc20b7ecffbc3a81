"""What the dialogue of the calibration shows."""

from enum import StrEnum

from equilibre.records import dataclass

BATTERY = "battery"
PLUG = "plug"


class Page(StrEnum):
    """Which of its three pages is in front."""

    CHOICE = "choice"
    COURSE = "course"
    RESULT = "result"


class Typing(StrEnum):
    """Which reading of the plug meter is waited for."""

    NOTHING = ""
    IDLE = "idle"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Way:
    """Something to calibrate against."""

    key: str
    text: str
    reason: str = ""  # why it cannot be used now; empty when it can

    @property
    def possible(self) -> bool:
        """Whether it can be used now."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the course to come."""

    name: str
    seconds: float
    loaded: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """The power seen so far, and where the phases began."""

    points: tuple[tuple[float, float], ...] = ()  # seconds since the start, watts
    borders: tuple[float, ...] = ()  # seconds since the start
    seconds: float = 1.0  # of the whole course, as far as is known


@dataclass(frozen=True, slots=True)
class Course:
    """How far a calibration under way has come."""

    steps: tuple[str, ...]
    step: int  # of the one under way; one less than 0 before the first
    instruction: str
    left: str  # how long it still takes
    progress: float  # 0 to 1
    power: str  # now; empty where no sensor reads anything
    power_source: str
    trace: Trace
    takes_typing: bool  # whether readings of a plug meter are typed in at all
    typing: Typing = Typing.NOTHING

    @property
    def metered(self) -> bool:
        """Whether a sensor reads something meanwhile."""
        return bool(self.power_source)


@dataclass(frozen=True, slots=True)
class Found:
    """One power that was found, with its interval."""

    title: str
    value: str
    interval: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calibration found."""

    found: tuple[Found, ...]
    narrowed: str  # the band before and after
    account: str  # when, against what, within which boundary
    trace: Trace = Trace()  # the power seen; empty where no sensor read anything


@dataclass(frozen=True, slots=True)
class CalibrationState:
    """The whole dialogue."""

    page: Page
    ways: tuple[Way, ...]
    way: str
    stages: tuple[Stage, ...] = ()  # of the way chosen
    existing: str = ""  # what is kept now; empty when nothing is
    problem: str = ""  # a sentence: why nothing begins, or why there is no result
    good: bool = False  # the sentence tells of a success
    course: Course | None = None
    outcome: Outcome | None = None

    @property
    def can_start(self) -> bool:
        """Whether the way chosen can be gone now."""
        return any(way.key == self.way and way.possible for way in self.ways)
