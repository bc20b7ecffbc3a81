"""Decides what the training tab shows and does; knows no screen."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from equilibre.facts.electricity import DEFAULT_COUNTRY, countries
from equilibre.learning.catalogue import DATASETS, family
from equilibre.learning.dataset import card
from equilibre.meter.attribution import ProcessorTimes, processor_times
from equilibre.meter.curve import minimum_seconds
from equilibre.meter.reading import Route, Sample
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.recorder import IDLE_SECONDS, Recorder, is_border
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.ui.board import Notice
from equilibre.ui.plots.curves import Curves, curves_of_recorder, curves_of_run
from equilibre.ui.training import figures, words
from equilibre.ui.training.board import Screen, TrainingBoard
from equilibre.ui.training.choices import DEFAULT_FAMILY, DEFAULT_SEED, Choices, random_seed
from equilibre.ui.training.kept_presenter import KeptPresenter
from equilibre.ui.training.readings import Meter, Readings
from equilibre.ui.training.state import Phase, TrainingState
from equilibre.worker.messages import (
    Command,
    Died,
    Failed,
    Finished,
    OneStep,
    Pause,
    Paused,
    Repeated,
    Reply,
    Resume,
    Resumed,
    Started,
    Stop,
    Train,
    new_run,
)

_SOON_SECONDS = 0.5  # between two recomputations of the figures
_PROGRESS_SECONDS = 0.2  # between two moves of the progress bar
_SHORT_SHARE = 0.12  # of the time axis: a training shorter than this is shown by epochs


class TrainingPresenter:
    """Decides on the settings and the run under way; ``kept`` decides on the runs kept."""

    def __init__(
        self,
        screen: Screen,
        send: Callable[[Command], None],
        meter: Meter,
        kept: KeptRuns,
        clock: Callable[[], float] = time.monotonic,
        loading: Callable[[], bool] = lambda: False,
        training_process: Callable[[], int | None] = lambda: None,
        country: str = DEFAULT_COUNTRY,
        complete: bool = False,
        equivalents: bool = True,
    ) -> None:
        self._send = send
        self._meter = meter
        self._clock = clock
        self._loading = loading
        self._show_equivalents = equivalents
        self._equivalent = "car"
        self._training_process = training_process
        self._trained_in: int | None = None  # the process of the run under way
        self._figures_due = 0.0
        self._progress_due = 0.0
        self._epochs_hint = False
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
        self.kept = KeptPresenter(self._board, kept, self.show_run)

    @property
    def state(self) -> TrainingState:
        """What is shown now, but the curves."""
        return self._board.state

    @property
    def _recorder(self) -> Recorder | None:
        return self._readings.recorder

    @property
    def resting(self) -> bool:
        """Whether the computer is still listened to after a run."""
        return self._readings.resting

    # -- the view comes and goes -----------------------------------------------------------

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self._refresh_words()
        self._board.screen.draw(self.curves())
        self._board.screen.show_by_epochs(self._epochs_hint)

    def _refresh_words(self) -> None:
        with self._board.gathered():
            self.kept.refresh()
            self._board.set(status=self._status())
            self._board.refresh_notice()
            self._show_figures()

    def choose_page(self, key: str) -> None:
        """Show the live run, the comparison or another room."""
        self._board.set(page=key)

    # -- settings --------------------------------------------------------------------------

    def choose_level(self, complete: bool, equivalents: bool) -> None:
        """Show every control or only the simple ones; compare with everyday things or not."""
        self._show_equivalents = equivalents
        self._board.set(complete=complete)

    def choose_dataset(self, key: str) -> None:
        if key != self.state.dataset and not self.state.phase.busy:
            self._choices.choose(key, self.state.family)

    def choose_family(self, key: str) -> None:
        if key != self.state.family and not self.state.phase.busy:
            self._choices.choose(self.state.dataset, key)

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
            self._show_figures()
            self._board.screen.draw(self.curves())

    def choose_scale(self, scale: int) -> None:
        self._board.set(scale=scale)
        self._show_figures()

    def other_equivalent(self) -> None:
        """Compare with the other known thing."""
        self._equivalent = "led" if self._equivalent == "car" else "car"
        self._show_figures()

    @property
    def equivalent(self) -> str:
        """The key of the thing that runs are compared with."""
        return self._equivalent

    def active_routes(self) -> tuple[Route, ...]:
        """Return the routes in use."""
        return self._meter.active_routes()

    # -- the run ---------------------------------------------------------------------------

    def start(self) -> None:
        """Listen to the idle computer, then train; go on where the run is paused."""
        if self.state.phase is Phase.PAUSED:
            self._send(Resume())
        elif self.state.can_start:
            self._begin(paused=False)

    def pause(self) -> None:
        if self.state.can_pause:
            self._send(Pause())

    def step(self) -> None:
        """Train one epoch, from the beginning or from where the run is paused."""
        if self.state.phase is Phase.PAUSED:
            self._send(OneStep())
        elif self.state.can_start:
            self._begin(paused=True)

    def stop(self) -> None:
        """End the run and keep what it has."""
        if self.state.phase is Phase.IDLE:
            self._readings.follow(None)
            self._board.set(phase=Phase.READY, progress=0.0, heading="")
            self._refresh_words()
            self._board.screen.draw(self.curves())
        elif self.state.can_stop:
            self._send(Stop())

    def reset(self) -> None:
        """Put the settings back to their defaults and clear the curves; kept runs stay."""
        if self.state.phase.busy:
            self.stop()
        if not self.state.phase.busy:
            self._readings.follow(None)
        self._epochs_hint = False
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
        if self.state.phase.busy:
            self._discard = True
        self._choices.reset()
        self._board.notify(None)
        self._refresh_words()
        self._board.screen.show_by_epochs(False)
        self._board.screen.draw(self.curves())

    _discard = False  # the run under way was reset: its end is not shown

    def _begin(self, paused: bool) -> None:
        self._discard = False
        self._epochs_hint = False
        request = Train(
            run=new_run(),
            dataset=self.state.dataset,
            family=self.state.family,
            settings=self._choices.values(),
            seed=self.state.seed,
            # One step at a time is for looking, not for measuring: nothing is repeated then.
            minimum_seconds=0.0 if paused else minimum_seconds(self._meter.active_routes()),
            paused=paused,
        )
        self._readings.begin(Recorder(request, self.state.country, self._clock()))
        self._readings.rest(processor_times(None))
        self._board.set(
            phase=Phase.IDLE,
            run=None,
            run_kept=False,
            chosen="",
            page="run",
            progress=0.0,
            heading=words.heading(_(family(request.family).name), request.dataset),
        )
        self._board.notify(None)
        self._board.screen.show_by_epochs(False)
        self._board.screen.draw(self.curves())
        self._refresh_words()

    def tick(self) -> None:
        """Do what is due; called many times a second."""
        with self._board.gathered():
            self._tick(self._clock())

    def _tick(self, now: float) -> None:
        recorder = self._recorder
        self._readings.tick(others_at_work=self._loading())
        if self.state.phase is Phase.IDLE and recorder is not None:
            if self._loading():
                # The training process is still starting: the computer is not at rest yet.
                recorder.begun_seconds = now
                self._readings.rest(processor_times(None))
            if now - recorder.begun_seconds >= IDLE_SECONDS:
                self._end_idle(recorder)
        if recorder is not None and self.state.phase.busy and now >= self._progress_due:
            self._progress_due = now + _PROGRESS_SECONDS
            self._board.set(
                progress=self._readings.progress(self.state.phase), status=self._status()
            )
        if now >= self._figures_due:
            self._figures_due = now + _SOON_SECONDS
            self._readings.warn_of_lost_sensors()
            self._board.set(status=self._status())
            self._show_figures()

    def _end_idle(self, recorder: Recorder) -> None:
        self._readings.end_idle(processor_times(None))
        self._send(recorder.request)
        self._board.set(phase=Phase.TRAINING, progress=0.0, status=self._status())

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
        self._refresh_words()
        self._board.screen.draw(self.curves())

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
            self._board.set(run=run, status=self._status())
            self.kept.amend(run)
            self._show_figures()
        self._board.screen.draw(self.curves())

    def hear_replies(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said since the last time."""
        with self._board.gathered():
            for reply in replies:
                self._hear(reply)

    def _hear(self, reply: Reply) -> None:
        recorder = self._recorder
        own = None if recorder is None else recorder.request.run
        if isinstance(reply, Died):
            if reply.run in (None, own):  # of another tab's run, that tab speaks
                self._lost(reply.reason)
            return
        if recorder is None or getattr(reply, "run", None) != own:
            return
        recorder.hear(reply, self._times(reply) if is_border(reply) else None)
        match reply:
            case Started():
                paused = recorder.request.paused
                self._board.set(
                    phase=Phase.PAUSED if paused else Phase.TRAINING, status=self._status()
                )
            case Paused():
                self._board.set(phase=Phase.PAUSED)
                self._refresh_words()
            case Resumed():
                self._board.set(phase=Phase.TRAINING, status=self._status())
            case Repeated():
                self._board.set(phase=Phase.REPEATING)
            case Finished():
                self._finish(recorder, reply)
            case Failed():
                self._lost(reply.reason)
            case _:
                pass

    def _times(self, reply: Reply) -> ProcessorTimes:
        """Return the processor's times, for the process that the run began in."""
        if isinstance(reply, Started):
            self._trained_in = self._training_process()
        return processor_times(self._trained_in)

    def _lost(self, reason: str) -> None:
        if self.state.phase.busy:
            self._readings.follow(None)
            self._board.set(phase=Phase.READY, progress=0.0, heading="")
            self._refresh_words()
            self._board.screen.draw(self.curves())
        self._board.notify(lambda: Notice(reason, "error"))

    def _finish(self, recorder: Recorder, finished: Finished) -> None:
        self._readings.end()
        if self._discard or not recorder.steps:
            self._discard = False
            self._readings.follow(None)
            self._board.set(phase=Phase.READY, progress=0.0, heading="", run=None)
        else:
            self._show_result(recorder, finished)
        self._refresh_words()
        self._board.screen.draw(self.curves())

    def _show_result(self, recorder: Recorder, finished: Finished) -> None:
        request = recorder.request
        run = recorder.run(_(family(request.family).name), self._readings.routes())
        first = recorder.first_training_end
        whole = recorder.relative_windows(finished.time_seconds)
        if first is not None and whole:
            length = whole[-1][1] - min(0.0, recorder.begun_seconds - recorder.origin_seconds)
            self._epochs_hint = first - recorder.origin_seconds < _SHORT_SHARE * length
            self._board.screen.show_by_epochs(self._epochs_hint)
        self._board.set(phase=Phase.FINISHED, progress=1.0, run=run, run_kept=False)
        self.kept.ended(run)
        if finished.diverged:
            self._board.notify(
                lambda: Notice(
                    _("The learning diverges: the learning rate is too high."),
                    "warning",
                    "reduce_rate",
                    _("Reduce it"),
                )
            )
        elif run.energy is None:
            self._board.notify(
                lambda: Notice(
                    _("No energy was metered during this run."), "warning", "sensors", _("Why?")
                )
            )

    def answer(self, action: str) -> None:
        """Do what the button of the notice says, where it is the presenter's to do."""
        if action == "reduce_rate" and not self.state.phase.busy:
            self._choices.lower("learning_rate")
        self._board.notify(None)

    def dismiss(self) -> None:
        """Close the notice."""
        self._board.notify(None)

    def warn(self, text: str) -> None:
        """Say something that went wrong elsewhere in the tab."""
        self._board.notify(lambda: Notice(text, "error"))

    # -- words and figures -----------------------------------------------------------------

    def _status(self) -> str:
        return words.status(self.state.phase, self._recorder, self.state.run, self.resting)

    def _show_figures(self) -> None:
        country, run = self.state.country, self.state.run
        energy = run.energy if run is not None else self._readings.energy()
        idle = figures.idle_of(run) if run is not None else self._readings.idle_watts()
        # A run under way has no whole training to multiply yet.
        settled = None if self.state.phase.busy else energy
        self._board.set(
            power=figures.power_card(self._readings.power(), idle),
            energy=figures.energy_card(
                energy, self.state.phase.busy and self.state.phase is not Phase.REPEATING
            ),
            carbon=figures.carbon_card(energy, country),
            scale_text=figures.scale_text(settled, self.state.scale),
            equivalent=(
                figures.equivalent_text(settled, country, self.state.scale, self._equivalent)
                if self._show_equivalents
                else ""
            ),
            run_energy=energy,
        )

    def curves(self) -> Curves:
        """Return everything that the charts draw."""
        curves = Curves(family=self.state.family, task=card(self.state.dataset).task)
        if self._recorder is not None:
            curves = curves_of_recorder(self._recorder, self._clock(), self.state.phase.busy)
        elif self.state.run is not None:
            curves = curves_of_run(self.state.run)
        return replace(curves, country=self.state.country)
