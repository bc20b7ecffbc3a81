"""What was chosen, predicted and found for one experiment; it outlives every widget."""

from dataclasses import field

from equilibre.learning.experiments.experiment import Experiment, Request
from equilibre.records import dataclass
from equilibre.sessions.command_run import CommandRun
from equilibre.sessions.experiment_record import ExperimentRecord


@dataclass(slots=True)
class Sheet:
    """One experiment as the student left it."""

    experiment: Experiment
    settings: dict[str, float]
    dataset: str
    lens: float | None
    picture: str
    seed: int
    answers: list[int | None]
    entries: dict[str, str] = field(default_factory=dict)
    asked: int = 0  # which prediction is asked now
    linear: bool = False  # logarithmic axes are shown as linear ones
    record: ExperimentRecord | None = None  # the last run
    command: CommandRun | None = None  # the last command of the student's own
    stopped: bool = False  # by the student, before its end
    given: tuple[int | None, ...] = ()  # the answers when it was run; empty before

    def request(self) -> Request:
        """Return what to conduct."""
        return Request(dict(self.settings), self.seed, self.dataset, dict(self.entries))

    def predicted(self) -> tuple[float | None, ...]:
        """Return each answer given before the run: a number, or the position of a choice."""
        given = self.given or (None,) * len(self.experiment.predictions)
        return tuple(
            None
            if answer is None
            else (float(answer) if prediction.choices else prediction.stops[answer])
            for prediction, answer in zip(self.experiment.predictions, given, strict=True)
        )


def new_sheet(experiment: Experiment, seed: int) -> Sheet:
    """Return an experiment as nobody has touched it yet."""
    return Sheet(
        experiment,
        settings=experiment.defaults(),
        dataset=experiment.datasets[0] if experiment.datasets else "",
        lens=experiment.lens.default if experiment.lens else None,
        picture=experiment.pictures[0].key,
        seed=seed,
        answers=[None] * len(experiment.predictions),
    )
