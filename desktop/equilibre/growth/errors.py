"""What can go wrong with the facts of growth, in sentences for the user."""

from equilibre.errors import EquilibreError


class GrowthError(EquilibreError):
    """Something asked of the facts of growth cannot be had."""


class UnknownModel(GrowthError):
    """No model has this name."""
