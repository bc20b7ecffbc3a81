"""What the charts of a run draw: its steps and its power, under one time axis."""

import math
from dataclasses import field

from equilibre.learning.dataset import card
from equilibre.learning.step import Step
from equilibre.records import dataclass
from equilibre.sessions.recorder import Recorder
from equilibre.sessions.run import PowerCurve, Run

Window = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curves:
    """Times in seconds since the first epoch began; the idle seconds before it are negative."""

    steps: tuple[Step, ...] = field(default=())
    power: tuple[PowerCurve, ...] = field(default=())
    windows: tuple[Window, ...] = field(default=())  # when the model was training
    first_training_end: float | None = None  # after it, the same training is repeated
    repeats: int = 0
    family: str = "linear"
    task: str = "classification"
    running: bool = False
    country: str = ""  # key of the electricity, for the CO₂e of a range; empty: none is told

    @property
    def empty(self) -> bool:
        return not self.steps and not any(curve.points for curve in self.power)

    @property
    def start(self) -> float:
        """The first second shown."""
        times = [curve.points[0].time_seconds for curve in self.power if curve.points]
        return min([0.0, *times])

    @property
    def end(self) -> float:
        """The last second known."""
        times = [curve.points[-1].time_seconds for curve in self.power if curve.points]
        if self.steps:
            times.append(self.steps[-1].time_seconds)
        if self.windows:
            times.append(self.windows[-1][1])
        return max(times, default=0.0)


def curves_of_run(run: Run) -> Curves:
    """Return the curves of a finished run."""
    first_end = run.steps[-1].time_seconds if run.steps and run.repeats > 1 else None
    return Curves(
        run.steps,
        run.power,
        run.windows,
        first_end,
        run.repeats,
        run.family,
        run.task,
        country=run.country,
    )


def curves_of_recorder(recorder: Recorder, now_seconds: float, running: bool) -> Curves:
    """Return the curves of the run that *recorder* follows, until *now_seconds* (monotonic)."""
    first = recorder.first_training_end
    return Curves(
        recorder.relative_steps(),
        recorder.power(),
        recorder.relative_windows(now_seconds),
        None if first is None else first - recorder.origin_seconds,
        recorder.repeats,
        recorder.request.family,
        card(recorder.request.dataset).task,
        running,
        recorder.country,
    )


_SECONDS = (4.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0)
_MINUTES = (2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0)
_HOURS = (2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 18.0, 24.0)
_ENDS = (*_SECONDS, *(60.0 * one for one in _MINUTES), *(3600.0 * one for one in _HOURS))
_DAY_SECONDS = 86_400.0


def time_range(curves: Curves) -> tuple[float, float]:
    """Return the bounds of the time axis: they move rarely, so that the eye can follow."""
    end = curves.end
    if not curves.running and not curves.empty:
        return curves.start, max(end, 0.5)
    wanted = next((one for one in _ENDS if one >= end * 1.02), 0.0)
    wanted = wanted or _DAY_SECONDS * math.ceil(end * 1.02 / _DAY_SECONDS)
    return min(curves.start, -3.0), wanted
