"""A whole emulated machine: counters of known power, the sensor, the sampler, and one clock."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from equilibre.meter.curve import Window
from equilibre.meter.emulation import EmulatedPowercap, KnownCurve
from equilibre.meter.reading import Route, Sample
from equilibre.meter.sampler import Sampler
from equilibre.meter.selection import Sensors, chosen
from equilibre.meter.sensor import Sensor
from equilibre.meter.sensors.powercap import Powercap
from tests.meter.fakes import DESKTOP

_GLANCE_SECONDS = 1e-5  # each look at the clock takes a little


class RunningClock:
    """A clock that moves a little at each look, and the counters with it."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.moved: Callable[[float], None] = lambda _seconds: None

    def __call__(self) -> float:
        self.pass_by(_GLANCE_SECONDS)
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds
        self.moved(seconds)


class Machine:
    """Ticks as a real thread does, a little late and sometimes much, without waiting."""

    def __init__(
        self,
        folder: Path,
        layout: str,
        curve: KnownCurve,
        wrap_after_joules: float | None = None,
        others: Callable[[RunningClock], Sequence[Sensor]] = lambda _clock: (),
        seed: int = 5,
    ) -> None:
        self.clock = RunningClock()
        self.tree = EmulatedPowercap(
            folder,
            layout,
            curve,
            wrap_after_joules=wrap_after_joules,
            clock=lambda: self.clock.seconds,
        )
        self.clock.moved = self.tree.advance
        self._chance = random.Random(seed)
        self.clock.pass_by(self._chance.uniform(0.0, curve.period_seconds))
        self.sensors: Sensors = chosen(
            (Powercap(folder, DESKTOP, clock=self.clock), *others(self.clock))
        )
        self.sampler = Sampler(self.sensors, clock=self.clock, boot_clock=lambda: None)
        self.samples: list[Sample] = []
        self._by_route: dict[str, list[Sample]] = {}
        self._next_seconds = self.clock.seconds

    @property
    def route(self) -> Route:
        """The route to the counters."""
        return self.sensors.known[0].route()

    def by_route(self) -> dict[str, list[Sample]]:
        """Return the samples of each route."""
        return self._by_route

    def run(self, seconds: float) -> None:
        """Let the sampler tick for *seconds*."""
        self.run_until(self.clock.seconds + seconds)

    def run_until(self, end_seconds: float) -> None:
        """Let the sampler tick until a time of the clock."""
        while self._next_seconds <= end_seconds:
            self._wait_until(self._next_seconds + self._lateness_seconds())
            self._read()
            self._next_seconds += 0.1
        self._wait_until(end_seconds)

    def border(self, latest_seconds: float) -> float:
        """Have the sensors read at the border of a run; return the border itself."""
        border_seconds = self.clock.seconds
        self.clock.pass_by(self._chance.uniform(0.0, latest_seconds))
        self._read()
        return border_seconds

    def window(self, seconds: float, latest_seconds: float = 0.002) -> Window:
        """Run for *seconds* between two borders, after a rest of any length."""
        self.run(self._chance.uniform(0.3, 0.6))
        start_seconds = self.border(latest_seconds)
        self.run_until(start_seconds + seconds)
        return Window(start_seconds, self.border(latest_seconds))

    def true_joules(self, window: Window) -> float:
        """Return what a right reader counts in *window*."""
        return self.tree.joules_between(window.start_seconds, window.end_seconds)

    def _read(self) -> None:
        self.sampler.tick()
        for sample in self.sampler.drain():
            self.samples.append(sample)
            self._by_route.setdefault(sample.route, []).append(sample)

    def _wait_until(self, seconds: float) -> None:
        if seconds > self.clock.seconds:
            self.clock.pass_by(seconds - self.clock.seconds)

    def _lateness_seconds(self) -> float:
        rare = self._chance.random() < 0.02
        return self._chance.uniform(0.0, 0.08 if rare else 0.002)
