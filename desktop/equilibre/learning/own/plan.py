"""What would be learned from a table: the column to predict, those to predict it from."""

from math import ceil, sqrt
from typing import Literal

from equilibre import numbers
from equilibre.learning.card import MOST_TEST_ROWS, TEST_SHARE
from equilibre.learning.errors import DataRefused
from equilibre.learning.own.column import Column
from equilibre.learning.own.number import has_unit
from equilibre.learning.own.table import LEAST_ROWS, Table
from equilibre.learning.own.wording import shown
from equilibre.records import dataclass
from equilibre.texts import Words, _, ngettext

Task = Literal["classification", "regression"]
TASKS: tuple[Task, Task] = ("classification", "regression")

MOST_COLUMNS = 2000  # once each category is a column of its own
MOST_VALUES = 10_000_000  # 80 MB while they are read, half of it afterwards
LEAST_PER_CLASS = 5
_LEAST_CLASSES = 2
_LEAST_NUMBERS = 3  # different ones, to predict a number
_TWO = 2  # levels need one column
_TARGETS = frozenset({"target", "class", "classe", "label", "y", "cible", "étiquette", "outcome"})
_USUAL_CLASSES = 20  # more different numbers are rather a quantity
LONGEST_LEVEL = 40  # characters, in the name of a column or of a class


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose."""

    target: str  # the name of a column
    task: Task
    used: frozenset[str]  # the columns to predict it from
    name: str  # of the data set


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of numbers made of a column of the table."""

    place: int  # of the column of the table
    level: str | None = None  # 1 where the column says this, else 0
    missing: bool = False  # 1 where the column says nothing, else 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The table as a model will see it."""

    rows: int
    features: tuple[Feature, ...]
    names: tuple[Words, ...]  # of the features
    classes: tuple[str, ...]  # empty for a regression

    @property
    def test_rows(self) -> int:
        """Number of rows set aside to judge the model."""
        return min(ceil(self.rows * TEST_SHARE), MOST_TEST_ROWS)

    @property
    def largest_chance(self) -> float:
        """The gap between two scores that chance alone may make: two standard errors at most."""
        return 2 * sqrt(0.25 / self.test_rows)


def tasks(column: Column) -> tuple[Task, ...]:
    """Return what *column* could be predicted as."""
    return tuple(task for task in TASKS if why_not(column, task) is None)


def why_not(column: Column, task: Task) -> str | None:
    """Return the sentence that says why *column* cannot be predicted so, None if it can."""
    if (reason := unusable(column)) is not None:
        return reason
    if task == "regression":
        if column.kind != "number":
            return _("“{name}” holds categories, not numbers: predict a class.").format(
                name=column.name
            )
        if column.levels and len(column.levels) < _LEAST_NUMBERS:
            return _("“{name}” holds only two different numbers: predict a class.").format(
                name=column.name
            )
        return None
    if not column.levels:
        return _("“{name}” holds more than 50 different numbers: predict a number.").format(
            name=column.name
        )
    level, rows = min(column.levels, key=lambda each: each[1])
    if rows < LEAST_PER_CLASS:
        return ngettext(
            "“{level}” stands in only {count} row of “{name}”: each class needs {least}.",
            "“{level}” stands in only {count} rows of “{name}”: each class needs {least}.",
            rows,
        ).format(
            level=shown(level, LONGEST_LEVEL), count=rows, name=column.name, least=LEAST_PER_CLASS
        )
    return None


def unusable(column: Column) -> str | None:
    """Return the sentence that says why nothing can be done with *column*, None if it is usable."""
    if column.kind == "empty":
        return _("“{name}” is empty.").format(name=column.name)
    if "constant" in column.remarks:
        return _("“{name}” says the same in every row.").format(name=column.name)
    if column.kind == "date":
        return _(
            "“{name}” holds dates or hours: give the year, the month or the hour in a column "
            "of its own."
        ).format(name=column.name)
    if column.other is not None:
        line, text = column.other
        return ngettext(
            "“{name}” holds numbers, but for {count} field, “{text}” on line {line}: correct it, "
            "or leave it empty.",
            "“{name}” holds numbers, but for {count} fields, the first “{text}” on line {line}: "
            "correct them, or leave them empty.",
            column.others,
        ).format(
            name=column.name,
            count=numbers.count(column.others),
            text=text,
            line=numbers.count(line),
        )
    if column.kind == "text":
        if column.examples and has_unit(column.examples[0]):
            return _(
                "“{name}” holds text such as “{example}”: write the numbers alone, and their "
                "unit in the name of the column."
            ).format(name=column.name, example=column.examples[0])
        return _("“{name}” holds text: too many different values for a model.").format(
            name=column.name
        )
    return None


def plan(table: Table, choice: Choice) -> Plan:
    """Return the table as a model will see it. Raises DataRefused with a sentence if it cannot."""
    target = table.column(choice.target)
    reason = why_not(target, choice.task)
    if reason is not None:
        raise DataRefused(reason)
    rows = table.rows - target.missing
    if rows < LEAST_ROWS:
        raise DataRefused(
            _(
                "“{name}” is known in {count} rows only: {least} are needed. Predict another "
                "column."
            ).format(name=target.name, count=rows, least=LEAST_ROWS)
        )
    features = []
    for name in choice.used:
        if (reason := unusable(table.column(name))) is not None:
            raise DataRefused(reason)
    for place, column in enumerate(table.columns):
        if column.name in choice.used and column.name != choice.target:
            features += _features(place, column)
    if not features:
        raise DataRefused(
            _("There is no column left to predict “{name}” from: use one at least.").format(
                name=target.name
            )
        )
    if len(features) > MOST_COLUMNS:
        raise DataRefused(
            _(
                "The table would have {count} columns, as each category becomes one: {most} are "
                "allowed. Use fewer columns of categories."
            ).format(count=numbers.count(len(features)), most=numbers.count(MOST_COLUMNS))
        )
    if rows * len(features) > MOST_VALUES:
        raise DataRefused(
            _(
                "{rows} rows of {columns} columns are {count} numbers, as each category becomes "
                "a column: {most} are allowed. Use fewer columns, or keep fewer rows."
            ).format(
                rows=numbers.count(rows),
                columns=numbers.count(len(features)),
                count=numbers.large(rows * len(features), 2),
                most=numbers.large(MOST_VALUES, 2),
            )
        )
    classes = [level for level, _rows in target.levels] if choice.task == "classification" else []
    return Plan(
        rows,
        tuple(features),
        tuple(_name(table.columns[each.place].name, each) for each in features),
        tuple(classes),
    )


def proposal(table: Table) -> Choice | None:
    """Return a first choice: the column that is called so, the last or the first one of words.

    Else the last one that can be predicted; None where there is none. From all that is usable.
    """
    possible = [
        column
        for column in table.columns
        if column.proposed and tasks(column) and table.rows - column.missing >= LEAST_ROWS
    ]
    if not possible:
        return None
    named = [column for column in possible if column.name.casefold() in _TARGETS]
    words = [column for column in (possible[-1], possible[0]) if column.kind == "category"]
    return choice_of(table, [*named, *words, possible[-1]][0].name)


def choice_of(table: Table, target: str) -> Choice:
    """Return the usual choice to predict the column called *target*.

    Many different numbers are a quantity; a few, or words, are classes. Raises DataRefused when
    it cannot be predicted.
    """
    column = table.column(target)
    possible = tasks(column)
    if not possible:
        number = column.kind == "number"
        raise DataRefused(why_not(column, "regression" if number else "classification") or "")
    few = len(column.levels) <= min(_USUAL_CLASSES, table.rows // LEAST_ROWS)
    others = [each for each in table.columns if each.name != target]
    used = {each.name for each in others if each.proposed}
    used = used or {each.name for each in others if each.usable}
    return Choice(target, possible[0 if few else -1], frozenset(used), _stem(table.name))


def _features(place: int, column: Column) -> list[Feature]:
    if column.kind == "number":
        found = [Feature(place)]
    elif len(column.levels) == _TWO and not column.missing:
        found = [Feature(place, column.levels[1][0])]
    else:
        found = [Feature(place, level) for level, _rows in column.levels]
    return [*found, Feature(place, missing=True)] if column.missing else found


def _name(column: str, feature: Feature) -> Words:
    if feature.missing:
        return Words(f"{column} (missing)", f"{column} (manquant)")
    name = column if feature.level is None else f"{column} = {shown(feature.level, LONGEST_LEVEL)}"
    return Words(name, name)


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0] or name
