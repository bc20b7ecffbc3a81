"""Whose work is inside the program, and under which licences, with their texts."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from equilibre import __version__
from equilibre.records import dataclass
from equilibre.resources import resource

# What the program asks for in a checkout, as pyproject.toml says; the rest follows from them.
PACKAGES = (
    "PySide6-Essentials",
    "pyqtgraph",
    "numpy",
    "scikit-learn",
    "psutil",
    "nvidia-ml-py",
    "msgspec",
    "xlsxwriter",
    "olca-schema",
    "simplejpeg",
)
_CHECKOUT_LICENCE = Path(__file__).parents[2] / "LICENSE"
_NOTICE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_CODE = (".py", ".pyi", ".pyc", ".json")
_LONGEST_NAME = 80  # of a licence; some packages give its whole text instead
_RULE = "\n\n" + "-" * 78 + "\n\n"


@dataclass(frozen=True, slots=True)
class Notice:
    """One part of the program: its name, its version ("" if it has none), its licence."""

    name: str
    version: str
    licence: str  # an SPDX expression where its authors give one
    files: tuple[Path, ...]  # the texts to be handed on with it

    def text(self) -> str:
        """Return the notices and texts that belong to it; "" where it brings none."""
        read = (file.read_bytes().decode("utf-8", "replace") for file in self.files)
        return _RULE.join(text.strip("\n") for text in read)


def notices() -> tuple[Notice, ...]:
    """Return the parts of the program, itself first: as an installer put them together, else as
    the packages of this computer say it.
    """
    folder = resource("licences")
    if not folder.is_dir():
        return (_itself(), *_installed(), *_resources())
    rows = json.loads((folder / "parts.json").read_text(encoding="utf-8"))
    return tuple(
        Notice(
            name=row["name"],
            version=row["version"],
            licence=row["licence"],
            files=tuple(folder / "texts" / name for name in row["texts"]),
        )
        for row in rows
    )


def _itself() -> Notice:
    file = _CHECKOUT_LICENCE
    return Notice("Équilibre", __version__, "MIT", (file,) if file.is_file() else ())


def _resources() -> tuple[Notice, ...]:
    """Return what others made of the fonts and icons; each folder has the text beside."""
    return (
        Notice("Inter", "", "OFL-1.1", (resource("fonts", "LICENSE.txt"),)),
        Notice("Lucide", "", "ISC", (resource("icons", "LICENSE.txt"),)),
    )


@cache  # what is installed stays so; it takes some 60 ms to read
def _installed() -> tuple[Notice, ...]:
    """Return the packages that the program uses here, by name."""
    found: dict[str, metadata.Distribution] = {}
    wanted = list(PACKAGES)
    while wanted:
        name = _normal(wanted.pop())
        if name in found:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # made for other systems
        wanted += _needs(found[name])
    return tuple(_notice(found[name]) for name in sorted(found))


def _needs(distribution: metadata.Distribution) -> Iterator[str]:
    for line in distribution.requires or ():
        name = re.match(r"[\w.-]+", line)
        if name and "extra ==" not in line:
            yield name[0]


def _notice(distribution: metadata.Distribution) -> Notice:
    files = [
        Path(str(distribution.locate_file(name)))
        for name in distribution.files or ()
        if _NOTICE.search(name.name) and name.suffix not in _CODE
    ]
    # That of the whole package first.
    files.sort(key=lambda file: (".dist-info" not in str(file), len(file.parts), file))
    return Notice(
        name=distribution.metadata["Name"],
        version=distribution.version,
        licence=_licence(distribution),
        files=tuple(files),
    )


def _licence(distribution: metadata.Distribution) -> str:
    """Return what a package says of its licence in a few words: in one of three places."""
    told = distribution.metadata
    for key in ("License-Expression", "License", "Classifier"):
        for named in told.get_all(key) or ():
            if key == "Classifier" and not named.startswith("License :: "):
                continue
            if len(named) <= _LONGEST_NAME and "\n" not in named:
                return str(named.rpartition(" :: ")[2])
    return ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
