"""NVIDIA cards through a library that pretends."""

import pytest

from equilibre.meter.reading import Kind, Status
from equilibre.meter.sensors.nvml import Nvml
from tests.meter.fakes import Clock, FakeNvml


def joules(sensor: Nvml, clock: Clock, ticks: int = 20) -> float:
    first = sensor.read()
    last = None
    for _tick in range(ticks):
        clock.advance(0.1)
        last = sensor.read()
    assert first is not None
    assert last is not None
    return last.energy_joules - first.energy_joules


@pytest.mark.parametrize("counter", [True, False])
@pytest.mark.parametrize("instant", [True, False])
def test_energy_comes_from_the_counter_or_from_the_power(
    clock: Clock, counter: bool, instant: bool
) -> None:
    sensor = Nvml(FakeNvml(clock, counter=counter, instant=instant), clock)
    assert joules(sensor, clock) == pytest.approx(240.0, rel=1e-4)


def test_power_is_added_up_over_the_times_that_really_passed(clock: Clock) -> None:
    library = FakeNvml(clock, (100.0,), counter=False)
    sensor = Nvml(library, clock)
    sensor.read()
    library.watts = [200.0]
    clock.advance(0.37)
    reading = sensor.read()
    assert reading is not None
    assert reading.energy_joules == pytest.approx(150.0 * 0.37)


def test_two_cards_are_added_up(clock: Clock) -> None:
    sensor = Nvml(FakeNvml(clock, (120.0, 60.0)), clock)
    assert joules(sensor, clock) == pytest.approx(360.0, rel=1e-4)
    assert "2 whole graphics cards" in sensor.route().scope


@pytest.mark.parametrize(
    ("problem", "status"),
    [(12, Status.ABSENT), (9, Status.ABSENT), (4, Status.NO_PERMISSION)],
)
def test_without_library_driver_or_permission_there_is_a_sentence_and_no_number(
    clock: Clock, problem: int, status: Status
) -> None:
    sensor = Nvml(FakeNvml(clock, problem=problem), clock)
    assert sensor.route().status is status
    assert sensor.route().reason
    assert sensor.read() is None


def test_without_a_card_the_route_is_absent(clock: Clock) -> None:
    assert Nvml(FakeNvml(clock, ()), clock).route().status is Status.ABSENT


def test_a_card_that_stops_answering_is_lost_and_found_again(clock: Clock) -> None:
    library = FakeNvml(clock)
    sensor = Nvml(library, clock)
    sensor.read()
    clock.advance(0.1)
    before = sensor.read()
    library.problem = 15
    for _tick in range(60):
        clock.advance(0.1)
        assert sensor.read() is None
    assert sensor.route().status is Status.LOST
    assert sensor.route().reason
    library.problem = None
    clock.advance(3.0)
    found = sensor.read()
    assert before is not None
    assert found is not None
    assert found.gap
    assert found.energy_joules == pytest.approx(before.energy_joules)
    assert sensor.route().status is Status.AVAILABLE


def test_a_short_silence_of_a_counter_loses_no_energy(clock: Clock) -> None:
    library = FakeNvml(clock)
    sensor = Nvml(library, clock)
    before = sensor.read()
    library.problem = 999
    clock.advance(1.0)
    assert sensor.read() is None
    library.problem = None
    clock.advance(1.0)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules - before.energy_joules == pytest.approx(240.0, rel=1e-3)


def test_a_short_silence_of_a_power_is_not_metered(clock: Clock) -> None:
    library = FakeNvml(clock, counter=False)
    sensor = Nvml(library, clock)
    sensor.read()
    clock.advance(0.1)
    before = sensor.read()
    library.problem = 999
    clock.advance(1.0)
    assert sensor.read() is None
    library.problem = None
    clock.advance(1.0)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules == before.energy_joules


def test_closing_lets_the_library_go(clock: Clock) -> None:
    library = FakeNvml(clock)
    sensor = Nvml(library, clock)
    sensor.close()
    assert library.opened == 0


def test_the_real_library_without_a_card_is_a_state() -> None:
    sensor = Nvml()
    assert sensor.route().kind is Kind.MEASURED
    assert sensor.route().status in Status
    sensor.close()
