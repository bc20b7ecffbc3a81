"""The program and its Python as one folder that runs on any recent Linux: PyInstaller, trimmed."""

import re
import shutil
from pathlib import Path

from bootstrap import WINDOW
from building.legal import gather
from building.product import KEY, PROGRAM_LOCK, TOOLS_LOCK
from building.program import stage
from building.steps import run, step
from building.target import Job
from building.tools import environment, require
from building.trees import set_time
from building.trimming import forget_installation, trim, trimming, weigh_tree
from system import check

_SPEC = Path(__file__).with_name("freeze.spec")
PACKAGES = "_internal"  # where PyInstaller puts the packages, beside the program

# Stripping all of them breaks NumPy, whose OpenBLAS must stay as its wheel has it.
_STRIPPED = ("libpython3.*.so.*", "python3.*/lib-dynload/*.so")


def freeze(job: Job, name: str = "tree") -> Path:
    """Make the folder of the program, ready to be installed anywhere; return it.

    Raises BuildFailed where a tool fails, or above the budget of trimming.toml.
    """
    folder = job.folder("linux")
    with step("Its packages", "Ses paquets"):
        python = environment(folder / "environment", PROGRAM_LOCK, TOOLS_LOCK)
    require(_library_of(python))
    check(WINDOW)  # freeze.spec carries some of the libraries that Qt opens
    source = folder / "source"
    stage(source, job.product)
    out = folder / f"{name}.new"
    with step("Freezing the program", "Mise en un dossier du programme"):
        _run_pyinstaller(job, python, source, out)
        trim(out / KEY / PACKAGES)
        _strip(out / KEY / PACKAGES)
        gather(out / KEY / PACKAGES / KEY / "resources", out / KEY / PACKAGES, "linux")
        forget_installation(out / KEY / PACKAGES)
        set_time(out, job.product.epoch)
        weigh_tree(out / KEY)
    shutil.rmtree(folder / name, ignore_errors=True)
    return out.rename(folder / name) / KEY


def _run_pyinstaller(job: Job, python: Path, source: Path, out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    work = out.with_suffix(".work")
    given = {
        **job.product.environment(),
        "EQUILIBRE_SOURCE": str(source),
        "EQUILIBRE_LEFT_OUT": " ".join(trimming().modules_left_out),
        "EQUILIBRE_CARRIED": " ".join(carried_packages()),
        # Nothing is kept in the user's home, nor taken from there.
        "PYINSTALLER_CONFIG_DIR": str(work),
        # Modules are unpacked at each start: packed, they take a tenth of the time of the first
        # window. The installers pack them better, all together: they get smaller.
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
    }
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    run([*command, "--distpath", out, "--workpath", work, _SPEC], given)
    shutil.rmtree(work)


def _library_of(python: Path) -> dict[str, str]:
    """Return the shared library of *python*, which Debian packs apart, and its package."""
    tell = "from sysconfig import get_config_vars as tell, get_python_version as version\n"
    tell += "print(*tell('LIBDIR', 'INSTSONAME'), version(), sep='\\n')"
    place, name, version = run([python, "-c", tell]).splitlines()
    return {f"{place}/{name}": f"libpython{version}"}


def carried_packages() -> list[str]:
    """Return the names of the packages that program.lock pins."""
    lock = PROGRAM_LOCK.read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)))


def _strip(packages: Path) -> None:
    """Take the names for debuggers out of Python, 23 MB of them."""
    for pattern in _STRIPPED:
        for file in sorted(packages.glob(pattern)):
            file.chmod(0o755)
            run(["strip", "--strip-unneeded", file])
