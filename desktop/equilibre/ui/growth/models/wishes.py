"""What the student wishes to see of the models, and which models there are; knows no screen."""

from dataclasses import field

from equilibre.growth import catalogue
from equilibre.records import dataclass
from equilibre.sessions.kept import KeptRuns
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.drawing import Drawing
from equilibre.ui.growth.models.points import Subject, subject_of_model, subject_of_run


class Subjects:
    """The models of the catalogue and the kept runs."""

    def __init__(self, kept: KeptRuns) -> None:
        self._kept = kept
        self.models = [subject_of_model(model) for model in catalogue.models().values()]
        self.course = [subject for subject in self.models if subject.course]
        self.turning = self.course[-1].day  # that of GPT-3: later models wait to be revealed
        self.later = [subject for subject in self.models if subject.day > self.turning]

    @property
    def runs(self) -> list[Subject]:
        """The kept runs, those whose day can be read."""
        found = (subject_of_run(run) for run in self._kept.runs)
        return [subject for subject in found if subject is not None]

    def reachable(self, revealed: bool) -> list[Subject]:
        """Return the models that may be shown: those after GPT-3 where they are revealed."""
        return [one for one in self.models if revealed or one.day <= self.turning]


@dataclass(slots=True)
class Wishes:
    """Everything that was chosen on the page; it outlives the views."""

    fit_days: tuple[int, int]  # ordinals
    across: str = DATE
    upward: str = "parameters"
    logarithmic: bool = False
    hidden: set[str] = field(default_factory=set)  # domains
    own: bool = False
    tool: str = "look"
    fit_over: str = "course"
    revealed: bool = False
    pointed: str = ""
    drawings: dict[str, Drawing] = field(default_factory=dict)  # by quantity
