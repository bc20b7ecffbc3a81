"""The rooms of the training tab, in the order in which they stand after the comparison."""

from collections.abc import Callable

from equilibre.ui.equipment import Equipment
from equilibre.ui.meter.instruments import Instruments
from equilibre.ui.training.experiments.room import ExperimentsRoom
from equilibre.ui.training.learned.room import LearnedRoom
from equilibre.ui.training.room import Room


def make_rooms(
    equipment: Equipment, instruments: Instruments, training: Callable[[], bool]
) -> tuple[Room, ...]:
    """Return the rooms, without their widgets; *training*: whether a training is under way."""
    return (LearnedRoom(equipment), ExperimentsRoom(equipment, training))
