"""What is said of a table: of its columns, of how it is written, of what would be learned."""

from equilibre import numbers
from equilibre.learning.own.column import Column
from equilibre.learning.own.plan import Choice, Plan, unusable
from equilibre.learning.own.table import Table
from equilibre.texts import N_, _, ngettext
from equilibre.ui.training.own.state import Line

SEPARATORS = {
    ";": N_("semicolons"),
    ",": N_("commas"),
    "\t": N_("tabs"),
    "|": N_("vertical bars"),
}
_KINDS = {
    "number": N_("numbers"),
    "category": N_("categories"),
    "date": N_("dates"),
    "text": N_("text"),
    "empty": N_("nothing"),
}
_DIGITS = 4  # of the numbers of a column
_GROUPED_FROM = 10_000
_READ_AS_DECIMALS = 1e-3
_FEW_LEVELS = 3


def about(table: Table) -> str:
    """Return how large the table is and how it is written."""
    size = _("{rows} rows × {columns} columns").format(
        rows=numbers.count(table.rows), columns=numbers.count(len(table.columns))
    )
    separator = SEPARATORS.get(table.separator)
    written = (
        _("separated by {signs}").format(signs=_(separator))
        if separator
        else _("separated by “{sign}”").format(sign=table.separator)
    )
    parts = [size, written, *_marks(table), table.encoding]
    if not table.has_names:
        parts.append(_("without names of columns"))
    return ", ".join(parts)


def line(column: Column, target: str, used: bool) -> Line:
    """Return how *column* is shown, where *target* is what is to be predicted."""
    reason = unusable(column)
    is_target = column.name == target
    return Line(
        name=column.name,
        used=None if reason is not None or is_target else used,
        holds=_(_KINDS[column.kind]) + (f" ({len(column.levels)})" if _counts(column) else ""),
        examples=_examples(column),
        missing=numbers.count(column.missing) if column.missing else "–",
        remark=_("to be predicted") if is_target else _remark(column),
        detail="" if is_target else reason or _advice(column),
    )


def sentence(choice: Choice, plan: Plan) -> str:
    """Return what would be learned from what."""
    count = len(choice.used)
    if plan.classes:
        aim = ngettext(
            "Predict “{target}” ({classes} classes) from {count} column.",
            "Predict “{target}” ({classes} classes) from {count} columns.",
            count,
        )
    else:
        aim = ngettext(
            "Predict the number “{target}” from {count} column.",
            "Predict the number “{target}” from {count} columns.",
            count,
        )
    sentences = [aim.format(target=choice.target, classes=len(plan.classes), count=count)]
    if len(plan.features) > count:
        sentences.append(
            _(
                "They become {count} columns of numbers: each category and what is missing have "
                "their own."
            ).format(count=numbers.count(len(plan.features)))
        )
    sentences.append(
        _("{training} rows to learn from, {test} to judge.").format(
            training=numbers.count(plan.rows - plan.test_rows),
            test=numbers.count(plan.test_rows),
        )
    )
    return " ".join(sentences)


def personal_warning(table: Table) -> str:
    """Return what to think of where a column may name people, nothing where none does."""
    names = [column.name for column in table.columns if "personal" in column.remarks]
    if not names:
        return ""
    return ngettext(
        "The column {names} may be about people. Everything stays on this computer; still, use "
        "only what the lesson needs.",
        "The columns {names} may be about people. Everything stays on this computer; still, use "
        "only what the lesson needs.",
        len(names),
    ).format(names=", ".join(_("“{name}”").format(name=name) for name in names[:4]))


def read_so_far(rows: int) -> str:
    """Return how far the reading is."""
    return ngettext("{count} row read…", "{count} rows read…", rows).format(
        count=numbers.count(rows)
    )


def _marks(table: Table) -> list[str]:
    """Return the decimal marks in use, where there are decimals."""
    marks = {
        column.mark
        for column in table.columns
        if column.kind == "number" and any(column.mark in text for text in column.examples)
    }
    names = {",": _("decimal commas"), ".": _("decimal points")}
    return [names[mark] for mark in (",", ".") if mark in marks]


def _counts(column: Column) -> bool:
    return column.kind == "category"


def _examples(column: Column) -> str:
    if column.kind == "number":
        return _range(column.low, column.high)
    if column.kind == "category":
        names = [level for level, _rows in column.levels[:_FEW_LEVELS]]
        return ", ".join(names) + (", …" if len(column.levels) > _FEW_LEVELS else "")
    return ", ".join(column.examples)


def _range(low: float, high: float) -> str:
    if low == high:
        return _number(low, grouped=True)
    grouped = max(abs(low), abs(high)) >= _GROUPED_FROM  # years are written without groups
    return _("{low} to {high}").format(low=_number(low, grouped), high=_number(high, grouped))


def _number(value: float, grouped: bool) -> str:
    if not grouped and value == int(value):
        return str(int(value)).replace("-", numbers.MINUS)
    if value and abs(value) < _READ_AS_DECIMALS:
        return numbers.scientific(value, 3)
    return numbers.large(value, _DIGITS)


def _remark(column: Column) -> str:
    if column.kind == "empty":
        return ""
    if "constant" in column.remarks:
        return _("the same everywhere")
    if column.other is not None:
        return ngettext(
            "{count} field is no number", "{count} fields are no numbers", column.others
        ).format(count=numbers.count(column.others))
    if column.kind == "date":
        return _("not used")
    if column.kind == "text":
        return _("too many values")
    if "personal" in column.remarks:
        return _("may be about people")
    if "identifier" in column.remarks:
        return _("only names the rows")
    if "ambiguous_comma" in column.remarks:
        return _("decimal commas?")
    return ""


def _advice(column: Column) -> str:
    """Return what to know of a column that could be used."""
    if "personal" in column.remarks:
        return _("“{name}” may be about people: use it only if the lesson needs it.").format(
            name=column.name
        )
    if "identifier" in column.remarks:
        return _(
            "“{name}” seems to name the rows: a model would learn them by heart, and nothing else."
        ).format(name=column.name)
    if "ambiguous_comma" in column.remarks:
        return _(
            "“{name}”: {example} was read as a number with decimals. If the comma separates "
            "thousands, write the numbers without it."
        ).format(name=column.name, example=next(text for text in column.examples if "," in text))
    return ""
