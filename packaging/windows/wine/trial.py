"""A Setup and the Windows in which it is tried."""

from dataclasses import dataclass
from pathlib import Path

from building.proof import Answer
from building.steps import BuildFailed
from windows.wine.installed import Installed, theirs, users_files
from windows.wine.prefix import USER, State, Wine, on_a_disk

# What Windows writes by itself: how its terminal looks, and the folders, empty after a restart,
# from which uninstallers of NSIS run.
_OF_WINDOWS = ("HKCU\\Console\\", str(Path("users", USER, "Temp", "~nsu")))


@dataclass(frozen=True, slots=True)
class Trial:
    """One Setup, tried again and again; after each time nothing must be left."""

    wine: Wine
    file: Path
    before: State  # of that Windows, without the program

    def install(self, *words: str, file: Path | None = None) -> Answer:
        """Run Setup, or another *file*, silently and return how it ended."""
        return self.wine.run(_called(file or self.file), "/S", *words)

    def on_a_disk(self, options: str, folder: Path, *words: str) -> Answer:
        """Run Setup while *folder* is a new disk; see ``prefix.on_a_disk``."""
        return on_a_disk(self.wine, options, folder, _called(self.file), "/S", *words)

    def see_installed(self, *words: str, file: Path | None = None) -> None:
        """Run Setup; raise BuildFailed where it does not end well or changes what users have."""
        users = users_files(self.wine)
        answer = self.install(*words, file=file)
        if answer.status or users_files(self.wine) != users:
            raise wrong(" ".join(words), answer)

    def see_refused(
        self, status: int, sentence: str, *words: str, file: Path | None = None
    ) -> None:
        """Run Setup; raise BuildFailed where it does not end with *status* and the *sentence*."""
        answer = self.install(*words, file=file)
        if answer.status != status or sentence not in answer.errors:
            raise wrong(f"{sentence}, {status}", answer)

    def see_removed(self, installed: Installed, *words: str) -> None:
        """Run the uninstaller; raise BuildFailed where more or less is left than users have."""
        users = users_files(self.wine)
        installed.remove(*words)
        if users_files(self.wine) != users:
            raise wrong("uninstall", "\n".join(sorted(users)))
        self.see_nothing_left("uninstall")

    def see_nothing_left(self, moment: str) -> None:
        """Raise BuildFailed with the files and entries that were not there at the beginning."""
        self.wine.restart()  # an uninstaller has its own copy deleted then
        added = self.wine.state().added_since(self.before)
        left = [each for each in added if not each.startswith((*theirs(), *_OF_WINDOWS))]
        if left:
            raise wrong(f"{moment}, {len(left)}", "\n".join(left))


def wrong(what: str, said: Answer | str) -> BuildFailed:
    """Return what stops the proof, with the last lines that were written."""
    text = said if isinstance(said, str) else f"({said.status}) {said.output}{said.errors}"
    lines = "\n".join(text.splitlines()[-20:])
    return BuildFailed(
        f"Setup is not as it should be ({what}):\n{lines}",
        f"Setup n’est pas comme il doit être ({what}) :\n{lines}",
    )


def _called(file: Path) -> str:
    """Return how Windows calls a file of this computer."""
    return "Z:" + str(file).replace("/", "\\")
