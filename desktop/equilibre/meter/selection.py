"""Which of the sensors found are read: each part of the computer by one of them."""

from equilibre.meter.reading import Route, Status
from equilibre.meter.sensor import Sensor
from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Sensors:
    """The sensors that were looked for, found or not, and those to read."""

    known: tuple[Sensor, ...]
    active: tuple[Sensor, ...]  # their energies add up: no device is in two of them
    around: tuple[Sensor, ...] = ()  # of the whole computer, read beside its parts

    def routes(self) -> tuple[Route, ...]:
        """Return the present state of every route, found or not."""
        return tuple(sensor.route() for sensor in self.known)

    def active_routes(self) -> tuple[Route, ...]:
        """Return the present state of the routes in use; a lost one stays in use."""
        return tuple(sensor.route() for sensor in self.active)

    def around_routes(self) -> tuple[Route, ...]:
        """Return the present state of the routes to the whole computer."""
        return tuple(sensor.route() for sensor in self.around)

    def close(self) -> None:
        """Let go of every sensor."""
        for sensor in self.known:
            sensor.close()


def chosen(known: tuple[Sensor, ...]) -> Sensors:
    """Return *known* with those to read: for each device the first that is available."""
    active: list[Sensor] = []
    around: list[Sensor] = []
    covered: set[str] = set()
    for sensor in known:
        route = sensor.route()
        if route.around:
            if route.status in (Status.AVAILABLE, Status.WAITING):
                around.append(sensor)
        elif route.status is Status.AVAILABLE and covered.isdisjoint(route.parts):
            active.append(sensor)
            covered.update(route.parts)
    return Sensors(known, tuple(active), tuple(around))
