"""A file made again, from the same state of the program, is the same to the bit."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from building.steps import BuildFailed, say
from building.target import Job
from building.trees import sha256


def make_again(job: Job, file: Path, make: Callable[[Path], object]) -> None:
    """Have *make* write *file* a second time, elsewhere; raise BuildFailed where it is another."""
    say(f"{file.name} once more, to compare:", f"{file.name} une seconde fois, pour comparer :")
    with tempfile.TemporaryDirectory(dir=job.folder()) as folder:
        again = Path(folder) / file.name
        make(again)
        if sha256(again) != sha256(file):
            raise BuildFailed(
                f"{file.name} is not the same when it is made again.",
                f"{file.name} n’est pas le même fichier quand on le refait.",
            )
