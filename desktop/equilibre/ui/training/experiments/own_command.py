"""A command of the student's own: typed, measured by itself, beside the experiment."""

from collections.abc import Callable, Sequence

from equilibre.errors import EquilibreError
from equilibre.meter.reading import Sample
from equilibre.sessions.command_aside import CommandAside, command_words
from equilibre.sessions.command_run import CommandRun

Measure = Callable[[tuple[str, ...]], CommandAside]


class OwnCommand:
    """At most one command under way; knows no screen."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._aside: CommandAside | None = None
        self.told: CommandRun | None = None  # what the last one used
        self.problem = ""  # a sentence, where the last one could not be measured

    @property
    def busy(self) -> bool:
        """Whether a command is measured, the idle seconds around it included."""
        return self._aside is not None

    def begin(self, text: str) -> None:
        """Measure the command *text*; where that is none, ``problem`` says why."""
        self.told, self.problem = None, ""
        try:
            self._aside = self._measure(command_words(text))
        except EquilibreError as refusal:
            self.problem = str(refusal)

    def stop(self) -> None:
        """End it: politely, the third time by force."""
        if self._aside is not None:
            self._aside.stop()

    def hear(self, samples: Sequence[Sample]) -> bool:
        """Take what was measured; return, once, that the command is over: see ``told``."""
        aside = self._aside
        if aside is None:
            return False
        aside.hear(samples)
        if aside.over:
            self._aside, self.told, self.problem = None, aside.told, aside.problem
        return self._aside is None
