"""The run under way: begun, paused, stopped, heard to its end."""

from collections.abc import Callable, Sequence

from equilibre.learning.catalogue import family
from equilibre.meter.attribution import ProcessorTimes, processor_times
from equilibre.meter.curve import minimum_seconds
from equilibre.sessions.journal import Journals
from equilibre.sessions.naming import interrupted_name, run_name
from equilibre.sessions.recorder import IDLE_SECONDS, Recorder, is_border
from equilibre.texts import _
from equilibre.ui.board import Notice
from equilibre.ui.training import words
from equilibre.ui.training.board import TrainingBoard
from equilibre.ui.training.choices import Choices
from equilibre.ui.training.display import Display
from equilibre.ui.training.kept_presenter import KeptPresenter
from equilibre.ui.training.readings import Meter, Readings
from equilibre.ui.training.state import Phase
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

_SOON_SECONDS = 0.5  # between two recomputations of the figures: nobody reads faster
_SHORT_SHARE = 0.12  # of the time axis: a training shorter than this is shown by epochs


class Running:
    """Sends commands to the training process and follows what it says."""

    def __init__(
        self,
        board: TrainingBoard,
        readings: Readings,
        choices: Choices,
        display: Display,
        kept: KeptPresenter,
        meter: Meter,
        send: Callable[[Command], None],
        clock: Callable[[], float],
        loading: Callable[[], bool],
        occupied: Callable[[], str],
        training_process: Callable[[], int | None],
        journals: Journals,
        disturbed: Callable[[], bool],
    ) -> None:
        self._board = board
        self._readings = readings
        self._choices = choices
        self._display = display
        self._kept = kept
        self._meter = meter
        self._send = send
        self._clock = clock
        self._loading = loading
        self._occupied = occupied
        self._training_process = training_process
        self._journals = journals
        self._disturbed = disturbed
        self._trained_in: int | None = None  # the process of the run under way
        self._discard = False  # the run under way was reset: its end is not shown
        self._figures_due = 0.0

    # -- asked -----------------------------------------------------------------------------

    def start(self) -> None:
        """Listen to the idle computer, then train; go on where the run is paused."""
        if self._board.state.phase is Phase.PAUSED:
            self._send(Resume())
        elif self._board.state.can_start:
            self._begin(paused=False)

    def pause(self) -> None:
        if self._board.state.can_pause:
            self._send(Pause())

    def step(self) -> None:
        """Train one epoch, from the beginning or from where the run is paused."""
        if self._board.state.phase is Phase.PAUSED:
            self._send(OneStep())
        elif self._board.state.can_start:
            self._begin(paused=True)

    def stop(self) -> None:
        """End the run and keep what it has."""
        if self._board.state.phase is Phase.IDLE:
            self.forget()
        elif self._board.state.can_stop:
            self._send(Stop())

    def discard(self) -> None:
        """End the run under way, if any, and show nothing of it."""
        if self._board.state.phase.busy:
            self.stop()
        if self._board.state.phase.busy:
            self._discard = True
            self._readings.let_go()
        else:
            self._readings.follow(None)

    def forget(self) -> None:
        """Come back to the beginning: there is no run."""
        self._readings.follow(None)
        self._board.set(phase=Phase.READY, progress=0.0, heading="")
        self._display.refresh()
        self._display.draw()

    def _begin(self, paused: bool) -> None:
        reason = self._occupied()
        if reason:
            self._board.notify(lambda: Notice(reason, "warning"))
            return
        self._discard = False
        state = self._board.state
        request = Train(
            run=new_run(),
            dataset=state.dataset,
            family=state.family,
            settings=self._choices.values(),
            seed=state.seed,
            # One step at a time is for looking, not for measuring: nothing is repeated then.
            minimum_seconds=0.0 if paused else minimum_seconds(self._meter.active_routes()),
            paused=paused,
            computed_on=state.computed_on,
        )
        self._readings.begin(self._journals.recorder(request, state.country, self._clock()))
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
        self._display.show_by_epochs(False)
        self._display.draw()
        self._display.refresh()

    # -- as time goes by -------------------------------------------------------------------

    def tick(self) -> None:
        """Do what is due."""
        now = self._clock()
        recorder = self._readings.recorder
        self._readings.tick(others_at_work=self._loading())
        if self._board.state.phase is Phase.IDLE and recorder is not None:
            if self._loading():
                # The training process is still starting: the computer is not at rest yet.
                recorder.begun_seconds = now
                self._readings.rest(processor_times(None))
            if now - recorder.begun_seconds >= IDLE_SECONDS:
                self._end_idle(recorder)
        phase = self._board.state.phase
        if recorder is not None and phase.busy and self._disturbed():
            recorder.hear_of_others()
        if now >= self._figures_due:
            self._figures_due = now + _SOON_SECONDS
            if recorder is not None and phase.busy:
                self._board.set(progress=self._readings.progress(phase))
            self._readings.warn_of_lost_sensors()
            self._warn_of_the_journal()
            self._display.say_status()
            self._display.show_figures()

    def _warn_of_the_journal(self) -> None:
        problem = self._journals.news()
        if problem:
            self._board.notify(lambda: Notice(problem, "warning"))

    def _end_idle(self, recorder: Recorder) -> None:
        self._readings.end_idle(processor_times(None))
        self._send(recorder.request)
        self._board.set(phase=Phase.TRAINING, progress=0.0)
        self._display.say_status()

    # -- what arrives ----------------------------------------------------------------------

    def hear(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said since the last time."""
        for reply in replies:
            self._hear(reply)

    def _hear(self, reply: Reply) -> None:
        recorder = self._readings.recorder
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
                self._board.set(phase=Phase.PAUSED if paused else Phase.TRAINING)
                self._display.say_status()
            case Paused():
                self._board.set(phase=Phase.PAUSED)
                self._display.refresh()
            case Resumed():
                self._board.set(phase=Phase.TRAINING)
                self._display.say_status()
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
        """Say why the training process said nothing more; what it had learned is a result."""
        recorder = self._readings.recorder
        if self._board.state.phase.busy:
            if recorder is not None and recorder.steps and recorder.steps[-1].epoch > 0:
                self._finish(recorder, recorder.cut(self._clock()), interrupted=True)
            else:
                self.forget()
        self._board.notify(lambda: Notice(reason, "error"))

    def _finish(self, recorder: Recorder, finished: Finished, interrupted: bool = False) -> None:
        self._readings.end()
        if self._discard or not recorder.steps:
            self._discard = False
            self._readings.follow(None)
            self._board.set(phase=Phase.READY, progress=0.0, heading="", run=None)
        else:
            self._show_result(recorder, finished, interrupted)
        self._display.refresh()
        self._display.draw()

    def _show_result(self, recorder: Recorder, finished: Finished, interrupted: bool) -> None:
        request = recorder.request
        name = run_name(request)
        run = recorder.run(interrupted_name(name) if interrupted else name, self._readings.routes())
        first = recorder.first_training_end
        whole = recorder.relative_windows(finished.time_seconds)
        if first is not None and whole:
            length = whole[-1][1] - min(0.0, recorder.begun_seconds - recorder.origin_seconds)
            self._display.show_by_epochs(first - recorder.origin_seconds < _SHORT_SHARE * length)
        self._board.set(phase=Phase.FINISHED, progress=1.0, run=run, run_kept=False)
        self._kept.ended(run)
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
