"""Ties the room of the experiments together: what its columns ask goes to the presenter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot

from equilibre.learning.experiments.catalogue import EXPERIMENTS
from equilibre.learning.experiments.experiment import Experiment
from equilibre.meter.reading import Sample
from equilibre.sessions.command_aside import CommandAside
from equilibre.texts import _
from equilibre.ui.board import NoScreen
from equilibre.ui.dialogs.ask import ask_where_to_save
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.equipment import Equipment
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Trial, Until
from equilibre.ui.training.experiments.presenter import ExperimentsPresenter
from equilibre.ui.training.experiments.reading import Reading
from equilibre.ui.training.experiments.stage import Stage
from equilibre.ui.training.experiments.state import ExperimentsState
from equilibre.ui.training.experiments.steps import Steps
from equilibre.ui.training.room import Panes
from equilibre.worker.messages import Reply


class Columns:
    """The three columns as one screen."""

    def __init__(self, steps: Steps, stage: Stage, reading: Reading) -> None:
        self.steps, self.stage, self.reading = steps, stage, reading

    def show_state(self, state: ExperimentsState) -> None:
        for column in (self.steps, self.stage, self.reading):
            column.show_state(state)


class ExperimentsRoom(QObject):
    """The room: its presenter, and columns made anew for each language and theme."""

    key = "experiments"

    def __init__(
        self,
        equipment: Equipment,
        training: Callable[[], bool],
        experiments: Sequence[Experiment] = EXPERIMENTS,
    ) -> None:
        """Prepare; *training* says whether a training is under way or about to be."""
        super().__init__()
        self._equipment = equipment
        self._training = training
        host = equipment.host
        self.columns: Columns | None = None
        self.presenter = ExperimentsPresenter(
            experiments,
            host.send,
            equipment.sampler,
            measure=lambda words: CommandAside(words, equipment.sampler),
            occupied=self._occupied,
            # Before its work and after it, whoever computes is somebody else.
            loading=lambda: host.loading or host.busy,
            process=lambda: host.process,
            complete=equipment.store.settings.level == "complete",
        )

    def _occupied(self) -> str:
        """Return why no experiment can be started now, "" if one can."""
        if self._training():
            return _("A training is under way: stop it, or wait for its end, then run this.")
        if self._equipment.host.busy and not self.presenter.busy:
            return _("The training process is at work for another page: wait for its end.")
        return ""

    # -- what a room is --------------------------------------------------------------------

    def build(self) -> Panes:
        """Return new columns that show what the presenter knows."""
        presenter = self.presenter
        presenter.choose_level(self._equipment.store.settings.level == "complete")
        steps, stage, reading = Steps(), Stage(), Reading()
        self.columns = Columns(steps, stage, reading)
        steps.experiment_chosen.connect(presenter.choose)
        steps.predicted.connect(presenter.predict)
        steps.asked.connect(presenter.ask)
        steps.moved.connect(presenter.move)
        steps.dataset_chosen.connect(presenter.choose_dataset)
        steps.typed.connect(presenter.type)
        steps.command_asked.connect(presenter.measure_command)
        steps.seed_chosen.connect(presenter.choose_seed)
        steps.start_asked.connect(presenter.start)
        steps.stop_asked.connect(presenter.stop)
        stage.picture_chosen.connect(presenter.choose_picture)
        stage.lens_moved.connect(presenter.look_through)
        stage.linear_chosen.connect(presenter.show_linear)
        stage.explanation_asked.connect(self.show_explanation)
        stage.messages.closed.connect(presenter.dismiss)
        reading.energy_asked.connect(self.show_account)
        reading.save_asked.connect(self.save)
        presenter.attach(self.columns)
        return Panes(stage, steps, reading, start=steps.start, stop=steps.stop)

    def part(self) -> None:
        self.columns = None
        self.presenter.attach(NoScreen())

    def enter(self) -> None:
        self.presenter.refresh()

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        self.presenter.hear(samples, replies)

    def draw(self) -> None:
        self.presenter.draw()

    def busy(self) -> bool:
        return self.presenter.busy

    def photograph(self, photographer: Photographer) -> None:
        from equilibre.ui.training.experiments import scenes

        scenes.photograph(self.presenter, photographer)

    def trials(self, until: Until) -> Sequence[Trial]:
        from equilibre.ui.training.experiments import scenes

        return scenes.trials(self.presenter, until)

    # -- asked by the columns --------------------------------------------------------------

    @Slot()
    def show_explanation(self) -> None:
        state = self.presenter.state
        sources = [_("Source: {text}").format(text=source) for source in state.sources]
        CardDialog(state.question, [state.explanation, *sources], self._window()).open()

    @Slot()
    def show_account(self) -> None:
        paragraphs = list(self.presenter.state.account) or [
            _(
                "The energy is the area under the power curve while the experiment runs. What the "
                "computer draws at rest is listened to for some seconds before and after."
            )
        ]
        CardDialog(_("Where the energy comes from"), paragraphs, self._window()).open()

    @Slot()
    def save(self) -> None:
        name = _("experiment") + f"-{self.presenter.state.key}.json"
        window = self._window()
        path = ask_where_to_save(window, name, ("json", "csv")) if window else None
        if path is not None:
            self.presenter.save(path)

    def _window(self) -> "Stage | None":
        return self.columns.stage if self.columns else None
