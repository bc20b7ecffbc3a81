"""Clean minimal Debian systems to install into: made once, copied for each proof, thrown away."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from building.steps import BuildFailed, attempt, run, step
from building.target import Job
from building.tools import require

RELEASES = {"bookworm": "Debian 12", "trixie": "Debian 13"}
USER = "eleve"
HOME = f"/home/{USER}"
_USER_NUMBER = "1000"
_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}

# Namespaces of its own: whatever happens, what is mounted goes with the last process.
_APART = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private")
# debootstrap takes no folder with a space in its name, and leaves /proc mounted when interrupted.
_MAKE = 'mount --bind "$2" /mnt && exec debootstrap --variant=minbase "$1" /mnt'
_ENTER = """
set -e
root=$1; small=$2; shift 2
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount -o remount,bind,ro "$root/sys" # the sensors of this computer are not for trials
mount --rbind /dev "$root/dev"
if [ -d /tmp/.X11-unix ]; then
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
fi
if [ "$small" ]; then
    mkdir -p "$root$small"
    mount -t tmpfs -o size=64m tmpfs "$root$small"
fi
exec chroot "$@"
"""


@dataclass(frozen=True, slots=True)
class Root:
    """A system in *folder*, in which commands run as in one of its own."""

    folder: Path

    def attempt(
        self,
        command: Sequence[str],
        *,
        as_user: bool = False,
        network: bool = False,
        environment: dict[str, str] | None = None,
        small: str = "",
        timeout_seconds: float = 600,
    ) -> subprocess.CompletedProcess[str]:
        """Run *command* inside, as its root or as its ordinary user, without network.

        *small* is a folder in which there is little room.
        """
        who = [f"--userspec={_USER_NUMBER}:{_USER_NUMBER}", "--groups="] if as_user else []
        given = {**_ENVIRONMENT, "HOME": HOME if as_user else "/root", **(environment or {})}
        return attempt(
            [
                *(*_APART, *([] if network else ["--net"])),
                *("sh", "-c", _ENTER, "sh", self.folder, small),
                *(*who, self.folder, "/usr/bin/env", "-i"),
                *(f"{name}={value}" for name, value in given.items()),
                *command,
            ],
            timeout_seconds=timeout_seconds,
        )

    def run(self, *command: str, network: bool = False) -> str:
        """Run *command* inside, as root; raise BuildFailed with what it said when it fails."""
        done = self.attempt(
            command, network=network, environment={"DEBIAN_FRONTEND": "noninteractive"}
        )
        if done.returncode:
            said = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
            line = " ".join(command)
            raise BuildFailed(f"“{line}” failed:\n{said}", f"« {line} » a échoué :\n{said}")
        return done.stdout + done.stderr


@contextmanager
def throw_away(job: Job, release: str, packages: Sequence[str]) -> Iterator[Root]:
    """Give a clean minimal system with *packages* and what they need, for the time of a block."""
    ready = _prepared(job, release, packages)
    folder = job.folder("linux", "roots") / f"{release}.trial"
    _remove(folder)
    run(["cp", "-a", "--reflink=auto", ready, folder])
    try:
        yield Root(folder)
    finally:
        _remove(folder)


def _prepared(job: Job, release: str, packages: Sequence[str]) -> Path:
    """Return a system with *packages*, made the first time that these are asked for."""
    asked = ", ".join(packages)
    folder = job.folder("linux", "roots") / release
    stamp = folder / "var" / "lib" / "equilibre-root"
    name = hashlib.sha256(asked.encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == name:
        return folder
    require({"debootstrap": "debootstrap"})  # only here: no one but root tries the package
    _remove(folder)
    system = RELEASES[release]
    with step(f"A clean {system}", f"Un {system} tout neuf"):
        folder.mkdir()
        run([*_APART, "sh", "-c", _MAKE, "sh", release, folder])
        root = Root(folder)
        root.run("useradd", "--create-home", "--uid", _USER_NUMBER, USER)
        satisfy = ("apt-get", "satisfy", "--yes", "--no-install-recommends")
        root.run(*satisfy, asked, network=True)
        root.run("apt-get", "clean")
        stamp.write_text(name, encoding="utf-8")
    return folder


def _remove(folder: Path) -> None:
    if folder.exists():
        # Nothing is mounted in it: its mounts ended with the processes that saw them.
        shutil.rmtree(folder)
