"""The rows of a table as numbers: one column per category, NaN where a number is missing."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.own.column import Column
from equilibre.learning.own.dialect import Record
from equilibre.learning.own.number import is_no_number, is_nothing, number, plain_numbers
from equilibre.learning.own.plan import Plan
from equilibre.learning.own.table import Reading, Table, blocks
from equilibre.learning.rows import Rows


def convert(
    table: Table, plan: Plan, target: str, records: Iterator[Record]
) -> Iterator[Reading | Rows]:
    """Yield how far the conversion of *records* is, and the rows at the end.

    A missing number is NaN, until the rows are split: the test rows have no say in what takes its
    place. A row whose target is missing is left out.
    """
    columns = np.empty((plan.rows, len(plan.features)))
    wanted = np.empty(plan.rows, np.int64 if plan.classes else np.float64)
    place = table.place(target)
    description = table.columns[place]
    filled = seen = 0
    for block in blocks(records):
        seen += len(block)
        values = _target(description, plan, [record.fields[place] for record in block])
        known = ~np.isnan(values)
        there = slice(filled, filled + int(known.sum()))
        wanted[there] = values[known]
        fields: dict[int, list[str]] = {}  # of the rows that are kept, by column of the table
        for index, feature in enumerate(plan.features):
            if feature.place not in fields:
                fields[feature.place] = [
                    record.fields[feature.place]
                    for record, keep in zip(block, known, strict=True)
                    if keep
                ]
            column = table.columns[feature.place]
            here = fields[feature.place]
            if feature.missing:
                columns[there, index] = [_is_missing(column, field) for field in here]
            elif feature.level is not None:
                columns[there, index] = [field == feature.level for field in here]
            else:
                columns[there, index] = _numbers(column, here)
        filled = there.stop
        yield Reading(seen)
    assert filled == plan.rows  # the file is the one that was looked at
    yield Rows(columns, wanted)


def _target(column: Column, plan: Plan, fields: list[str]) -> NDArray[np.float64]:
    """Return the target of some rows, NaN where it is missing."""
    if not plan.classes:
        return _numbers(column, fields)
    places = {level: float(place) for place, level in enumerate(plan.classes)}
    if column.kind == "number":
        return np.array([places.get(f"{value:.12g}", np.nan) for value in _numbers(column, fields)])
    return np.array([places.get(field, np.nan) for field in fields])


def _numbers(column: Column, fields: list[str]) -> NDArray[np.float64]:
    plain = plain_numbers(fields, column.mark)
    if plain is not None:
        return np.array(plain)
    found = [number(field, column.mark) for field in fields]
    return np.array([np.nan if value is None else value for value in found])


def _is_missing(column: Column, field: str) -> bool:
    return is_no_number(field) if column.kind == "number" else is_nothing(field)
