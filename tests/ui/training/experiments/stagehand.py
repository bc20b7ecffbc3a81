"""A presenter of experiments with everything around it made up."""

from collections.abc import Sequence

from equilibre.learning.experiments.conduct import Conduct, Ended
from equilibre.learning.experiments.experiment import Experiment, Point
from equilibre.meter.reading import Route
from equilibre.sessions.command_aside import CommandAside
from equilibre.ui.training.experiments.presenter import ExperimentsPresenter
from equilibre.ui.training.experiments.state import ExperimentsState
from equilibre.worker.messages import Begun, Command, Do, Done, Reply, Told
from tests.learning.experiments.made_up import MADE_UP, OTHER, points
from tests.sessions.records import route
from tests.ui.fakes import PERIOD_SECONDS, FakeMeter, quiet_computer


class Stagehand:
    """Lets time pass and the training process speak."""

    def __init__(
        self,
        routes: Sequence[Route] | None = None,
        experiments: Sequence[Experiment] = (MADE_UP, OTHER),
    ) -> None:
        self.now = 1_000.0
        self.sent: list[Command] = []
        self.reason = ""  # why nothing can be started
        self.meter = FakeMeter([route()] if routes is None else routes)
        self.presenter = ExperimentsPresenter(
            experiments,
            self.sent.append,
            self.meter,
            measure=self.measure,
            occupied=lambda: self.reason,
            clock=lambda: self.now,
            times=quiet_computer,
        )

    def measure(self, words: tuple[str, ...]) -> CommandAside:
        """Begin to measure a command, with no time at rest."""
        return CommandAside(words, self.meter, idle_seconds=0.0)

    @property
    def state(self) -> ExperimentsState:
        return self.presenter.state

    @property
    def order(self) -> Do:
        """The last experiment asked for."""
        return next(one for one in reversed(self.sent) if isinstance(one, Do))

    @property
    def task(self) -> Conduct:
        task = self.order.task
        assert isinstance(task, Conduct)
        return task

    def live(self, seconds: float) -> None:
        for _index in range(round(seconds / PERIOD_SECONDS)):
            self.now += PERIOD_SECONDS
            self.presenter.hear(self.meter.samples(self.now), ())

    def say(self, *replies: Reply) -> None:
        self.presenter.hear((), replies)
        self.presenter.draw()

    def begin(self) -> None:
        """Start, and let the idle seconds pass: the work begins."""
        self.presenter.start()
        self.live(3.2)
        self.say(Begun(self.order.run, self.now))

    def tell(self, *outcomes: Point | Ended) -> None:
        self.say(*(Told(self.order.run, one) for one in outcomes))
        self.live(0.3)
        self.presenter.draw()

    def end(self, stopped: bool = False) -> None:
        self.say(Done(self.order.run, self.now, 5.0, stopped))

    def complete(self) -> None:
        """Conduct the experiment from beginning to end, and rest."""
        self.begin()
        self.meter.watts = 60.0
        self.tell(*points())
        self.live(1.4)
        self.tell(Ended(complete=True))
        self.end()
        self.meter.watts = 30.0
        self.live(5.0)
