"""Decides what the room of the experiments shows and does; knows no screen."""

import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from equilibre.errors import EquilibreError
from equilibre.learning.experiments.experiment import Experiment
from equilibre.meter.attribution import ProcessorTimes, processor_times
from equilibre.meter.reading import Sample
from equilibre.sessions.experiment_files import record_csv, record_json
from equilibre.sessions.files import write_whole
from equilibre.sessions.recorder import IDLE_SECONDS
from equilibre.texts import _
from equilibre.ui.board import Board, Choice, NoScreen, Notice
from equilibre.ui.training.experiments import showing
from equilibre.ui.training.experiments.conducting import Conducting, Meter
from equilibre.ui.training.experiments.own_command import Measure, OwnCommand
from equilibre.ui.training.experiments.sheet import Sheet, new_sheet
from equilibre.ui.training.experiments.state import ExperimentsState, Phase
from equilibre.worker.messages import Command, Reply

DEFAULT_SEED = 42
_PROGRESS_SECONDS = 0.25  # between two moves of the progress bar
_READ_SECONDS = 1.0  # between two readings of the points while they come


class Screen(Protocol):
    """What the presenter needs of the view."""

    def show_state(self, state: ExperimentsState, /) -> None: ...


def _free() -> str:
    return ""


class ExperimentsPresenter:
    """One sheet for each experiment, and at most one experiment under way."""

    def __init__(
        self,
        experiments: Sequence[Experiment],
        send: Callable[[Command], None],
        meter: Meter,
        measure: Measure,
        occupied: Callable[[], str] = _free,
        loading: Callable[[], bool] = lambda: False,
        process: Callable[[], int | None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
        times: Callable[[int | None], ProcessorTimes] = processor_times,
        complete: bool = False,
    ) -> None:
        """Prepare; *occupied* says in a sentence why nothing can be started now, "" if it can.

        *measure* begins to measure a command.

        There must be one experiment or more.
        """
        self._sheets = {each.key: new_sheet(each, DEFAULT_SEED) for each in experiments}
        self._key = experiments[0].key
        self._occupied = occupied
        self._clock = clock
        self._complete = complete
        self._conducting = Conducting(
            send,
            meter,
            clock,
            others_at_work=lambda: loading() or bool(occupied()),
            times=lambda: times(process()),
        )
        self._own = OwnCommand(measure)
        self._running = ""  # the key of the experiment under way, or still listened to after it
        self._progress_due = self._read_due = 0.0
        self._resting = False
        self._board: Board[ExperimentsState, Screen] = Board(NoScreen(), ExperimentsState())
        self.refresh()

    @property
    def state(self) -> ExperimentsState:
        """What is shown now."""
        return self._board.state

    @property
    def busy(self) -> bool:
        """Whether an experiment is under way, the idle seconds before it included."""
        return self._conducting.phase.busy or self._own.busy

    @property
    def _phase(self) -> Phase:
        return Phase.RUNNING if self._own.busy else self._conducting.phase

    @property
    def resting(self) -> bool:
        """Whether the computer is still listened to after an experiment."""
        return self._conducting.resting

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[self._key]

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    def choose_level(self, complete: bool) -> None:
        """Show every control, or only the simple ones."""
        self._complete = complete
        self.refresh()

    # -- asked by the view -----------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Show the experiment *key*, as it was left."""
        self._key = key
        self.refresh()

    def predict(self, index: int, answer: int) -> None:
        """Answer the question at *index* by the choice or the stop at *answer*.

        After a choice the next question without an answer is asked; a slider may still move.
        """
        sheet = self._sheet
        sheet.answers[index] = answer
        later = range(index + 1, len(sheet.answers))
        if sheet.experiment.predictions[index].choices:
            sheet.asked = next((one for one in later if sheet.answers[one] is None), index)
        self.refresh()

    def ask(self, index: int) -> None:
        """Ask the prediction at *index*."""
        self._sheet.asked = min(max(index, 0), len(self._sheet.answers) - 1)
        self.refresh()

    def move(self, key: str, index: int) -> None:
        """Move a control to its stop at *index*, for the next run."""
        control = next(one for one in self._sheet.experiment.controls if one.key == key)
        self._sheet.settings[key] = control.stops[index]
        self.refresh()

    def choose_dataset(self, key: str) -> None:
        self._sheet.dataset = key
        self.refresh()

    def type(self, key: str, text: str) -> None:
        """Take what was typed into the field *key*."""
        self._sheet.entries[key] = text.strip()
        self.refresh()

    def choose_seed(self, seed: int) -> None:
        self._sheet.seed = seed
        self.refresh()

    def choose_picture(self, key: str) -> None:
        self._sheet.picture = key
        self.refresh()

    def look_through(self, index: int) -> None:
        """Move the lens to its stop at *index*: other points of the same run are shown."""
        lens = self._sheet.experiment.lens
        if lens is not None:
            self._sheet.lens = lens.stops[index]
            self.refresh()

    def show_linear(self, linear: bool) -> None:
        """Show logarithmic axes as linear ones, or as they are."""
        self._sheet.linear = linear
        self.refresh()

    def dismiss(self) -> None:
        """Close the notice."""
        self._board.notify(None)

    # -- running ---------------------------------------------------------------------------

    def start(self, idle_seconds: float = IDLE_SECONDS, budget_seconds: float = math.inf) -> None:
        """Conduct the experiment shown after some seconds at rest, or say why not."""
        if self.busy:
            return
        if self._occupied():
            self._board.notify(lambda: Notice(self._occupied() or _("It is free now."), "warning"))
            return
        sheet = self._sheet
        sheet.given = tuple(sheet.answers)
        self._running = sheet.experiment.key
        self._board.notify(None)
        self._conducting.begin(sheet.experiment.key, sheet.request(), idle_seconds, budget_seconds)
        self.refresh()

    def stop(self) -> None:
        """End what is under way; the points found so far are kept."""
        self._own.stop()
        if self._conducting.phase.busy:
            self._conducting.stop()
        self.refresh()

    def measure_command(self, key: str) -> None:
        """Measure the command typed into the field *key*, or say why not."""
        if self.busy:
            return
        problem = self._occupied()
        if not problem:
            self._running = self._key
            self._own.begin(self._sheet.entries.get(key, ""))
            problem = self._own.problem
        self._board.notify((lambda: Notice(problem, "warning")) if problem else None)
        self.refresh()

    def _end_command(self) -> None:
        problem = self._own.problem
        if self._own.told is not None:
            self._sheets[self._running].command = self._own.told
        elif problem:
            self._board.notify(lambda: Notice(problem, "error"))
        self.refresh()

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what was measured and said; called many times a second."""
        conducting, busy = self._conducting, self.busy
        conducting.hear(samples, replies)
        conducting.tick()
        if self._own.hear(samples):
            self._end_command()
        if busy and not self.busy:
            self._ended()
        elif self._resting and not conducting.resting:
            self._keep()
            self.refresh()
        elif busy and self._clock() >= self._progress_due:
            self._progress_due = self._clock() + _PROGRESS_SECONDS
            self._board.set(phase=self._phase, **self._progress())
        self._resting = conducting.resting

    def draw(self) -> None:
        """Show the points that came; called a few times a second while the room is in front."""
        if not self._conducting.news:
            return
        self._conducting.news = False
        if self._key == self._running:
            self._keep()
            now = self._clock()
            read = now >= self._read_due or not self.busy
            if read:
                self._read_due = now + _READ_SECONDS
            self._show_results(read)

    def _ended(self) -> None:
        self._keep()
        problem = self._conducting.problem
        if problem:
            self._board.notify(lambda: Notice(problem, "error"))
        self.refresh()

    def _keep(self) -> None:
        """Write on its sheet what the experiment under way has found."""
        record = self._conducting.record()
        if record is not None and record.points:
            sheet = self._sheets[self._running]
            sheet.record, sheet.stopped = record, self._conducting.stopped
        if not self.busy and not self._conducting.resting:
            self._conducting.recorder = None

    def save(self, path: Path) -> None:
        """Write the results shown to *path*, by its suffix, or say why not."""
        record = showing.told(self._sheet)
        if record is None:
            return
        content = (
            record_csv(record).encode("utf-8-sig")
            if path.suffix.lower() == ".csv"
            else record_json(record).encode()
        )
        try:
            write_whole(path, content)
        except EquilibreError as problem:
            reason = str(problem)
            self._board.notify(lambda: Notice(reason, "error"))

    # -- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Say everything again, in the language in use."""
        sheet = self._sheet
        with self._board.gathered():
            self._board.set(
                experiments=tuple(
                    Choice(key, _(each.experiment.name)) for key, each in self._sheets.items()
                ),
                key=self._key,
                phase=self._phase,
                **self._progress(),
                **showing.choices(sheet, self._complete),
            )
            self._board.refresh_notice()
            self._show_results(read=True)

    def _show_results(self, read: bool) -> None:
        """Show the points of the sheet, and say what they mean where it is time to *read*."""
        under_way = self.busy and self._running == self._key
        record = self._sheet.record
        if under_way and not self._conducting.has_points:
            record = None  # that of an earlier run
        changes = showing.picture(self._sheet, record)
        if read:
            changes |= showing.results(self._sheet, record, under_way)
        self._board.set(**changes)

    def _progress(self) -> dict[str, object]:
        """Return how far what is under way is, in words and as a share."""
        running = self._sheets.get(self._running)
        if self.busy and running is not None and running is not self._sheet:
            status = showing.elsewhere(running)
        elif self._own.busy:
            status = _("Your command is measured, between some seconds of rest")
        else:
            status = showing.status(self._sheet, self._conducting, running is self._sheet)
        return {"status": status, "progress": showing.progress(running, self._conducting)}
