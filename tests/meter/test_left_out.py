"""A sensor that is left out says so and is not read; the next one takes its place."""

from pathlib import Path

from equilibre.meter.catalogue import SENSORS, open_sensors
from equilibre.meter.emulation import EmulatedPowercap, constant
from equilibre.meter.left_out import left_out
from equilibre.meter.reading import Status
from equilibre.meter.surroundings import Surroundings
from tests.meter.fakes import Clock, FakeNvml, FakeSensor, route


def surroundings(tmp_path: Path, *keys: str) -> Surroundings:
    return Surroundings(powercap=tmp_path, hwmon=tmp_path, left_out=frozenset(keys))


def test_every_sensor_stands_in_the_catalogue_under_the_key_of_its_route(tmp_path: Path) -> None:
    sensors = open_sensors(surroundings(tmp_path))
    assert [one.key for one in sensors.routes()] == list(SENSORS)
    sensors.close()


def test_what_is_left_out_is_listed_with_its_reason_and_not_read(tmp_path: Path) -> None:
    before = open_sensors(surroundings(tmp_path))
    sensors = open_sensors(surroundings(tmp_path, "estimate"))
    assert "estimate" in {one.key for one in before.active_routes()}
    assert "estimate" not in {one.key for one in sensors.active_routes()}
    assert [one.key for one in sensors.routes()] == [one.key for one in before.routes()]
    (told,) = [one for one in sensors.routes() if one.key == "estimate"]
    assert told.status is Status.NO_PERMISSION
    assert "settings of this computer" in told.reason
    before.close()
    sensors.close()


def test_what_is_left_out_is_closed() -> None:
    sensor = FakeSensor(route("powercap"), Clock())
    closed = left_out(sensor)
    assert sensor.closed
    assert closed.read() is None


def test_what_is_not_there_keeps_its_own_reason() -> None:
    sensor = FakeSensor(route("nvml", status=Status.ABSENT), Clock())
    assert left_out(sensor) is sensor


def test_a_graphics_card_that_is_left_out_is_given_back_and_still_named() -> None:
    library = FakeNvml(Clock())
    place = Surroundings(nvml=library, left_out=frozenset({"nvml"}))
    sensors = open_sensors(place)
    assert library.opened == 0
    (told,) = [one for one in sensors.routes() if one.key == "nvml"]
    assert told.status is Status.NO_PERMISSION
    assert told.scope
    sensors.close()


def test_where_the_counter_is_left_out_the_processor_is_estimated(tmp_path: Path) -> None:
    with EmulatedPowercap(tmp_path, "desktop", constant(35.0)):
        sensors = open_sensors(Surroundings(powercap=tmp_path, left_out=frozenset({"powercap"})))
        keys = {one.key for one in sensors.active_routes()}
        sensors.close()
    assert "powercap" not in keys
    assert "estimate" in keys
