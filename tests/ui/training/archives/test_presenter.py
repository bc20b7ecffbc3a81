"""The dialogue of the published sets, decided without a screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from equilibre.learning import shelf
from equilibre.learning.archives.bring import Bring, Brought, Progress, Stage
from equilibre.learning.archives.covertype import COVERTYPE
from equilibre.learning.archives.download import Download, part_of
from equilibre.learning.archives.faces import FACES
from equilibre.ui.training.archives.presenter import ArchivesPresenter
from equilibre.ui.training.archives.state import ArchivesState
from equilibre.worker.messages import Command, Do, Done, Failed, Stop, Told
from tests.learning.archives.look_alikes import covertype_text, put


class Desk:
    """A presenter, what it shows and what it sends."""

    def __init__(self) -> None:
        self.sent: list[Command] = []
        self.shown: list[ArchivesState] = []
        self.computing = False
        self.presenter = ArchivesPresenter(self, self.sent.append, lambda: self.computing)

    def show_state(self, state: ArchivesState) -> None:
        self.shown.append(state)

    @property
    def state(self) -> ArchivesState:
        return self.presenter.state

    @property
    def order(self) -> Do:
        return next(each for each in reversed(self.sent) if isinstance(each, Do))

    def hear(self, *outcomes: Progress | Brought) -> None:
        self.presenter.hear([Told(self.order.run, each) for each in outcomes])

    def end(self, stopped: bool = False) -> None:
        self.presenter.hear([Done(self.order.run, 0.0, 0.0, stopped)])

    def notice(self) -> str:
        return self.state.notice.text if self.state.notice else ""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    shelf.use(tmp_path / "datasets")
    yield Desk()
    shelf.use(None)


def test_all_three_sets_are_offered_with_what_to_know_of_them(desk: Desk):
    assert [entry.is_here for entry in desk.state.entries] == [False] * 3
    for entry in desk.state.entries:
        desk.presenter.choose(entry.key)
        assert desk.state.page.name == entry.name
        assert dict(desk.state.page.facts)["Licence"]
        assert "MB" in desk.state.page.download
    desk.presenter.choose("faces")
    assert "biometric" in desk.state.page.note


def test_a_set_is_imported_from_a_folder(desk: Desk, tmp_path: Path):
    archive = put(tmp_path, COVERTYPE, covertype_text())
    desk.presenter.bring(tmp_path)
    assert desk.order.task == Bring(COVERTYPE, tmp_path)
    assert desk.state.running
    desk.hear(Progress(Stage.VERIFYING, 1, 4))
    assert desk.state.share == 0.25
    desk.hear(*Bring(archive, tmp_path).outcomes())
    desk.end()
    assert not desk.state.running
    assert desk.notice() == "“Forest cover, full set” is here, with 70 rows."
    assert desk.state.is_here
    assert "70 rows" in dict(desk.state.page.facts)["Size"]


def test_nothing_is_downloaded_before_the_question_is_answered(desk: Desk):
    desk.presenter.choose("faces")
    desk.presenter.ask_download()
    assert desk.state.question is not None
    assert "about 240\u202fMB" in desk.state.question.text
    desk.presenter.answer(False)
    assert desk.state.question is None
    assert desk.sent == []


def test_a_download_goes_beside_the_shelf_once_it_is_wanted(desk: Desk, tmp_path: Path):
    desk.presenter.choose("faces")
    desk.presenter.ask_download()
    desk.presenter.answer(True)
    assert desk.order.task == Download(FACES, tmp_path / "downloads")
    desk.hear(Progress(Stage.DOWNLOADING, 12_000_000, 240_000_000))
    assert desk.state.progress == "Downloading: 12.0\u202fMB of about 240\u202fMB"
    desk.presenter.choose("covertype")
    desk.presenter.stop()
    assert isinstance(desk.sent[-1], Stop)
    desk.end(stopped=True)
    assert "“Faces in the news” was not kept" in desk.notice()
    assert desk.state.page.name == "Forest cover, full set"


def test_what_arrived_an_earlier_time_is_told(desk: Desk, tmp_path: Path):
    part = part_of(COVERTYPE, tmp_path / "downloads")
    part.parent.mkdir()
    part.write_bytes(bytes(5_000))
    desk.presenter.ask_download()
    assert desk.state.question is not None
    assert "5.0\u202fkB arrived an earlier time" in desk.state.question.text


def test_a_refusal_is_shown_as_it_was_said(desk: Desk, tmp_path: Path):
    desk.presenter.bring(tmp_path)
    desk.presenter.hear([Failed(desk.order.run, "A sentence.", "details")])
    assert (desk.notice(), desk.state.running, desk.state.is_here) == ("A sentence.", False, False)
    desk.presenter.dismiss()
    assert desk.notice() == ""


def test_a_busy_process_is_left_alone(desk: Desk, tmp_path: Path):
    desk.computing = True
    desk.presenter.bring(tmp_path)
    desk.presenter.ask_download()
    assert desk.sent == []
    assert "Finish or stop" in desk.notice()


def test_two_things_are_never_brought_at_once(desk: Desk, tmp_path: Path):
    desk.presenter.bring(tmp_path)
    desk.presenter.bring(tmp_path)
    desk.presenter.ask_download()
    assert len(desk.sent) == 1


def test_without_a_shelf_nothing_begins(desk: Desk, tmp_path: Path):
    shelf.use(None)
    desk.presenter.bring(tmp_path)
    desk.presenter.ask_download()
    assert desk.sent == []
    assert "no folder" in desk.notice()


def test_a_set_is_removed_after_a_question(desk: Desk, tmp_path: Path):
    list(Bring(put(tmp_path, COVERTYPE, covertype_text()), tmp_path).outcomes())
    desk.presenter.choose("newsgroups")
    desk.presenter.choose("covertype")
    assert desk.state.is_here
    desk.presenter.ask_removal()
    desk.presenter.answer(True)
    assert shelf.keys() == ()
    assert not desk.state.is_here


def test_a_dialogue_that_closes_stops_what_it_began(desk: Desk, tmp_path: Path):
    desk.presenter.close()
    assert desk.sent == []
    desk.presenter.bring(tmp_path)
    desk.presenter.close()
    assert isinstance(desk.sent[-1], Stop)
