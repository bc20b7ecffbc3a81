"""The kept runs beside what they should be: none may be lost."""

from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.sessions.files import read_runs
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.run import Run

Names = dict[str, str]  # of the runs, by their keys, in their order


class WatchedRuns(KeptRuns):
    """Kept runs that write down, in another way, what each change should leave."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file = path
        self._history: list[Names] = [_names(self.runs)]
        self._now = 0

    def keep(self, *runs: Run) -> None:
        new = _names(runs)
        kept = {key: name for key, name in self._names.items() if key not in new}
        self._note(kept | new)
        super().keep(*runs)

    def rename(self, key: str, name: str) -> None:
        written = name.encode("utf-8", "replace").decode().strip()
        if written and key in self._names:
            self._note(self._names | {key: written})
        super().rename(key, name)

    def delete(self, *keys: str) -> None:
        self._note({key: name for key, name in self._names.items() if key not in keys})
        super().delete(*keys)

    def undo(self) -> None:
        self._now -= self.can_undo  # how far one can go back is the program's choice
        super().undo()

    def redo(self) -> None:
        self._now += self.can_redo
        super().redo()

    def difference(self) -> str:
        """Return what is not as it should be, in memory or in the file; empty: nothing."""
        if _names(self.runs) != self._names:
            return f"kept: {_names(self.runs)}; should be: {self._names}"
        if self.problem or (not self._file.exists() and not self._names):
            return ""  # nothing was ever kept; or it was said that nothing can be
        try:
            written = read_runs(self._file)
        except EquilibreError as problem:
            return f"the file of kept runs cannot be read: {problem}"
        return "" if written == self.runs else f"in the file: {_names(written)}"

    @property
    def _names(self) -> Names:
        return self._history[self._now]

    def _note(self, names: Names) -> None:
        if list(names.items()) != list(self._names.items()):
            self._history = [*self._history[: self._now + 1], names]
            self._now += 1


def _names(runs: tuple[Run, ...]) -> Names:
    return {run.key: run.name for run in runs}
