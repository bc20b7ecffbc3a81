"""The file that installs the program for one person, without root: how it is made and tried."""

from pathlib import Path

from building.repetition import make_again
from building.steps import step
from building.target import Job, Proof
from linux.packing import pack
from linux.run_proof import at_home, prove_installed, prove_refusals
from sentences import choose

_FAST, _SMALL = 0, 6  # levels of xz


def build(job: Job, tree: Path) -> Path:
    """Make the file from *tree*, the folder that the .deb installs too; return it.

    With --release it is made twice; raises BuildFailed where that is not the same to the bit.
    """
    file = job.dist / f"equilibre_{job.product.version}_amd64.run"
    level = _SMALL if job.release else _FAST

    def make(out: Path) -> None:
        with step("Packing the .run", "Emballage du .run"):
            pack(tree, job.product, out, level)

    make(file)
    if job.release:
        make_again(job, file, make)
    return file


def prove(job: Job, file: Path) -> Proof:
    """Install *file* as an ordinary person, in all the ways that go wrong too, and remove it."""
    with at_home(job.folder("linux", "run"), file) as person:
        prove_refusals(person)
        seconds = prove_installed(person, job)
    return Proof(
        choose(
            f"installed without root in {seconds:.0f} s, tried, upgraded, removed: 0 files left; "
            "refused with a sentence: full disk, read-only home, damaged file, newer version",
            f"installé sans droits en {seconds:.0f} s, essayé, renouvelé, enlevé : 0 fichier "
            "resté ; refusé par une phrase : disque plein, dossier fermé, fichier abîmé, version "
            "plus récente",
        )
    )
