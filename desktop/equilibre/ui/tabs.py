"""The tabs, in the order of the tab bar: a new one is a folder and one line in each list here."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from equilibre.meter.reading import Sample
from equilibre.texts import N_
from equilibre.ui.equipment import Equipment
from equilibre.worker.messages import Reply

NAMES = (N_("Train a model live"),)


class Tab(Protocol):
    """What the window needs of a tab."""

    def build(self) -> QWidget:
        """Return a new view, in the language and theme in use."""

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what was measured and what the training process said."""

    def draw(self) -> None:
        """Redraw what moves."""

    def busy(self) -> bool:
        """Whether something is under way that must be followed closely."""


def load_tabs() -> None:
    """Import what the tabs need, their drawing library above all; makes no widget."""
    import equilibre.ui.training.tab  # noqa: F401 - for its import alone


def make_tabs(equipment: Equipment, show_sensors: Callable[[], None]) -> tuple[Tab, ...]:
    """Return the tabs."""
    from equilibre.ui.training.tab import TrainingTab

    return (TrainingTab(equipment, show_sensors),)
