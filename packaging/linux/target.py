"""The installers for Linux: a package for Debian and its children, a file for all the others."""

from pathlib import Path

from building import screen
from building.target import Job, Proof
from linux import package, proof, run_file
from linux.freezing import freeze

KEY = "linux"
TOOLS = {
    "dpkg-deb": "dpkg",
    "objdump": "binutils",
    "makeself": "makeself",
    "debootstrap": "debootstrap",
    "unshare": "util-linux",
    **screen.TOOLS,
}


def build(job: Job) -> list[Path]:
    """Freeze the program; put the folder into a package, and into a file that runs."""
    tree = freeze(job)
    return [package.build(job, tree), run_file.build(job, tree)]


def prove(job: Job, file: Path) -> Proof:
    """Install, try and remove one of the two."""
    return (proof if file.suffix == ".deb" else run_file).prove(job, file)
