"""What a tab shows now, and the screen that shows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence above the tab, with one thing to do about it."""

    text: str
    level: str = "info"  # "info", "warning" or "error"
    action: str = ""  # what the button does: a method of the presenter's answer()
    action_text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list: its key and its text."""

    key: str
    text: str


class Shows(Protocol):
    """What every screen can do; each tab says what else its own can."""

    def show_state(self, state: Any, /) -> None: ...


class NoScreen:
    """Stands in until there is a view."""

    def show_state(self, state: Any, /) -> None:
        pass


State = TypeVar("State", bound=Any)  # a frozen record with a notice
Screen = TypeVar("Screen", bound=Shows)


class Board(Generic[State, Screen]):
    """Holds the state that the presenters change, and shows each change once."""

    def __init__(self, screen: Screen, state: State) -> None:
        self.screen = screen
        self.state = state
        self._drawn: State | None = None
        self._gathering = False
        self._make_notice: Callable[[], Notice] | None = None

    def attach(self, screen: Screen) -> None:
        """Show what comes on *screen*, which knows nothing yet."""
        self.screen = screen
        self._drawn = None

    def set(self, **changes: object) -> None:
        """Change fields of the state, and show it."""
        self.state = replace(self.state, **changes)
        if not self._gathering:
            self._show()

    def _show(self) -> None:
        if self.state != self._drawn:
            self._drawn = self.state
            self.screen.show_state(self.state)

    def show_again(self) -> None:
        """Show the state as it is: a button was pressed that may not stay down."""
        self._drawn = None
        self.set()

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Show once what many changes make: they come faster than a screen can follow."""
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
