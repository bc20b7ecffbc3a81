"""The application of macOS: made, signed and tried on a Mac, assembled and looked at elsewhere."""

import shutil
from pathlib import Path

from building.steps import step
from building.target import Job, Proof
from macos import archive, preview
from macos.information import BUNDLE
from macos.macho import ARM64
from macos.structure import look
from sentences import choose

KEY = "macos"
TOOLS: dict[str, str] = {}


def build(job: Job) -> list[Path]:
    """Make the preview; raise BuildFailed with a sentence."""
    return [preview.build(job)]


def prove(job: Job, file: Path) -> Proof:
    """Look at the application in *file* from outside."""
    folder = job.folder("macos") / "unpacked"
    shutil.rmtree(folder, ignore_errors=True)
    with step("Looking at it from outside", "Examen de l’extérieur"):
        archive.unpack(file, folder)
        seen = look(folder / f"{BUNDLE}.app", ARM64)
    shutil.rmtree(folder)
    count, system = seen.programs_and_libraries, "{}.{}".format(*seen.oldest_system)
    english = f"structure only: {count} programs and libraries bound and signed, for macOS {system}"
    french = f"structure seule : {count} programmes et bibliothèques liés et signés, macOS {system}"
    return Proof(choose(f"{english}; never started", f"{french} ; jamais lancé"), complete=False)
