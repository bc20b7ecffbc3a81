"""Windows: one Setup, for one user without administrator or for all."""

from pathlib import Path

from building.repetition import make_again
from building.steps import step
from building.target import Job
from building.trees import set_time
from building.trimming import weigh_tree
from windows import authenticode, launchers, staging
from windows.proof import TOOLS as PROOF_TOOLS
from windows.proof import prove as prove
from windows.setup import TOOLS as _SETUP_TOOLS
from windows.setup import make

__all__ = ["KEY", "PROOF_TOOLS", "TOOLS", "build", "prove"]

KEY = "windows"
TOOLS = {**launchers.TOOLS, **authenticode.TOOLS, **_SETUP_TOOLS}


def build(job: Job) -> list[Path]:
    """Make Setup; raise BuildFailed with a sentence.

    For a release it is made twice, from nothing, and both must be the same to the bit.
    """
    file = job.dist / f"Equilibre-Setup-{job.product.version}.exe"
    _make(job, file)
    if job.release:
        make_again(job, file, lambda again: _make(job, again))
    return [file]


def _make(job: Job, file: Path) -> None:
    """Stage the tree that Setup installs, and pack it."""
    tree = staging.stage(job)
    with step("The launchers", "Les lanceurs"):
        launchers.compile_launchers(tree, job.folder("windows", "launchers"), job.product)
    staging.compile_modules(job, tree)
    staging.add_licences(tree)
    set_time(tree, job.product.epoch)
    weigh_tree(tree)
    with step("Setup", "Setup"):
        make(job, tree, file)
