"""How far a picture looks ahead, and how its time is written; knows no screen."""

from equilibre import numbers
from equilibre.records import dataclass
from equilibre.texts import N_, _
from equilibre.ui.growth.use.scales import round_steps
from equilibre.ui.plots.tick import Tick

DAY = 86_400.0
YEAR = 365.25 * DAY

_UNITS = (
    (120.0, 1.0, N_("seconds")),
    (7_200.0, 60.0, N_("minutes")),
    (2 * DAY, 3_600.0, N_("hours")),
    (2 * YEAR, DAY, N_("days")),
    (float("inf"), YEAR, N_("years")),
)
_STOPS = (
    *(1.0, 3.0, 10.0, 30.0, 100.0),
    *(minutes * 60 for minutes in (5, 15, 60)),
    *(hours * 3_600 for hours in (4, 12, 40)),
    *(days * DAY for days in (5, 15, 50, 150, 500)),
    *(years * YEAR for years in (4, 12, 40, 100)),
)
LONGEST = _STOPS[-1]
_AIR = 1.2  # what is looked for stands before the end


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time from zero, in the unit that suits it."""

    seconds: float

    @property
    def unit(self) -> str:
        return _(next(name for limit, _size, name in _UNITS if self.seconds <= limit))

    def write(self, seconds: float) -> str:
        """Write a time in the unit of the span: "5.4 days"."""
        size = next(size for limit, size, _name in _UNITS if self.seconds <= limit)
        return numbers.with_unit(numbers.significant(seconds / size, 2), self.unit)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Round times along it, as shares."""
        size = next(size for limit, size, _name in _UNITS if self.seconds <= limit)
        top = self.seconds / size
        steps = round_steps(top)
        decimals = 0 if all(step == int(step) for step in steps) else 1
        return tuple(Tick(step / top, numbers.decimal(step, decimals)) for step in steps)


def span_to(seconds: float) -> Span:
    """Return the shortest span that shows something at *seconds*, at most a century."""
    return Span(next((stop for stop in _STOPS if stop >= seconds * _AIR), LONGEST))
