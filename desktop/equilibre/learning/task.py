"""Work for the training process other than a training: to look, to read a file, to experiment."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from equilibre.learning.engine import Training


class Task(Protocol):
    """A frozen record that says what is to be done; it crosses to the training process."""

    def outcomes(self, last: "Training | None") -> Iterator[Any]:
        """Do it, and yield what the window is told on the way: records of numbers and arrays.

        *last* is the training that this process did last, None where it did none. Between two
        outcomes the work can be stopped politely; in the middle of a silence longer than a third
        of a second, it is ended by force. Raises an EquilibreError with a sentence.
        """
