"""Decides what the dialogue of the published sets shows; knows no screen."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from equilibre import numbers
from equilibre.errors import EquilibreError
from equilibre.learning import shelf
from equilibre.learning.archives.archive import Archive, leaflet
from equilibre.learning.archives.bring import Bring, Brought, Progress
from equilibre.learning.archives.catalogue import ARCHIVES
from equilibre.learning.archives.download import Download, part_of
from equilibre.learning.card import DatasetCard
from equilibre.texts import _
from equilibre.ui.board import Board, Notice
from equilibre.ui.errand import Errand
from equilibre.ui.training.archives import words
from equilibre.ui.training.archives.state import ArchivesState, Entry
from equilibre.worker.messages import Command, Done, Reply


class Screen(Protocol):
    """What the presenter needs of the dialogue."""

    def show_state(self, state: ArchivesState, /) -> None: ...


class ArchivesPresenter:
    """One set at a time is brought; the others can be read of meanwhile."""

    def __init__(
        self,
        screen: Screen,
        send: Callable[[Command], None],
        computing: Callable[[], bool],
        archives: Sequence[Archive] = ARCHIVES,
    ) -> None:
        """Bring through *send*, unless *computing* says that the training process is busy."""
        self._archives = {each.key: each for each in archives}
        self._computing = computing
        self._errand = Errand(send, self._told, self._ended, self._failed)
        self._key = ""  # of the archive under way
        self._came = False
        first = archives[0]
        self._board: Board[ArchivesState, Screen] = Board(
            screen,
            ArchivesState(self._entries(), first.key, words.page_of(first, _kept(first))),
        )

    def show(self) -> None:
        """Show what there is."""
        self._board.set()

    @property
    def state(self) -> ArchivesState:
        """What is shown now."""
        return self._board.state

    # -- asked by the dialogue ---------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Tell of the set named *key*."""
        if key != self.state.chosen:
            with self._board.gathered():
                self._board.set(chosen=key, question=None)
                self._renew()

    def bring(self, folder: Path) -> None:
        """Bring the set that is chosen from its file in *folder*."""
        if self._may_begin():
            self._start(Bring(self._chosen, folder))

    def ask_download(self) -> None:
        """Say what a download is, and wait for an answer."""
        folder = _downloads()
        if folder is not None and self._may_begin():
            part = part_of(self._chosen, folder)
            arrived = part.stat().st_size if part.is_file() else 0
            self._board.set(question=words.download_question(self._chosen, arrived))

    def ask_removal(self) -> None:
        """Ask whether the set may be removed."""
        self._board.notify(None)
        self._board.set(question=words.removal_question(self.state.page.name))

    def answer(self, yes: bool) -> None:
        """Do what the question asks, or nothing."""
        question = self.state.question
        self._board.set(question=None)
        if question is None or not yes:
            return
        if question.action == "remove":
            self._remove()
        elif (folder := _downloads()) is not None and self._may_begin():
            self._start(Download(self._chosen, folder))

    def stop(self) -> None:
        """End what is under way."""
        self._errand.stop()

    def dismiss(self) -> None:
        """Take the notice away."""
        self._board.notify(None)

    def close(self) -> None:
        """The dialogue goes: nothing goes on without it."""
        self._errand.stop()

    def hear(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said."""
        self._errand.hear(replies)

    # -- what becomes of it ------------------------------------------------------------------

    @property
    def _chosen(self) -> Archive:
        return self._archives[self.state.chosen]

    def _may_begin(self) -> bool:
        if self._errand.busy:
            return False
        if shelf.folder() is None:
            self._warn(_("Nothing can be kept here: this session has no folder for data sets."))
            return False
        if self._computing():
            self._warn(
                _(
                    "The training process is at work. Finish or stop what is under way, "
                    "then try again."
                )
            )
            return False
        self._board.notify(None)
        return True

    def _start(self, task: Bring | Download) -> None:
        self._key, self._came = task.archive.key, False
        self._errand.start(task)
        self._board.set(running=True, question=None, progress=_("Waiting…"), share=None)

    def _told(self, outcome: object) -> None:
        if isinstance(outcome, Progress):
            share = outcome.done / outcome.total if outcome.total else None
            self._board.set(progress=words.progress_text(outcome), share=share)
        elif isinstance(outcome, Brought):
            self._came = True

    def _ended(self, done: Done) -> None:
        self._rest()
        name = str(leaflet(self._key).card.name)
        if self._came:
            rows = shelf.card(self._key).rows
            self._board.notify(partial(_is_here, name, rows))
        else:
            self._board.notify(partial(_was_stopped, name))

    def _failed(self, reason: str) -> None:
        self._rest()
        self._board.notify(lambda: Notice(reason, "error"))

    def _rest(self) -> None:
        with self._board.gathered():  # the keyboard goes where the set as it is now wants it
            self._board.set(running=False, progress="", share=None)
            self._renew()

    def _remove(self) -> None:
        try:
            shelf.remove(self.state.chosen)
        except EquilibreError as problem:
            self._warn(str(problem))
        self._renew()

    def _renew(self) -> None:
        """Look at the shelf again."""
        chosen = self._chosen
        self._board.set(entries=self._entries(), page=words.page_of(chosen, _kept(chosen)))

    def _entries(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(each.key, str(leaflet(each.key).card.name), _kept(each) is not None)
            for each in self._archives.values()
        )

    def _warn(self, text: str) -> None:
        self._board.notify(lambda: Notice(text, "warning"))


def _kept(archive: Archive) -> DatasetCard | None:
    """Return the card of what is on the shelf of *archive*; None where there is nothing usable."""
    try:
        return shelf.card(archive.key)
    except EquilibreError:
        return None


def _downloads() -> Path | None:
    """Return where downloads wait for their end: beside the shelf, so on the same disk."""
    folder = shelf.folder()
    return None if folder is None else folder.with_name("downloads")


def _is_here(name: str, rows: int) -> Notice:
    text = _("“{name}” is here, with {rows} rows.").format(name=name, rows=numbers.count(rows))
    return Notice(text)


def _was_stopped(name: str) -> Notice:
    return Notice(
        _("Stopped: “{name}” was not kept. A download goes on from where it was.").format(name=name)
    )
