"""What the training tab shows now, and the screen that shows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from equilibre.ui.plots.curves import Curves
from equilibre.ui.training.state import Notice, TrainingState


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


class Board:
    """Holds the state that the presenters change, and shows each change once."""

    def __init__(self, screen: Screen, state: TrainingState) -> None:
        self.screen = screen
        self.state = state
        self._drawn: TrainingState | None = None
        self._gathering = False
        self._make_notice: Callable[[], Notice] | None = None

    def attach(self, screen: Screen) -> None:
        """Show what comes on *screen*, which knows nothing yet."""
        self.screen = screen
        self._drawn = None

    def set(self, **changes: object) -> None:
        """Change fields of the state, and show it."""
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        if not self._gathering:
            self._show()

    def _show(self) -> None:
        if self.state != self._drawn:
            self._drawn = self.state
            self.screen.show_state(self.state)

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Show once what many changes make: epochs come faster than a screen can follow."""
        outer, self._gathering = self._gathering, True
        try:
            yield
        finally:
            self._gathering = outer
        if not outer:
            self._show()

    def notify(self, make: Callable[[], Notice] | None) -> None:
        """Show what *make* returns; it is made anew when the language changes."""
        self._make_notice = make
        self.refresh_notice()

    def refresh_notice(self) -> None:
        """Say the notice again, in the language in use."""
        self.set(notice=self._make_notice() if self._make_notice else None)
