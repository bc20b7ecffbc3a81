"""A table of one's own on the command line: kept on a shelf of its own while a command runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.learning import shelf
from equilibre.learning.own.tasks import kept_file
from equilibre.learning.own.text import SUFFIXES
from equilibre.temporary import temporary_folder
from equilibre.texts import _


class TargetUnasked(EquilibreError):
    """A column to predict was named, but no table."""


@contextmanager
def key_of(data: str, target: str) -> Iterator[str]:
    """Yield the key of the data set *data*: a name, or a CSV file whose column *target* is meant.

    Raises an EquilibreError with a sentence: what the file, or the column, is not.
    """
    if not data.casefold().endswith(SUFFIXES):
        if target:
            raise TargetUnasked(
                _("--target names a column of a table: give the table too, as --data FILE.csv.")
            )
        yield data
        return
    before = shelf.folder()
    with temporary_folder() as folder:
        shelf.use(Path(folder))
        try:
            yield kept_file(Path(data), target)
        finally:
            shelf.use(before)
