"""What is known of a published archive before it is opened: its name, its hash, its bounds."""

from collections.abc import Callable, Generator
from dataclasses import fields, replace
from functools import cache

import msgspec

from equilibre import numbers
from equilibre.learning.archives.unpacked import Unpacked
from equilibre.learning.card import DatasetCard, Provenance
from equilibre.learning.rows import Rows
from equilibre.quantities import BYTES
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import Words

LEAST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of an archive."""

    rows: Rows
    classes: tuple[Words, ...] = ()  # where the archive names them; else they are on the card
    published_test_rows: int = 0  # the last rows


Reader = Callable[[Unpacked], Generator[None, None, Found]]
"""Reads what an archive holds; it yields often, so that it can be stopped, and returns the rows.

It raises DataRefused with a sentence, or one of ``unpacked.DAMAGES``.
"""


@dataclass(frozen=True, slots=True)
class Archive:
    """One file, as scikit-learn's source names it: name, address and SHA-256."""

    key: str  # of its data set on the shelf, and of its file in ``resources/archives``
    file: str
    sha256: str
    address: str
    about_bytes: int  # its size, to be told beforehand; the hash decides, not this
    most_bytes: int  # a larger file is refused unread
    most_unpacked_bytes: int  # a bomb is refused while it unpacks
    read: Reader


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What the student reads of an archive, and the card of the data set made from it."""

    note: Words  # what to think of before bringing it; "" where there is nothing
    card: DatasetCard


@cache
def leaflet(key: str) -> Leaflet:
    """Return what ``resources/archives`` says of the archive named *key*.

    On its card, rows, columns and classes are those of the published archive. Raises ValueError
    when the file is not whole.
    """
    content = msgspec.toml.decode(resource("archives", f"{key}.toml").read_bytes())
    note = content.pop("note", {"en": "", "fr": ""})
    unknown = set(content) - {each.name for each in fields(DatasetCard)}
    if unknown:
        raise ValueError(f"{key}.toml: unknown keys {sorted(unknown)}")
    return Leaflet(
        note=msgspec.convert(note, Words), card=msgspec.convert(content | {"key": key}, DatasetCard)
    )


def card_of(archive: Archive, found: Found, date: str) -> DatasetCard:
    """Return the card of what was *found* in *archive*, read on *date*."""
    rows, columns = found.rows.columns.shape
    card = leaflet(archive.key).card
    return replace(
        card,
        rows=rows,
        columns=columns,
        classes=found.classes or card.classes,
        published_test_rows=found.published_test_rows,
        provenance=Provenance(
            package=archive.address,
            sha256=archive.sha256,
            file=archive.file,
            transform=archive.read.__module__,
            date=date,
        ),
    )


def size_text(size: int, digits: int = 3) -> str:
    """Return a number of bytes for a reader: 11.2 MB, 11,2 Mo."""
    return numbers.quantity(size, BYTES, digits)
