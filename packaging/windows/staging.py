"""The tree that Setup installs: launchers, Python, packages and the program."""

import shutil
from pathlib import Path

from building import program
from building.legal import gather
from building.product import PROGRAM_LOCK, PYTHON_VERSION
from building.steps import BuildFailed, run, step
from building.target import Job
from building.tools import installed_python, uv
from building.trimming import trim
from windows import authenticode, runtime

# Whose signatures the programs and libraries of the runtime bear.
_PUBLISHERS = ("Python Software Foundation", "Microsoft Corporation")

# What the wheels leave beside their packages.
_STRAY = ("bin", "example.py", "*.whl", ".lock")


def stage(job: Job) -> Path:
    """Make the tree, but for what is compiled; return it."""
    tree = job.folder("windows") / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    with step("Python for Windows", "Python pour Windows"):
        runtime.unpack(job.folder("windows") / "runtime", tree / "python")
        signed = [*(tree / "python").glob("*.exe"), *(tree / "python").glob("*.[dp][ly][ld]")]
        authenticode.check(sorted(signed), _PUBLISHERS)
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


def compile_modules(job: Job, tree: Path) -> None:
    """Compile every module: who has no right to write into the tree starts as fast as others.

    One process, whose names come in one order: the files are the same each time.
    """
    packages = tree / "python" / "Lib" / "site-packages"
    words = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    words += ["-s", str(tree), str(packages), str(tree / "program")]
    with step("Compiling its modules", "Compilation de ses modules"):
        run([_compiler(), *words], job.product.environment())


def add_licences(tree: Path) -> None:
    """Write into the program whose work the tree carries."""
    packages = tree / "python" / "Lib" / "site-packages"
    gather(tree / "program" / "equilibre" / "resources", packages, "windows")


def _compiler() -> str:
    """Return a Python whose compiled modules are those of the runtime."""
    found = installed_python(PYTHON_VERSION)
    if found is None:
        raise BuildFailed(
            f"Compiling the modules for Windows takes Python {PYTHON_VERSION}. Install it, for "
            f"instance with: uv python install {PYTHON_VERSION}.",
            f"Compiler les modules pour Windows demande Python {PYTHON_VERSION}. Installez-le, par "
            f"exemple avec : uv python install {PYTHON_VERSION}.",
        )
    return found
