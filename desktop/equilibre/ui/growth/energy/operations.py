"""How the operations of a training are counted: Table D.1 of the GPT-3 paper; knows no screen."""

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.anatomy import CountedTraining
from equilibre.growth.figure import kind_in_words
from equilibre.growth.training import (
    OPERATIONS_PER_PARAMETER_AND_GENERATED_TOKEN,
    OPERATIONS_PER_PARAMETER_AND_TOKEN,
)
from equilibre.texts import _, labelled
from equilibre.ui.growth.energy.explanations import Card, origin_in_words
from equilibre.ui.growth.energy.recomputation import gap_sentence
from equilibre.ui.growth.energy.state import CountedRow, Factor, Operations

FIRST = "gpt-3-175b"
_FORWARD = OPERATIONS_PER_PARAMETER_AND_GENERATED_TOKEN
_BACKWARD = OPERATIONS_PER_PARAMETER_AND_TOKEN - _FORWARD
_SECONDS_PER_DAY = 86_400


def operations(chosen: str) -> Operations:
    """Return every row of the table, and the row *chosen* written out."""
    rows = catalogue.table_d1()
    row = training(chosen)
    shown = _row(row)
    return Operations(
        title=_("How operations are counted: the {count} trainings of GPT-3’s Table D.1").format(
            count=numbers.count(len(rows))
        ),
        subtitle=_("operations, logarithmic · full: printed · ring: recomputed"),
        rows=tuple(_row(each) for each in rows),
        chosen=row.key,
        gap=shown.gap,
        factors=_factors(row),
        result=Factor("result", shown.recomputed_text, _("operations in all"), _("computed here")),
        question=_question(row),
        sum=_sum(row),
        reasons=_reasons(row),
    )


def training(key: str) -> CountedTraining:
    """Return the row of this key."""
    return next(each for each in catalogue.table_d1() if each.key == key)


def count_card(key: str) -> Card:
    """Explain the count of a row, and say where it is printed."""
    row = training(key)
    shown = _row(row)
    return row.name, [
        _(
            "{parameters} parameters × {tokens} tokens × {factor} operations = {result} operations."
        ).format(
            parameters=numbers.large(row.parameters, 4),
            tokens=numbers.large(row.tokens, 4),
            factor=_whole(row.operations_per_parameter_and_token),
            result=shown.recomputed_text,
        ),
        shown.gap,
        _(
            "The paper also prints {days} petaflop/s-days: days of {seconds} s at {pace} "
            "operations per second."
        ).format(
            days=numbers.decimal(
                row.petaflops_days, len(f"{row.petaflops_days:g}".partition(".")[2])
            ),
            seconds=numbers.count(_SECONDS_PER_DAY),
            pace=numbers.power_of_ten(15),
        ),
        origin_in_words(row.origin),
    ]


def reasons_card(key: str) -> Card:
    """Explain how many operations a parameter and a token take, and where that stands."""
    row = training(key)
    paragraphs = [_sum(row), *_reasons(row)]
    names = {
        "operations_per_parameter_and_token": _("To train, per parameter and token"),
        "operations_per_parameter_and_generated_token": _("To use, per parameter and token"),
    }
    for assumption, name in names.items():
        figure = catalogue.assumptions()[assumption]
        paragraphs.append(
            "\n".join(
                (
                    labelled(name, f"{_whole(figure.value or 0)}, {kind_in_words(figure.kind)}"),
                    _("How: {text}").format(text=figure.basis),
                    origin_in_words(figure.origin),
                )
            )
        )
    return _question(row), paragraphs


def _row(row: CountedTraining) -> CountedRow:
    model = catalogue.models().get(row.model)
    now, then = _found(row.recomputed_operations), numbers.scientific(row.operations)
    return CountedRow(
        key=row.key,
        name=row.name,
        factor=f"×{numbers.THIN_SPACE}{_whole(row.operations_per_parameter_and_token)}",
        parameters=row.parameters,
        tokens=row.tokens,
        operations_per_parameter_and_token=row.operations_per_parameter_and_token,
        printed=row.operations,
        recomputed=row.recomputed_operations,
        printed_text=then,
        recomputed_text=now,
        gap=gap_sentence(row.recomputed_operations / row.operations, now, then),
        course=model is not None and model.course,
    )


def _found(value: float) -> str:
    """Write a product with the digit that the paper rounded away, if it is not a zero."""
    digits = 3 if numbers.rounded(value, 3) == numbers.rounded(value, 4) else 4
    return numbers.scientific(value, digits)


def _factors(row: CountedTraining) -> tuple[Factor, ...]:
    counted = f"{_whole(_FORWARD)} + {_whole(_BACKWARD)}"
    whole = row.active_share == 1
    return (
        Factor("parameters", numbers.large(row.parameters, 4), _("parameters"), _("printed")),
        Factor(
            "tokens",
            numbers.large(row.tokens, 4),
            _("tokens read to train"),
            _("printed, repeats included"),
        ),
        Factor(
            "operations",
            _("{count} operations").format(count=_whole(row.operations_per_parameter_and_token)),
            _("per parameter and token"),
            _("{sum}: forward, then back").format(sum=counted)
            if whole
            else _("half of {sum}").format(sum=counted),
        ),
    )


def _question(row: CountedTraining) -> str:
    return _("Why {count} operations?").format(count=_whole(row.operations_per_parameter_and_token))


def _sum(row: CountedTraining) -> str:
    """Write "2 + 4 = 6", times the share of the parameters that a token meets."""
    counted = f"{_whole(_FORWARD)} + {_whole(_BACKWARD)}"
    if row.active_share != 1:
        counted = f"({counted}) × {numbers.decimal(row.active_share, 1)}"
    return f"{counted} = {_whole(row.operations_per_parameter_and_token)}"


def _reasons(row: CountedTraining) -> tuple[str, ...]:
    forward, backward = _whole(_FORWARD), _whole(_BACKWARD)
    reasons = [
        _(
            "{count} forward: each parameter multiplies what reaches it, and the product is added."
        ).format(count=forward),
        _(
            "{count} back: the same twice more, for the error of the parameter and for the error "
            "of what reached it."
        ).format(count=backward),
    ]
    if row.active_share != 1:
        reasons.append(
            _(
                "× {share}: T5 is an encoder and a decoder. A token goes through one of them, "
                "half of the parameters."
            ).format(share=numbers.decimal(row.active_share, 1))
        )
    reasons.append(
        _(
            "The paper assumes that attention itself can be left out. Using a model takes the "
            "{count} forward alone."
        ).format(count=forward)
    )
    return tuple(reasons)


def _whole(value: float) -> str:
    return numbers.count(round(value))
