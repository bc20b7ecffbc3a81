"""The data sets that the user brought: tables of their own and published archives.

Each is a folder with a card and a ``.npz`` file; nothing in it is ever executed.
"""

from pathlib import Path

from equilibre.learning.card import DatasetCard
from equilibre.learning.errors import UnknownName
from equilibre.learning.rows import Rows
from equilibre.texts import _

_folder: Path | None = None


def use(folder: Path | None) -> None:
    """Keep the data sets in *folder* from now on; None: there is no shelf."""
    global _folder
    _folder = folder


def folder() -> Path | None:
    """Return the folder of the shelf, which may not exist yet; None where there is none."""
    return _folder


def keys() -> tuple[str, ...]:
    """Return the names of the data sets on the shelf, in alphabetical order."""
    return ()


def card(key: str) -> DatasetCard:
    """Return the card of the data set named *key*. Raises UnknownName when there is none."""
    raise UnknownName(_("There is no data set named “{name}”.").format(name=key))


def rows(key: str) -> Rows:
    """Return the rows of the data set named *key*. Raises UnknownName or DataUnreadable."""
    raise UnknownName(_("There is no data set named “{name}”.").format(name=key))
