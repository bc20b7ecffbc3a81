"""Decides what the growth tab shows around its pages; knows no screen."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from equilibre.ui.board import Board, NoScreen, Notice
from equilibre.ui.growth.state import GrowthState
from equilibre.ui.growth.surroundings import Surroundings

if TYPE_CHECKING:
    from equilibre.ui.growth.computer.presenter import ComputerPresenter


class PagePresenter(Protocol):
    """What the tab needs of the presenter of a page."""

    def refresh(self) -> None:
        """Say everything again, in the language in use, with what the surroundings say now."""


def _scale(surroundings: Surroundings) -> PagePresenter:
    from equilibre.ui.growth.scale.presenter import ScalePresenter

    return ScalePresenter(surroundings)


def _models(surroundings: Surroundings) -> PagePresenter:
    from equilibre.ui.growth.models.presenter import ModelsPresenter

    return ModelsPresenter(surroundings)


def _energy(surroundings: Surroundings) -> PagePresenter:
    from equilibre.ui.growth.energy.presenter import EnergyPresenter

    return EnergyPresenter(surroundings)


def _parts(surroundings: Surroundings) -> PagePresenter:
    from equilibre.ui.growth.parts.presenter import PartsPresenter

    return PartsPresenter(surroundings)


def _computer(surroundings: Surroundings) -> PagePresenter:
    from equilibre.ui.growth.computer.presenter import ComputerPresenter

    return ComputerPresenter(surroundings)


def _use(surroundings: Surroundings) -> PagePresenter:
    from equilibre.ui.growth.use.presenter import UsePresenter

    return UsePresenter(surroundings)


def _myths(surroundings: Surroundings) -> PagePresenter:
    from equilibre.ui.growth.myths.presenter import MythsPresenter

    return MythsPresenter(surroundings)


PAGES: Mapping[str, Callable[[Surroundings], PagePresenter]] = {
    "scale": _scale,
    "models": _models,
    "energy": _energy,
    "parts": _parts,
    "computer": _computer,
    "use": _use,
    "myths": _myths,
}
"""What makes the presenter of each page, in the order of the pages; none is imported before."""


class Screen(Protocol):
    """What the presenter needs of the view."""

    def show_state(self, state: GrowthState) -> None: ...


class GrowthPresenter:
    """The page in front, the message above it, and the presenters of the pages."""

    def __init__(
        self,
        surroundings: Surroundings,
        equip: "Callable[[ComputerPresenter], None]" = lambda _computer: None,
    ) -> None:
        """Make no page yet. *equip* gives the page of this computer what it measures with."""
        self.surroundings = surroundings
        self._equip = equip
        surroundings.notify = self._notify
        surroundings.followers.append(self._follow)
        self._board: Board[GrowthState, Screen] = Board(NoScreen(), GrowthState(next(iter(PAGES))))
        self._pages: dict[str, PagePresenter] = {}
        self._stale: set[str] = set()  # pages that the surroundings changed behind

    @property
    def state(self) -> GrowthState:
        """What is shown now."""
        return self._board.state

    def page(self, key: str) -> PagePresenter:
        """Return the presenter of the page *key*, made when it is first needed."""
        if key not in self._pages:
            self._pages[key] = PAGES[key](self.surroundings)
            if key == "computer":
                self._equip(self.computer)
        return self._pages[key]

    def made(self, key: str) -> bool:
        """Return whether the page *key* was ever needed."""
        return key in self._pages

    @property
    def computer(self) -> "ComputerPresenter":
        """The presenter of the page of this computer, which also hears the meter."""
        from equilibre.ui.growth.computer.presenter import ComputerPresenter

        page = self.page("computer")
        assert isinstance(page, ComputerPresenter)
        return page

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self._board.refresh_notice()

    def detach(self) -> None:
        """Show nothing until there is another screen; each page then shows everything anew."""
        self._board.attach(NoScreen())
        self._stale = set()
        if self.made("computer"):
            self.computer.leave()  # it hears on, and its page goes with the view

    def choose_page(self, key: str) -> None:
        self._board.set(page=key)
        self._freshen()

    def refresh(self) -> None:
        """Look again at what other tabs may have changed: the country, the kept runs."""
        self._follow()

    def _follow(self) -> None:
        self._stale = set(self._pages)
        self._freshen()

    def _freshen(self) -> None:
        """Compute the page in front anew if it is out of date; the others wait for their turn."""
        key = self.state.page
        if key in self._stale:
            self._stale.discard(key)
            self._pages[key].refresh()

    # -- messages --------------------------------------------------------------------------

    def _notify(self, make: Callable[[], Notice]) -> None:
        self._board.notify(make)

    def warn(self, text: str) -> None:
        self._board.notify(lambda: Notice(text, "warning"))

    def dismiss(self) -> None:
        self._board.notify(None)
