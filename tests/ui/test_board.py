"""The board shows each change once, and says a notice again in another language."""

from dataclasses import dataclass

import pytest

from equilibre.ui.board import Board, Notice


@dataclass(frozen=True, slots=True)
class Counted:
    """A state of one number."""

    count: int = 0
    notice: Notice | None = None


class FakeScreen:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.states: list[Counted] = []

    def show_state(self, state: Counted) -> None:
        self.states.append(state)


@pytest.fixture
def board() -> Board[Counted, FakeScreen]:
    return Board(FakeScreen(), Counted())


def test_what_does_not_change_is_not_shown_again(board: Board[Counted, FakeScreen]) -> None:
    board.set(count=1)
    board.set(count=1)
    assert board.screen.states == [Counted(1)]


def test_changes_that_are_gathered_are_shown_once(board: Board[Counted, FakeScreen]) -> None:
    with board.gathered():
        board.set(count=1)
        with board.gathered():
            board.set(count=2)
        assert board.screen.states == []
    assert board.screen.states == [Counted(2)]


def test_what_goes_wrong_while_gathering_does_not_silence_the_board(
    board: Board[Counted, FakeScreen],
) -> None:
    with pytest.raises(ZeroDivisionError), board.gathered():
        raise ZeroDivisionError
    board.set(count=3)
    assert board.screen.states == [Counted(3)]


def test_a_new_screen_is_shown_everything(board: Board[Counted, FakeScreen]) -> None:
    board.set(count=1)
    later = FakeScreen()
    board.attach(later)
    board.set()
    assert later.states == [Counted(1)]


def test_a_notice_is_said_anew_and_goes_when_it_is_dismissed(
    board: Board[Counted, FakeScreen],
) -> None:
    words = iter(("one", "two"))
    board.notify(lambda: Notice(next(words)))
    assert board.state.notice == Notice("one")
    board.refresh_notice()
    assert board.state.notice == Notice("two")
    board.notify(None)
    assert board.state.notice is None
