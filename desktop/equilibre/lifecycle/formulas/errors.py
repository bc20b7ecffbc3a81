"""What a published formula refuses: numbers outside what it was made for."""

import math

from equilibre.lifecycle.errors import LifecycleError
from equilibre.numbers import significant
from equilibre.texts import _


class FormulaRefused(LifecycleError):
    """A formula is given a number with which it means nothing."""


def check_positive(*numbers: float) -> None:
    """Raise FormulaRefused unless every one of *numbers* is finite and above zero."""
    for number in numbers:
        if not math.isfinite(number) or number <= 0:
            sentence = _("{number} cannot be used here: give a number above zero.")
            raise FormulaRefused(sentence.format(number=significant(number)))


def check_not_negative(*numbers: float) -> None:
    """Raise FormulaRefused unless every one of *numbers* is finite and at least zero."""
    for number in numbers:
        if not math.isfinite(number) or number < 0:
            sentence = _("{number} cannot be used here: give zero or a number above it.")
            raise FormulaRefused(sentence.format(number=significant(number)))


def check_share(*numbers: float) -> None:
    """Raise FormulaRefused unless every one of *numbers* is above zero and at most one."""
    for number in numbers:
        if not 0 < number <= 1:
            sentence = _("{number} cannot be used here: give a share above 0 and at most 1.")
            raise FormulaRefused(sentence.format(number=significant(number)))
