"""A sensor that is there, and that the settings of this computer leave out."""

from dataclasses import replace

from equilibre.meter.reading import Route, Status
from equilibre.meter.sensor import Reading, Sensor
from equilibre.texts import _


def left_out(sensor: Sensor) -> Sensor:
    """Return *sensor* closed for good; one that is not there says so itself."""
    if sensor.route().status is Status.ABSENT:
        return sensor
    sensor.close()
    return _LeftOut(sensor)


class _LeftOut:
    """Is listed with its reason, and never read."""

    def __init__(self, sensor: Sensor) -> None:
        self._sensor = sensor

    def route(self) -> Route:
        return replace(
            self._sensor.route(),
            status=Status.NO_PERMISSION,
            reason=_("The settings of this computer leave this sensor out."),
            remedy="",
        )

    def read(self) -> Reading | None:
        return None

    def close(self) -> None:
        pass
