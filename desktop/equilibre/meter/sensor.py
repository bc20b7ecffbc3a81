"""What every sensor offers to the sampling thread."""

from typing import Protocol

from equilibre.meter.reading import Route
from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sensor has counted so far.

    ``energy_joules`` counts from an arbitrary origin and never decreases. ``gap`` is true when
    the sensor could not be followed since its previous reading: the curve is broken there. If
    the energy advanced all the same, the counter itself went on and that energy is known; if it
    did not, the time since the previous reading was not metered.
    """

    energy_joules: float
    gap: bool = False


class Sensor(Protocol):
    """One way to read the energy of one device.

    A sensor never raises: what goes wrong becomes the status and the reason of its route.
    """

    def route(self) -> Route:
        """Return who the sensor is and its present state; any thread may ask."""

    def read(self) -> Reading | None:
        """Return what was counted so far, or None when there is nothing new to say.

        Only the sampling thread calls this, and only while the route is AVAILABLE or LOST
        (a lost sensor looks for its counter again).
        """

    def close(self) -> None:
        """Let go of files and libraries; the sensor is not read afterwards."""
