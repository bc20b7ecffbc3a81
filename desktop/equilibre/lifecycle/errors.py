"""What can be wrong with a study, as sentences for its author."""

from equilibre.errors import EquilibreError


class LifecycleError(EquilibreError):
    """The base of the errors of this package."""


class StudyRefused(LifecycleError):
    """A study says something that cannot be computed; the text says what, where, and the remedy."""


class ExpressionRefused(StudyRefused):
    """An amount is not an arithmetic expression of known parameters."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position  # of the first character that is wrong, from 0


class UnknownName(LifecycleError):
    """There is no study, variant, parameter, indicator or zone of that name."""
