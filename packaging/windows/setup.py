"""Setup.exe, made by NSIS from a tree."""

import math
from pathlib import Path

from building.product import PACKAGING, PUBLISHER
from building.steps import run
from building.target import Job
from building.trees import files
from windows.launchers import numbers

TOOLS = {"makensis": "nsis"}
_SCRIPT = PACKAGING / "windows" / "setup.nsi"
# Solid LZMA takes three minutes and saves a third; zlib is for trials.
_SMALL, _QUICK = "/SOLID lzma", "zlib"
_CLUSTER = 4096  # bytes; what a file takes on a disk of Windows is a multiple of it


def make(job: Job, tree: Path, file: Path, version: str | None = None) -> None:
    """Pack *tree* into *file*, as *version* where it must pass for another one.

    Such a trial is not compressed at all.
    """
    said = version or job.product.version
    compressor = _SMALL if job.release and not version else _QUICK
    size = sum(-(-file.stat().st_size // _CLUSTER) for file in files(tree)) * _CLUSTER
    defined = {
        "OUT": file,
        "TREE": tree,
        "VERSION": said,
        "NUMBERS": numbers(said).replace(",", "."),
        "PUBLISHER": PUBLISHER,
        "COMPRESSOR": compressor,
        "COMPRESS": "off" if version else "auto",
        "KILOBYTES": size // 1024,  # as Windows counts them
        "MEGABYTES": math.ceil(size / 1e6),
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, _SCRIPT]
    run(command, job.product.environment(), _SCRIPT.parent)
