"""What a column of a table holds."""

from typing import Literal

from equilibre.learning.own.number import Mark
from equilibre.records import dataclass

Kind = Literal["number", "category", "date", "text", "empty"]
Remark = Literal["constant", "identifier", "personal", "ambiguous_comma"]

MOST_LEVELS = 50


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
