"""A folder of wheels, with which a checkout starts on computers without internet."""

import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from building.product import BUILD, PACKAGING
from building.steps import BuildFailed, run, say, step
from building.tools import uv
from building.trees import megabytes
from preparation import VERSIONS

_LOCK = PACKAGING / "requirements.lock"
_NEWEST_GLIBC = 39  # 2.39, of the newest wheels of the lock


@dataclass(frozen=True, slots=True)
class Computer:
    """A kind of computer: as uv calls it, and the tags of the wheels that run there."""

    name: str
    tags: tuple[str, ...]


def computers(key: str) -> tuple[Computer, ...]:
    """Return the computers of a platform; of this one, those with this computer's processor."""
    match key:
        case "windows":
            return (Computer("x86_64-pc-windows-msvc", ("win_amd64",)),)
        case "macos":
            return (
                Computer("aarch64-apple-darwin", ("macosx_14_0_arm64",)),
                Computer("x86_64-apple-darwin", ("macosx_14_0_x86_64",)),
            )
        case _:
            here = platform.machine() if sys.platform == "linux" else "x86_64"
            glibc = (f"manylinux_2_{minor}_{here}" for minor in range(_NEWEST_GLIBC, 4, -1))
            older = (f"manylinux{year}_{here}" for year in ("2014", "2010", "1"))
            name = f"{here}-manylinux_2_{_NEWEST_GLIBC}"
            return (Computer(name, (*glibc, *older, f"linux_{here}")),)


def fill(folder: Path, key: str) -> None:
    """Put into *folder* what a first start installs, for every Python of the platform *key*.

    Raises BuildFailed where something cannot be fetched or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise BuildFailed(
            f"The folder {folder} cannot be made: {problem.strerror}.",
            f"Le dossier {folder} ne peut pas être créé\u202f: {problem.strerror}.",
        ) from problem
    for computer in computers(key):
        for version in VERSIONS:
            with step(f"{computer.name}, Python {version}", f"{computer.name}, Python {version}"):
                _fetch(folder, computer, version)
    size = f"{megabytes(folder):.0f}"
    say(f"{folder}: {size} MB.", f"{folder} : {size} Mo.")


def _fetch(folder: Path, computer: Computer, version: str) -> None:
    """Fetch what requirements.lock pins for one computer and one Python."""
    BUILD.mkdir(parents=True, exist_ok=True)
    chosen = BUILD / f"{computer.name}-{version}.txt"  # the lock without what is not for them
    select = ["--python-platform", computer.name, "--python-version", version, "--no-deps"]
    write = ["--generate-hashes", "--no-annotate", "--no-header", "--quiet", "--output-file"]
    run([uv(), "pip", "compile", _LOCK, *select, *write, chosen])
    python = uv().with_name("python.exe" if sys.platform == "win32" else "python")
    command = [python, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--disable-pip-version-check", "--no-input"]
    command += [word for tag in computer.tags for word in ("--platform", tag)]
    command += ["--python-version", version, "--implementation", "cp"]
    run([*command, "--dest", folder, "--requirement", chosen])
