"""What a column of a table holds, found out by looking at each of its fields once."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf
from typing import Literal

from equilibre.learning.own.number import (
    Mark,
    is_date,
    is_no_number,
    is_nothing,
    number,
    plain_numbers,
)

Kind = Literal["number", "category", "date", "text", "empty"]
Remark = Literal["constant", "identifier", "personal", "nearly_numbers", "ambiguous_comma"]

MOST_LEVELS = 50
_NEARLY = 0.8  # of the fields are numbers: the others are probably slips
_LEAST_REPEATS = 2  # rows per level, on average: else every row is a case of its own
_EXAMPLES = 3
_LONGEST_EXAMPLE = 24  # characters
_MARKS: tuple[Mark, Mark] = (".", ",")

_IDENTIFIER = re.compile(
    r"(?:.*[_ .-])?(?:id|uid|uuid|index|rowid|row|ligne|identifiant|siren|siret)"
)
_PERSONAL = re.compile(
    r"(?:.*[_ .-])?(?:nom|prénom|prenom|name|surname|firstname|lastname|e-?mail|mail|courriel|"
    r"téléphone|telephone|phone|tel|tél|mobile|address|adresse|birth|birthday|birthdate|naissance|"
    r"nir|ssn|iban)(?:[_ .-].*)?"
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column without its rows."""

    name: str  # another one in each column of a table
    kind: Kind
    missing: int = 0  # fields
    levels: tuple[tuple[str, int], ...] = ()  # each value and its rows, up to 50 of them, in order
    low: float = 0.0  # of a column of numbers
    high: float = 0.0
    mark: Mark = "."  # before its decimals
    examples: tuple[str, ...] = ()  # as they are written
    remarks: frozenset[Remark] = frozenset()
    others: int = 0  # fields that are no number, in a column of numbers but for them
    other: tuple[int, str] | None = None  # the first of them: its line and what it says

    @property
    def usable(self) -> bool:
        """Whether a model can learn from it, or predict it."""
        return self.kind in ("number", "category") and "constant" not in self.remarks

    @property
    def proposed(self) -> bool:
        """Whether it is used unless the user says otherwise."""
        return self.usable and not self.remarks & {"identifier", "personal"}


@dataclass(slots=True)
class _Numbers:
    """The fields of a column read with one decimal mark."""

    mark: Mark
    count: int = 0
    low: float = inf
    high: float = -inf
    others: int = 0
    other: str = ""  # the first field that is none
    commas: bool = False

    def look(self, value: str, rows: int) -> bool:
        """Take *value*, which stands in so many rows; return whether it is a number."""
        found = number(value, self.mark)
        if found is None:
            self.others += rows
            self.other = self.other or value
            return False
        self.count += rows
        self.low, self.high = min(self.low, found), max(self.high, found)
        self.commas = self.commas or "," in value
        return True

    def take(self, found: Sequence[float], rows: int) -> None:
        """Take numbers that stand in so many rows together."""
        self.count += rows
        if found:
            self.low, self.high = min(self.low, *found), max(self.high, *found)


@dataclass(slots=True)
class Observation:
    """Looks at the fields of one column, a block of rows after the other."""

    name: str
    _rows: int = 0
    _nothing: int = 0  # fields that say so in any column
    _no_number: int = 0  # fields that say so in a column of numbers
    _counts: Counter[str] | None = field(default_factory=Counter)  # None: too many levels
    _numbers: tuple[_Numbers, _Numbers] = field(
        default_factory=lambda: (_Numbers("."), _Numbers(","))
    )
    _dates: int = 0
    _addresses: bool = False
    _next: int | None = None  # the number that would follow in a column that counts its rows
    _counting: bool = True
    _examples: list[str] = field(default_factory=list)
    _others: dict[str, int] = field(default_factory=dict)  # lines of the first other fields

    def look(self, values: Sequence[str], lines: Sequence[int]) -> None:
        """Take the fields of some rows, which begin on *lines* of the file."""
        self._rows += len(values)
        counts = Counter(values)
        if not self._look_at_plain(counts):
            for value, rows in counts.items():
                self._look(value, rows)
        for numbers in self._numbers:
            if numbers.other and numbers.other not in self._others:
                self._others[numbers.other] = lines[values.index(numbers.other)]
        if self._counts is not None:
            self._counts.update(counts)
            if len(self._counts) > MOST_LEVELS + 8:  # some of them say that nothing is there
                self._counts = None
        if self._counting:
            self._count(values)

    def _look_at_plain(self, counts: Counter[str]) -> bool:
        """Take a block of plain numbers at once; return whether it is one."""
        point, comma = self._numbers
        for numbers, others in ((point, comma), (comma, point)):
            found = plain_numbers(counts, numbers.mark)
            if found is None:
                continue
            numbers.take(found, counts.total())
            decimals = [value for value in counts if numbers.mark in value]
            numbers.commas = numbers.commas or (numbers.mark == "," and bool(decimals))
            for value in decimals:  # with the other mark, it is a group of digits or no number
                others.look(value, counts[value])
            whole = [float(value) for value in counts if numbers.mark not in value]
            others.take(whole, counts.total() - sum(counts[value] for value in decimals))
            self._show(islice(counts, _EXAMPLES))
            return True
        return False

    def _show(self, values: Iterable[str]) -> None:
        for value in values:
            if len(self._examples) < _EXAMPLES and value not in self._examples:
                self._examples.append(value)

    def _look(self, value: str, rows: int) -> None:
        if is_nothing(value):
            self._nothing += rows
            self._no_number += rows
            return
        self._show((value,))
        if is_no_number(value):
            self._no_number += rows
            return
        point, comma = self._numbers
        if point.look(value, rows) | comma.look(value, rows):  # both look
            return
        self._dates += rows if is_date(value) else 0
        self._addresses = self._addresses or _ADDRESS.fullmatch(value) is not None

    def _count(self, values: Sequence[str]) -> None:
        for value in values:
            if not value.isdecimal() or len(value) > 9:  # noqa: PLR2004 - no table counts further
                self._counting = False
                return
            if self._next is not None and int(value) != self._next:
                self._counting = False
                return
            self._next = int(value) + 1

    # -- the verdict -----------------------------------------------------------------------

    @property
    def only_mark(self) -> Mark | None:
        """The decimal mark that this column cannot do without, None where either would do."""
        point, comma = self._numbers
        if not point.others and comma.others and point.count:
            return "."
        if not comma.others and point.others and comma.count:
            return ","
        return None

    def column(self, usual: Mark | None, separator: str) -> Column:
        """Return what the column holds, in a table whose other columns use the mark *usual*.

        A field such as 1,234 has two meanings: what the other columns say decides, then what
        separates the columns, as English tables are separated by commas.
        """
        examples = tuple(_cut(value) for value in self._examples)
        remarks: set[Remark] = set()
        if _PERSONAL.fullmatch(self.name.casefold()) or self._addresses:
            remarks.add("personal")
        if self._nothing == self._rows or (not self._examples):
            return Column(self.name, "empty", self._rows)
        point, comma = self._numbers
        ambiguous = not point.others and not comma.others and comma.commas
        mark = self.only_mark
        if mark is None:
            mark = (usual or ("." if separator == "," else ",")) if ambiguous else "."
            if not ambiguous and comma.others < point.others:
                mark = ","
        numbers = point if mark == "." else comma
        present = self._rows - self._no_number
        if numbers.count and not numbers.others:
            if ambiguous and usual is None:
                remarks.add("ambiguous_comma")
            if numbers.low == numbers.high:
                remarks.add("constant")
            if self._counting or _IDENTIFIER.fullmatch(self.name.casefold()):
                remarks.add("identifier")
            return Column(
                self.name,
                "number",
                self._no_number,
                self._number_levels(mark),
                numbers.low,
                numbers.high,
                mark,
                examples,
                frozenset(remarks),
            )
        levels = self._levels()
        nearly = numbers.count >= _NEARLY * present
        if nearly:
            remarks.add("nearly_numbers")
        elif _IDENTIFIER.fullmatch(self.name.casefold()):
            remarks.add("identifier")
        kind: Kind = "category"
        if self._dates and self._dates == self._rows - self._nothing:
            kind = "date"
        elif nearly or not levels or len(levels) * _LEAST_REPEATS > self._rows - self._nothing:
            kind = "text"
        elif len(levels) == 1:
            remarks.add("constant")
        return Column(
            self.name,
            kind,
            self._nothing,
            levels if kind == "category" else (),
            examples=examples,
            remarks=frozenset(remarks),
            others=numbers.others if nearly else 0,
            other=(self._others[numbers.other], _cut(numbers.other)) if nearly else None,
        )

    def _levels(self) -> tuple[tuple[str, int], ...]:
        if self._counts is None:
            return ()
        levels = {value: rows for value, rows in self._counts.items() if not is_nothing(value)}
        if len(levels) > MOST_LEVELS:
            return ()
        return tuple(sorted(levels.items(), key=lambda level: level[0].casefold()))

    def _number_levels(self, mark: Mark) -> tuple[tuple[str, int], ...]:
        """Return the few numbers that the column takes, whichever way each is written."""
        if self._counts is None:
            return ()
        levels: Counter[float] = Counter()
        for value, rows in self._counts.items():
            found = number(value, mark)
            if found is not None:
                levels[found] += rows
        if len(levels) > MOST_LEVELS:
            return ()
        return tuple((f"{value:.12g}", levels[value]) for value in sorted(levels))


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST_EXAMPLE else value[: _LONGEST_EXAMPLE - 1] + "…"
