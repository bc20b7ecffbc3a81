"""The data sets that the user brought: tables of their own and published archives.

Each is a folder with a card and a ``.npz`` file, whose SHA-256 the card tells; nothing in it is
ever executed. A folder is whole or not there: it is written aside under a hidden name, then
renamed.
"""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import time
from functools import lru_cache
from pathlib import Path

import msgspec

from equilibre.errors import EquilibreError
from equilibre.learning.card import DatasetCard
from equilibre.learning.errors import DataNotKept, DataUnreadable, UnknownName
from equilibre.learning.rows import Rows
from equilibre.learning.shelf_rows import read_rows, write_rows
from equilibre.plain_file import read_plain_file, reason_of
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import _

CARD_FILE, ROWS_FILE = "card.json", "rows.npz"
LARGEST_CARD_BYTES = 4 * 2**20  # 2 000 columns with long names
OWN = "own_"  # before the key of a user's table: no data set of the program begins so
_FORMAT = "equilibre-data-set"
_VERSION = 1
_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LONGEST_SLUG = 40
_LEFT_OVER_SECONDS = 3600.0  # a hidden folder this old is of a process that was killed

_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class _Document:
    """What ``card.json`` holds."""

    format: str
    version: int
    sha256: str  # of the file of rows
    card: DatasetCard


def use(folder: Path | None) -> None:
    """Keep the data sets in *folder* from now on; None: there is no shelf."""
    global _folder
    _folder = folder


def folder() -> Path | None:
    """Return the folder of the shelf, which may not exist yet; None where there is none."""
    return _folder


def keys() -> tuple[str, ...]:
    """Return the names of the data sets on the shelf that can be used, in alphabetical order."""
    return tuple(key for key in _found() if _problem(key) is None)


def problems() -> tuple[str, ...]:
    """Return a sentence for each folder of the shelf whose card cannot be used."""
    return tuple(str(problem) for key in _found() if (problem := _problem(key)) is not None)


def card(key: str) -> DatasetCard:
    """Return the card of the data set named *key*.

    Raises UnknownName when there is none, DataUnreadable when it is damaged.
    """
    return _document(key).card


def rows(key: str) -> Rows:
    """Return the rows of the data set named *key*, which a SciPy matrix holds if they are sparse.

    Raises UnknownName when there is none, DataUnreadable when it is damaged.
    """
    document = _document(key)
    return read_rows(_path(key) / ROWS_FILE, document.sha256, document.card)


def keep(card: DatasetCard, rows: Rows) -> None:
    """Put a data set on the shelf, in the place of the one with its key.

    Raises DataNotKept, with a sentence, when it cannot be written; then nothing has changed.
    """
    if not _KEY.fullmatch(card.key) or _is_shipped(card.key):
        raise ValueError(f"no key for a data set of the shelf: {card.key!r}")
    if _folder is None:
        raise DataNotKept(_("Nothing can be kept here: this session has no folder for data sets."))
    aside = _folder / f".{card.key}.{secrets.token_hex(4)}"
    try:
        _remove_left_overs(_folder)
        aside.mkdir(parents=True)
        try:
            sha256 = write_rows(aside / ROWS_FILE, rows, card)
            document = _Document(_FORMAT, _VERSION, sha256, card)
            (aside / CARD_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(document)))
            _put_aside(card.key)
            aside.rename(_path(card.key))
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as problem:
        raise DataNotKept(
            _("“{name}” could not be kept in “{folder}”: {reason}.").format(
                name=card.name, folder=_folder, reason=reason_of(problem)
            )
        ) from problem


def remove(key: str) -> None:
    """Take the data set named *key* off the shelf, damaged or not.

    Raises UnknownName when there is none, DataNotKept when its folder cannot be removed.
    """
    if key not in _found():
        raise _unknown(key)
    try:
        _put_aside(key)
    except OSError as problem:
        raise DataNotKept(
            _("The folder “{folder}” could not be removed: {reason}.").format(
                folder=_path(key), reason=reason_of(problem)
            )
        ) from problem


def own_key(name: str, content: bytes) -> str:
    """Return the key of a user's table called *name*; another *content* has another key.

    The same key therefore always means the same rows, whoever remembers it.
    """
    slug = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:_LONGEST_SLUG].rstrip("_")
    digest = hashlib.sha256(content).hexdigest()[:6]
    return OWN + (f"{slug}_{digest}" if slug else digest)


def _path(key: str) -> Path:
    assert _folder is not None
    return _folder / key


def _found() -> tuple[str, ...]:
    """Return the keys of the folders of the shelf, usable or not."""
    if _folder is None:
        return ()
    try:
        with os.scandir(_folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir()]
    except OSError:
        return ()  # not made yet, or closed: nothing can be used
    return tuple(sorted(name for name in names if _KEY.fullmatch(name) and not _is_shipped(name)))


@lru_cache(maxsize=256)
def _is_shipped(key: str) -> bool:
    return resource("datasets", f"{key}.toml").is_file()


def _problem(key: str) -> EquilibreError | None:
    try:
        _document(key)
    except EquilibreError as problem:
        return problem
    return None


def _document(key: str) -> _Document:
    if _folder is None or not _KEY.fullmatch(key) or _is_shipped(key) or not _path(key).is_dir():
        raise _unknown(key)
    path = _path(key) / CARD_FILE
    try:
        stamp = path.stat()
        return _decoded(path, stamp.st_mtime_ns, stamp.st_size)
    except (OSError, ValueError, RecursionError) as problem:  # msgspec's are ValueErrors
        raise DataUnreadable(
            _(
                "The data set in “{folder}” is damaged or cannot be opened: its card is not "
                "readable. Bring it again from its file, or remove this folder."
            ).format(folder=path.parent)
        ) from problem


@lru_cache(maxsize=64)
def _decoded(path: Path, _modified: int, _size: int) -> _Document:
    """Return what the file at *path* holds; read again when it was written again."""
    content = read_plain_file(path, LARGEST_CARD_BYTES)
    if len(content) > LARGEST_CARD_BYTES:
        raise ValueError("too large")
    document = msgspec.json.decode(content, type=_Document)
    card = document.card
    if document.format != _FORMAT or document.version > _VERSION or card.key != path.parent.name:
        raise ValueError("not a card")
    if card.columns < 1 or card.test_rows < 1 or card.training_rows < 2:  # noqa: PLR2004
        raise ValueError("no rows")
    if (card.task == "classification") != (len(card.classes) > 1):
        raise ValueError("no classes")
    if card.task == "regression" and card.target_name is None:
        raise ValueError("no target")
    if card.column_names and len(card.column_names) != card.columns:
        raise ValueError("other columns")
    if card.image and (min(card.image) < 1 or _pixels(card.image) != card.columns):
        raise ValueError("another image")
    if card.generated or card.audible:
        raise ValueError("only the program's own")
    return document


def _pixels(image: tuple[int, ...]) -> int:
    height, width = image  # a ValueError where there are not two
    return height * width


def _put_aside(key: str) -> None:
    """Hide the folder of *key*, if there is one, then remove it: it is gone in one step."""
    aside = _path(f".{key}.{secrets.token_hex(4)}")
    with contextlib.suppress(FileNotFoundError):
        _path(key).rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def _remove_left_overs(folder: Path) -> None:
    for path in folder.glob(".*.*"):
        with contextlib.suppress(OSError):
            if path.is_dir() and time.time() - path.stat().st_mtime > _LEFT_OVER_SECONDS:
                shutil.rmtree(path, ignore_errors=True)


def _unknown(key: str) -> UnknownName:
    return UnknownName(_("There is no data set named “{name}”.").format(name=key))
