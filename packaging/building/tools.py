"""What building needs beside Python: packages of the system, uv, environments of their own."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import system
from building.product import BUILD, PROGRAM_LOCK, PYTHON_VERSION, TOOLS_LOCK
from building.steps import BuildFailed, attempt, run, step
from preparation import suitable_python


def require(tools: Mapping[str, str]) -> None:
    """See that the programs *tools* are there, each with its package of Debian.

    As root on Debian they are installed; otherwise a Problem says what to type.
    """
    missing = {name: package for name, package in tools.items() if not _found(name)}
    if not missing:
        return
    if not system.is_debian():
        names = ", ".join(sorted(missing))
        raise BuildFailed(
            f"Building here needs programs that are not installed: {names}.",
            f"Il manque pour construire ici des programmes : {names}.",
        )
    system.install(sorted(set(missing.values())))


def _found(name: str) -> bool:
    # The path of an ordinary user may lack the folders of administration, where debootstrap is.
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    return Path(name).exists() if "/" in name else shutil.which(name, path=path) is not None


def uv() -> Path:
    """Return the program uv, of the version that tools.lock pins; installed the first time."""
    folder = BUILD / "tools"
    place = folder / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    stamp = folder / "stamp"
    wanted = TOOLS_LOCK.read_text(encoding="utf-8")
    if not (place.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        with step("Installing the tools", "Installation des outils"):
            shutil.rmtree(folder, ignore_errors=True)
            python, _version = suitable_python()
            run([python, "-m", "venv", folder])
            interpreter = place.with_name("python.exe" if os.name == "nt" else "python")
            command = [interpreter, "-m", "pip", "install", "--require-hashes", "--no-deps"]
            command += ["--only-binary=:all:", "--no-input", "--disable-pip-version-check"]
            run([*command, "--quiet", "-r", TOOLS_LOCK])
            stamp.write_text(wanted, encoding="utf-8")
    return place


def environment(folder: Path, *locks: Path) -> Path:
    """Make an environment of exactly *locks* in *folder*; return its Python.

    Its Python is the one that the installers carry where this computer has it, else another one
    that Équilibre runs on.
    """
    shutil.rmtree(folder, ignore_errors=True)
    found = next(filter(None, map(installed_python, (PYTHON_VERSION, "3.13", "3.11"))), None)
    if found is None:
        raise BuildFailed("No Python from 3.11 to 3.13 is here.", "Aucun Python 3.11 à 3.13 ici.")
    run([uv(), "venv", "--quiet", "--no-project", "--python", found, folder])
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    requirements = [word for lock in locks or (PROGRAM_LOCK,) for word in ("-r", str(lock))]
    command = ["pip", "install", "--quiet", "--require-hashes", "--no-deps", "--no-build"]
    install = [uv(), *command, "--link-mode", "copy", "--python", python, *requirements]
    if attempt([*install, "--offline"]).returncode:  # what uv keeps of earlier builds is enough
        run(install)
    return python


def installed_python(version: str) -> str | None:
    """Return the path of a Python of this *version*, such as "3.12"; None where there is none."""
    # Where pyenv is, the name of a Python answers only if pyenv is told to serve that one.
    serve = {**os.environ, "PYENV_VERSION": version}
    command = [uv(), "python", "find", "--no-project", "--no-python-downloads", version]
    done = attempt(command, serve)
    return None if done.returncode else done.stdout.strip()
