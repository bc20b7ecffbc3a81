"""The estimate of what no sensor of a part covers."""

from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.meter.calibration.record import Against, Calibration, MeteredPart
from equilibre.meter.computer import Computer
from equilibre.meter.reading import Boundary, Interval, Kind, Route, Status
from equilibre.meter.selection import chosen
from equilibre.meter.sensor import Sensor
from equilibre.meter.sensors.memory_estimate import MemoryEstimate
from equilibre.meter.sensors.processor_estimate import ProcessorEstimate
from equilibre.meter.sensors.rest_estimate import RestEstimate
from equilibre.meter.surroundings import Surroundings
from tests.meter.fakes import LAPTOP, VIRTUAL, Clock, FakeSensor, route

COMPUTER = replace(LAPTOP, processor_name="Emulated 8000U")
PACKAGE = MeteredPart("powercap", ("cpu",), 2.0, 20.0, 0.05)
CALIBRATION = Calibration(
    created="2026-11-23T10:00:00+01:00",
    processor=COMPUTER.processor_name,
    logical_processors=COMPUTER.logical_processors,
    against=Against.BATTERY,
    source="Battery",
    boundary=Boundary.COMPUTER,
    idle_watts=Interval(8.0, 7.8, 8.2),
    full_watts=Interval(32.0, 31.0, 33.0),
    idle_load=0.0,
    full_load=1.0,
    parts=(PACKAGE,),
    factor=1.1,
)


def estimate(
    calibration: Calibration | None, load: float = 0.0, clock: Clock | None = None
) -> RestEstimate:
    moment = clock or Clock()
    return RestEstimate(
        COMPUTER, calibration, lambda: moment() * load * COMPUTER.logical_processors, moment
    )


@pytest.mark.parametrize(("load", "watts"), [(0.0, 6.0), (1.0, 12.0)])
def test_the_rest_is_the_whole_less_the_metered_parts(
    clock: Clock, load: float, watts: float
) -> None:
    sensor = estimate(CALIBRATION, load, clock)
    sensor.read()
    for _tick in range(10):
        clock.advance(0.1)
        reading = sensor.read()
    assert reading is not None
    assert reading.energy_joules == pytest.approx(watts)


def test_the_route_says_what_is_inside_and_of_when_it_is() -> None:
    found = estimate(CALIBRATION).route()
    assert (found.key, found.device, found.kind) == ("rest_estimate", "rest", Kind.ESTIMATED)
    assert found.status is Status.AVAILABLE
    assert found.boundary is Boundary.COMPUTER
    assert found.covers == ("memory", "rest")
    assert "The memory is inside" in found.scope
    assert "23\u00a0November\u00a02026" in found.scope
    assert CALIBRATION.factor < found.factor < 2.0


def test_at_the_plug_the_losses_of_the_power_supply_are_inside() -> None:
    plug = replace(CALIBRATION, against=Against.PLUG, boundary=Boundary.PLUG)
    found = estimate(plug).route()
    assert found.boundary is Boundary.PLUG
    assert "losses of the power supply" in found.scope


def test_metered_memory_is_not_inside() -> None:
    both = replace(CALIBRATION, parts=(replace(PACKAGE, covers=("cpu", "memory")),))
    assert estimate(both).route().parts == ("rest",)


@pytest.mark.parametrize(
    ("calibration", "words"),
    [
        (None, "has not been calibrated"),
        (replace(CALIBRATION, processor="Another 9000X"), "another processor (Another 9000X)"),
        (replace(CALIBRATION, parts=()), "No sensor read the processor"),
        (
            replace(CALIBRATION, parts=(replace(PACKAGE, idle_watts=7.9, full_watts=31.9),)),
            "the metered parts drew nearly all",
        ),
    ],
)
def test_without_a_calibration_that_fits_it_is_absent_and_says_why(
    calibration: Calibration | None, words: str
) -> None:
    sensor = estimate(calibration)
    found = sensor.route()
    assert found.status is Status.ABSENT
    assert words in found.reason
    assert "Calibrate" in found.remedy
    assert found.scope
    assert sensor.read() is None


def test_a_virtual_machine_has_no_rest_and_no_remedy() -> None:
    found = RestEstimate(VIRTUAL, None).route()
    assert found.status is Status.ABSENT
    assert "virtual machine" in found.reason
    assert not found.remedy


def test_a_system_that_no_longer_says_its_load_is_a_lost_sensor() -> None:
    def broken() -> float:
        raise RuntimeError("emulated")

    sensor = RestEstimate(COMPUTER, CALIBRATION, broken, Clock())
    assert sensor.read() is None
    assert sensor.route().status is Status.LOST
    assert sensor.route().reason


def in_use(calibration: Calibration | None, *metered: Route) -> list[tuple[str, tuple[str, ...]]]:
    place = Surroundings(Path("none"), computer=COMPUTER, calibration=calibration)
    sensors: list[Sensor] = [FakeSensor(each, Clock()) for each in metered]
    sensors += [
        ProcessorEstimate(place.computer, calibration=calibration),
        RestEstimate(place.computer, calibration),
        MemoryEstimate(place.computer),
    ]
    return [(each.key, each.parts) for each in chosen(tuple(sensors)).active_routes()]


def test_no_part_is_counted_twice_whatever_is_metered_and_calibrated() -> None:
    package, card = route("powercap"), route("nvml", "gpu")
    both = replace(package, covers=("cpu", "memory"))
    assert in_use(None) == [("estimate", ("cpu",)), ("memory_estimate", ("memory",))]
    assert in_use(None, package) == [("powercap", ("cpu",)), ("memory_estimate", ("memory",))]
    assert in_use(None, both) == [("powercap", ("cpu", "memory"))]
    assert in_use(CALIBRATION, card) == [
        ("nvml", ("gpu",)),
        ("estimate", ("cpu", "memory", "rest")),
    ]
    assert in_use(CALIBRATION, package, card) == [
        ("powercap", ("cpu",)),
        ("nvml", ("gpu",)),
        ("rest_estimate", ("memory", "rest")),
    ]


def test_the_parts_and_the_rest_add_up_to_what_was_calibrated() -> None:
    def mean_watts(sensor: Sensor, clock: Clock) -> float:
        sensor.read()
        clock.advance(1.0)
        reading = sensor.read()
        assert reading is not None
        return reading.energy_joules

    for load, whole in ((0.0, 8.0), (1.0, 32.0)):
        clock = Clock()
        rest = mean_watts(estimate(CALIBRATION, load, clock), clock)
        metered = PACKAGE.idle_watts if load == 0.0 else PACKAGE.full_watts
        assert rest + metered == pytest.approx(whole)


def test_the_computer_in_use_decides(clock: Clock) -> None:
    fewer: Computer = replace(COMPUTER, logical_processors=2)
    assert RestEstimate(fewer, CALIBRATION, clock=clock).route().status is Status.ABSENT
