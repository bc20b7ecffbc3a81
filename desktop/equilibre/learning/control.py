"""One setting of a model: a name, a sentence, and the few values it can take."""

from collections.abc import Mapping

from equilibre import numbers
from equilibre.records import dataclass
from equilibre.texts import _

Settings = Mapping[str, float]
"""The chosen stop of each control, by its key."""


@dataclass(frozen=True, slots=True)
class Control:
    """A setting with discrete stops, from which the form on screen is built."""

    key: str
    name: str  # English, marked with N_, translated when shown
    explanation: str  # one sentence, likewise
    stops: tuple[float, ...]
    default: float
    simple: bool = True  # shown at the simple level too
    names: tuple[str, ...] = ()  # of the stops, likewise; an empty one: the number says it
    percent: bool = False  # the stops are shares, 0 to 1
    needs: tuple[str, float] | None = None  # means something only with that stop of that control

    def text(self, stop: float) -> str:
        """Return what is written for *stop*, in the user's language."""
        name = self.names[self.stops.index(stop)] if stop in self.stops and self.names else ""
        if name:
            return _(name)
        if self.percent:
            return numbers.percent(stop, 0)
        return (
            numbers.count(int(stop)) if float(stop).is_integer() else numbers.significant(stop, 1)
        )
