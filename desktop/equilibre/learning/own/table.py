"""A table of the user's, read once from its beginning to its end."""

import hashlib
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from equilibre import numbers
from equilibre.learning.errors import DataRefused
from equilibre.learning.own.column import Column
from equilibre.learning.own.dialect import Record, records, separator_of
from equilibre.learning.own.number import Mark, number
from equilibre.learning.own.observation import Observation
from equilibre.learning.own.text import Text, read_bytes, text_of
from equilibre.learning.own.wording import shown
from equilibre.records import dataclass
from equilibre.texts import _, ngettext

MOST_ROWS, LEAST_ROWS = 200_000, 20
MOST_COLUMNS = 500
_BLOCK_ROWS = 2000
_LONGEST_NAME = 80  # characters of the name of a column
_LEAST_COLUMNS = 2  # one to predict, one to predict it from


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of a table without its rows."""

    name: str  # of its file
    sha256: str  # of its file
    rows: int
    columns: tuple[Column, ...]
    separator: str
    encoding: str  # as spreadsheet programs call it
    has_names: bool  # False: the first row is of numbers, and the columns are called by their place

    def column(self, name: str) -> Column:
        """Return the column called *name*. Raises DataRefused when there is none."""
        for each in self.columns:
            if each.name == name:
                return each
        raise DataRefused(
            _("There is no column named “{name}” in “{file}”: there are {names}.").format(
                name=name, file=self.name, names=_few([each.name for each in self.columns])
            )
        )

    def which_column(self) -> str:
        """Return the sentence that asks which column is to be predicted."""
        return _("Say which column of “{file}” is to be predicted: {names}.").format(
            file=self.name, names=_few([each.name for each in self.columns])
        )

    def place(self, name: str) -> int:
        """Return the place of the column called *name*, from 0."""
        return next(place for place, each in enumerate(self.columns) if each.name == name)


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the reading of a file has come."""

    rows: int


def read(path: Path) -> Iterator[Reading | Table]:
    """Read the table in the file at *path*: yield how far that is, and the table at the end.

    Raises DataRefused with a sentence: what is wrong, where, what to do.
    """
    content = read_bytes(path)
    text = text_of(content)
    separator = separator_of(text)
    rows, names, has_names = rows_of(text, separator)
    observations = [Observation(name) for name in names]
    count = 0
    for block in blocks(rows):
        count += len(block)
        if count > MOST_ROWS:
            raise DataRefused(
                _("There are more than {most} rows: keep some of them.").format(
                    most=numbers.count(MOST_ROWS)
                )
            )
        lines = [record.line for record in block]
        for place, observation in enumerate(observations):
            observation.look([record.fields[place] for record in block], lines)
        yield Reading(count)
    if count < LEAST_ROWS:
        raise DataRefused(
            ngettext(
                "There is only {count} row: {least} are needed.",
                "There are only {count} rows: {least} are needed.",
                count,
            ).format(count=count, least=LEAST_ROWS)
        )
    yield Table(
        shown(path.name, _LONGEST_NAME),
        hashlib.sha256(content).hexdigest(),
        count,
        tuple(each.column(_usual_mark(observations), separator) for each in observations),
        separator,
        text.encoding_name,
        has_names,
    )


def rows_of(text: Text, separator: str) -> tuple[Iterator[Record], list[str], bool]:
    """Return the rows, the names of the columns, and whether these stand in the file.

    Every row has as many fields as there are names. Raises DataRefused when it has not.
    """
    found = records(text, separator)
    first = next(found, None)
    if first is None:
        raise DataRefused(_("The file is empty."))
    names = list(first.fields)
    while names and not names[-1]:
        names.pop()  # separators at the end of each line
    if len(names) < _LEAST_COLUMNS:
        raise DataRefused(
            _(
                "Line {line} names only one column: remove what stands above the names of the "
                "columns."
            ).format(line=numbers.count(first.line))
        )
    if len(names) > MOST_COLUMNS:
        raise DataRefused(
            _("There are {count} columns: {most} are allowed. Keep some of them.").format(
                count=numbers.count(len(names)), most=numbers.count(MOST_COLUMNS)
            )
        )
    has_names = not all(_is_number(name) for name in names if name)
    if not has_names:
        found = chain((first,), found)
    return _even(found, len(names), first.line), _names(names, has_names), has_names


def blocks(rows: Iterator[Record]) -> Iterator[list[Record]]:
    """Yield the rows, some at a time."""
    while block := list(islice(rows, _BLOCK_ROWS)):
        yield block


def _even(rows: Iterator[Record], columns: int, first_line: int) -> Iterator[Record]:
    for record in rows:
        if len(record.fields) < columns or any(record.fields[columns:]):
            raise DataRefused(
                ngettext(
                    "Line {line} has {count} field, where line {first} has {columns}: is a "
                    "separator missing, too many, or not between quotation marks?",
                    "Line {line} has {count} fields, where line {first} has {columns}: is a "
                    "separator missing, too many, or not between quotation marks?",
                    len(record.fields),
                ).format(
                    line=numbers.count(record.line),
                    count=numbers.count(len(record.fields)),
                    first=numbers.count(first_line),
                    columns=numbers.count(columns),
                )
            )
        yield record


def _names(fields: list[str], has_names: bool) -> list[str]:
    """Return a name for each column, no two alike."""
    names: list[str] = []
    taken: set[str] = set()
    for place, given in enumerate(fields, 1):
        name = shown(given, _LONGEST_NAME) if has_names else ""
        name = wanted = name or _("column {number}").format(number=place)
        twin = 1
        while name in taken:
            twin += 1
            name = f"{wanted} ({twin})"
        names.append(name)
        taken.add(name)
    return names


def _is_number(field: str) -> bool:
    return number(field, ".") is not None or number(field, ",") is not None


def _usual_mark(observations: list[Observation]) -> Mark | None:
    """Return the decimal mark of the columns where only one can be meant, None if none or both."""
    marks = {each.only_mark for each in observations} - {None}
    return marks.pop() if len(marks) == 1 else None


def _few(names: list[str]) -> str:
    quoted = [_("“{name}”").format(name=name) for name in names[:12]]
    return ", ".join(quoted) + (", …" if len(names) > len(quoted) else "")
