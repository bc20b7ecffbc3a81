"""Tries the file .run as an ordinary person does: where it works, and where it must refuse."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from building.proof import Answer, prove_program
from building.steps import BuildFailed, attempt, run, step
from building.target import Job
from building.trees import contents

_ACCOUNT = "nobody"  # an account that may do nothing, on every Linux
_HOME = "Chez l’élève, à côté"
_STICK = "Clé USB n° 1"
# What people have made with the program; it stays.
_KEPT = (".config/Equilibre/Equilibre/settings.toml", ".local/share/Equilibre/Equilibre/runs.txt")
# The folders of it, and what libraries of the system keep for every program: fonts, shaders.
_THEIRS = (".config/Equilibre", ".local/share/Equilibre", ".cache")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody without administrator rights, at home, with the file on a USB stick.

    Is an ``Installed`` too, once the file was run.
    """

    home: Path
    file: Path
    as_them: tuple[str, ...]  # words that go before a command

    @property
    def place(self) -> Path:
        """Return where the program is installed."""
        return self.home / ".local" / "opt" / "equilibre"

    @property
    def program(self) -> str:
        return str(self.home / ".local" / "bin" / "equilibre")

    @property
    def folder(self) -> Path:
        return self.home / ".cache"

    @property
    def inside(self) -> str:
        return f"{self.folder}/"

    def run(self, *words: str, display: str | None = None) -> Answer:
        """Run the installed program."""
        shown = {"DISPLAY": display} if display else {"QT_QPA_PLATFORM": "offscreen"}
        return self.does(self.program, *words, **shown)

    def installs(self, *words: str) -> Answer:
        """Run the file."""
        return self.does("sh", str(self.file), *words)

    def removes(self) -> Answer:
        """Run the uninstaller."""
        return self.does("sh", str(self.place / "uninstall.sh"))

    def does(self, *command: str, **more: str) -> Answer:
        """Run any command as this person, with *more* in the environment."""
        done = attempt([*self.as_them, *command], self.environment() | more, self.home)
        return Answer(done.returncode, done.stdout, done.stderr)

    def environment(self) -> dict[str, str]:
        """Return what a session would have, in English: its sentences are looked for."""
        return {
            "HOME": str(self.home),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "LC_MESSAGES": "en_GB.UTF-8",
        }


@contextmanager
def at_home(folder: Path, file: Path) -> Iterator[Person]:
    """Give a person a home below *folder* and a copy of *file*, for the time of the block."""
    is_root = os.geteuid() == 0
    # Not runuser, which takes the account's home from the system.
    as_them = ("setpriv", f"--reuid={_ACCOUNT}", "--regid=65534", "--clear-groups")
    as_them = as_them if is_root else ()
    if attempt([*as_them, "test", "-x", folder]).returncode:
        folder = Path(tempfile.gettempdir())  # the checkout is closed to others
    place = Path(tempfile.mkdtemp(prefix="person-", dir=folder))
    try:
        place.chmod(0o755)
        home, stick = place / _HOME, place / _STICK
        home.mkdir()
        stick.mkdir()
        copy = Path(shutil.copy(file, stick))
        if is_root:
            shutil.chown(home, _ACCOUNT)
        yield Person(home, copy, as_them)
    finally:
        run(["chmod", "-R", "u+w", place])
        shutil.rmtree(place)


def prove_refusals(person: Person) -> None:
    """See that what cannot succeed is refused with a sentence, and leaves nothing."""
    with step("Read-only home", "Dossier personnel en lecture seule"):
        person.home.chmod(0o555)
        _refused(person.installs(), f"Nothing may be written in {person.home}")
        person.home.chmod(0o755)
    with step("Damaged file", "Fichier abîmé"):
        part = person.file.with_name("part.run")
        with person.file.open("rb") as whole:
            part.write_bytes(whole.read(1_000_000))
        part.chmod(0o755)
        _refused(person.does("sh", str(part)), "damaged or incomplete")
        part.unlink()
    with step("Full disk", "Disque plein"):
        _refused(_on_a_disk(person, "size=20m"), "The disk is too full")
        # Room for the bytes, not for so many files: it fills up on the way.
        _refused(_on_a_disk(person, "size=1g,nr_inodes=200"), "The disk, or your share of it")
    _nothing_left(person, set())


def _on_a_disk(person: Person, options: str) -> Answer:
    """Run the file with a new disk as its place, which must be empty again after."""
    script = (
        'mount -t tmpfs -o "$1" none "$2" && mkdir "$2/disk" && sh "$3" --prefix "$2/disk/here";'
        'status=$?; [ -z "$(ls -A "$2/disk")" ] || echo "not empty" >&2; exit "$status"'
    )
    # Root by name only, and for this one disk, which goes with its last process.
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-rm"]
    words = ["sh", "-c", script, "sh", options, str(person.home), str(person.file)]
    done = attempt([*alone, *words], person.environment())
    return Answer(done.returncode, done.stdout, done.stderr)


def prove_installed(person: Person, job: Job) -> float:
    """Install, try, renew and remove the program; return the seconds that installing took."""
    for name in _KEPT:
        person.does("mkdir", "-p", str((person.home / name).parent))
        person.does("sh", "-c", 'echo mine >"$0"', str(person.home / name))
    before = _home(person)
    with step("Installing it", "Installation"):
        began = time.monotonic()
        _done(person.installs("--quiet"), "install")
        seconds = time.monotonic() - began
    person.does("mkdir", "-p", str(person.folder))
    prove_program(person, job.product, job.folder("linux", "pictures") / "run.png")
    with step("Installing it while it is open", "Installation pendant qu’il est ouvert"):
        _prove_open(person)
    with step("Installing it over an older one", "Installation sur une ancienne version"):
        _prove_upgrade(person)
    with step("Installing it over a newer one", "Installation sur une version plus récente"):
        (person.place / "version").write_text("9999.0\n")
        _refused(person.installs(), "newer than")
    with step("Removing it", "Désinstallation"):
        _done(person.removes(), "uninstall")
        _nothing_left(person, before)
    return seconds


def _prove_open(person: Person) -> None:
    words = [person.program, "measure", "--idle", "0", "--", "sleep", "20"]
    with subprocess.Popen(
        [*person.as_them, *words],
        env=person.environment(),
        cwd=person.home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            time.sleep(1)
            _refused(person.installs(), "is open")
            _refused(person.removes(), "is open")
        finally:
            running.terminate()


def _prove_upgrade(person: Person) -> None:
    """Turn what is installed into an older version, then install over it."""
    stale = person.place / "_internal" / "left_by_the_older.py"
    entry = person.home / ".local" / "share" / "applications" / "of_the_older.desktop"
    for file in (stale, entry):
        person.does("touch", str(file))
    with (person.place / "installed").open("a") as installed:
        installed.write(f"{entry}\n")
    (person.place / "version").write_text("0.0.1\n")
    _done(person.installs("--quiet"), "upgrade")
    for file in (stale, entry):
        if file.exists():
            raise BuildFailed(f"The older {file.name} stayed.", f"L’ancien {file.name} est resté.")
    _done(person.run("--version"), "upgrade")


def _done(answer: Answer, what: str) -> None:
    if answer.status:
        raise BuildFailed(
            f"{what}: failed ({answer.status}): {answer.output}{answer.errors}",
            f"{what} : échec ({answer.status}) : {answer.output}{answer.errors}",
        )


def _refused(answer: Answer, words: str) -> None:
    """See that a command ended with 1 and one sentence that holds *words*."""
    sentences = answer.errors.strip().splitlines()
    if answer.status != 1 or len(sentences) != 1 or words not in sentences[0]:
        raise BuildFailed(
            f"“{words}” was expected ({answer.status}): {answer.output}{answer.errors}",
            f"« {words} » était attendu ({answer.status}) : {answer.output}{answer.errors}",
        )


def _nothing_left(person: Person, before: set[str]) -> None:
    """See that the home is as it was before, and that what people made is still there."""
    changed = sorted(_home(person) ^ before)
    lost = [name for name in _KEPT if before and not (person.home / name).exists()]
    if changed or lost:
        names = ", ".join((changed + lost)[:5])
        raise BuildFailed(
            f"{len(changed)} files are left and {len(lost)} lost: {names}.",
            f"{len(changed)} fichiers restent et {len(lost)} manquent : {names}.",
        )


def _home(person: Person) -> set[str]:
    return contents(person.home, *_THEIRS)
