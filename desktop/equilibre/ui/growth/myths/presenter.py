"""Decides which cards are turned; knows no screen."""

from typing import Protocol

from equilibre.growth import catalogue
from equilibre.growth.published import Myth
from equilibre.texts import _, ngettext
from equilibre.ui.board import Board, NoScreen
from equilibre.ui.growth.myths.pictures import panels_of
from equilibre.ui.growth.myths.state import MythCard, MythsState
from equilibre.ui.growth.surroundings import Surroundings


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: MythsState) -> None: ...


class MythsPresenter:
    """Claims often heard; each turns over to what is known."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._turned: set[str] = set()
        self._board: Board[MythsState, Screen] = Board(NoScreen(), MythsState((), "", False))
        self.refresh()

    @property
    def state(self) -> MythsState:
        """What is shown now."""
        return self._board.state

    @property
    def motion(self) -> bool:
        """Whether cards may glide over."""
        return self._surroundings.motion

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    def refresh(self) -> None:
        """Say everything again, in the language in use."""
        self._board.set(
            cards=tuple(_card(myth, myth.key in self._turned) for myth in catalogue.myths()),
            lead=_("Sentences often heard. What do you think? Turn the card over."),
            all_turned=all(myth.key in self._turned for myth in catalogue.myths()),
        )

    # -- asked by the page -----------------------------------------------------------------

    def turn(self, key: str) -> None:
        """Turn one card over, or back."""
        self._turned ^= {key}
        self.refresh()

    def turn_all(self) -> None:
        """Turn every card over; back again once they all are."""
        if self.state.all_turned:
            self._turned.clear()
        else:
            self._turned = {myth.key for myth in catalogue.myths()}
        self.refresh()

    def myth(self, key: str) -> Myth:
        """Return a claim with its evidence. Raises StopIteration for a key that is not there."""
        return next(myth for myth in catalogue.myths() if myth.key == key)


def quoted(claim: str) -> str:
    """Return a claim within the quotation marks of the language in use."""
    return _("“{claim}”").format(claim=claim)


def _card(myth: Myth, turned: bool) -> MythCard:
    count = len(myth.evidence)
    return MythCard(
        key=myth.key,
        claim=quoted(str(myth.claim)),
        correction=str(myth.correction),
        panels=panels_of(myth.key),
        source=ngettext("Its source", "Its {count} sources", count).format(count=count),
        turned=turned,
    )
