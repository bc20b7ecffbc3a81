"""Setup.exe, made by NSIS from a tree."""

from pathlib import Path

from building.product import PACKAGING, PUBLISHER
from building.steps import run
from building.target import Job
from building.trees import megabytes
from windows.launchers import numbers

TOOLS = {"makensis": "nsis"}
_SCRIPT = PACKAGING / "windows" / "setup.nsi"
# Solid LZMA takes three minutes and saves a third; zlib is for trials.
_SMALL, _QUICK = "/SOLID lzma", "zlib"


def make(job: Job, tree: Path, file: Path, version: str | None = None) -> None:
    """Pack *tree* into *file*, as *version* where it must pass for another one.

    Such a trial is not compressed at all.
    """
    said = version or job.product.version
    compressor = _SMALL if job.release and not version else _QUICK
    size = megabytes(tree) * 1e6 / 1024
    defined = {
        "OUT": file,
        "TREE": tree,
        "VERSION": said,
        "NUMBERS": numbers(said).replace(",", "."),
        "PUBLISHER": PUBLISHER,
        "COMPRESSOR": compressor,
        "COMPRESS": "off" if version else "auto",
        "KILOBYTES": round(size),
        "MEGABYTES": round(size / 1000),
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, _SCRIPT]
    run(command, job.product.environment(), _SCRIPT.parent)
