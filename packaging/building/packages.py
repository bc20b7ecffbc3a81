"""Packages for another system than this one, in a folder: nothing of them runs here."""

import shutil
from pathlib import Path

from building.product import PYTHON_VERSION, Product
from building.steps import run, say
from building.tools import installed_python, uv

# What the wheels leave beside their packages.
_STRAY = ("bin", "example.py", "*.whl", ".lock")


def install(folder: Path, platform: str, lock: Path) -> None:
    """Unpack into *folder* the wheels that *lock* pins, for a *platform* as uv calls it."""
    # Which Python runs uv is of no importance: nothing is built, nothing is started.
    here = uv().with_name(uv().name.replace("uv", "python"))
    command = [uv(), "pip", "install", "--quiet", "--target", folder, "--python", here]
    command += ["--python-platform", platform, "--python-version", PYTHON_VERSION]
    command += ["--no-build", "--no-deps", "--require-hashes", "--link-mode", "copy"]
    run([*command, "-r", lock])
    for pattern in _STRAY:
        for stray in folder.glob(pattern):
            shutil.rmtree(stray) if stray.is_dir() else stray.unlink()


def compile_modules(folder: Path, product: Product) -> None:
    """Compile the modules in *folder* for the Python that the installers carry.

    Where this computer has no such Python the program starts slower: the user is told.
    """
    python = installed_python(PYTHON_VERSION)
    if python is None:
        say(
            f"No Python {PYTHON_VERSION} is here to compile the modules: they stay as text.",
            f"Aucun Python {PYTHON_VERSION} ici pour compiler les modules : ils restent en clair.",
        )
        return
    # Their files never change: nobody need compare dates. Nor do they tell where they were made.
    command = [python, "-I", "-m", "compileall", "-q", "-j", "0", "-s", folder]
    run([*command, "--invalidation-mode", "unchecked-hash", folder], product.environment())
