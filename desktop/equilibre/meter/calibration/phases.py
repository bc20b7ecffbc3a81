"""The phases of a calibration, in their order, and how long each lasts."""

from enum import StrEnum

from equilibre.meter.figures import figures
from equilibre.records import dataclass


class Phase(StrEnum):
    """Where a trial stands."""

    READY = "ready"
    IDLE = "idle"
    IDLE_READING = "idle_reading"  # waits for the plug's reading to be typed in
    LOADING = "loading"
    FULL_READING = "full_reading"  # the same; the load goes on meanwhile
    CHECKING = "checking"  # at rest again: has the idle level changed?
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self in (Phase.DONE, Phase.FAILED, Phase.CANCELLED)

    @property
    def is_reading(self) -> bool:
        """Whether a reading of the plug meter is awaited."""
        return self in (Phase.IDLE_READING, Phase.FULL_READING)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the phases last at least; a sensor that speaks seldom lengthens them."""

    idle_seconds: float = 60.0
    full_seconds: float = 60.0

    @property
    def check_seconds(self) -> float:
        """How long the computer is watched at rest again."""
        return self.idle_seconds / 3.0


@dataclass(frozen=True, slots=True)
class Timetable:
    """The course of a trial; a sensor that renews its value slowly makes it longer."""

    lengths: Lengths
    refresh_seconds: float | None  # of what is calibrated against; None for a plug meter

    @property
    def course(self) -> tuple[Phase, ...]:
        """The phases that take a time of their own; waiting for a reading takes none."""
        if self.refresh_seconds is None:
            return (Phase.IDLE, Phase.LOADING)
        return (Phase.IDLE, Phase.LOADING, Phase.CHECKING)

    @property
    def least_seconds(self) -> float:
        """How long a level has to be metered: so many values of the sensor."""
        least = figures("estimate")["calibration_least_refreshes"].value
        return least * (self.refresh_seconds or 0.0)

    @property
    def reading_seconds(self) -> float:
        """How long a reading is awaited."""
        return figures("estimate")["calibration_reading_seconds"].value

    def longest_seconds(self, phase: Phase) -> float:
        """Return after how long *phase*, lengthened, is ended all the same."""
        assumed = figures("estimate")
        if phase is Phase.CHECKING:
            return assumed["calibration_longest_check_seconds"].value
        return assumed["calibration_longest_seconds"].value

    def settling_seconds(self, phase: Phase) -> float:
        """Return how long *phase* is not looked at, until fans, clocks and sensors follow."""
        settle_seconds = figures("estimate")["calibration_settle_seconds"].value
        return min(settle_seconds, self._asked_seconds(phase) / 4.0) + (self.refresh_seconds or 0)

    def counted_seconds(self, phase: Phase) -> float:
        """Return over how long, at the end of *phase*, a level is looked at."""
        return max(1.0, self.length_seconds(phase) - self.settling_seconds(phase))

    def length_seconds(self, phase: Phase) -> float:
        """Return how long *phase* is meant to last."""
        if phase.is_reading:
            return self.reading_seconds
        asked_seconds = self._asked_seconds(phase)
        if self.refresh_seconds is None:
            return asked_seconds
        needed_seconds = self.settling_seconds(phase) + self.least_seconds
        return min(self.longest_seconds(phase), max(asked_seconds, needed_seconds))

    def following_seconds(self, phase: Phase) -> float:
        """Return how long what comes after *phase* is meant to last; READY: all of it."""
        if phase is Phase.READY:
            return sum(map(self.length_seconds, self.course))
        timed = {Phase.IDLE_READING: Phase.IDLE, Phase.FULL_READING: Phase.LOADING}
        following = self.course[self.course.index(timed.get(phase, phase)) + 1 :]
        return sum(map(self.length_seconds, following))

    def _asked_seconds(self, phase: Phase) -> float:
        if phase is Phase.LOADING:
            return self.lengths.full_seconds
        return self.lengths.check_seconds if phase is Phase.CHECKING else self.lengths.idle_seconds
