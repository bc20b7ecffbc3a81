"""Where the signs turn: looked for one lever at a time, beat after beat."""

from equilibre.lifecycle.errors import LifecycleError
from equilibre.lifecycle.study import Parameter
from equilibre.ui.lifecycle import levers
from equilibre.ui.lifecycle.history import History
from equilibre.ui.lifecycle.levers import Span, Turns
from equilibre.ui.lifecycle.state import Lever

_REST_BEATS = 5


class Turning:
    """The levers of a study, with the ends of their sliders and the turns found so far."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._spans: dict[str, tuple[Parameter, Span]] = {}  # with what they were made for
        self._turns: dict[str, Turns] = {}
        self._due: list[str] = []  # levers whose turns are to be looked for
        self._rest = 0  # beats before the next search: not while a lever is pulled

    @property
    def due(self) -> bool:
        """Whether turns are still to be looked for."""
        return bool(self._due)

    def begin(self, first: str, second: str) -> None:
        """Look for the turns between two variants from now on: the sliders may get other ends."""
        self._spans, self._turns = {}, {}
        self.renew(first, second)

    def renew(self, first: str, second: str) -> None:
        """Look again, since the study changed; meanwhile the turns known stay."""
        self._due = list(self._keys(first, second))

    def wait(self) -> None:
        """Look for nothing during some beats: a lever is pulled."""
        self._rest = _REST_BEATS

    def resting(self) -> bool:
        """Let one beat pass; tell whether it was one of rest."""
        if self._rest == 0:
            return False
        self._rest -= 1
        return True

    def look(self, zone: str, first: str, second: str) -> None:
        """Look for the turns of the lever that is due: all at once would be felt."""
        key = self._due.pop(0)
        try:
            found = levers.turns(self._history.present, zone, first, second, key)
        except LifecycleError:
            found = {}
        self._turns[key] = found
        unmoved = self._history.unmoved(key)
        if key not in self._spans or self._spans[key][0] != unmoved:
            self._spans[key] = unmoved, levers.span(unmoved, found)

    def value(self, key: str, position: float) -> float:
        """Return what the parameter *key* is worth at a *position* of its lever, from 0 to 1."""
        return self._span(key).value(position)

    def levers(self, first: str, second: str) -> tuple[Lever, ...]:
        """Return the levers worth moving, as they stand."""
        parameters = self._history.present.parameters
        return tuple(
            levers.lever(parameters[key], self._span(key), self._turns.get(key))
            for key in self._keys(first, second)
        )

    def _keys(self, first: str, second: str) -> tuple[str, ...]:
        return levers.worth_moving(self._history.present, first, second)

    def _span(self, key: str) -> Span:
        """Return the ends of a slider: they stay while it moves, and follow what is edited."""
        unmoved = self._history.unmoved(key)
        found = self._spans.get(key)
        return found[1] if found and found[0] == unmoved else levers.span(unmoved, {})
