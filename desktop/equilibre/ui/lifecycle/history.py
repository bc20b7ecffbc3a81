"""The states of a study, to go back and forth between them."""

from equilibre.lifecycle.study import Parameter, Study

_MOST = 200


def lever_series(key: str) -> str:
    """Return the name of the changes that the lever of a parameter makes."""
    return f"lever {key}"


class History:
    """Every study that the one in hand has been; changes of one series count as one."""

    def __init__(self, study: Study) -> None:
        self.first = study  # as it was opened
        self._states = [study]
        self._made_by = [""]  # the series that each state comes from
        self._position = 0
        self._series = ""

    @property
    def present(self) -> Study:
        return self._states[self._position]

    @property
    def can_undo(self) -> bool:
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        return self._position < len(self._states) - 1

    def add(self, study: Study, series: str = "") -> None:
        """Go on with *study*; a change of the same *series* as the last one takes its place."""
        if study == self.present:
            return
        same = bool(series) and series == self._series and self._position > 0
        kept = slice(self._position + (0 if same else 1))
        self._states = [*self._states[kept][-_MOST:], study]
        self._made_by = [*self._made_by[kept][-_MOST:], series]
        self._position = len(self._states) - 1
        self._series = series

    def unmoved(self, key: str) -> Parameter:
        """Return a parameter as it was opened or last edited, before its lever moved it.

        Raises KeyError when the present study has no such parameter.
        """
        index = self._position
        found = self._states[index].parameters[key]
        while index and (before := self._states[index - 1].parameters.get(key)) is not None:
            if before != found and self._made_by[index] != lever_series(key):
                break
            index, found = index - 1, before
        return found

    def undo(self) -> bool:
        """Go one change back; tell whether there was one."""
        return self._move(-1) if self.can_undo else False

    def redo(self) -> bool:
        """Go one change forth again; tell whether there was one."""
        return self._move(1) if self.can_redo else False

    def _move(self, step: int) -> bool:
        self._position += step
        self._series = ""
        return True
