"""The installers for Linux: a package for Debian and its children, a file for all the others."""

import shutil
from pathlib import Path

from building import screen
from building.steps import BuildFailed
from building.target import Job, Proof
from building.trees import differences
from linux import package, proof, run_file
from linux.freezing import freeze

KEY = "linux"
TOOLS = {"dpkg-deb": "dpkg", "objdump": "binutils", "strip": "binutils"}
PROOF_TOOLS = {"unshare": "util-linux", "setpriv": "util-linux", **screen.TOOLS}


def build(job: Job) -> list[Path]:
    """Freeze the program; put the folder into a package, and into a file that runs."""
    tree = freeze(job)
    if job.release:
        _see_same(tree, freeze(job, "again"))
    return [package.build(job, tree), run_file.build(job, tree)]


def _see_same(tree: Path, again: Path) -> None:
    """Raise BuildFailed where freezing the program a second time gave anything else."""
    others = differences(tree, again)
    if others:
        names = ", ".join(others[:5])
        raise BuildFailed(
            f"{len(others)} files are not the same when the program is frozen again: {names}.",
            f"{len(others)} fichiers ne sont pas les mêmes quand on refait le dossier : {names}.",
        )
    shutil.rmtree(again.parent)


def prove(job: Job, file: Path) -> Proof:
    """Install, try and remove one of the two."""
    return (proof if file.suffix == ".deb" else run_file).prove(job, file)
