"""Packages for another system than this one, in a folder: nothing of them runs here."""

import shutil
from pathlib import Path

from building.product import PYTHON_VERSION, Product
from building.steps import BuildFailed, run
from building.tools import installed_python, uv

# Each beside its source; the files never change, so that nobody need compare their dates.
COMPILE = ("-m", "compileall", "-q", "-b", "--invalidation-mode", "unchecked-hash")

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


def compile_modules(root: Path, *folders: Path, product: Product) -> None:
    """Put compiled modules in the place of all those in *folders*: a tenth less to hand out.

    Who may not write there starts as fast as others. Tracebacks name the modules as seen from
    *root*. In one process, whose names come in one order, the files are the same each time. Raises
    BuildFailed where no Python can do it.
    """
    python = installed_python(PYTHON_VERSION)
    if python is None:
        raise BuildFailed(
            f"Compiling the modules of another system takes Python {PYTHON_VERSION}. Install it, "
            f"for instance with: uv python install {PYTHON_VERSION}.",
            f"Compiler les modules d’un autre système demande Python {PYTHON_VERSION}. "
            f"Installez-le, par exemple avec : uv python install {PYTHON_VERSION}.",
        )
    run([python, "-I", *COMPILE, "-s", root, *folders], product.environment())
    drop_sources(*folders)


def drop_sources(*folders: Path) -> None:
    """Delete the modules in *folders* that were compiled; Linux carries no sources either."""
    for folder in folders:
        for compiled in folder.rglob("*.pyc"):
            compiled.with_suffix(".py").unlink(missing_ok=True)
