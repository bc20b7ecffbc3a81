"""Power curves whose energy is known exactly: the truth that a meter is held against."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from equilibre.records import dataclass
from equilibre.texts import N_


@dataclass(frozen=True, slots=True)
class KnownCurve:
    """A power that repeats for ever, straight between its corners; its energy has a closed form.

    The times of ``corners`` rise from 0 to the period. Two corners at one time are a step, and
    the power at that time is the later one.
    """

    key: str
    name: str  # marked for translation, translated when shown
    corners: tuple[tuple[float, float], ...]  # seconds, watts

    @property
    def period_seconds(self) -> float:
        """The time after which the curve repeats."""
        return self.corners[-1][0]

    @property
    def mean_watts(self) -> float:
        """The mean power over a period."""
        return self._joules_within(self.period_seconds) / self.period_seconds

    @property
    def highest_watts(self) -> float:
        """The highest power of the curve."""
        return max(watts for _seconds, watts in self.corners)

    def power(self, seconds: float) -> float:
        """Return the power at a time, in watts."""
        rest_seconds = seconds % self.period_seconds
        after = bisect_right(self.corners, rest_seconds, key=lambda corner: corner[0])
        if after == len(self.corners):  # the modulo of a tiny negative time is the whole period
            return self.corners[-1][1]
        (begin, first_watts), (end, last_watts) = self.corners[after - 1 : after + 1]
        return first_watts + (last_watts - first_watts) * (rest_seconds - begin) / (end - begin)

    def joules(self, start_seconds: float, end_seconds: float) -> float:
        """Return the energy between two times, exact but for the rounding of the sum."""
        return self._joules_until(end_seconds) - self._joules_until(start_seconds)

    def outline(self, start_seconds: float, end_seconds: float) -> list[tuple[float, float]]:
        """Return the corners between two times and its ends: the curve as a line to draw."""
        points = [(start_seconds, self.power(start_seconds))]
        cycle = start_seconds // self.period_seconds * self.period_seconds
        while cycle <= end_seconds:
            points.extend(
                (cycle + seconds, watts)
                for seconds, watts in self.corners
                if start_seconds < cycle + seconds <= end_seconds
            )
            cycle += self.period_seconds
        return [*points, (end_seconds, self.power(end_seconds))]

    def _joules_until(self, seconds: float) -> float:
        cycles, rest_seconds = divmod(seconds, self.period_seconds)
        return cycles * self._joules_within(self.period_seconds) + self._joules_within(rest_seconds)

    def _joules_within(self, seconds: float) -> float:
        """Return the energy from 0 to a time within the first period."""
        joules = 0.0
        for (begin, first_watts), (end, last_watts) in pairwise(self.corners):
            if begin >= seconds:
                break
            if end == begin:
                continue
            length_seconds = min(seconds, end) - begin
            slope = (last_watts - first_watts) / (end - begin)
            joules += (first_watts + slope * length_seconds / 2.0) * length_seconds
        return joules


def constant(watts: float, key: str = "constant", name: str = "") -> KnownCurve:
    """Return a power that never changes."""
    return KnownCurve(key, name, ((0.0, watts), (1.0, watts)))


def square(
    period_seconds: float,
    low_watts: float = 20.0,
    high_watts: float = 60.0,
    key: str = "square",
    name: str = "",
) -> KnownCurve:
    """Return a power that is high for half of each period; at 0 it has been so for a sixth."""
    fall, rise = period_seconds / 3.0, period_seconds * 5.0 / 6.0
    return KnownCurve(
        key,
        name,
        (
            (0.0, high_watts),
            (fall, high_watts),
            (fall, low_watts),
            (rise, low_watts),
            (rise, high_watts),
            (period_seconds, high_watts),
        ),
    )


def _by_key(curves: Sequence[KnownCurve]) -> dict[str, KnownCurve]:
    return {curve.key: curve for curve in curves}


CURVES: dict[str, KnownCurve] = _by_key(
    (
        constant(35.0, "constant", N_("Constant power")),
        square(0.1, key="square_100_ms", name=N_("Square wave of 0.1 s")),
        square(0.2, key="square_200_ms", name=N_("Square wave of 0.2 s")),
        square(0.5, key="square_500_ms", name=N_("Square wave of 0.5 s")),
        square(0.7, key="square_700_ms", name=N_("Square wave of 0.7 s")),
        square(1.0, key="square_1_s", name=N_("Square wave of 1 s")),
        square(2.0, key="square_2_s", name=N_("Square wave of 2 s")),
        KnownCurve("ramp", N_("Ramps of 4 s"), ((0.0, 10.0), (4.0, 60.0))),
        KnownCurve("triangle", N_("Up and down in 3 s"), ((0.0, 10.0), (1.5, 60.0), (3.0, 10.0))),
        KnownCurve(
            "sleeps",
            N_("Sleep with short bursts"),
            ((0.0, 4.0), (0.9, 4.0), (0.9, 65.0), (1.15, 65.0), (1.15, 4.0), (2.0, 4.0)),
        ),
    )
)
