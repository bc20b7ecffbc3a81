"""The rooms of the training tab, in the order in which they stand after the comparison."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from equilibre.texts import N_, _
from equilibre.ui.training.room import Room

if TYPE_CHECKING:
    from equilibre.meter.reading import Sample
    from equilibre.ui.equipment import Equipment
    from equilibre.worker.messages import Reply


class Rooms:
    """Imports and makes them all when the first is asked for: the live run is shown before that."""

    names = {"learned": N_("What it learned"), "experiments": N_("Experiments")}

    def __init__(self, equipment: "Equipment", training: Callable[[], bool]) -> None:
        """Prepare for *equipment*; *training* says whether a training is under way."""
        self._equipment = equipment
        self._training = training
        self._made: tuple[Room, ...] = ()

    def __iter__(self) -> Iterator[Room]:
        if not self._made:
            from equilibre.ui.training.experiments.room import ExperimentsRoom
            from equilibre.ui.training.learned.room import LearnedRoom

            equipment = self._equipment
            self._made = (LearnedRoom(equipment), ExperimentsRoom(equipment, self._training))
        return iter(self._made)

    def find(self, key: str) -> Room | None:
        """Return the room *key*; None: this is another page."""
        return next(room for room in self if room.key == key) if key in self.names else None

    def hear(self, samples: "Sequence[Sample]", replies: "Sequence[Reply]") -> None:
        """Take what was measured and said; nothing concerns them before the first reply."""
        if self._made or replies:
            for room in self:
                room.hear(samples, replies)

    def part(self) -> None:
        """Their widgets are about to be deleted."""
        for room in self._made:
            room.part()

    def at_work(self) -> str:
        """Return the name of that which has something under way, in the language in use; or ""."""
        room = next((room for room in self._made if room.busy()), None)
        return _(self.names[room.key]) if room else ""
