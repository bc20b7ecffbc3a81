"""Something that an installer carries and that has an author and a licence."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Part:
    """One of them, by the name that its authors give it.

    *licence* is an SPDX expression. *copyright_file* holds its notices (a LICENSE, a file of
    /usr/share/doc), *texts* what else is to be handed on with it. *note* says in an English
    sentence what it does there, *within* names the part that contains it, and *address* is its
    package URL (purl). What is not known is empty.
    """

    name: str
    version: str
    licence: str
    copyright_file: Path | None = None
    note: str = ""
    copyright: tuple[str, ...] = ()
    texts: tuple[Path, ...] = ()
    within: str = ""
    address: str = ""

    @property
    def notices(self) -> tuple[Path, ...]:
        """The files of its notices and licences."""
        return (*([self.copyright_file] if self.copyright_file else []), *self.texts)
