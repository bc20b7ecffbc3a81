"""The tree that Setup installs: launchers, Python, packages and the program."""

import shutil
from pathlib import Path

from building import packages, program
from building.legal import gather
from building.product import PROGRAM_LOCK, PYTHON_VERSION
from building.steps import BuildFailed, step
from building.target import Job
from building.tools import installed_python, require
from building.trimming import forget_installation, trim
from windows import authenticode, runtime
from windows.wine import prefix
from windows.wine.prefix import Wine

# Whose signatures the programs and libraries of the runtime bear.
_PUBLISHERS = ("Python Software Foundation", "Microsoft Corporation")

_PLATFORM = "x86_64-pc-windows-msvc"
_PACKAGES = Path("python", "Lib", "site-packages")


def stage(job: Job) -> Path:
    """Make the tree, but for what is compiled; return it."""
    tree = job.folder("windows") / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    with step("Python for Windows", "Python pour Windows"):
        runtime.unpack(job.folder("windows") / "runtime", tree / "python")
        signed = [*(tree / "python").glob("*.exe"), *(tree / "python").glob("*.[dp][ly][ld]")]
        authenticode.check(sorted(signed), _PUBLISHERS)
    with step("Its packages", "Ses paquets"):
        packages.install(tree / _PACKAGES, _PLATFORM, PROGRAM_LOCK)
        trim(tree / _PACKAGES)
    (tree / "program").mkdir()
    program.stage(tree / "program", job.product)
    return tree


def compile_modules(job: Job, tree: Path) -> None:
    """Compile every module of the tree."""
    with step("Compiling its modules", "Compilation de ses modules"):
        if installed_python(PYTHON_VERSION):
            packages.compile_modules(tree, tree / _PACKAGES, tree / "program", product=job.product)
        else:
            _compile_under_wine(job, tree)


def _compile_under_wine(job: Job, tree: Path) -> None:
    """Have the Python of the tree compile what it will read: Debian 12 has none of that version."""
    require(prefix.TOOLS)
    wine = Wine(job.folder("windows") / "wine")
    wine.create(job.folder("windows", "shims"))
    folders = (tree / _PACKAGES, tree / "program")
    root, *places = (f"Z:{path}".replace("/", "\\") for path in (tree, *folders))
    try:
        answer = wine.run(root + r"\python\python.exe", *packages.COMPILE, "-s", root, *places)
    finally:
        wine.stop()
    if answer.status:
        raise BuildFailed(
            f"The modules could not be compiled:\n{answer.errors}",
            f"Les modules n’ont pas pu être compilés :\n{answer.errors}",
        )
    packages.drop_sources(*folders)


def add_licences(tree: Path) -> None:
    """Write into the program whose work the tree carries, which its packages tell until then."""
    gather(tree / "program" / "equilibre" / "resources", tree / _PACKAGES, "windows")
    forget_installation(tree / _PACKAGES)
