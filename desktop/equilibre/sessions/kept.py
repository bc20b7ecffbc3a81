"""The runs that the student keeps: there again at the next start, with undo and redo."""

from dataclasses import replace
from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.plain_file import put_aside
from equilibre.sessions.files import LONGEST_NAME, read_runs, remove_unfinished, write_runs
from equilibre.sessions.run import Run
from equilibre.texts import _

_MOST_STATES = 100  # that can be undone: a window that is never closed must not remember all


class KeptRuns:
    """A list of runs saved at every change.

    Every state is a tuple; undo and redo move along the last states of this session. Where saving
    fails (full disk, closed folder), the runs stay in memory and ``problem`` says so.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.problem = ""
        self.last: Run | None = None  # that ended since the start, kept or not
        self._states: list[tuple[Run, ...]] = [self._load()]
        self._position = 0

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs kept, in the order in which they were made."""
        return self._states[self._position]

    @property
    def known(self) -> tuple[Run, ...]:
        """The runs kept, and the last one that ended, even where it is not kept."""
        last = self.last
        if last is None or any(run.key == last.key for run in self.runs):
            return self.runs
        return (*self.runs, last)

    @property
    def can_undo(self) -> bool:
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        return self._position < len(self._states) - 1

    def keep(self, *runs: Run) -> None:
        """Add *runs*; one that is already kept (same key) is replaced."""
        new = {run.key: run for run in runs}
        self._change((*(run for run in self.runs if run.key not in new), *new.values()))

    def amend(self, run: Run) -> None:
        """Put *run* in the place of what is known of it but its name, as if always so."""
        if self.last is not None and self.last.key == run.key:
            self.last = run
        if not any(one.key == run.key for state in self._states for one in state):
            return
        self._states = [
            tuple(replace(run, name=one.name) if one.key == run.key else one for one in state)
            for state in self._states
        ]
        self._save()

    def rename(self, key: str, name: str) -> None:
        """Give the run *key* another name; an empty one is not taken."""
        # What a broken input method may leave, half a character, can be written nowhere.
        name = name.encode("utf-8", "replace").decode().strip()[:LONGEST_NAME]
        if name:
            self._change(
                tuple(replace(run, name=name) if run.key == key else run for run in self.runs)
            )

    def delete(self, *keys: str) -> None:
        """Remove the runs *keys*."""
        if self.last is not None and self.last.key in keys:
            self.last = None
        self._change(tuple(run for run in self.runs if run.key not in keys))

    def undo(self) -> None:
        if self.can_undo:
            self._position -= 1
            self._save()

    def redo(self) -> None:
        if self.can_redo:
            self._position += 1
            self._save()

    def _change(self, runs: tuple[Run, ...]) -> None:
        if runs == self.runs:
            return
        self._states = [*self._states[: self._position + 1], runs][-_MOST_STATES:]
        self._position = len(self._states) - 1
        self._save()

    def _load(self) -> tuple[Run, ...]:
        if self._path is None:
            return ()
        remove_unfinished(self._path)
        try:
            return read_runs(self._path)
        except EquilibreError as problem:
            if isinstance(problem.__cause__, (FileNotFoundError, NotADirectoryError)):
                return ()
            try:
                aside = put_aside(self._path)
                self.problem = _(
                    "The kept runs could not be read and were put aside as “{name}”. {reason}"
                ).format(name=aside.name, reason=problem)
            except (OSError, ValueError):
                # Saving over a file that could be neither read nor moved would lose it.
                self._path = None
                self.problem = str(problem)
            return ()

    def _save(self) -> None:
        if self._path is None:
            return
        try:
            write_runs(self._path, self.runs)
            self.problem = ""
        except EquilibreError as problem:
            self.problem = _("Your runs are kept in memory only. {reason}").format(reason=problem)
