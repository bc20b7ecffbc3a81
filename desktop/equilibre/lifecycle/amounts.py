"""The amounts and counts of a study, where they stand, and all of them rewritten at once."""

from collections.abc import Callable
from dataclasses import replace

from equilibre.lifecycle.study import Study
from equilibre.lifecycle.table import Place
from equilibre.texts import joined

_MOST_LISTED = 5


def rewritten(study: Study, change: Callable[[str], str]) -> Study:
    """Return *study* whose lines' amounts went through *change*."""
    return replace(
        study,
        variants=tuple(
            replace(
                variant,
                lines=tuple(replace(line, amount=change(line.amount)) for line in variant.lines),
            )
            for variant in study.variants
        ),
    )


def amounts(study: Study) -> list[tuple[Place, str]]:
    """Return every amount and count with its place."""
    return [
        *(
            (Place("variants", variant.key, "lines", index), line.amount)
            for variant in study.variants
            for index, line in enumerate(variant.lines)
        ),
        (Place("inferences"), study.inferences),
        (Place("training_shared_by"), study.training_shared_by),
    ]


def listed(places: list[Place]) -> str:
    """Return the first of *places* in words, for a sentence."""
    words = joined(places[:_MOST_LISTED])
    return words if len(places) <= _MOST_LISTED else words + "…"
