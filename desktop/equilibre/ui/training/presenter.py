"""Decides what the training tab shows and does; knows no screen."""

import time
from collections.abc import Callable, Sequence

from equilibre.errors import EquilibreError
from equilibre.facts.electricity import DEFAULT_COUNTRY, countries
from equilibre.learning import shelf
from equilibre.learning.catalogue import DATASETS
from equilibre.meter.reading import Route, Sample
from equilibre.sessions.journal import Journals
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.run import Run
from equilibre.texts import gathered
from equilibre.ui.board import Notice
from equilibre.ui.plots.curves import Curves
from equilibre.ui.training import words
from equilibre.ui.training.board import Screen, TrainingBoard
from equilibre.ui.training.choices import DEFAULT_FAMILY, DEFAULT_SEED, Choices, random_seed
from equilibre.ui.training.display import Display
from equilibre.ui.training.graphics_card import GraphicsCard
from equilibre.ui.training.kept_presenter import KeptPresenter
from equilibre.ui.training.readings import Meter, Readings
from equilibre.ui.training.running import Running
from equilibre.ui.training.state import Phase, TrainingState
from equilibre.worker.messages import Command, Reply


class TrainingPresenter:
    """Decides on the settings; ``running`` on the run under way, ``kept`` on the runs kept."""

    def __init__(
        self,
        screen: Screen,
        send: Callable[[Command], None],
        meter: Meter,
        kept: KeptRuns,
        clock: Callable[[], float] = time.monotonic,
        loading: Callable[[], bool] = lambda: False,
        occupied: Callable[[], str] = lambda: "",
        training_process: Callable[[], int | None] = lambda: None,
        country: str = DEFAULT_COUNTRY,
        complete: bool = False,
        equivalents: bool = True,
        journals: Journals | None = None,
        disturbed: Callable[[], bool] = lambda: False,
    ) -> None:
        """Begin with the first data set and the default model.

        *loading* says whether the computer is not at rest because of us; *occupied* gives the
        sentence that says why no training can start now, empty where one can; *disturbed* whether
        another Équilibre has been measuring since the run under way began.
        """
        self._meter = meter
        start = TrainingState(
            dataset=DATASETS[0],
            family=DEFAULT_FAMILY,
            seed=DEFAULT_SEED,
            complete=complete,
            country=country,
        )
        self._board = TrainingBoard(screen, start)
        self._readings = Readings(meter, self._board, clock)
        self._choices = Choices(self._board)
        self._display = Display(self._board, self._readings, clock, equivalents)
        self.kept = KeptPresenter(self._board, kept, self.show_run, self._readings.let_go)
        if shelf.problems():
            self._board.notify(lambda: Notice(gathered(shelf.problems()), "warning"))
        self.graphics_card = GraphicsCard(self._board, send, loading)
        self.running = Running(
            self._board,
            self._readings,
            self._choices,
            self._display,
            self.kept,
            meter,
            send,
            clock,
            loading,
            occupied,
            training_process,
            journals or Journals(None),
            disturbed,
        )

    @property
    def state(self) -> TrainingState:
        """What is shown now, but the curves."""
        return self._board.state

    @property
    def resting(self) -> bool:
        """Whether the computer is still listened to after a run."""
        return self._readings.resting

    def curves(self) -> Curves:
        """Return everything that the charts draw."""
        return self._display.curves()

    # -- the view comes and goes -----------------------------------------------------------

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        with self._board.gathered():
            self.kept.refresh()
            self._display.refresh()
        self._display.attach()

    def choose_page(self, key: str) -> None:
        """Show the live run, the comparison or another room."""
        self._board.set(page=key)

    # -- settings --------------------------------------------------------------------------

    def choose_level(self, complete: bool, equivalents: bool) -> None:
        """Show every control or only the simple ones; compare with everyday things or not."""
        self._display.show_equivalents(equivalents)
        self._board.set(complete=complete)

    def choose_dataset(self, key: str) -> None:
        if key != self.state.dataset and not self.state.phase.busy:
            self._choices.choose(key, self.state.family)

    def choose_family(self, key: str) -> None:
        if key == self.state.family or self.state.phase.busy:
            return
        reason = self._choices.why_not(key)
        if reason is None:
            self._choices.choose(self.state.dataset, key)
        else:
            self._board.notify(lambda: Notice(self._choices.why_not(key) or reason, "warning"))
            self._board.show_again()

    def choose_setting(self, key: str, value: float) -> None:
        """Move a control to one of its stops."""
        if not self.state.phase.busy:
            self._choices.move(key, value)

    def choose_seed(self, seed: int) -> None:
        if not self.state.phase.busy:
            self._board.set(seed=seed)

    def new_seed(self) -> None:
        """Take another seed at random."""
        self.choose_seed(random_seed())

    def choose_country(self, key: str) -> None:
        if key in countries():
            self._board.set(country=key)
            self._display.show_figures()
            self._display.draw()

    def choose_scale(self, scale: int) -> None:
        self._board.set(scale=scale)
        self._display.show_figures()

    def other_equivalent(self) -> None:
        """Compare with the other known thing."""
        self._display.other_equivalent()

    @property
    def equivalent(self) -> str:
        """The key of the thing that runs are compared with."""
        return self._display.equivalent

    def active_routes(self) -> tuple[Route, ...]:
        """Return the routes in use."""
        return self._meter.active_routes()

    def show_datasets(self, chosen: str = "") -> None:
        """Offer the data sets that there are now, and choose one of them."""
        if not self.state.phase.busy:
            self._choices.choose(chosen or self.state.dataset, self.state.family)

    def remove_dataset(self, key: str) -> None:
        """Take a data set off the user's shelf; kept runs on it stay."""
        try:
            shelf.remove(key)
        except EquilibreError as problem:
            text = str(problem)
            self._board.notify(lambda: Notice(text, "error"))
        self.show_datasets()

    # -- the run ---------------------------------------------------------------------------

    def start(self) -> None:
        """Listen to the idle computer, then train; go on where the run is paused."""
        self.running.start()

    def pause(self) -> None:
        self.running.pause()

    def step(self) -> None:
        """Train one epoch, from the beginning or from where the run is paused."""
        self.running.step()

    def stop(self) -> None:
        """End the run and keep what it has."""
        self.running.stop()

    def reset(self) -> None:
        """Put the settings back to their defaults and clear the curves; kept runs stay."""
        self.running.discard()
        self._board.set(
            phase=self.state.phase if self.state.phase.busy else Phase.READY,
            run=None,
            run_kept=False,
            chosen="",
            seed=DEFAULT_SEED,
            scale=1,
            heading="",
            progress=0.0,
            page="run",
        )
        self._choices.reset()
        self._board.notify(None)
        self._display.refresh()
        self._display.show_by_epochs(False)
        self._display.draw()

    def show_run(self, run: Run) -> None:
        """Show the curves and the figures of a kept run, where none is under way."""
        if self.state.phase.busy:
            return
        self._readings.follow(None)
        self._choices.take(run)
        self._board.set(
            phase=Phase.FINISHED,
            run=run,
            run_kept=True,
            chosen=run.key,
            seed=run.seed,
            heading=words.heading(run.name, run.dataset),
            progress=1.0,
        )
        self._display.refresh()
        self._display.draw()

    def tick(self) -> None:
        """Do what is due; called many times a second."""
        with self._board.gathered():
            self.running.tick()

    # -- what arrives ----------------------------------------------------------------------

    def hear_samples(self, samples: Sequence[Sample]) -> None:
        """Take what the meter read since the last time."""
        if self._readings.hear(samples, self.state.phase.busy):
            self._amend()

    def _amend(self) -> None:
        """Show the finished run with the readings that arrived after the news of its end."""
        if self.state.run is None:
            return
        run = self._readings.amended(self.state.run)
        with self._board.gathered():
            self._board.set(run=run)
            self._display.say_status()
            self.kept.amend(run)
            self._display.show_figures()
        self._display.draw()

    def hear_replies(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said since the last time."""
        with self._board.gathered():
            self.running.hear(replies)
            self.graphics_card.hear(replies)

    # -- notices ---------------------------------------------------------------------------

    def answer(self, action: str) -> None:
        """Do what the button of the notice says, where it is the presenter's to do."""
        if action == "reduce_rate" and not self.state.phase.busy:
            self._choices.lower("learning_rate")
        self._board.notify(None)

    def dismiss(self) -> None:
        """Close the notice."""
        self._board.notify(None)

    def warn(self, text: str) -> None:
        """Say something that went wrong elsewhere."""
        self._board.notify(lambda: Notice(text, "warning"))
