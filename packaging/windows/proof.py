"""Setup, tried in a Windows of wine: what it refuses, installs, renews and takes away."""

import os
import shutil
import time
from pathlib import Path

from building import screen
from building.proof import prove_program
from building.steps import step
from building.target import Job, Proof
from building.trees import contents
from sentences import choose
from windows import setup
from windows.wine import prefix
from windows.wine.installed import FOR_ALL, Installed, per_user, users_files
from windows.wine.prefix import Wine
from windows.wine.trial import Trial, wrong

TOOLS = {**prefix.TOOLS, **screen.TOOLS, **setup.TOOLS}
_OLDER = "0.0.1"
_STALE = Path("program", "of_an_older_version.py")
_UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Equilibre"
_SETTINGS = Path("ProgramData", "Equilibre", "settings.toml")
_OF_A_KILLED_ONE = Path("ProgramData", "equilibre-measures-999999.lock")  # see meter/neighbours.py
_DISK = "Disque de la salle"  # below drive C:
_CHOSEN = r"C:\Salle de l’été\Équilibre à tous"
_STUDY = "Étude de l’été.equilibre-study"
_LONGEST_OPENING_SECONDS = 120
_OPEN, _FULL, _NOT_WRITTEN, _NO_SETTINGS, _NOT_EMPTY, _NEWER = range(11, 17)


def prove(job: Job, file: Path) -> Proof:
    """Install, use, renew and remove the program; raise BuildFailed with what is wrong."""
    wine = Wine(job.folder("windows") / "wine")
    with step("An older version", "Une ancienne version"):
        older = _older(job)
    try:
        with step("A Windows of wine", "Un Windows de wine"):
            wine.create(job.folder("windows", "shims"))
        trial = Trial(wine, file, wine.state())
        with step("What Setup refuses", "Ce que Setup refuse"):
            _prove_refusals(trial)
        with step("For all users, over an older one", "Pour tous, sur une ancienne version"):
            _prove_for_all(trial, job.product.version, older)
        _prove_for_one(trial, job)
        with step("In a folder of one’s choice", "Dans un dossier choisi"):
            _prove_elsewhere(trial)
    finally:
        wine.stop()
        older.unlink()
    return Proof(
        choose(
            "Windows 10 (wine): installed for one user and for all, tried off screen and in a "
            "window, upgraded, uninstalled, 0 files and 0 registry entries left",
            "Windows 10 (wine) : installé pour une personne et pour toutes, essayé sans écran et "
            "dans une fenêtre, mis à jour, désinstallé, 0 fichier et 0 entrée du registre laissés",
        )
    )


def _older(job: Job) -> Path:
    """Return a Setup of an older version, with a file that the new one lacks."""
    folder, file = job.folder("windows") / "older", job.folder("windows") / "older.exe"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(job.folder("windows") / "tree", folder, copy_function=os.link)
    (folder / _STALE).write_text("")
    setup.make(job, folder, file, version=_OLDER)
    shutil.rmtree(folder)
    return file


def _prove_refusals(trial: Trial) -> None:
    """See that what cannot succeed ends with a sentence and its own status, and leaves nothing."""
    trial.see_refused(_NO_SETTINGS, "There is no file of settings", r"/CONFIG=C:\none.toml")
    for options, status, sentence in (
        ("size=20m", _FULL, "The disk is full"),
        # Room for the bytes, not for so many files: it fills up on the way.
        ("size=1g,nr_inodes=200", _NOT_WRITTEN, "or the disk is full"),
        ("ro", _NOT_WRITTEN, "may not be written"),
    ):
        # As NSIS wants it: the last words of all, without quotes. They are there elsewhere.
        words = rf"/D=C:\{_DISK}\Équilibre".split(" ")
        answer = trial.on_a_disk(options, trial.wine.disk / _DISK, *words)
        if answer.status != status or sentence not in answer.errors or "left:" in answer.errors:
            raise wrong(f"{options}", answer)
    trial.see_nothing_left("refused")


def _prove_for_all(trial: Trial, version: str, older: Path) -> None:
    """Renew, with settings for the whole computer, what somebody has been using."""
    installed = Installed(trial.wine, FOR_ALL)
    settings = installed.folder / "Réglages de la salle.toml"
    settings.write_text('theme = "dark"\n')
    trial.see_installed("/AllUsers", f"/CONFIG={installed.inside}{settings.name}", file=older)
    _prove_open(trial, installed)
    trial.see_installed("/AllUsers")
    trial.see_refused(_NEWER, "A newer version is installed", "/AllUsers", file=older)
    if (trial.wine.outside(FOR_ALL) / _STALE).exists():
        raise wrong("upgrade", str(_STALE))
    entries = trial.wine.state().registry.get(_UNINSTALL, {})
    if entries.get("DisplayVersion") != version:
        raise wrong("upgrade", str(entries))
    answer = installed.run("--diagnostics")
    if answer.status or trial.wine.inside(trial.wine.disk / _SETTINGS) not in answer.output:
        raise wrong("--diagnostics", answer)
    (trial.wine.disk / _OF_A_KILLED_ONE).touch()
    trial.see_removed(installed, "/AllUsers")


def _prove_open(trial: Trial, installed: Installed) -> None:
    """Double-click on a study; while its window is open, nothing may be replaced or removed."""
    study = installed.inside + _STUDY
    answer = installed.run("lifecycle", "forest_fire", "--export", study)
    if answer.status:
        raise wrong("lifecycle --export", answer)
    with screen.screen() as display:
        trial.wine.stop()
        trial.wine.begin("start", study, display=display)
        end = time.monotonic() + _LONGEST_OPENING_SECONDS
        # The window keeps what it opens among the user's studies.
        while not any("/studies/" in name for name in users_files(trial.wine)):
            if time.monotonic() > end:
                raise wrong(f"start {_STUDY}", "")
            time.sleep(0.2)
        there = contents(trial.wine.outside(installed.place))
        trial.see_refused(_OPEN, "Équilibre is open", "/AllUsers")
        answer = installed.asked_to_leave()
        if there != contents(trial.wine.outside(installed.place)):
            raise wrong("uninstall, open", "")
        trial.wine.stop()


def _prove_for_one(trial: Trial, job: Job) -> None:
    """Install twice for a user whose name has a space and accents, and try all of the program."""
    installed = Installed(trial.wine, per_user(trial.wine))
    with step("For one user, twice", "Pour une personne, deux fois"):
        trial.see_installed("/CurrentUser")
        trial.see_installed("/CurrentUser")
        refused = installed.clicked("train", "--family", "nothing")
        if refused.status != 2 or refused.output or refused.errors:  # noqa: PLR2004
            raise wrong("Equilibre.exe train --family nothing", refused)
    prove_program(installed, job.product, job.folder("windows", "pictures") / "window.png")
    with step("Removing it", "Désinstallation"):
        trial.see_removed(installed, "/CurrentUser")


def _prove_elsewhere(trial: Trial) -> None:
    """Install beside what is somebody else's, which stays."""
    installed = Installed(trial.wine, _CHOSEN)
    folder = trial.wine.outside(_CHOSEN)
    folder.mkdir(parents=True)
    theirs = folder / "lisez-moi.txt"
    theirs.write_text("")
    trial.see_refused(_NOT_EMPTY, "holds something else", f"/D={_CHOSEN}")
    theirs.unlink()
    trial.see_installed("/CurrentUser", f"/D={_CHOSEN}")
    answer = installed.run("--version")
    if answer.status:
        raise wrong("--version", answer)
    theirs.write_text("")
    installed.remove("/CurrentUser")
    if contents(folder) != {theirs.name}:
        raise wrong("uninstall", "\n".join(sorted(contents(folder))))
    shutil.rmtree(folder.parent)
    trial.see_nothing_left("uninstall")
