"""The tree that Setup installs: launchers, Python, packages and the program."""

import shutil
from pathlib import Path

from building import program
from building.product import PROGRAM_LOCK, PYTHON_VERSION
from building.steps import run, step
from building.target import Job
from building.tools import uv
from building.trimming import trim
from windows import runtime

# What the wheels leave beside their packages.
_STRAY = ("bin", "example.py", "*.whl", ".lock")


def stage(job: Job) -> Path:
    """Make the tree, but for what is compiled; return it."""
    tree = job.folder("windows") / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    with step("Python for Windows", "Python pour Windows"):
        runtime.unpack(job.folder("windows") / "runtime", tree / "python")
    packages = tree / "python" / "Lib" / "site-packages"
    with step("Its packages", "Ses paquets"):
        install_packages(packages)
        trim(packages)
    (tree / "program").mkdir()
    program.stage(tree / "program", job.product)
    return tree


def install_packages(folder: Path) -> None:
    """Install into *folder* the packages for Windows that program.lock pins."""
    # Which Python runs uv is of no importance: nothing is built, nothing is started.
    here = uv().with_name(uv().name.replace("uv", "python"))
    command = [uv(), "pip", "install", "--quiet", "--target", folder, "--python", here]
    command += ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", PYTHON_VERSION]
    command += ["--no-build", "--no-deps", "--require-hashes", "--link-mode", "copy"]
    run([*command, "-r", PROGRAM_LOCK])
    for pattern in _STRAY:
        for stray in folder.glob(pattern):
            shutil.rmtree(stray) if stray.is_dir() else stray.unlink()
