"""Setup, tried in a Windows of wine: what it refuses, installs, renews and takes away."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from building import screen
from building.proof import Answer, prove_program
from building.steps import BuildFailed, attempt, say, step
from building.target import Job, Proof
from sentences import choose
from windows import setup
from windows.wine import prefix
from windows.wine.installed import FOR_ALL, Installed, on_a_disk, users_files
from windows.wine.prefix import State, Wine

TOOLS = {**prefix.TOOLS, **screen.TOOLS, **setup.TOOLS, "unshare": "util-linux"}
_OLDER = "0.0.1"
_STALE = Path("program", "of_an_older_version.py")
_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Equilibre"
_DISK = "Disque de la salle"  # below drive C:
_CHOSEN = r"C:\Salle d’été\Équilibre à tous"
_STUDY = "Étude de l’été.equilibre-study"
_LONGEST_OPENING_SECONDS = 120
# What wine and the programs of this Windows write by themselves.
_NOT_COUNTED = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """A Setup, and the Windows in which it is tried."""

    job: Job
    wine: Wine
    file: Path
    older: Path  # of an older version
    before: State  # of that Windows

    def install(self, *words: str, file: Path | None = None) -> Answer:
        """Run Setup silently and return how it ended."""
        return self.wine.run(f"Z:{file or self.file}".replace("/", "\\"), "/S", *words)

    def see_installed(self, *words: str, file: Path | None = None) -> None:
        """Run Setup; raise BuildFailed where it does not end well or loses what users have."""
        users = users_files(self.wine)
        answer = self.install(*words, file=file)
        if answer.status or users_files(self.wine) != users:
            raise wrong(" ".join(words), answer)

    def see_removed(self, installed: Installed, *words: str) -> None:
        """Run the uninstaller and count what is left: nothing but what users have."""
        users = users_files(self.wine)
        installed.remove(*words)
        if users_files(self.wine) != users:
            raise wrong("uninstall", Answer(0, "", str(sorted(users))))
        self.see_nothing_left("uninstall")

    def see_nothing_left(self, moment: str) -> None:
        """Raise BuildFailed with the files and entries that were not there at the beginning."""
        left = self.wine.state().added_since(self.before)
        if left:
            raise wrong(f"{moment}, {len(left)}", Answer(0, "", "\n".join(left)))
