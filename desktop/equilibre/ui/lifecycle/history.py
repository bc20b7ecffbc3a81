"""The states of a study, to go back and forth between them."""

from equilibre.lifecycle.study import Study

_MOST = 200


class History:
    """Every study that the one in hand has been; changes of one series count as one."""

    def __init__(self, study: Study) -> None:
        self.first = study  # as it was opened
        self._states = [study]
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
        self._states = self._states[: self._position + (0 if same else 1)][-_MOST:]
        self._states.append(study)
        self._position = len(self._states) - 1
        self._series = series

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
