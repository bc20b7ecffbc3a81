"""What one route said during a run, and its power on the time axis of the run."""

from collections.abc import Sequence

from equilibre.meter.curve import Idle, IdleLevels, idle_level
from equilibre.meter.history import History
from equilibre.meter.reading import Sample
from equilibre.sessions.run import PowerPoint
from equilibre.sessions.thinning import thinned

# Ten minutes at ten a second: a chart draws some hundreds of them, and they are thinned in less
# time than anybody sees.
MOST_SAMPLES = 6_000

Span = tuple[float, float]  # from when to when, in seconds of the monotonic clock


class Heard:
    """The samples of one route: all of a run of some minutes, fewer and fewer of a longer one.

    A run of eight hours takes no more memory and no more time than one of half an hour.
    """

    def __init__(self) -> None:
        self.samples = History()
        self._most = MOST_SAMPLES
        self._points: list[PowerPoint] = []
        self._drawn = 0  # samples that became points
        self._axis: tuple[float, float] | None = None  # of the points
        self._levels: dict[Span, Idle | None] = {}  # of times that are over

    def hear(self, sample: Sample, borders: Sequence[float]) -> None:
        """Take the next sample; around *borders*, times in order, every one is kept."""
        self.samples.append(sample)
        if len(self.samples) > self._most:
            self.samples = History(thinned(self.samples, [*borders, sample.time_seconds]))
            # Where little could go, it is not tried again at once.
            self._most = max(MOST_SAMPLES, 2 * len(self.samples))
            self._axis = None

    def idle(
        self, before: tuple[float, float] | None, after: tuple[float, float] | None
    ) -> IdleLevels:
        """Return the levels within the times *before* and *after* the run; None: not yet known."""
        return IdleLevels(
            *(None if span is None else self._level(span) for span in (before, after))
        )

    def _level(self, span: tuple[float, float]) -> Idle | None:
        if span in self._levels:
            return self._levels[span]
        level = idle_level(self.samples, *span)
        if self.samples and self.samples[-1].time_seconds >= span[1]:
            self._levels[span] = level  # nothing more will be said of it
        return level

    def points(self, begun_seconds: float, origin_seconds: float) -> tuple[PowerPoint, ...]:
        """Return the power from *begun_seconds* on, along an axis whose zero is the origin."""
        if self._axis != (begun_seconds, origin_seconds):
            self._axis = (begun_seconds, origin_seconds)
            self._points, self._drawn = [], 0
        for sample in self.samples[self._drawn :]:
            if sample.time_seconds >= begun_seconds:
                self._points.append(_point(sample, origin_seconds))
        self._drawn = len(self.samples)
        return tuple(self._points)


def _point(sample: Sample, origin_seconds: float) -> PowerPoint:
    watts = None if sample.gap else sample.power_watts
    return PowerPoint(
        round(sample.time_seconds - origin_seconds, 4),
        None if watts is None else rounded(watts),
        rounded(sample.energy_joules),
    )


def rounded(value: float) -> float:
    """Return *value* to a tenth of a milliwatt or millijoule: a tenth of what a sensor tells."""
    return round(value, 4)
