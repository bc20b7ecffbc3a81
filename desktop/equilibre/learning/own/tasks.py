"""Work on a table for the training process: look at it, then keep it on the shelf."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from equilibre.learning import shelf
from equilibre.learning.errors import DataRefused
from equilibre.learning.own.conversion import convert
from equilibre.learning.own.description import card_of
from equilibre.learning.own.plan import Choice, choice_of, plan
from equilibre.learning.own.table import Reading, Table, read, rows_of
from equilibre.learning.own.text import read_bytes, text_of
from equilibre.learning.rows import Rows
from equilibre.records import dataclass
from equilibre.texts import _

if TYPE_CHECKING:
    from equilibre.learning.engine import Training


@dataclass(frozen=True, slots=True)
class Kept:
    """The last outcome of KeepTable: the data set is on the shelf."""

    key: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Look at the table in the file *path*; its outcomes are Readings, then a Table."""

    path: str

    def outcomes(self, last: "Training | None") -> Iterator[Reading | Table]:
        """Yield how far the reading is, then what the table holds. Raises DataRefused."""
        yield from read(Path(self.path))


@dataclass(frozen=True, slots=True)
class KeepTable:
    """Keep the *table* in the file *path* on the shelf; the outcomes are Readings, then Kept."""

    path: str
    table: Table
    choice: Choice

    def outcomes(self, last: "Training | None") -> Iterator[Reading | Kept]:
        """Yield how far that is, then the key. Raises DataRefused, DataNotKept."""
        yield from keep(Path(self.path), self.table, self.choice)


def keep(path: Path, table: Table, choice: Choice) -> Iterator[Reading | Kept]:
    """Keep the *table* in the file at *path*, which is the one that was looked at.

    Raises DataRefused with a sentence where the file has changed, DataNotKept where it cannot be.
    """
    wanted = plan(table, choice)
    content = read_bytes(path)
    if hashlib.sha256(content).hexdigest() != table.sha256:
        raise DataRefused(
            _("“{name}” has changed since it was read: open it again.").format(name=path.name)
        )
    text = text_of(content)
    records, _names, _has_names = rows_of(text, table.separator)
    for outcome in convert(table, wanted, choice.target, records):
        if isinstance(outcome, Rows):
            card = card_of(table, choice, wanted)
            shelf.keep(card, outcome)
            yield Kept(card.key)
        else:
            yield outcome


def kept_file(path: Path, target: str) -> str:
    """Keep the table in the file at *path*, to predict the column *target*; return its key.

    Raises DataRefused and DataNotKept with a sentence.
    """
    (table,) = (each for each in read(path) if isinstance(each, Table))
    if not target:
        raise DataRefused(table.which_column())
    (kept,) = (
        each for each in keep(path, table, choice_of(table, target)) if isinstance(each, Kept)
    )
    return kept.key
