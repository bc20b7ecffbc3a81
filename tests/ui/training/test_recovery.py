"""The window finds at its start what was under way, and says when others measure, too."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from equilibre.meter.neighbours import Neighbours
from equilibre.sessions.journal import Journals
from equilibre.ui.training.account_words import account
from equilibre.ui.training.state import Phase
from tests.ui.conftest import MakeRoom, Room


def opened(make_room: MakeRoom, tmp_path: Path) -> Room:
    """Return a window that writes runs under way down, as the program's own does."""
    room = make_room(filled=False)
    room.window._equip().journals = Journals(tmp_path / "under-way")  # noqa: SLF001
    room.fill()
    room.show()
    return room


def test_a_run_whose_window_ended_is_there_at_the_next_start_with_undo(
    make_room: MakeRoom, tmp_path: Path, qtbot: QtBot
) -> None:
    first = opened(make_room, tmp_path)
    first.train()
    first.window.close()
    second = opened(make_room, tmp_path)
    qtbot.waitUntil(lambda: second.presenter.state.kept != ())
    (kept,) = second.presenter.state.kept
    assert kept.name == "Neural network (interrupted)"
    assert second.view.messages.isVisible()
    second.view.messages.acted.emit()
    assert second.presenter.state.kept == ()
    second.window.close()
    third = opened(make_room, tmp_path)
    third.tab.hear((), ())
    assert third.presenter.state.kept == ()
    assert third.presenter.state.notice is None


class Crowded(Neighbours):
    """Another process measures, as soon as this one does."""

    def __init__(self) -> None:
        super().__init__()
        self.measuring: list[bool] = []

    def measure(self, measuring: bool) -> None:
        self.measuring.append(measuring)
        if measuring:
            self._met = (4321,)


def test_another_that_measures_is_said_at_once_and_in_the_account_of_the_run(room: Room) -> None:
    room.window.equipment.neighbours = others = Crowded()
    room.window._tick()  # noqa: SLF001
    assert others.measuring == [False]
    assert room.presenter.state.notice is None
    room.begin()
    room.window._tick()  # noqa: SLF001
    assert others.measuring[-1]
    notice = room.presenter.state.notice
    assert notice is not None
    assert "(process 4321)" in notice.text
    room.presenter.dismiss()
    room.window._tick()  # noqa: SLF001
    assert room.presenter.state.notice is None
    room.more(3)
    room.say(room.finished())
    assert room.presenter.state.phase is Phase.FINISHED
    run = room.presenter.state.run
    assert run is not None
    assert run.energy is not None
    assert run.energy.disturbed
    assert any("at the same time" in sentence for sentence in account(run.energy))


def test_a_run_alone_on_its_computer_says_nothing_of_others(room: Room) -> None:
    room.complete()
    run = room.presenter.state.run
    assert run is not None
    assert run.energy is not None
    assert not any("Équilibre" in sentence for sentence in account(run.energy))
