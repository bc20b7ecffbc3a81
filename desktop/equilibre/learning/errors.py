"""What can go wrong in a training, each with a sentence for the user."""

from equilibre.errors import EquilibreError


class LearningError(EquilibreError):
    """Base of the errors of this package."""


class UnknownName(LearningError):
    """No data set or family has this key."""


class UnusableSetting(LearningError):
    """A setting does not exist, or has a value that this data set does not allow."""


class Diverged(LearningError):
    """The loss or a parameter is no longer a finite number."""


class DataRefused(LearningError):
    """A file of the user's is not what the program can learn from."""


class DataUnreadable(LearningError):
    """A data set of the shelf is damaged, or cannot be opened."""


class DataNotKept(LearningError):
    """A data set cannot be put on the shelf, or taken off it."""
