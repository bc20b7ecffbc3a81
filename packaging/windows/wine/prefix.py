"""A throw-away Windows 10: a prefix of wine, whose user has a name that is not plain.

Nothing of the user of this computer is touched: no ``~/.wine``, no menu, no type of file.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from building.proof import Answer
from building.steps import BuildFailed, attempt
from building.trees import contents
from windows.wine import shims
from windows.wine.registry import Registry, entries, registry

TOOLS = {"wine": "wine", "wineserver": "wine", "unshare": "util-linux", **shims.TOOLS}
USER = "Élève Zoé"  # a space and accents in every path of the user
_OVERRIDES = {
    "ucrtbase,mscms": "n,b",  # ours, of shims
    # No description of the computer, which wine 8 cannot give (_wmi), no debugger, no browser, and
    # no entry in the menu of whoever runs this.
    "wbemprox": "",
    "winedbg.exe": "d",
    "mscoree,mshtml": "",
    "winemenubuilder.exe": "d",
}
# Of the user, and made with the first program of any kind; wine has none of them.
_KEYS = (
    r"HKCU\Software\Classes",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall",
)
_LONGEST_SECONDS = 600.0
# Run a command beside a new disk, which goes with its last process; tell what the disk then holds.
_WITH_DISK = (
    'mount -t tmpfs -o "$1" none "$2"; disk=$2; shift 2; "$@"; status=$?; '
    'wineserver --wait; [ -z "$(ls -A "$disk")" ] || find "$disk" -printf "left: %p\\n" >&2; '
    'exit "$status"'
)


@dataclass(frozen=True, slots=True)
class State:
    """What is on the disk, and in the registry, at some moment."""

    files: frozenset[str]  # relative to drive C:
    registry: Registry

    def added_since(self, before: "State") -> list[str]:
        """Return the files and the entries of the registry that were not there *before*."""
        added = entries(self.registry) - entries(before.registry)
        return sorted(self.files - before.files) + sorted(added)


@dataclass(frozen=True, slots=True)
class Wine:
    """A Windows, in *folder*."""

    folder: Path

    @property
    def disk(self) -> Path:
        """Drive C:, as this computer sees it."""
        return self.folder / "drive_c"

    @property
    def home(self) -> Path:
        """The user's folder, as this computer sees it."""
        return self.disk / "users" / USER

    def inside(self, path: Path) -> str:
        """Return how Windows calls a file of drive C:."""
        return "C:\\" + str(path.relative_to(self.disk)).replace("/", "\\")

    def outside(self, path: str) -> Path:
        """Return where this computer has what Windows calls *path*."""
        return self.disk.joinpath(*path.removeprefix("C:\\").split("\\"))

    def environment(self, display: str | None = None) -> dict[str, str]:
        """Return the environment of every program: a plain one, whatever this computer's is."""
        found = {
            "PATH": os.environ.get("PATH", os.defpath),
            "WINEPREFIX": str(self.folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": ";".join(f"{name}={how}" for name, how in _OVERRIDES.items()),
            # Not there: the user's folders are then wine's own, not links to this user's.
            "HOME": str(self.folder / "nobody"),
            "USER": USER,
            "LC_ALL": "C.UTF-8",
        }
        # Wine keeps QT_* of this computer from programs of Windows, and passes these on.
        return found | ({"DISPLAY": display} if display else {"WINEQT_QPA_PLATFORM": "offscreen"})

    def run(
        self,
        *words: str,
        display: str | None = None,
        timeout_seconds: float = _LONGEST_SECONDS,
    ) -> Answer:
        """Run a program of Windows to its end; past the time, end all that runs there."""
        clock = Timer(timeout_seconds, self.stop)
        clock.start()
        try:
            done = attempt(["wine", *words], self.environment(display), timeout_seconds=7200)
        finally:
            clock.cancel()
        return Answer(done.returncode, done.stdout, done.stderr)

    def begin(self, *words: str, display: str) -> None:
        """Start a program of Windows and leave it open; `stop` ends it."""
        # What a program writes would be waited for as long as any of those that it started runs.
        nowhere = subprocess.DEVNULL
        subprocess.run(
            ["wine", *words],
            env=self.environment(display),
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            timeout=_LONGEST_SECONDS,
            check=False,
        )

    def create(self, build: Path) -> None:
        """Make it afresh; *build* is where its libraries are built."""
        if self.folder.exists():
            self.stop()
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        self.restart()
        shims.install(self.disk / "windows" / "system32", build)
        if self.run("winecfg", "-v", "win10").status:
            raise BuildFailed("wine did not start.", "wine n’a pas démarré.")
        for key in _KEYS:
            self.run("reg", "add", key)
        (self.home / "AppData" / "Local" / "Programs").mkdir()

    def restart(self) -> None:
        """Stop and start: what waits for the next start, such as files to be deleted, is done."""
        self.stop()
        self.run("wineboot", "--init")
        self.stop()

    def stop(self) -> None:
        """End every program and write the registry."""
        attempt(["wineserver", "--kill"], self.environment(), timeout_seconds=60)
        self.wait()

    def wait(self) -> None:
        """Wait for the last program to end; the registry is written then."""
        attempt(["wineserver", "--wait"], self.environment(), timeout_seconds=120)

    def state(self) -> State:
        """Stop, and return what is there."""
        self.stop()
        return State(frozenset(contents(self.disk)), registry(self.folder))


def on_a_disk(wine: Wine, options: str, folder: Path, *words: str) -> Answer:
    """Run a program of Windows while *folder* is a new disk, of tmpfs with these *options*.

    What is on the disk after follows in the errors, each line with “left:”.
    """
    wine.stop()
    folder.mkdir()
    # Root by name only, and for this one disk.
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-rm"]
    command = [*alone, "sh", "-c", _WITH_DISK, "sh", options, str(folder), "wine", *words]
    try:
        done = attempt(command, wine.environment(), timeout_seconds=300)
    finally:
        folder.rmdir()
    return Answer(done.returncode, done.stdout, done.stderr)
