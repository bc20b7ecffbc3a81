"""Leaves out of a tree of packages what the program never opens, and weighs the rest."""

import re
import shutil
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from building.product import PACKAGING
from building.steps import BuildFailed
from building.trees import files, megabytes


@dataclass(frozen=True, slots=True)
class Trimming:
    """The list of trimming.toml."""

    tree_megabytes: float
    installer_megabytes: float
    start_ratio: float
    modules_left_out: tuple[str, ...]
    qt_modules: tuple[str, ...]
    qt_libraries: tuple[str, ...]
    qt_plugins: tuple[str, ...]
    qt_translations: tuple[str, ...]
    files_left_out: tuple[str, ...]


def trimming() -> Trimming:
    """Return the one list for all platforms."""
    table = tomllib.loads((PACKAGING / "trimming.toml").read_text(encoding="utf-8"))
    return Trimming(
        **table["budget"],
        modules_left_out=tuple(table["modules"]["left_out"]),
        qt_modules=tuple(table["qt"]["modules"]),
        qt_libraries=tuple(table["qt"]["libraries"]),
        qt_plugins=tuple(table["qt"]["plugins"]),
        qt_translations=tuple(table["qt"]["translations"]),
        files_left_out=tuple(table["files"]["left_out"]),
    )


def weigh_tree(tree: Path) -> float:
    """Return the megabytes of an installed tree; raise BuildFailed above the budget."""
    return _weigh(tree, trimming().tree_megabytes)


def weigh_installer(file: Path) -> float:
    """Return the megabytes of an installer; raise BuildFailed above the budget."""
    return _weigh(file, trimming().installer_megabytes)


def _weigh(path: Path, most: float) -> float:
    found = megabytes(path)
    if found > most:
        raise BuildFailed(
            f"{path.name} weighs {found:.0f} MB: {most:.0f} at most (trimming.toml).",
            f"{path.name} pèse {found:.0f} Mo : {most:.0f} au plus (trimming.toml).",
        )
    return found


def trim(packages: Path) -> None:
    """Delete below *packages*, a folder that holds PySide6 and the others, what is left out."""
    chosen = trimming()
    for file in list(files(packages)):
        path = file.relative_to(packages).as_posix()
        if any(fnmatch(path, pattern) for pattern in chosen.files_left_out) or not _is_kept(
            path, chosen
        ):
            file.unlink()
    for file in list(files(packages)):
        if file.is_symlink() and not file.exists():  # to what was just left out
            file.unlink()
    _drop_empty(packages)


def forget_installation(packages: Path) -> None:
    """Delete the notes on how each package was installed: in another folder they are others."""
    for name in ("RECORD", "INSTALLER", "REQUESTED"):
        for note in packages.glob(f"*.dist-info/{name}"):
            note.unlink()


def _is_kept(path: str, chosen: Trimming) -> bool:
    """Tell whether a file of PySide6 is kept; every file of another package is."""
    package, _slash, rest = path.partition("/")
    if package != "PySide6" or not rest:
        return True
    rest = rest.removeprefix("Qt/")  # where the wheels of Linux and macOS have the parts of Qt
    folder, _slash, inner = rest.partition("/")
    match folder:
        case "plugins":
            return any(fnmatch(inner, pattern) for pattern in chosen.qt_plugins)
        case "translations":
            return inner in chosen.qt_translations
        case "support":
            return True
        case "lib":
            return _is_library(inner.partition(".framework/")[0], chosen)
    return not inner and _is_library(rest, chosen)


def _is_library(name: str, chosen: Trimming) -> bool:
    """Tell whether a library or a module of PySide6 is kept; what is not Qt's own is."""
    found = _MODULE.match(name)
    return found is None or found.group(1) in (*chosen.qt_modules, *chosen.qt_libraries)


# libQt6Core.so.6, Qt6Core.dll, QtCore.abi3.so, QtCore.pyd, QtCore.framework
_MODULE = re.compile(r"(?:lib)?Qt6?([A-Z]\w*?)(?:$|\.)")


def _drop_empty(folder: Path) -> None:
    for inner in sorted(folder.rglob("*"), reverse=True):
        if inner.is_dir() and not inner.is_symlink() and not any(inner.iterdir()):
            shutil.rmtree(inner)
