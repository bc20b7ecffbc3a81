"""Whose work an installer carries, and under which licences: from what is really inside."""

import json
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from building.carried import TEXTS, our_part, parts_of
from building.part import Part
from building.product import product
from building.sbom import bill_of_materials

__all__ = ["Part", "gather"]

_RULE = "-" * 78
_HEAD = """\
ÉQUILIBRE {version}: WHAT IT CONTAINS

Équilibre is free software under the MIT licence. It contains the work of others, each under its own
licence: they are listed here; their notices and the texts of their licences are in the folder
"texts". Nothing in the terms of Équilibre forbids changing the parts under the LGPL for one's own
use, or reverse engineering to debug such changes.

Équilibre est un logiciel libre sous licence MIT. Il contient le travail d’autres personnes, chacun
sous sa propre licence : la liste est ci-dessous ; les mentions et les textes des licences sont dans
le dossier « texts ». Rien dans les conditions d’Équilibre n’interdit de modifier pour son usage les
parties sous LGPL, ni la rétro-ingénierie pour mettre au point ces modifications.

Équilibre uses Qt under the GNU Lesser General Public License, version 3. texts/REPLACING_QT.txt
says how to put your own Qt in its place, texts/WRITTEN_OFFER.txt how to get its source code. This
software is based in part on the work of the Independent JPEG Group and of the FreeType Project.

Équilibre utilise Qt sous la licence publique générale limitée GNU (LGPL), version 3.
texts/REPLACING_QT.txt dit comment mettre un autre Qt à sa place, texts/WRITTEN_OFFER.txt comment
obtenir son code source.
"""


def gather(resources: Path, packages: Path, system: str, extra: Sequence[Part] = ()) -> None:
    """Write the notices and the list of parts of one tree into ``resources/licences``.

    *resources* is the folder of resources inside the tree, *packages* the one that holds the
    ``*.dist-info``: all below the folder, or the application of macOS, that has both is looked at.
    *system* is "linux", "windows" or "macos"; *extra* is what else was put into the tree, and
    counts before what is found under the same name. Called last, once the tree is trimmed. Raises
    BuildFailed where a library is nobody's, or where the licence of a part is not known.
    """
    tree = _tree(resources.resolve(), packages.resolve())
    folder = resources / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "texts").mkdir(parents=True)
    found = parts_of(tree, resources.resolve(), packages.resolve(), system)
    parts = _joined(extra, found)
    ours = our_part()
    write_notices(folder, [ours, *_in_order(parts)])
    bill = bill_of_materials(ours, parts, product())
    _write(folder / "sbom.json", json.dumps(bill, indent=2, ensure_ascii=False) + "\n")


def _joined(extra: Sequence[Part], found: Sequence[Part]) -> list[Part]:
    """Return all parts once; *extra* keeps of what is found the texts that it does not bring."""
    known = {part.name: part for part in found if not part.within}
    named = {part.name for part in extra}
    completed = [
        replace(part, texts=part.texts or known[part.name].texts) if part.name in known else part
        for part in extra
    ]
    return [*completed, *(part for part in found if part.name not in named)]


def _tree(resources: Path, packages: Path) -> Path:
    common = Path(os.path.commonpath([resources, packages]))
    return next((folder for folder in (common, *common.parents) if folder.suffix == ".app"), common)


def _in_order(parts: Sequence[Part]) -> list[Part]:
    """Qt first, whose licence asks for prominence, then Python, then by name."""
    return sorted(
        parts,
        key=lambda part: (
            part.name != "Qt",
            part.name != "CPython",
            part.name.lower(),
            part.version,
        ),
    )


def write_notices(folder: Path, parts: Sequence[Part]) -> None:
    """Write what people read: the list, and for each part that stands by itself its texts."""
    lines = [_HEAD.format(version=parts[0].version)]
    index = []
    for part in parts:
        if part.within:
            continue
        inner = [one for one in parts if one.within == part.name]
        names = [_write_own(folder / "texts", part)]
        names += [_copy(folder / "texts", file) for file in part.notices if _is_shared(file)]
        if inner:
            names.append(_write_inner(folder / "texts", part, inner))
            shared = [file for one in inner for file in one.notices if _is_shared(file)]
            names += [_copy(folder / "texts", file) for file in dict.fromkeys(shared)]
        index.append(
            {
                "name": part.name,
                "version": part.version,
                "licence": part.licence,
                "note": part.note,
                "texts": list(dict.fromkeys(names)),
            }
        )
        lines.append(_described(part))
        lines += [f"    {line}" for one in inner for line in _described(one).splitlines()]
    _write(folder / "NOTICES.txt", "\n".join(lines) + "\n")
    _write(folder / "parts.json", json.dumps(index, indent=2, ensure_ascii=False) + "\n")


def _described(part: Part) -> str:
    return "\n".join(
        [
            f"{part.name} {part.version}".rstrip() + f": {part.licence}",
            *(f"    {line}" for line in part.copyright),
        ]
    )


def _write_own(texts: Path, part: Part) -> str:
    """Write what is of this part alone; return the name of the file."""
    lines = [_described(part), *([part.note] if part.note else []), *_notices(part)]
    name = f"{_slug(part.name)}.txt"
    _write(texts / name, "\n".join(lines) + "\n")
    return name


def _write_inner(texts: Path, part: Part, inner: Sequence[Part]) -> str:
    """Write of what a part is made; return the name of the file."""
    lines = [f"{part.name} contains:", "", *(_described(one) for one in inner)]
    lines += [line for one in inner for line in _notices(one)]
    name = f"{_slug(part.name)}-contains.txt"
    _write(texts / name, "\n".join(lines) + "\n")
    return name


def _notices(part: Part) -> list[str]:
    """Return the texts that a part brings itself."""
    every = [["", _RULE, "", _read(file)] for file in part.notices if not _is_shared(file)]
    return [line for lines in every for line in lines]


def _is_shared(file: Path) -> bool:
    return file.is_relative_to(TEXTS)


def _copy(texts: Path, file: Path) -> str:
    name = f"qt-{file.name}" if file.parent.name == "qt" else file.name
    _write(texts / name, _read(file) + "\n")
    return name


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip("\n")


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _slug(name: str) -> str:
    plain = name.replace("É", "E").lower()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-")
