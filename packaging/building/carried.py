"""Whose work a tree carries: packages, the libraries in it, what Qt is made of, our resources."""

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath
from typing import Any

from building.debian import library_part, version_of
from building.part import Part
from building.product import PACKAGING, TOOLS_LOCK, product
from building.steps import BuildFailed
from building.trees import files

LEGAL = PACKAGING / "legal"
TEXTS = LEGAL / "texts"

_BINARY = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")  # Linux, Windows, macOS
_NOTICE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_CODE = (".py", ".pyi", ".pyc", ".json")
_EXPRESSION = re.compile(r"\(?[\w.+-]+\)?( (AND|OR|WITH) \(?[\w.+-]+\)?)*")


@cache
def table() -> dict[str, Any]:
    """Return parts.toml."""
    return tomllib.loads((LEGAL / "parts.toml").read_text(encoding="utf-8"))


def parts_of(tree: Path, resources: Path, packages: Path, system: str) -> list[Part]:
    """Return whose work is in *tree*; raise BuildFailed where that, or a licence, is not known."""
    installed = sorted(distributions(path=[str(packages)]), key=lambda one: one.name.lower())
    found = [_package(distribution) for distribution in installed]
    owners = {name: one.name for one in installed for name in _top_names(one)}
    binaries = [file for file in files(tree) if not file.is_symlink() and _is_binary(file)]
    found += _libraries(tree, binaries, owners, system)
    found += _inside_qt(binaries, system)
    found += [_built_in(row) for row in table()["built_in"] if system in row["systems"]]
    found += [_resource(row, resources) for row in table()["resources"]]
    versions = {part.name: part.version for part in found}
    versions |= {_normal(one.name): one.version for one in installed}
    return [
        replace(part, version=versions.get(part.version.removeprefix("="), part.version))
        for part in found
    ]


def _package(distribution: Distribution) -> Part:
    name, told = distribution.name, distribution.metadata
    row = table()["packages"].get(_normal(name), {})
    licence = row.get("licence") or told.get("License-Expression") or told.get("License") or ""
    if not _EXPRESSION.fullmatch(licence):
        raise BuildFailed(
            f"Under which licence is {name}? Say it in packaging/legal/parts.toml.",
            f"Sous quelle licence est {name} ? Dites-le dans packaging/legal/parts.toml.",
        )
    notices = tuple(_notices(distribution))
    if not (notices or row.get("texts")):
        raise BuildFailed(
            f"{name} brings no text of its licence: name one in packaging/legal/parts.toml.",
            f"{name} n’apporte pas le texte de sa licence : indiquez-le dans "
            "packaging/legal/parts.toml.",
        )
    return Part(
        name=name,
        version=distribution.version,
        licence=licence,
        note=row.get("note", told.get("Summary", "")),
        texts=(*notices, *_texts(row)),
        address=f"pkg:pypi/{_normal(name)}@{distribution.version}",
    )


def _notices(distribution: Distribution) -> list[Path]:
    """Return the texts that came with a package, the one of the whole package first."""
    folder = Path(str(distribution.locate_file("")))
    found = [
        folder / name
        for name in distribution.files or ()
        if _NOTICE.search(name.name) and name.suffix not in _CODE and (folder / name).is_file()
    ]
    return sorted(found, key=lambda file: (".dist-info" not in str(file), len(file.parts), file))


def _top_names(distribution: Distribution) -> set[str]:
    """Return the folders and modules that a package puts beside the others'."""
    return {path.parts[0] for path in distribution.files or () if path.parts[0] != ".."}


def _libraries(
    tree: Path, binaries: Sequence[Path], owners: dict[str, str], system: str
) -> list[Part]:
    """Return the parts that *binaries* are of, but for the packages that hold them."""
    groups: dict[tuple[int, str], list[Path]] = {}
    alone, unknown = [], []
    for file in binaries:
        owner = _owner(file.relative_to(tree), owners)
        rule = _rule(file.relative_to(tree))
        if rule is not None:
            groups.setdefault((rule, owner), []).append(file)
        elif system == "linux" and not owner and (part := library_part(file, table()["debian"])):
            alone.append(part)
        elif not owner or ".libs" in file.parent.name or ".dylibs" in file.parent.name:
            unknown.append(file.relative_to(tree).as_posix())
    if unknown:
        raise BuildFailed(
            f"Whose are {', '.join(unknown)}? Say it in packaging/legal/parts.toml.",
            f"De qui sont {', '.join(unknown)} ? Dites-le dans packaging/legal/parts.toml.",
        )
    found = [
        _library(table()["libraries"][rule], owner, group)
        for (rule, owner), group in sorted(groups.items())
    ]
    merged = {(part.name, part.version, part.within): part for part in [*found, *alone]}
    return [part for part in merged.values() if part.name != "Équilibre"]


def _owner(file: Path, owners: dict[str, str]) -> str:
    """Return the name of the package that put *file* there; "" where none did."""
    # An application of macOS has the libraries of a package elsewhere than its other files.
    return next((owners[part] for part in file.parts if part in owners), "")


def _rule(file: Path) -> int | None:
    path = PurePosixPath(file.as_posix())
    for index, row in enumerate(table()["libraries"]):
        if any(path.match(pattern) for pattern in row["files"]):
            return index
    return None


def _library(row: dict[str, Any], owner: str, group: Sequence[Path]) -> Part:
    of_its_own = "version_of" in row
    return Part(
        name=row["name"],
        version=f"={row['version_of']}" if of_its_own else _version(row, group),
        licence=row["licence"],
        note=row.get("note", ""),
        copyright=tuple(row.get("copyright", ())),
        texts=_texts(row),
        within="" if of_its_own else row.get("within", owner),
    )


def _version(row: dict[str, Any], group: Sequence[Path]) -> str:
    """Return what the names of the files say, else what stands in them, else ""."""
    if "version" not in row:
        return ""
    for file in group:
        if found := re.search(row["version"], file.name):
            return found[1]
    pattern = re.compile(row["version"].encode())
    patterns = row["files"]
    likely = sorted(
        group, key=lambda file: [not PurePosixPath(file).match(one) for one in patterns]
    )
    for file in likely:
        if found_bytes := pattern.search(file.read_bytes()):
            return found_bytes[1].decode()
    return ""


def _inside_qt(binaries: Iterable[Path], system: str) -> list[Part]:
    """Return what Qt's own libraries are made of, for those that are there."""
    names = {re.sub(r"^(lib)?(Qt6|Qt)?|\..*$", "", file.name) for file in binaries}
    rows = json.loads((LEGAL / "qt.json").read_text(encoding="utf-8"))
    return [
        Part(
            name=row["name"],
            version=row["version"],
            licence=row["licence"],
            copyright=tuple(row["copyright"]),
            texts=tuple(TEXTS / "qt" / name for name in row["texts"]),
            within="Qt",
        )
        for row in rows
        if row["inside"] in names and system in row["systems"]
    ]


def built_in(name: str) -> Part:
    """Return a part that leaves no file of its own, by its name in parts.toml."""
    return next(_built_in(row) for row in table()["built_in"] if row["name"] == name)


def _built_in(row: dict[str, Any]) -> Part:
    tool, package = row.get("tool", ""), row.get("package", "")
    version = version_of(package) if package else ""
    if tool:
        pinned = re.search(rf"^{tool}==(\S+)", TOOLS_LOCK.read_text(encoding="utf-8"), re.MULTILINE)
        version = pinned[1] if pinned else ""
    return Part(
        name=row["name"],
        version=version,
        licence=row["licence"],
        note=row["note"],
        texts=_texts(row),
        address=f"pkg:pypi/{tool}@{version}" if tool else "",
    )


def _resource(row: dict[str, Any], resources: Path) -> Part:
    if not any(resources.glob(row["files"])):
        raise BuildFailed(
            f"parts.toml tells of {row['files']}, which is not there.",
            f"parts.toml parle de {row['files']}, qui n’y est pas.",
        )
    return Part(
        name=row["name"],
        version="",
        licence=row["licence"],
        copyright_file=resources / row["text"] if "text" in row else None,
        note=row["note"],
        copyright=tuple(row["copyright"]),
        texts=_texts(row),
        within="",
    )


def our_part() -> Part:
    """Return Équilibre itself, of which all else is a part."""
    ours = product()
    return Part(
        name="Équilibre",
        version=ours.version,
        licence="MIT",
        copyright_file=PACKAGING.parent / "LICENSE",
        note="This program.",
        address=f"pkg:generic/equilibre@{ours.version}",
    )


def _texts(row: dict[str, Any]) -> tuple[Path, ...]:
    return tuple(TEXTS / name for name in row.get("texts", ()))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_binary(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(4).startswith(_BINARY)
