"""What the training tab shows now, and the screen that shows it."""

from typing import Protocol

from equilibre.ui.board import Board
from equilibre.ui.plots.curves import Curves
from equilibre.ui.training.state import TrainingState


class Screen(Protocol):
    """What a presenter needs of the view."""

    def show_state(self, state: TrainingState) -> None: ...
    def draw(self, curves: Curves) -> None: ...
    def show_by_epochs(self, epochs: bool) -> None: ...


class NoScreen:
    """Stands in until there is a view."""

    def show_state(self, state: TrainingState) -> None:
        pass

    def draw(self, curves: Curves) -> None:
        pass

    def show_by_epochs(self, epochs: bool) -> None:
        pass


TrainingBoard = Board[TrainingState, Screen]
