"""Decides what the dialogue for a table of one's own shows; knows no screen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from equilibre.errors import EquilibreError
from equilibre.learning import shelf
from equilibre.learning.own.plan import TASKS, Choice, plan, proposal, tasks, why_not
from equilibre.learning.own.table import Reading, Table
from equilibre.learning.own.tasks import KeepTable, Kept, ReadTable
from equilibre.texts import _
from equilibre.ui.board import Board, Notice
from equilibre.ui.errand import Errand
from equilibre.ui.training.own import words
from equilibre.ui.training.own.state import Offer, Phase, TableState
from equilibre.worker.messages import Command, Done, Reply


class Screen(Protocol):
    """What the presenter needs of the dialogue."""

    def show_state(self, state: TableState, /) -> None: ...

    def kept(self, key: str, /) -> None:
        """The data set named *key* is on the shelf: there is nothing more to do."""


class TablePresenter:
    """One table at a time: looked at by the training process, chosen from, kept."""

    def __init__(
        self,
        screen: Screen,
        send: Callable[[Command], None],
        computing: Callable[[], bool],
    ) -> None:
        """Read through *send*, unless *computing* says that the training process is busy."""
        self._board: Board[TableState, Screen] = Board(screen, TableState())
        self._computing = computing
        self._errand = Errand(send, self._told, self._ended, self._failed)
        self._path: Path | None = None
        self._table: Table | None = None
        self._choice: Choice | None = None
        self._key = ""  # of what was kept

    @property
    def state(self) -> TableState:
        """What is shown now."""
        return self._board.state

    def show(self) -> None:
        """Show what there is."""
        self._board.set()

    # -- asked by the dialogue ---------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Look at the table in the file at *path*, in the place of any other."""
        if not self._may_begin():
            return
        self._path, self._table, self._choice = path, None, None
        self._board.set(
            **_NOTHING, phase=Phase.READING, file=path.name, progress=_("Waiting…"), notice=None
        )
        self._errand.start(ReadTable(str(path)))

    def choose_target(self, name: str) -> None:
        """Predict the column called *name*; the one predicted before is used again."""
        if self._table is None or self._choice is None or name == self._choice.target:
            return
        column = self._table.column(name)
        before = self._choice
        task = before.task if before.task in tasks(column) else next(iter(tasks(column)))
        used = before.used - {name}
        if self._table.column(before.target).proposed:
            used |= {before.target}
        self._take(replace(before, target=name, task=task, used=used))

    def choose_task(self, task: str) -> None:
        """Predict a class or a number."""
        if self._choice is not None:
            for known in TASKS:
                if known == task:
                    self._take(replace(self._choice, task=known))

    def use_column(self, name: str, used: bool) -> None:
        """Predict from the column called *name* too, or without it."""
        if self._choice is not None:
            others = self._choice.used - {name}
            self._take(replace(self._choice, used=others | {name} if used else others))

    def use_all(self, used: bool) -> None:
        """Predict from every column that can be used, or from none of them."""
        if self._table is None or self._choice is None:
            return
        usable = {column.name for column in self._table.columns if column.usable}
        chosen = frozenset(usable - {self._choice.target} if used else ())
        self._take(replace(self._choice, used=chosen))

    def rename(self, name: str) -> None:
        """Call the data set *name*."""
        if self._choice is not None:
            self._choice = replace(self._choice, name=name)
            self._board.set(name=name)

    def keep(self) -> None:
        """Put the data on the shelf, as they are chosen."""
        if self._path is None or self._table is None or self._choice is None:
            return
        if self.state.can_keep and self._may_begin():
            self._key = ""
            self._board.set(phase=Phase.KEEPING, progress=_("Waiting…"), notice=None)
            self._errand.start(KeepTable(str(self._path), self._table, self._choice))

    def dismiss(self) -> None:
        """Take the notice away."""
        self._board.notify(None)

    def close(self) -> None:
        """The dialogue goes: nothing goes on without it."""
        self._errand.stop()

    def hear(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said."""
        with self._board.gathered():
            self._errand.hear(replies)

    # -- what becomes of it ------------------------------------------------------------------

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
        return True

    def _told(self, outcome: object) -> None:
        if isinstance(outcome, Reading):
            self._board.set(progress=words.read_so_far(outcome.rows))
        elif isinstance(outcome, Table):
            self._table = outcome
        elif isinstance(outcome, Kept):
            self._key = outcome.key

    def _ended(self, done: Done) -> None:
        if self._key:
            self._board.set(phase=Phase.READY)
            self._board.screen.kept(self._key)
        elif self._table is None:
            self._board.set(phase=Phase.EMPTY, file="")
        elif self.state.phase is Phase.READING:
            self._show_table(self._table)
        else:
            self._board.set(phase=Phase.READY)

    def _failed(self, reason: str) -> None:
        if self._table is None:
            self._board.set(phase=Phase.EMPTY, file="")
        else:
            self._board.set(phase=Phase.READY)
        file = "" if self._path is None else self._path.name
        self._warn(
            reason if file in reason else _("“{name}”: {reason}").format(name=file, reason=reason),
            "error",
        )

    def _show_table(self, table: Table) -> None:
        warning = words.personal_warning(table)
        if warning:
            self._warn(warning, "info")
        self._board.set(
            phase=Phase.READY,
            about=words.about(table),
            targets=tuple(
                Offer(column.name, column.name, _why_no_target(table, column.name))
                for column in table.columns
            ),
        )
        self._choice = proposal(table)
        if self._choice is not None:
            self._board.set(name=self._choice.name)
            self._take(self._choice)
            return
        self._board.set(
            lines=tuple(words.line(column, "", False) for column in table.columns),
            problem=_(
                "No column of this table can be predicted: one of at least two classes, or of "
                "numbers, is needed. Choose a column below to read why it cannot."
            ),
        )

    def _take(self, choice: Choice) -> None:
        """Show what *choice* would make."""
        table = self._table
        assert table is not None
        self._choice = choice
        sentence = problem = ""
        try:
            sentence = words.sentence(choice, plan(table, choice))
        except EquilibreError as refusal:
            problem = str(refusal)
        target = table.column(choice.target)
        names = {"classification": _("a class"), "regression": _("a number")}
        self._board.set(
            lines=tuple(
                words.line(column, choice.target, column.name in choice.used)
                for column in table.columns
            ),
            target=choice.target,
            tasks=tuple(Offer(task, names[task], why_not(target, task) or "") for task in TASKS),
            task=choice.task,
            sentence=sentence,
            problem=problem,
        )

    def _warn(self, text: str, level: str = "warning") -> None:
        self._board.notify(lambda: Notice(text, level))


_NOTHING: dict[str, object] = {
    "about": "",
    "lines": (),
    "targets": (),
    "target": "",
    "tasks": (),
    "task": "",
    "name": "",
    "sentence": "",
    "problem": "",
}


def _why_no_target(table: Table, name: str) -> str:
    """Return why the column called *name* cannot be predicted, nothing if it can."""
    column = table.column(name)
    if tasks(column):
        return ""
    number = column.kind == "number"
    return why_not(column, "regression" if number else "classification") or ""
