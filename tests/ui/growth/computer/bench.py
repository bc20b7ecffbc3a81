"""The presenter of the page of this computer with a made-up machine, runs, meter and process."""

from collections.abc import Sequence
from dataclasses import replace

from equilibre.meter.reading import Interval, Kind, Route, Sample
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.run import Run
from equilibre.sessions.speed import PRODUCT, Speed
from equilibre.ui.board import Notice
from equilibre.ui.growth.computer.presenter import ComputerPresenter
from equilibre.ui.growth.computer.state import ComputerState
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.worker.messages import Command, Multiplied, Multiply, Reply
from tests.sessions.records import MACHINE, energy, route, run

LAPTOP = replace(MACHINE, memory_bytes=8_000_000_000)
RUN_OPERATIONS = 6 * 640 * 1347 * 20  # weights, rows and epochs of the run of the records
PICOJOULE = 1e-12


def trained(
    operations_per_second: float = 21e9,
    picojoules: float | None = 425.0,
    key: str = "a",
    **changes: object,
) -> Run:
    """Return a run at this pace; without *picojoules* nothing was metered."""
    joules = None if picojoules is None else picojoules * PICOJOULE * RUN_OPERATIONS
    metered = None if joules is None else energy(Interval(joules, joules, joules))
    return run(key, seconds=RUN_OPERATIONS / operations_per_second, energy=metered, **changes)


def product(
    operations_per_second: float = 126e9, picojoules: float | None = 70.0, factor: float = 1.0
) -> Speed:
    """Return the speed of a second of products of matrices."""
    joules = None
    if picojoules is not None:
        value = picojoules * PICOJOULE
        joules = Interval(value, value / factor, value * factor)
    rate = Interval(operations_per_second, operations_per_second, operations_per_second)
    kind = None if joules is None else Kind.ESTIMATED
    return Speed(rate, joules, kind, PRODUCT, "", 1.0, operations_per_second)


class Screen:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.states: list[ComputerState] = []

    def show_state(self, state: ComputerState) -> None:
        self.states.append(state)


class Bench:
    """A presenter, what it sends and what it shows; time passes when told to."""

    def __init__(self, *runs: Run, routes: Sequence[Route] = ()) -> None:
        self.now = 100.0
        self.joules = 0.0
        self.sent: list[Command] = []
        self.notices: list[Notice] = []
        self.kept = KeptRuns(None)
        self.kept.keep(*runs)
        self.surroundings = Surroundings(self.kept)
        self.surroundings.notify = lambda make: self.notices.append(make())
        self.presenter = ComputerPresenter(self.surroundings, LAPTOP, lambda: self.now)
        self.presenter.send = self.sent.append
        self.presenter.routes = lambda: tuple(routes)
        self.surroundings.followers.append(self.presenter.refresh)
        self.screen = Screen()
        self.presenter.attach(self.screen)
        self._routes = tuple(routes)

    @property
    def state(self) -> ComputerState:
        return self.presenter.state

    @property
    def order(self) -> Multiply:
        return next(one for one in reversed(self.sent) if isinstance(one, Multiply))

    def live(self, seconds: float, watts: float = 20.0, *replies: Reply) -> None:
        """Let time pass and the meter read at its end."""
        self.now += seconds
        self.joules += watts * seconds
        samples = [
            Sample(one.key, one.device, one.kind, self.now, self.joules, watts)
            for one in self._routes
        ]
        self.presenter.hear(samples, replies)

    def multiply(self, operations: float = 34e9, **changes: object) -> None:
        """Measure the product from beginning to end, and let the meter read past it."""
        self.presenter.measure()
        self.live(0.0)
        for _index in range(12):
            self.live(0.1)
        fields = {
            "run": self.order.run,
            "start_seconds": self.now - 1.0,
            "time_seconds": self.now,
            "operations": operations,
            "threads": 2,
            "processor_seconds": 2.0,
        }
        self.live(0.1, 20.0, Multiplied(**{**fields, **changes}))  # type: ignore[arg-type]


def full(**changes: object) -> Bench:
    """Return a bench whose computer trained, and whose product was measured."""
    bench = Bench(trained(**changes), routes=[route()])  # type: ignore[arg-type]
    bench.multiply(126e9)
    return bench
