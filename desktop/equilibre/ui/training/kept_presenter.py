"""Decides what is done with the runs kept: named, compared, deleted, opened, saved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.sessions.files import read_in_parts, write_runs, write_whole
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.recovery import Recovered
from equilibre.sessions.run import Run
from equilibre.sessions.table import runs_csv
from equilibre.texts import _, gathered, ngettext
from equilibre.ui.board import Notice
from equilibre.ui.training import words
from equilibre.ui.training.board import TrainingBoard


class KeptPresenter:
    """Changes the kept runs as the user asks, and says on the board what came of it."""

    def __init__(
        self,
        board: TrainingBoard,
        kept: KeptRuns,
        show_run: Callable[[Run], None],
        let_go: Callable[[], None],
    ) -> None:
        """Show a kept run with *show_run*; *let_go* of what protects the run shown, once kept."""
        self._board = board
        self._kept = kept
        self._show_run = show_run
        self._let_go = let_go
        if kept.problem:
            board.notify(lambda: Notice(kept.problem, "warning"))

    def refresh(self) -> None:
        """Show the runs kept now."""
        self._board.set(
            kept=self._kept.runs, can_undo=self._kept.can_undo, can_redo=self._kept.can_redo
        )

    def ended(self, run: Run) -> None:
        """Remember the last run that ended: other tabs speak of it, kept or not."""
        self._kept.last = run

    def amend(self, run: Run) -> None:
        """Put *run*, whose last readings arrived late, in the place of what is known of it."""
        self._kept.amend(run)
        self.refresh()

    def keep(self) -> None:
        """Keep the finished run."""
        state = self._board.state
        if state.run is not None and state.can_keep:
            run = replace(state.run, name=self._free_name(state.run.name))
            self._kept.keep(run)
            self._board.set(run=run, run_kept=True, chosen=run.key)
            self._changed()
            if not self._kept.problem:
                self._let_go()

    def recover(self, found: Recovered) -> None:
        """Keep the runs that were under way when the program ended, and say so."""
        before = self._kept.problem
        names = [self._free_name(run.name) for run in found.runs]
        if found.runs:
            runs = (replace(run, name=name) for run, name in zip(found.runs, names, strict=True))
            self._kept.keep(*runs)
            self._changed()
            if self._kept.problem:
                return
        found.forget()
        self._board.notify(lambda: _recovered(names, (before, *found.problems)))

    def rename(self, key: str, name: str) -> None:
        self._kept.rename(key, name)
        self._changed()

    def delete(self, *keys: str) -> None:
        self._kept.delete(*keys)
        self._changed()
        count = len(keys)
        if not self._kept.problem:
            self._board.notify(
                lambda: Notice(
                    ngettext("{count} run deleted.", "{count} runs deleted.", count).format(
                        count=count
                    ),
                    "info",
                    "undo",
                    _("Undo"),
                )
            )

    def undo(self) -> None:
        self._kept.undo()
        self._changed()

    def redo(self) -> None:
        self._kept.redo()
        self._changed()

    def _changed(self) -> None:
        with self._board.gathered():
            self._show_change()

    def _show_change(self) -> None:
        state, kept = self._board.state, {run.key: run for run in self._kept.runs}
        shown = state.run
        if state.notice is not None and state.notice.action == "undo":
            # Its button would now take back something else.
            self._board.notify(None)
        if shown is not None and shown.key in kept and shown.name != kept[shown.key].name:
            shown = kept[shown.key]
            self._board.set(run=shown, heading=words.heading(shown.name, shown.dataset))
        self._board.set(
            run_kept=shown is not None and shown.key in kept,
            chosen=state.chosen if state.chosen in kept else "",
        )
        self.refresh()
        if self._kept.problem:
            self._board.notify(lambda: Notice(self._kept.problem, "warning"))

    def compare(self, comparing: bool) -> None:
        """Show the kept runs, or the run itself."""
        self._board.set(page="compare" if comparing else "run")

    def show_run(self, key: str) -> None:
        """Show the curves and the figures of a kept run."""
        run = next((one for one in self._kept.runs if one.key == key), None)
        if run is not None:
            self._show_run(run)

    def open_file(self, path: Path) -> bool:
        """Add the runs of a file to the kept ones, and return whether there are any."""
        return any(self.opening(path))

    def opening(self, path: Path) -> Iterator[bool]:
        """Do the same step by step: a file may be large. The last step yields the answer."""
        runs: list[Run] = []
        try:
            for part in read_in_parts(path):
                runs += part
                yield False
        except EquilibreError as problem:
            self._refuse(problem)
            return
        self._kept.keep(*runs)
        yield False
        with self._board.gathered():
            self._show_change()
            if not self._kept.problem:
                self._board.notify(
                    lambda: Notice(
                        ngettext(
                            "{count} run opened from “{name}”.",
                            "{count} runs opened from “{name}”.",
                            len(runs),
                        ).format(count=len(runs), name=path.name)
                    )
                )
        yield bool(runs)

    def save_file(self, path: Path) -> None:
        """Write the kept runs to a file that can be opened again, or to a CSV table."""
        try:
            if path.suffix.lower() == ".csv":
                write_whole(path, runs_csv(self._kept.runs).encode("utf-8-sig"))
            else:
                write_runs(path, self._kept.runs)
        except EquilibreError as problem:
            self._refuse(problem)
        else:
            self._board.notify(lambda: Notice(_("Saved: “{name}”.").format(name=path.name)))

    def _refuse(self, problem: EquilibreError) -> None:
        text = str(problem)
        self._board.notify(lambda: Notice(text, "error"))

    def _free_name(self, name: str) -> str:
        taken = {run.name for run in self._kept.runs}
        if name not in taken:
            return name
        number = 2
        while f"{name} ({number})" in taken:
            number += 1
        return f"{name} ({number})"


def _recovered(names: Sequence[str], problems: Sequence[str]) -> Notice:
    """Return what is said of the runs *names* that an earlier start of the program left."""
    if not names:
        return Notice(gathered([*filter(None, problems)]), "warning")
    if len(names) == 1:
        told = _(
            "The run “{name}” was not over, or not kept, when the program ended: it is kept with "
            "all that was measured until then."
        ).format(name=names[0])
    else:
        told = _(
            "{count} runs were not over, or not kept, when the program ended: they are kept with "
            "all that was measured until then."
        ).format(count=len(names))
    return Notice(gathered([*filter(None, (told, *problems))]), "info", "undo", _("Undo"))
