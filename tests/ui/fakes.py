"""A screen, a meter, a clock and a training process that do what tests tell them."""

from collections.abc import Callable, Sequence

from equilibre.learning.step import Step
from equilibre.meter.attribution import ProcessorTimes
from equilibre.meter.reading import Route, Sample, Status
from equilibre.meter.selection import Sensors
from equilibre.sessions.kept import KeptRuns
from equilibre.ui.plots.curves import Curves
from equilibre.ui.training.presenter import TrainingPresenter
from equilibre.ui.training.state import TrainingState
from equilibre.worker.messages import (
    Command,
    Finished,
    Paused,
    Ready,
    Repeated,
    Reply,
    Resumed,
    Started,
    Stepped,
    Train,
)
from tests.sessions.records import route

PERIOD_SECONDS = 0.1


class FakeScreen:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.states: list[TrainingState] = []
        self.curves: list[Curves] = []
        self.epochs: list[bool] = []

    def show_state(self, state: TrainingState) -> None:
        self.states.append(state)

    def draw(self, curves: Curves) -> None:
        self.curves.append(curves)

    def show_by_epochs(self, epochs: bool) -> None:
        self.epochs.append(epochs)


class FakeMeter:
    """Sensors of constant power that give samples when asked."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self.known = list(routes)
        self.watts = 30.0
        self.readings = 0
        self._joules = 0.0

    def routes(self) -> tuple[Route, ...]:
        return tuple(self.known)

    def active_routes(self) -> tuple[Route, ...]:
        usable = (Status.AVAILABLE, Status.LOST)
        return tuple(one for one in self.known if one.status in usable and not one.around)

    def around_routes(self) -> tuple[Route, ...]:
        return tuple(one for one in self.known if one.around)

    def share_of_core(self) -> float:
        return 0.0021

    def read_now(self, wait_seconds: float = 0.0) -> bool:
        self.readings += 1
        return True

    def samples(self, time_seconds: float) -> list[Sample]:
        """Return what is read one period later, at *time_seconds*."""
        self._joules += self.watts * PERIOD_SECONDS
        return [
            Sample(one.key, one.device, one.kind, time_seconds, self._joules, self.watts)
            for one in self.known
            if one.status is Status.AVAILABLE
        ]


class FakeSampler(FakeMeter):
    """The same, in the place of the sampling thread."""

    def __init__(self, routes: Sequence[Route]) -> None:
        super().__init__(routes)
        self.reopened: list[Callable[[], Sensors]] = []

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass

    def reopen(self, sensors: Callable[[], Sensors]) -> None:
        self.reopened.append(sensors)

    def drain(self) -> list[Sample]:
        return []


class FakeHost:
    """A training process that hears everything and says what it is told to."""

    def __init__(self) -> None:
        self.sent: list[Command] = []
        self.says: list[Reply] = []
        self.loading = False
        self.ready = True
        self.busy = False  # another tab's run
        self.paused = False
        self.process: int | None = None
        self.started = self.ended = False

    def start(self) -> None:
        self.started = True
        self.says.append(Ready(1))

    def send(self, command: Command) -> None:
        self.sent.append(command)

    def replies(self) -> list[Reply]:
        said, self.says = self.says, []
        return said

    def end(self) -> None:
        self.ended = True


def quiet_computer(training_process: int | None = None) -> ProcessorTimes:
    """Return the times of a processor that works for nobody."""
    return ProcessorTimes(1.0, 1.0, None, 1.0)


class Conductor:
    """Lets time pass and the training process speak, for the presenter of a training tab."""

    presenter: TrainingPresenter
    meter: FakeMeter
    sent: list[Command]

    def __init__(self) -> None:
        self.now = 1_000.0
        self.loading = False
        self._epoch = 0

    def clock(self) -> float:
        return self.now

    @property
    def state(self) -> TrainingState:
        return self.presenter.state

    @property
    def order(self) -> Train:
        """The last training asked for."""
        return next(one for one in reversed(self.sent) if isinstance(one, Train))

    def live(self, seconds: float, watts: float | None = None) -> None:
        """Let time pass, sensors be read and the presenter be called."""
        if watts is not None:
            self.meter.watts = watts
        for _index in range(round(seconds / PERIOD_SECONDS)):
            self.now += PERIOD_SECONDS
            self.presenter.hear_samples(self.meter.samples(self.now))
            self.presenter.tick()

    def say(self, *replies: Reply) -> None:
        self.presenter.hear_replies(replies)

    # -- a run, piece by piece -----------------------------------------------------------------

    def listen(self) -> None:
        """Start, and let the idle seconds pass: the training is asked for."""
        self.presenter.start()
        self.live(3.2, 30.0)

    def begin(self) -> None:
        """Start, and let the first epoch begin."""
        self.listen()
        self.say(self.started(), self.stepped(0))

    def train(self, epochs: int = 3, seconds: float = 1.0, watts: float = 60.0) -> None:
        """Start and train some epochs of some seconds each."""
        self.begin()
        self.more(epochs, seconds, watts)

    def more(self, epochs: int = 1, seconds: float = 1.0, watts: float = 60.0) -> None:
        for _index in range(epochs):
            self.live(seconds, watts)
            self.say(self.stepped(self._epoch + 1))

    def complete(self, **changes: object) -> None:
        """Train from beginning to end."""
        self.train()
        self.say(self.finished(**changes))
        self.live(0.5)

    # -- what the training process says --------------------------------------------------------

    def started(self) -> Started:
        return Started(self.order.run, self.now, 650, 1347, 450)

    def stepped(self, epoch: int) -> Stepped:
        self._epoch = epoch
        score = 1 - 0.5 / (epoch + 1)
        step = Step(epoch, self.now, 1 / (epoch + 1), 1.2 / (epoch + 1), score, score - 0.02)
        return Stepped(self.order.run, step)

    def paused(self) -> Paused:
        return Paused(self.order.run, self.now)

    def resumed(self) -> Resumed:
        return Resumed(self.order.run, self.now)

    def repeated(self, count: int) -> Repeated:
        return Repeated(self.order.run, self.now, count)

    def finished(self, **changes: object) -> Finished:
        fields = {
            "run": self.order.run,
            "time_seconds": self.now,
            "repeats": 1,
            "stopped": False,
            "diverged": False,
            "active_seconds": 3.0,
            "processor_seconds": 2.0,
            "evaluation_seconds": 0.1,
        }
        return Finished(**{**fields, **changes})  # type: ignore[arg-type]


class Bench(Conductor):
    """A presenter alone, with everything around it made up."""

    def __init__(
        self,
        routes: Sequence[Route] | None = None,
        kept: KeptRuns | None = None,
        **options: object,
    ) -> None:
        super().__init__()
        self.sent = []
        self.screen = FakeScreen()
        self.meter = FakeMeter([route()] if routes is None else routes)
        self.presenter = TrainingPresenter(
            self.screen,
            self.sent.append,
            self.meter,
            kept or KeptRuns(None),
            clock=self.clock,
            loading=lambda: self.loading,
            **options,  # type: ignore[arg-type]
        )
        self.presenter.attach(self.screen)
        self.live(0.5)


def chosen(bench: Bench, key: str) -> float:
    return next(one.value for one in bench.state.settings if one.control.key == key)
