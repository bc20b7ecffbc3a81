"""Équilibre in a Windows of wine, where Setup put it."""

import time
from dataclasses import dataclass
from pathlib import Path

from building.proof import Answer
from building.steps import BuildFailed
from windows.launchers import CONSOLE, WINDOW
from windows.wine.prefix import USER, Wine

FOR_ALL = r"C:\Program Files\Equilibre"
_DOCUMENTS = Path("Documents")
_DATA = Path("AppData", "Local", "Equilibre")  # no uninstall touches it
_LONGEST_REMOVAL_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Installed:
    """The program in *place*, as Windows calls that folder."""

    wine: Wine
    place: str

    @property
    def program(self) -> str:
        """The launcher for terminals."""
        return f"{self.place}\\{CONSOLE}"

    @property
    def folder(self) -> Path:
        """The user's documents, as this computer sees them."""
        return self.wine.home / _DOCUMENTS

    @property
    def inside(self) -> str:
        """The user's documents, as the program calls them."""
        return self.wine.inside(self.folder) + "\\"

    def run(self, *words: str, display: str | None = None) -> Answer:
        """Run the launcher for terminals or, on *display*, the one for double clicks."""
        if display is None:
            return self.wine.run(self.program, *words)
        # What draws windows there is started once, with the screen of the first program.
        self.wine.stop()
        try:
            return self.clicked(*words, display=display)
        finally:
            self.wine.stop()

    def clicked(self, *words: str, display: str | None = None) -> Answer:
        """Run the launcher for double clicks as a desktop does: with nowhere to write to."""
        window = f"{self.place}\\{WINDOW}"
        return self.wine.run("start", "/wait", window, *words, display=display)

    def asked_to_leave(self) -> Answer:
        """Run the uninstaller as those do who wait for it; return how it ended."""
        # The last words of all, without quotes.
        words = f"_?={self.place}".split(" ")
        return self.wine.run(f"{self.place}\\uninstall.exe", "/S", *words)

    def remove(self, *words: str) -> None:
        """Run the uninstaller to its end, which is that of a copy: Windows deletes no open file.

        Raises BuildFailed where it is still there after a minute.
        """
        uninstaller = f"{self.place}\\uninstall.exe"
        self.wine.run(uninstaller, *words, "/S")
        end = time.monotonic() + _LONGEST_REMOVAL_SECONDS
        while self.wine.outside(uninstaller).exists():
            if time.monotonic() > end:
                raise BuildFailed("It does not uninstall.", "Il ne se désinstalle pas.")
            time.sleep(0.2)
        self.wine.wait()


def per_user(wine: Wine) -> str:
    """Return where Setup puts the program for one user."""
    return wine.inside(wine.home / "AppData" / "Local" / "Programs" / "Equilibre")


def theirs() -> tuple[str, ...]:
    """Return the folders of what the user makes, relative to drive C:."""
    return tuple(str(Path("users", USER, folder)) for folder in (_DOCUMENTS, _DATA))


def users_files(wine: Wine) -> dict[str, bytes]:
    """Return the user's settings, runs and studies: the content of each file by its path."""
    found = (file for file in (wine.home / _DATA).rglob("*") if file.is_file())
    return {str(file.relative_to(wine.home)): file.read_bytes() for file in found}
