"""What the dialogue of the sensors shows: one record for each card."""

from enum import StrEnum

from equilibre.meter.reading import Boundary, Kind
from equilibre.records import dataclass


class Mark(StrEnum):
    """The shape beside the word for the state of a route."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    WAITING = "waiting"
    ABSENT = "absent"
    RESERVED = "reserved"
    LOST = "lost"


class Help(StrEnum):
    """What the button of a card does."""

    NONE = ""
    COPY = "copy"  # the first commands of the remedy
    CALIBRATE = "calibrate"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a remedy: a sentence to read, or commands to type."""

    text: str
    commands: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a computer is inside the figure of a route."""

    boundary: Boundary
    parts: tuple[str, ...]  # keys of devices
    kind: Kind
    text: str
    metered: bool = True  # now; else the drawing is an outline


@dataclass(frozen=True, slots=True)
class SensorCard:
    """One route to the energy of this computer, in words."""

    key: str
    name: str
    mark: Mark
    state: str
    reach: Reach
    scope: str
    read: bool = False  # so that there is, or will be, a power
    power: str = ""
    interval: str = ""
    facts: str = ""  # how often it is renewed, its unit, how sure it is
    use: str = ""  # whether its energy is counted, and why not
    reason: str = ""
    remedy: tuple[Passage, ...] = ()
    help: Help = Help.NONE

    @property
    def brief(self) -> bool:
        """Whether there is so little to say that the card is a small one."""
        return self.mark is Mark.ABSENT

    @property
    def spoken(self) -> str:
        """The whole card for a screen reader."""
        texts = (self.name, self.state, self.power, self.interval, self.reach.text, self.scope)
        rest = (self.facts, self.use, self.reason, *(one.text for one in self.remedy))
        return ". ".join(text.rstrip(".") for text in (*texts, *rest) if text)

    @property
    def commands(self) -> str:
        """What the button copies: the first commands of the remedy."""
        return next((one.text for one in self.remedy if one.commands), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole dialogue."""

    cards: tuple[SensorCard, ...]
    elsewhere: str  # how many routes other systems have
    elsewhere_names: str
    cost: str  # what reading the sensors takes
