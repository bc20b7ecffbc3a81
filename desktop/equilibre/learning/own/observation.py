"""Looks at each field of a column once, to find out what the column holds."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import islice
from math import inf

from equilibre.learning.own.column import MOST_LEVELS, Column, Kind, Remark
from equilibre.learning.own.number import (
    Mark,
    is_date,
    is_no_number,
    is_nothing,
    number,
    plain_numbers,
)
from equilibre.learning.own.wording import shown
from equilibre.records import dataclass

_NEARLY = 0.8  # of the fields are numbers: the others are probably slips
_LEAST_REPEATS = 2  # rows per level, on average: else every row is a case of its own
_EXAMPLES = 3
_LONGEST_EXAMPLE = 24  # characters

_IDENTIFIER = re.compile(
    r"(?:.*[_ .-])?(?:id|uid|uuid|index|rowid|row|ligne|identifiant|siren|siret)"
)
_PERSONAL = re.compile(
    r"(?:.*[_ .-])?(?:nom|prénom|prenom|name|surname|firstname|lastname|e-?mail|mail|courriel|"
    r"téléphone|telephone|phone|tel|tél|mobile|address|adresse|birth|birthday|birthdate|naissance|"
    r"nir|ssn|iban)(?:[_ .-].*)?"
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


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
        """Return what the column holds, in a table whose other columns use the mark *usual*."""
        if self._nothing == self._rows:
            return Column(self.name, "empty", self._rows)
        remarks: set[Remark] = set()
        name = self.name.casefold()
        if _PERSONAL.fullmatch(name) or self._addresses:
            remarks.add("personal")
        if _IDENTIFIER.fullmatch(name):
            remarks.add("identifier")
        numbers = self._read(usual, separator)
        if numbers.count and not numbers.others:
            if usual is None and self._is_ambiguous:
                remarks.add("ambiguous_comma")
            return self._of_numbers(numbers, remarks)
        if numbers.count and numbers.count >= _NEARLY * (numbers.count + numbers.others):
            return self._of_nearly_numbers(numbers)
        return self._of_words(remarks)

    @property
    def _is_ambiguous(self) -> bool:
        """Whether every field is a number with either mark, and another one in some."""
        point, comma = self._numbers
        return not point.others and not comma.others and comma.commas

    def _read(self, usual: Mark | None, separator: str) -> _Numbers:
        """Return the fields read with the mark that suits them better.

        A field such as 1,234 has two meanings: what the other columns say decides, then what
        separates the columns, as English tables are separated by commas.
        """
        point, comma = self._numbers
        if self._is_ambiguous:
            return point if (usual or ("." if separator == "," else ",")) == "." else comma
        return comma if comma.others < point.others else point

    def _of_numbers(self, numbers: _Numbers, remarks: set[Remark]) -> Column:
        if numbers.low == numbers.high:
            remarks.add("constant")
        if self._counting:
            remarks.add("identifier")
        return Column(
            self.name,
            "number",
            self._no_number,
            self._number_levels(numbers.mark),
            numbers.low,
            numbers.high,
            numbers.mark,
            self._shown_examples(),
            frozenset(remarks),
        )

    def _of_nearly_numbers(self, numbers: _Numbers) -> Column:
        return Column(
            self.name,
            "text",
            self._no_number,
            examples=self._shown_examples(),
            others=numbers.others,
            other=(self._others[numbers.other], shown(numbers.other, _LONGEST_EXAMPLE)),
        )

    def _of_words(self, remarks: set[Remark]) -> Column:
        levels, present = self._levels(), self._rows - self._nothing
        kind: Kind = "category"
        if self._dates and self._dates == present:
            kind = "date"
        elif not levels or len(levels) * _LEAST_REPEATS > present:
            kind = "text"
        elif len(levels) == 1:
            remarks.add("constant")
        return Column(
            self.name,
            kind,
            self._nothing,
            levels if kind == "category" else (),
            examples=self._shown_examples(),
            remarks=frozenset(remarks),
        )

    def _shown_examples(self) -> tuple[str, ...]:
        return tuple(shown(value, _LONGEST_EXAMPLE) for value in self._examples)

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
