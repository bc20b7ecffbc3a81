"""The package for Debian, tried in clean minimal systems: installed, used, renewed and removed."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from building.product import KEY
from building.proof import Answer, prove_program
from building.steps import BuildFailed, run, step
from building.target import Job, Proof
from building.trees import contents
from linux import package, start
from linux.permission_proof import RULES, prove_permission
from linux.roots import HOME, RELEASES, USER, Root, throw_away
from sentences import choose

_SETTINGS = "etc/equilibre/settings.toml"
_STALE = f"opt/{KEY}/_internal/of_an_older_version.so"
# What is the user's, and what stays with the system whatever was installed in it.
_NOT_COUNTED = ("home", "tmp", "dev", "proc", "sys", "var/log", "var/lib/dpkg", "var/cache")
_USERS = (".config/Equilibre/Equilibre/settings.json", ".local/share/Equilibre/Equilibre/runs/1")
# Beside the bare system: one that reads menus and file types, as desktops do.
_DESKTOP = {"trixie": ("desktop-file-utils", "shared-mime-info", "libglib2.0-bin")}
_FILES = {  # their ending -> their type
    "equilibre": "application/x-equilibre-runs",
    "equilibre-study": "application/x-equilibre-study",
}
_ADDED = "\n# by the administrator\n"


@dataclass(frozen=True, slots=True)
class InRoot:
    """The program installed in a clean system, started by its ordinary user."""

    root: Root
    program: str = KEY
    inside: str = f"{HOME}/"

    @property
    def folder(self) -> Path:
        """Where this computer sees the home of that user."""
        return self.root.folder / "home" / USER

    def run(self, *words: str, display: str | None = None) -> Answer:
        """Run the program without network, in a window on *display* or without any screen."""
        screen = {"DISPLAY": display} if display else {"QT_QPA_PLATFORM": "offscreen"}
        done = self.root.attempt([KEY, *words], as_user=True, environment=screen)
        return Answer(done.returncode, done.stdout, done.stderr)


def prove(job: Job, file: Path) -> Proof:
    """Try the package in each of RELEASES; raise BuildFailed with what is wrong."""
    if os.geteuid() != 0:
        return Proof(
            choose(
                "built; only root can try it in a clean system",
                "construit ; seul root peut l’essayer dans un système tout neuf",
            ),
            complete=False,
        )
    older = _older(job, file)
    needs = run(["dpkg-deb", "--field", file, "Depends"]).strip().split(", ")
    for release, system in RELEASES.items():
        desktop = _DESKTOP.get(release, ())
        with throw_away(job, release, [*needs, *desktop]) as root:
            picture = job.folder("linux", "pictures") / f"{release}.png"
            _prove_in(root, job, file, older, picture, system)
    older.unlink()
    ratio = start.ratio(job)
    systems = ", ".join(RELEASES.values())
    return Proof(
        choose(
            f"{systems}: installed offline, tried off screen and in a window, upgraded, purged, "
            f"0 files left; starts in {ratio:.2f} × the time unfrozen",
            f"{systems} : installé hors ligne, essayé sans écran et dans une fenêtre, mis à jour, "
            f"purgé, 0 fichier laissé ; démarre en {ratio:.2f} fois le temps du programme en clair",
        )
    )


def _prove_in(root: Root, job: Job, file: Path, older: Path, picture: Path, system: str) -> None:
    for each in (file, older):
        shutil.copy(each, root.folder / "tmp")
    new, old = (f"/tmp/{each.name}" for each in (file, older))
    root.run("mkdir", "-p", RULES)  # as any desktop has
    before = contents(root.folder, *_NOT_COUNTED)
    with step(f"{system}: no room", f"{system} : pas de place"):
        _refuse_without_room(root, new)
        _compare(before, root, "refused")
    with step(f"{system}: installed over an older one", f"{system} : par-dessus une ancienne"):
        root.run("dpkg", "--install", old)
        _use(root)
        root.run("dpkg", "--install", new)
        root.run("dpkg", "--install", new)  # a second time changes nothing
        _see_renewed(root)
        if (root.folder / "usr/bin/gio").exists():
            _see_file_types(root)
    prove_program(InRoot(root), job.product, picture)
    with step(f"{system}: what it starts", f"{system} : ce qu’il lance"):
        _see_environment(root)
    with step(f"{system}: permission of the sensors", f"{system} : permission des capteurs"):
        prove_permission(root)
    with step(f"{system}: removed", f"{system} : enlevé"):
        said = root.run("dpkg", "--purge", KEY)
        if "~/.config/Equilibre" not in said:
            raise _wrong("purge", said)
        _compare(before, root, "purged")
        _see_users_files(root)


def _older(job: Job, file: Path) -> Path:
    """Return a package of an older version, with a file that the new one lacks."""
    folder, out = job.folder("linux") / "older", job.folder("linux") / "older.deb"
    shutil.rmtree(folder, ignore_errors=True)
    run(["dpkg-deb", "--raw-extract", file, folder])
    (folder / _STALE).write_bytes(b"of another time")
    control = folder / "DEBIAN" / "control"
    text = control.read_text(encoding="utf-8")
    text = re.sub(r"^Version: .*$", "Version: 0.0.1", text, flags=re.MULTILINE)
    control.write_text(text, encoding="utf-8")
    package.pack(folder, out, job.product, package.NO_COMPRESSION)
    shutil.rmtree(folder)
    return out


def _refuse_without_room(root: Root, deb: str) -> None:
    done = root.attempt(["dpkg", "--install", deb], small="/opt")
    said = done.stdout + done.stderr
    if done.returncode == 0 or "Équilibre a besoin de" not in said:
        raise _wrong("dpkg --install, /opt full", said)
    root.run("dpkg", "--purge", KEY)


def _use(root: Root) -> None:
    """Leave what an administrator and a user leave."""
    with (root.folder / _SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write(_ADDED)
    for name in _USERS:
        root.run("install", "-D", "-o", USER, "/etc/hostname", f"{HOME}/{name}")


def _see_renewed(root: Root) -> None:
    if (root.folder / _STALE).exists():
        raise _wrong("upgrade", _STALE)
    if not (root.folder / _SETTINGS).read_text(encoding="utf-8").endswith(_ADDED):
        raise _wrong("upgrade", _SETTINGS)
    _see_users_files(root)
    # Every file is what the package says, but for the settings that the administrator changed.
    changed = root.attempt(["dpkg", "--verify", KEY]).stdout.splitlines()
    if [line.split()[-1] for line in changed] != [f"/{_SETTINGS}"]:
        raise _wrong("dpkg --verify", "\n".join(changed))


def _see_file_types(root: Root) -> None:
    """See that a desktop knows the files of the program, and opens them with it."""
    for ending, kind in _FILES.items():
        (root.folder / "tmp" / f"a.{ending}").write_text("{}", encoding="utf-8")
        found = root.run("gio", "info", "-a", "standard::content-type", f"/tmp/a.{ending}")
        opens = root.run("gio", "mime", kind)
        if kind not in found or f"{KEY}.desktop" not in opens:
            raise _wrong(f".{ending}", found + opens)


def _see_users_files(root: Root) -> None:
    for name in _USERS:
        if not (root.folder / "home" / USER / name).exists():
            raise _wrong("user", name)


def _see_environment(root: Root) -> None:
    """See that a program which ours starts gets the libraries of the system, and its own Qt."""
    answer = InRoot(root).run("measure", "--idle", "0", "--json", "--", "env")
    names = {line.partition("=")[0] for line in answer.errors.splitlines()}
    ours = {name for name in names if name.startswith(("LD_", "_PYI_", "QT_PLUGIN_PATH", "QML"))}
    if ours or "HOME" not in names:
        raise _wrong("measure -- env", answer.errors)


def _compare(before: set[str], root: Root, moment: str) -> None:
    # dpkg takes /opt away too where it becomes empty.
    left = sorted((contents(root.folder, *_NOT_COUNTED) ^ before) - {"opt"})
    if left:
        raise _wrong(f"{moment}, {len(left)}", "\n".join(left[:15]))


def _wrong(what: str, said: str) -> BuildFailed:
    return BuildFailed(
        f"The package is not as it should be ({what}):\n{said}",
        f"Le paquet n’est pas comme il doit être ({what}) :\n{said}",
    )
