"""Tries on a Mac what was made on it, from a throw-away folder. Nobody has run this yet."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from building.proof import Answer, prove_commands, self_test
from building.steps import BuildFailed, attempt, run, step
from building.target import Job, Proof
from building.trees import contents, differences
from macos.information import BUNDLE
from sentences import choose

# Of the user's home, what an application may leave: what is the user's own, what macOS keeps.
_KEPT = (
    "Library/Preferences/Equilibre",
    "Library/Application Support/Equilibre",
    "Library/Preferences/com.apple.",
    "Library/Saved Application State",
    "Library/Caches/com.apple.",
)


@dataclass(frozen=True, slots=True)
class Application:
    """The application, copied to a folder, in the hands of a user with an empty home."""

    place: Path  # of the application
    folder: Path
    home: Path

    @property
    def program(self) -> str:
        """The program inside the application."""
        return str(self.place / "Contents" / "MacOS" / BUNDLE)

    @property
    def inside(self) -> str:
        """The folder, as the program calls it."""
        return f"{self.folder}/"

    def run(self, *words: str, display: str | None = None) -> Answer:
        """Run the program; *display* is "cocoa" for a window."""
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "CFFIXED_USER_HOME": str(self.home),  # what macOS asks before HOME
            "QT_QPA_PLATFORM": display or "offscreen",
        }
        done = attempt([self.program, *words], environment, self.folder)
        return Answer(done.returncode, done.stdout, done.stderr)


def prove(job: Job, file: Path) -> Proof:
    """Try the application in *file*, a disk image or a package; raise BuildFailed."""
    folder = job.folder("macos") / "un dossier à part"
    shutil.rmtree(folder, ignore_errors=True)
    home = folder / "home"
    (home / "Library").mkdir(parents=True)
    place = folder / f"{BUNDLE}.app"
    if file.suffix == ".pkg":
        return _prove_package(job, file, folder)
    with _mounted(file, folder / "image") as image:
        run(["ditto", image / place.name, place])
    installed = Application(place, folder, home)
    with step("Its commands", "Ses commandes"):
        prove_commands(installed, job.product)
    with step("Off screen", "Sans écran"):
        self_test(installed, job.product)
    with step("In a window", "Dans une fenêtre"):
        _prove_window(installed, job)
    run(["codesign", "--verify", "--deep", "--strict", place])  # it changed nothing of itself
    left = contents(home, *_KEPT) - set(_parents())
    if left:
        raise BuildFailed(
            f"It leaves behind: {', '.join(sorted(left))}.",
            f"Il laisse derrière lui : {', '.join(sorted(left))}.",
        )
    shutil.rmtree(folder)
    return Proof(
        choose(
            "copied, tried off screen and in a window, removed: nothing left",
            "copié, essayé sans écran et dans une fenêtre, enlevé : rien ne reste",
        )
    )


def _parents() -> Iterator[str]:
    """Give the folders in which the kept ones are."""
    for kept in _KEPT:
        yield from map(str, Path(kept).parents)


def _prove_window(installed: Application, job: Job) -> None:
    report, picture = installed.folder / "window.json", job.folder("macos") / "window.png"
    words = ["self-test", "--report", str(report), "--picture", str(picture)]
    answer = installed.run(*words, display="cocoa")
    found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    if answer.status or found.get("qt_platform") != "cocoa" or not picture.exists():
        raise BuildFailed(
            f"Its window failed ({answer.status}):\n{answer.errors}",
            f"Sa fenêtre a échoué ({answer.status}) :\n{answer.errors}",
        )


def _prove_package(job: Job, file: Path, folder: Path) -> Proof:
    """See that a package holds the application that was tried, without installing it as root."""
    expanded = folder / "expanded"
    run(["pkgutil", "--expand-full", file, expanded])
    payload = next(expanded.rglob(f"{BUNDLE}.app"))
    different = differences(payload, job.folder("macos", "frozen") / payload.name)
    if different:
        raise BuildFailed(
            f"The package holds something else: {', '.join(different[:5])}.",
            f"Le paquet contient autre chose : {', '.join(different[:5])}.",
        )
    shutil.rmtree(folder)
    return Proof(
        choose(
            "holds the application that was tried, file by file",
            "contient l’application essayée, fichier par fichier",
        )
    )


@contextmanager
def _mounted(image: Path, place: Path) -> Iterator[Path]:
    """Give the content of a disk image for the time of the block."""
    run(["hdiutil", "attach", "-quiet", "-nobrowse", "-readonly", "-mountpoint", place, image])
    try:
        yield place
    finally:
        run(["hdiutil", "detach", "-quiet", "-force", place])
