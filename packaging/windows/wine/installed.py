"""Équilibre in a Windows of wine: put there by Setup, used, and taken away again."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from building.proof import Answer
from building.steps import BuildFailed, attempt
from windows.launchers import CONSOLE, WINDOW
from windows.wine.prefix import Wine

PER_USER = r"AppData\Local\Programs\Equilibre"  # in the user's folder
FOR_ALL = r"C:\Program Files\Equilibre"
_DATA = Path("AppData", "Local", "Equilibre")  # in the user's folder; no uninstall touches it
_LONGEST_REMOVAL_SECONDS = 60
# Run a command beside a new disk, which must be empty again after; it goes with its last process.
_WITH_DISK = (
    'mount -t tmpfs -o "$1" none "$2" || exit 99; disk=$2; shift 2; "$@"; status=$?; '
    'wineserver --wait; [ -z "$(ls -A "$disk")" ] || echo "not empty" >&2; exit "$status"'
)


@dataclass(frozen=True, slots=True)
class Installed:
    """The program where Setup put it: in *place*, as Windows calls that folder."""

    wine: Wine
    place: str

    @property
    def program(self) -> str:
        """The launcher for terminals."""
        return f"{self.place}\\{CONSOLE}"

    @property
    def window(self) -> str:
        """The launcher for double clicks."""
        return f"{self.place}\\{WINDOW}"

    @property
    def folder(self) -> Path:
        """The user's documents, as this computer sees them."""
        return self.wine.home / "Documents"

    @property
    def inside(self) -> str:
        return self.wine.inside(self.folder) + "\\"

    def run(self, *words: str, display: str | None = None) -> Answer:
        """Run the launcher for terminals or, on *display*, the one for double clicks."""
        if display is None:
            return self.wine.run(self.program, *words)
        # What draws windows is started once, for the first screen.
        self.wine.stop()
        try:
            return self.clicked(*words, display=display)
        finally:
            self.wine.stop()

    def clicked(self, *words: str, display: str | None = None) -> Answer:
        """Run the launcher for double clicks as a desktop does: with no console to write to."""
        return self.wine.run("start", "/wait", self.window, *words, display=display)

    def remove(self, *words: str) -> None:
        """Run the uninstaller to its end, which is that of a copy: Windows deletes no open file."""
        self.wine.run(f"{self.place}\\uninstall.exe", *words, "/S")
        end = time.monotonic() + _LONGEST_REMOVAL_SECONDS
        while (self.wine.outside(self.place) / "uninstall.exe").exists():
            if time.monotonic() > end:
                raise BuildFailed("The uninstaller does not end.", "La désinstallation dure.")
            time.sleep(0.2)
        attempt(["wineserver", "--wait"], self.wine.environment(), timeout_seconds=120)

    def data(self) -> dict[str, bytes]:
        """Return what the user has: every file of theirs."""
        return users_files(self.wine)


def users_files(wine: Wine) -> dict[str, bytes]:
    """Return the user's settings, runs and studies: the content of each file by its path."""
    found = (file for file in (wine.home / _DATA).rglob("*") if file.is_file())
    return {str(file.relative_to(wine.home)): file.read_bytes() for file in found}


def on_a_disk(wine: Wine, options: str, folder: Path, *words: str) -> Answer:
    """Run a program of Windows while *folder* is a new disk, of tmpfs with these *options*.

    Where the folder is not empty after, the errors end with “not empty”.
    """
    wine.stop()
    folder.mkdir(exist_ok=True)
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-rm"]
    command = [*alone, "sh", "-c", _WITH_DISK, "sh", options, str(folder), "wine", *words]
    done = attempt(command, wine.environment(), timeout_seconds=300)
    folder.rmdir()
    return Answer(done.returncode, done.stdout, done.stderr)
