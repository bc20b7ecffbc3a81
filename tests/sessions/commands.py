"""Commands and meters made up for tests, on a clock that moves when told."""

import threading
from collections.abc import Callable, Sequence

from equilibre.meter.reading import Route, Sample
from equilibre.sessions.command_process import Ended
from tests.meter.fakes import Clock


class SteadyMeter:
    """A meter whose routes have each a constant power; it reads ten times a second."""

    def __init__(self, clock: Clock, watts: dict[str, float], routes: Sequence[Route]) -> None:
        self.clock = clock
        self.watts = watts
        self.known = tuple(routes)
        self.origin_seconds = clock()
        self.joules = dict.fromkeys(watts, 0.0)
        self.kinds = {route.key: (route.device, route.kind) for route in routes}
        self.waiting: list[Sample] = []
        self.gap = False

    def read_now(self, wait_seconds: float = 0.0) -> bool:
        for key, joules in self.joules.items():
            device, kind = self.kinds[key]
            watts = self.watts[key]
            sample = Sample(key, device, kind, self.clock(), joules, watts, self.gap)
            self.waiting.append(sample)
        self.gap = False
        return True

    def drain(self) -> list[Sample]:
        waiting, self.waiting = self.waiting, []
        return waiting

    def routes(self) -> tuple[Route, ...]:
        return self.known

    def pass_time(self, seconds: float) -> None:
        """Let time pass, reading meanwhile."""
        for _step in range(max(1, round(seconds * 10))):
            step_seconds = seconds / max(1, round(seconds * 10))
            self.clock.advance(step_seconds)
            for key, watts in self.watts.items():
                self.joules[key] += watts * step_seconds
            self.read_now()

    def rest(self, over: threading.Event, seconds: float) -> None:
        """Wait as a trial does at rest."""
        self.pass_time(seconds)


class Scripted:
    """A command that lasts as long as it is told, at more watts than rest."""

    def __init__(
        self,
        meter: SteadyMeter,
        seconds: float = 2.0,
        status: int = 0,
        extra_watts: Sequence[float] = (10.0,),
        processor_seconds: float | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        self.meter = meter
        self.seconds = seconds
        self.status = status
        self.extra_watts = list(extra_watts)
        self.processor_seconds = processor_seconds
        self.meanwhile = meanwhile
        self.started: list[tuple[str, ...]] = []
        self.heard: list[int] = []

    def __call__(self, command: Sequence[str]) -> "Scripted":
        self.started.append(tuple(command))
        return self

    def wait(self, listen: Callable[[], None]) -> Ended:
        extra = self.extra_watts[min(len(self.started), len(self.extra_watts)) - 1]
        start_seconds = self.meter.clock()
        before = dict(self.meter.watts)
        self.meter.watts = {key: watts + extra for key, watts in before.items()}
        self.meter.pass_time(self.seconds)
        if self.meanwhile is not None:
            self.meanwhile()
        listen()
        self.meter.watts = before
        return Ended(start_seconds, self.meter.clock(), self.status, self.processor_seconds)

    def send(self, number: int) -> None:
        self.heard.append(number)
