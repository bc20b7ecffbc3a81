"""Two accounts of one energy: the power added up, and what the battery's store has lost."""


class CrossCheck:
    """How far the two accounts are from each other, once there is enough to compare."""

    def __init__(self, least_renewals: int, tolerance: float) -> None:
        """Compare over *least_renewals* of the store; agreement within *tolerance* is agreement."""
        self._least_renewals = least_renewals
        self._tolerance = tolerance
        self._seen = 0.0
        self.forget()

    def forget(self) -> None:
        """Begin again; what was seen stands until there is enough to compare."""
        self._drained_joules: float | None = None
        self._origin: tuple[float, float] | None = None  # drained, counted
        self._renewals = 0
        self._step_joules = 0.0

    def hear(self, drained_joules: float, counted_joules: float) -> None:
        """Take both accounts, each counted from wherever it began."""
        before, self._drained_joules = self._drained_joules, drained_joules
        if before is None or drained_joules == before:
            return
        if self._origin is None:  # the first step may have begun long before
            self._origin = (drained_joules, counted_joules)
            return
        self._renewals += 1
        self._step_joules = max(self._step_joules, abs(drained_joules - before))
        counted = counted_joules - self._origin[1]
        if self._renewals < self._least_renewals or counted <= 0.0:
            return
        # The store moves by steps: one of them may be under way.
        apart = abs(drained_joules - self._origin[0] - counted) - self._step_joules
        self._seen = max(0.0, apart) / counted

    @property
    def disagreement(self) -> float:
        """How far apart they are, relative to the power added up; 0 where they agree."""
        return self._seen if self._seen > self._tolerance else 0.0
