"""How a table is written as text: what separates its columns, and where its rows begin."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from equilibre import numbers
from equilibre.learning.errors import DataRefused
from equilibre.learning.own.text import Text
from equilibre.records import dataclass
from equilibre.texts import _

SEPARATORS = (";", "\t", ",", "|")  # in a tie the first one: commas may be of decimals
MOST_CHARACTERS = 4096  # of a field
_SAMPLE_ROWS = 200
_SAMPLE_LINES = 2000  # a quotation mark left open must not swallow the file
_LEAST_COLUMNS = 2
_DECLARED = "sep="  # how a spreadsheet program is told the separator, on the first line


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table."""

    line: int  # of the file, on which it begins; the first is 1
    fields: list[str]  # without the spaces around them

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.fields)


def separator_of(text: Text) -> str:
    """Return what separates the columns: the sign that gives the most even rows.

    Raises DataRefused when there is only one column, whatever the sign.
    """
    lines = list(islice(text.lines(), _SAMPLE_LINES))
    declared = lines[0].rstrip("\n") if lines else ""
    if declared.startswith(_DECLARED) and len(declared) == len(_DECLARED) + 1:
        return declared[-1]
    best, separator = 0.0, ""
    for candidate in SEPARATORS:
        evenness = _evenness(lines, candidate)
        if evenness > best:
            best, separator = evenness, candidate
    if not separator:
        raise DataRefused(
            _(
                "There is only one column: columns are to be separated by semicolons, commas, "
                "tabs or vertical bars. Save the table as CSV."
            )
        )
    return separator


def records(text: Text, separator: str) -> Iterator[Record]:
    """Yield the rows of the table, blank ones left out.

    Raises DataRefused with the line when a row cannot be told from the next one.
    """
    lines = text.lines()
    before = 0
    if next(text.lines()).startswith(_DECLARED):
        next(lines)
        before = 1
    reader = _reader(lines, separator, strict=True)
    end = before
    with _longest_field(MOST_CHARACTERS):
        while True:
            line = end + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                raise _refusal(str(problem), line) from problem
            end = before + reader.line_num
            record = Record(line, [field.strip() for field in fields])
            if not record.is_blank:
                yield record


def _evenness(lines: Sequence[str], separator: str) -> float:
    """Return the share of rows that have the number of columns of most; 0 for one column."""
    counts: Counter[int] = Counter()
    try:
        for fields in islice(_reader(lines, separator, strict=False), _SAMPLE_ROWS):
            if any(fields):
                counts[len(fields)] += 1
    except csv.Error:
        pass  # the reading itself will say where
    if not counts:
        return 0.0
    columns, rows = counts.most_common(1)[0]
    return rows / counts.total() if columns >= _LEAST_COLUMNS else 0.0


def _reader(lines: Iterable[str], separator: str, *, strict: bool) -> Any:
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)


@contextmanager
def _longest_field(characters: int) -> Iterator[None]:
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _refusal(reason: str, line: int) -> DataRefused:
    """Return what is wrong with the row that begins on *line*; the library says it in English."""
    where = numbers.count(line)
    if "field limit" in reason:
        return DataRefused(
            _(
                "Line {line} begins a field of more than {count} characters: a quotation mark "
                "may be open."
            ).format(line=where, count=numbers.count(MOST_CHARACTERS))
        )
    if "unexpected end" in reason:
        return DataRefused(
            _("A quotation mark that is opened on line {line} is never closed.").format(line=where)
        )
    return DataRefused(
        _(
            "Line {line} cannot be read: a quotation mark is not where a field begins or ends."
        ).format(line=where)
    )
