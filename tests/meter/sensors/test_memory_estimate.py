"""The estimate from the size of the memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.reading import Kind, Status
from equilibre.meter.sensors.memory_estimate import MemoryEstimate, installed_bytes
from tests.meter.fakes import LAPTOP, VIRTUAL, Clock

GIGABYTE = 2**30


def sensor_of(gigabytes: float, clock: Clock | None = None) -> MemoryEstimate:
    return MemoryEstimate(LAPTOP, clock or Clock(), lambda: int(gigabytes * GIGABYTE))


@given(st.floats(0.5, 4096.0))
def test_the_band_is_that_of_a_power_per_gigabyte(gigabytes: float) -> None:
    sensor = sensor_of(gigabytes)
    factor = sensor.route().factor
    assert sensor.power_watts / factor == pytest.approx(0.2 * gigabytes, rel=1e-6)
    assert sensor.power_watts * factor == pytest.approx(0.4 * gigabytes, rel=1e-6)


@pytest.mark.parametrize("published", [0.284, 0.3725])
def test_the_published_figures_lie_inside_the_band(published: float) -> None:
    sensor = sensor_of(16.0)
    factor = sensor.route().factor
    assert sensor.power_watts / factor < published * 16.0 < sensor.power_watts * factor


def test_two_modules_of_the_same_size_together_draw_what_one_does() -> None:
    assert sensor_of(32.0).power_watts == pytest.approx(2.0 * sensor_of(16.0).power_watts)


def test_the_power_is_constant_over_real_times(clock: Clock) -> None:
    sensor = sensor_of(16.0, clock)
    first = sensor.read()
    assert first is not None
    assert first.energy_joules == 0.0
    for seconds in (0.1, 0.35, 7.0):
        clock.advance(seconds)
    reading = sensor.read()
    assert reading is not None
    assert reading.energy_joules == pytest.approx(sensor.power_watts * 7.45)


def test_the_route_says_what_it_is_and_how_far_it_may_be_off() -> None:
    route = sensor_of(16.0).route()
    assert (route.key, route.device, route.kind) == ("memory_estimate", "memory", Kind.ESTIMATED)
    assert route.status is Status.AVAILABLE
    assert "16 GB" in route.scope
    assert "3.2\u202fW to 6.4\u202fW" in route.scope


def test_a_virtual_machine_speaks_of_the_memory_that_it_was_given() -> None:
    scope = MemoryEstimate(VIRTUAL, Clock(), lambda: 4 * GIGABYTE).route().scope
    assert "virtual machine was given" in scope
    assert "4.0 GB" in scope


def test_a_system_that_hides_its_memory_has_no_estimate() -> None:
    def hidden() -> int:
        raise OSError("emulated")

    for size in (hidden, lambda: 0):
        sensor = MemoryEstimate(LAPTOP, Clock(), size)
        assert sensor.route().status is Status.ABSENT
        assert sensor.route().reason
        assert sensor.route().scope
        assert sensor.read() is None


def test_this_computer_has_memory() -> None:
    assert installed_bytes() > 2**26


def test_half_a_gigabyte_is_memory_too(clock: Clock) -> None:
    sensor = sensor_of(0.5, clock)
    assert sensor.route().status is Status.AVAILABLE
    assert sensor.read() is not None
