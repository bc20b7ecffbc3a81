"""Changes that an author makes to a study: each returns another study, and leaves the first be."""

import math
import re
import tomllib
from collections.abc import Container
from dataclasses import replace
from functools import cache
from typing import Literal

from equilibre.lifecycle.amounts import listed, rewritten
from equilibre.lifecycle.document import decode_study
from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.inventory import variant_of
from equilibre.lifecycle.own_factors import choices as choices
from equilibre.lifecycle.own_factors import with_factor as with_factor
from equilibre.lifecycle.own_factors import with_published_value as with_published_value
from equilibre.lifecycle.own_factors import without_factor as without_factor
from equilibre.lifecycle.own_parameters import fixed as fixed
from equilibre.lifecycle.own_parameters import moved as moved
from equilibre.lifecycle.own_parameters import rename_parameter as rename_parameter
from equilibre.lifecycle.own_parameters import with_parameter as with_parameter
from equilibre.lifecycle.own_parameters import without_parameter as without_parameter
from equilibre.lifecycle.study import Line, Study, Variant
from equilibre.lifecycle.table import LONGEST_KEY, Place, checked_key, computable, shown
from equilibre.resources import resource
from equilibre.texts import Words, _


@cache
def new_study() -> Study:
    """Return the study that an author begins with: two variants that already compute."""
    text = resource("lifecycle", "new_study.toml").read_text(encoding="utf-8")
    return decode_study(tomllib.loads(text))


def free_key(wanted: str, taken: Container[str]) -> str:
    """Return *wanted*, with a number after it where that name is *taken*: days_2."""
    if wanted not in taken:
        return wanted
    number = 2
    while (key := f"{wanted[: LONGEST_KEY - len(str(number)) - 1]}_{number}") in taken:
        number += 1
    return key


def own_words(text: str) -> Words:
    """Return what an author typed, which stands for both languages."""
    return Words(text, text)


def copy(study: Study, key: str, title: Words) -> Study:
    """Return *study* under another *key* and *title*."""
    return replace(study, key=checked_key(key, Place("key")), title=title)


# -- texts ---------------------------------------------------------------------------------------


def with_text(study: Study, field: Literal["title", "functional_unit"], text: str) -> Study:
    """Return *study* whose title or functional unit is *text*, in both languages."""
    if field == "title":
        return replace(study, title=own_words(text))
    return replace(study, functional_unit=own_words(text))


def rescaled(study: Study, factor: float, functional_unit: Words) -> Study:
    """Return *study* for a functional unit *factor* times as large, in the words given.

    Every amount of every variant is multiplied, so that all go on doing the same job. Raises
    StudyRefused when *factor* is not above zero.
    """
    if not (computable(factor) and factor > 0):
        raise StudyRefused(_("The functional unit can only be multiplied by a number above zero."))
    changed = rewritten(study, lambda text: _times(text, factor))
    return replace(
        changed,
        functional_unit=functional_unit,
        inferences=study.inferences and _times(study.inferences, factor),
        # The same training serves fewer units when each is larger.
        training_shared_by=study.training_shared_by
        and _times(study.training_shared_by, 1 / factor),
    )


_PRODUCT = re.compile(r"\((?P<amount>.*)\)\*(?P<factor>[0-9.]+(?:e[+-]?[0-9]+)?)", re.DOTALL)


def _times(text: str, factor: float) -> str:
    """Return the amount *text* times *factor*; a factor put there before is merged with it."""
    product = _PRODUCT.fullmatch(text)
    if product and _balanced(product["amount"]):
        text, factor = product["amount"], factor * float(product["factor"])
    # Twice as much, then half as much, is as much, whatever the last digit says.
    return text if math.isclose(factor, 1, rel_tol=1e-12) else f"({text})*{float(factor)!r}"


def _balanced(text: str) -> bool:
    """Return whether no bracket of *text* closes one that is opened before it."""
    depth = 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return False
    return depth == 0


# -- variants and lines --------------------------------------------------------------------------


def with_variant(study: Study, variant: Variant) -> Study:
    """Return *study* with *variant*, added or in the place of the one of its name."""
    checked_key(variant.key, Place("variants", variant.key))
    if any(each.key == variant.key for each in study.variants):
        return replace(
            study,
            variants=tuple(variant if each.key == variant.key else each for each in study.variants),
        )
    return replace(study, variants=(*study.variants, variant))


def without_variant(study: Study, key: str) -> Study:
    """Return *study* without the variant *key*; others are compared where it was.

    Raises UnknownName, and StudyRefused when there would be nothing left to compare.
    """
    variant_of(study, key)
    left = tuple(each for each in study.variants if each.key != key)
    if len(left) < 2:  # noqa: PLR2004
        raise StudyRefused(_("A study compares two variants: add another one first."))
    first, second = study.compare
    keys = [each.key for each in left]
    if first == key:
        first = next(each for each in keys if each != second)
    if second == key:
        second = next(each for each in keys if each != first)
    return replace(study, variants=left, compare=(first, second))


def copy_variant(study: Study, key: str, new: str, title: Words) -> Study:
    """Return *study* with a copy of the variant *key*, named *new*. Raises UnknownName."""
    if any(each.key == new for each in study.variants):
        raise StudyRefused(
            _("There is already a variant “{name}”: choose another name.").format(name=shown(new))
        )
    return with_variant(study, replace(variant_of(study, key), key=new, title=title))


def with_line(study: Study, variant: str, line: Line, index: int | None = None) -> Study:
    """Return *study* with *line* in the place of the one at *index*, or at the end.

    Raises UnknownName when there is no such variant, IndexError when there is no such line.
    """
    owner = variant_of(study, variant)
    lines = list(owner.lines)
    if index is None:
        lines.append(line)
    else:
        lines[index] = line
    return with_variant(study, replace(owner, lines=tuple(lines)))


def without_line(study: Study, variant: str, index: int) -> Study:
    """Return *study* without the line at *index*; raises as ``with_line`` does."""
    owner = variant_of(study, variant)
    lines = list(owner.lines)
    del lines[index]
    return with_variant(study, replace(owner, lines=tuple(lines)))


# -- devices -------------------------------------------------------------------------------------


def with_device(study: Study, key: str, name: Words) -> Study:
    """Return *study* with a device, added or named otherwise."""
    return replace(study, devices=study.devices | {key: name})


def rename_device(study: Study, old: str, new: str, name: Words) -> Study:
    """Return *study* whose device *old* is *new*, in every line too.

    Raises UnknownName (no *old*), StudyRefused (*new* is taken).
    """
    if old not in study.devices:
        raise UnknownName(_("There is no device “{name}” in this study.").format(name=shown(old)))
    if new != old and new in study.devices:
        raise StudyRefused(
            _("There is already a device “{name}”: choose another name.").format(name=shown(new))
        )
    renamed = tuple(
        replace(
            variant,
            lines=tuple(
                replace(line, device=new) if line.device == old else line for line in variant.lines
            ),
        )
        for variant in study.variants
    )
    devices = {
        new if key == old else key: name if key == old else each
        for key, each in study.devices.items()
    }
    return replace(study, variants=renamed, devices=devices)


def without_device(study: Study, key: str) -> Study:
    """Return *study* without the device *key*. Raises StudyRefused where lines use it."""
    users = [
        Place("variants", variant.key, "lines", index)
        for variant in study.variants
        for index, line in enumerate(variant.lines)
        if line.device == key
    ]
    if users:
        raise StudyRefused(
            _("“{name}” is still used: {places}. Change these lines first.").format(
                name=shown(key), places=listed(users)
            )
        )
    return replace(study, devices={each: n for each, n in study.devices.items() if each != key})
