"""The thread that reads the sensors."""

import logging
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.meter.catalogue import open_sensors
from equilibre.meter.emulation import EmulatedPowercap
from equilibre.meter.reading import Kind, Sample, Status
from equilibre.meter.sampler import Sampler, boot_seconds
from equilibre.meter.selection import Sensors, chosen
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.powercap import Powercap
from equilibre.meter.sensors.processor_estimate import ProcessorEstimate
from equilibre.meter.track import Track
from tests.meter.fakes import DESKTOP, Clock, FakeSensor, route

on_linux = pytest.mark.skipif(sys.platform == "win32", reason="powercap is of Linux")


def sampler_of(sensor: FakeSensor, clock: Clock) -> Sampler:
    return Sampler(Sensors((sensor,), (sensor,)), clock=clock, boot_clock=lambda: None)


def ticks(sampler: Sampler, clock: Clock, count: int) -> list[Sample]:
    for _tick in range(count):
        sampler.tick()
        clock.advance(0.1)
    return sampler.drain()


@on_linux
def test_power_is_energy_over_the_time_that_really_passed(tmp_path: Path, clock: Clock) -> None:
    tree = EmulatedPowercap(tmp_path, clock=clock)
    sensor = Powercap(tmp_path, DESKTOP, clock=clock)
    sampler = Sampler(Sensors((sensor,), (sensor,)), clock=clock, boot_clock=lambda: None)
    for seconds in (0.1, 0.1, 0.23, 0.07, 0.4, 0.1):
        tree.advance(seconds)
        clock.advance(seconds)
        sampler.tick()
    samples = sampler.drain()
    assert samples[0].power_watts is None
    assert [sample.power_watts for sample in samples[1:]] == [pytest.approx(38.75, rel=1e-4)] * 5


def test_a_reading_just_after_another_gives_no_noisy_power(clock: Clock) -> None:
    sampler = sampler_of(FakeSensor(route(), clock), clock)
    ticks(sampler, clock, 3)
    sampler.tick()
    clock.advance(0.002)
    sampler.tick()
    assert [sample.power_watts for sample in sampler.drain()] == [pytest.approx(10.0)] * 2


def test_the_power_is_of_two_refreshes_also_where_they_are_found_to_be_slower(
    clock: Clock,
) -> None:
    sensor = FakeSensor(route(refresh=0.1), clock)
    sampler = sampler_of(sensor, clock)
    ticks(sampler, clock, 30)
    sensor.who = route(refresh=1.0)  # its counter moves once a second from now on
    steady, sensor.watts = sensor.watts, 0.0
    powers = []
    for tick in range(100):
        sensor.watts = steady * (clock() // 1.0) / clock()
        samples = ticks(sampler, clock, 1)
        powers += [one.power_watts for one in samples if tick > 50]
    assert min(power or 0.0 for power in powers) >= 0.45 * steady
    assert max(power or 0.0 for power in powers) <= 1.6 * steady


def test_a_thousand_readings_in_a_second_leave_the_power_known(clock: Clock) -> None:
    sampler = sampler_of(FakeSensor(route(refresh=0.1), clock), clock)
    ticks(sampler, clock, 5)
    for _reading in range(1000):
        clock.advance(0.001)
        sampler.tick()
    assert [one.power_watts for one in sampler.drain()] == [pytest.approx(10.0)] * 1000


def test_a_lost_sensor_leaves_a_gap_and_never_a_zero(clock: Clock) -> None:
    sensor = FakeSensor(route(), clock)
    sampler = sampler_of(sensor, clock)
    before = ticks(sampler, clock, 5)
    sensor.silent = True
    assert ticks(sampler, clock, 5) == []
    sensor.silent, sensor.gap = False, True
    after = ticks(sampler, clock, 5)
    assert after[0].gap
    assert after[0].power_watts is None
    assert not after[1].gap
    assert after[1].power_watts == pytest.approx(10.0)
    assert after[0].energy_joules >= before[-1].energy_joules


def test_a_sleep_of_the_computer_is_not_metered(clock: Clock) -> None:
    sampler = sampler_of(FakeSensor(route(), clock), clock)
    before = ticks(sampler, clock, 3)
    clock.advance(3600.0)
    after = ticks(sampler, clock, 3)
    assert after[0].gap
    assert after[0].energy_joules == before[-1].energy_joules
    assert after[1].power_watts == pytest.approx(10.0)


def test_a_sleep_that_the_clock_does_not_show_is_seen_by_the_clock_of_the_boot(
    clock: Clock,
) -> None:
    slept = [0.0]
    sensor = FakeSensor(route(), clock)
    sampler = Sampler(
        Sensors((sensor,), (sensor,)), clock=clock, boot_clock=lambda: clock() + slept[0]
    )
    assert not any(sample.gap for sample in ticks(sampler, clock, 3))
    slept[0] = 3600.0
    assert [sample.gap for sample in ticks(sampler, clock, 3)] == [True, False, False]


def test_a_sensor_that_raises_stops_neither_the_others_nor_the_thread(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = FakeSensor(route("bad"), clock), FakeSensor(route("good"), clock)
    bad.problem = ZeroDivisionError()
    sampler = Sampler(Sensors((bad, good), (bad, good)), clock=clock, boot_clock=lambda: None)
    with caplog.at_level(logging.ERROR):
        samples = ticks(sampler, clock, 3)
    assert {sample.route for sample in samples} == {"good"}
    assert len(caplog.records) == 1


def test_reading_at_a_border_does_not_wait_for_the_next_tick() -> None:
    sensor = FakeSensor(route(), Clock())
    sensor.clock = time.monotonic  # type: ignore[assignment]
    sampler = Sampler(Sensors((sensor,), (sensor,)), period_seconds=3600.0)
    sampler.start()
    assert sampler.read_now(wait_seconds=60.0)
    sampler.drain()
    assert sampler.read_now(wait_seconds=60.0)
    assert len(sampler.drain()) == 1
    sampler.stop()
    assert sensor.closed


def test_a_driver_that_never_answers_is_lost_and_nobody_waits_for_it(clock: Clock) -> None:
    class Stuck(FakeSensor):
        def read(self) -> Reading | None:
            asked.set()
            answer.wait(10.0)
            return None

    asked, answer = threading.Event(), threading.Event()
    sensor = Stuck(route("nvml", "gpu"), clock)
    sampler = Sampler(Sensors((sensor,), (sensor,)), clock=clock, boot_clock=lambda: None)
    thread = threading.Thread(target=sampler.tick)
    thread.start()
    assert asked.wait(10.0)
    assert sampler.routes()[0].status is Status.AVAILABLE
    clock.advance(3.0)
    assert sampler.routes()[0].status is Status.LOST
    assert sampler.routes()[0].reason
    assert not sampler.read_now()
    answer.set()
    thread.join()


def test_routes_are_empty_until_the_thread_has_opened_the_sensors() -> None:
    assert Sampler(open_sensors).routes() == ()


def test_what_nobody_collects_does_not_fill_the_memory(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("equilibre.meter.sampler.LARGEST_BACKLOG", 10)
    assert len(ticks(sampler_of(FakeSensor(route(), clock), clock), clock, 25)) == 10


def test_the_estimate_is_used_only_where_nothing_measures_the_processor(clock: Clock) -> None:
    measured = FakeSensor(route(), clock)
    card = FakeSensor(route("nvml", "gpu"), clock)
    guess = ProcessorEstimate(DESKTOP, lambda: 0.0, clock)
    assert chosen((measured, card, guess)).active == (measured, card)
    closed = FakeSensor(route(status=Status.NO_PERMISSION), clock)
    sensors = chosen((closed, guess))
    assert sensors.active == (guess,)
    assert [found.key for found in sensors.routes()] == ["powercap", "estimate"]


def test_a_lost_sensor_is_not_replaced_by_the_estimate(clock: Clock) -> None:
    measured = FakeSensor(route(), clock)
    sampler = Sampler(
        chosen((measured, ProcessorEstimate(DESKTOP, lambda: 0.0, clock))),
        clock=clock,
        boot_clock=lambda: None,
    )
    ticks(sampler, clock, 2)
    measured.silent, measured.who = True, route(status=Status.LOST)
    assert ticks(sampler, clock, 20) == []
    assert [found.status for found in sampler.active_routes()] == [Status.LOST]


def test_other_sensors_take_the_place_of_those_in_use_and_the_energy_of_a_route_goes_on(
    clock: Clock,
) -> None:
    before, after = FakeSensor(route(), clock), FakeSensor(route(factor=1.2), clock)
    sampler = sampler_of(before, clock)
    old = ticks(sampler, clock, 3)
    sampler.reopen(lambda: Sensors((after,), (after,)))
    new = ticks(sampler, clock, 3)
    assert before.closed
    assert not after.closed
    assert [one.factor for one in sampler.active_routes()] == [1.2]
    assert [one.gap for one in new] == [True, False, False]
    energies = [one.energy_joules for one in (*old, *new)]
    assert energies == sorted(energies)
    assert new[0].energy_joules == old[-1].energy_joules
    assert new[1].energy_joules > new[0].energy_joules


def test_sensors_that_cannot_be_opened_anew_leave_those_in_use(clock: Clock) -> None:
    sensor = FakeSensor(route(), clock)
    sampler = sampler_of(sensor, clock)

    def broken() -> Sensors:
        raise OSError

    sampler.reopen(broken)
    assert ticks(sampler, clock, 1)
    assert not sensor.closed


def test_every_route_is_listed_with_a_scope_and_a_reason_if_it_cannot_be_read() -> None:
    sensors = open_sensors()
    keys = [found.key for found in sensors.routes()]
    assert len(set(keys)) == len(keys)
    assert [key for key in keys if key in ("powercap", "nvml", "battery", "estimate")] == [
        "powercap",
        "nvml",
        "battery",
        "estimate",
    ], "the order of preference"
    for found in sensors.routes():
        assert found.name
        assert found.scope
        assert bool(found.reason) is (found.status is not Status.AVAILABLE)
        assert (found.factor > 1.0) is (found.kind is Kind.ESTIMATED)
    sensors.close()


@pytest.mark.parametrize("unit", ["µW", "mW", "W", "V × A", "mA × mV"])
def test_a_sensor_that_is_asked_for_its_power_has_one_from_its_second_reading(
    clock: Clock, unit: str
) -> None:
    battery = replace(route("battery", "computer", refresh=30.0), unit=unit, around=True)
    sampler = sampler_of(FakeSensor(battery, clock, watts=12.0), clock)
    assert [one.power_watts for one in ticks(sampler, clock, 3)] == [
        None,
        pytest.approx(12.0),
        pytest.approx(12.0),
    ]


def test_where_one_sensor_gives_way_the_others_go_on_as_they_were(clock: Clock) -> None:
    sensors = tuple(
        FakeSensor(route(key, device), clock)
        for key, device in (("powercap", "cpu"), ("memory", "memory"), ("nvml", "gpu"))
    )
    sampler = Sampler(Sensors(sensors, sensors), clock=clock, boot_clock=lambda: None)
    before = ticks(sampler, clock, 2)
    sensors[1].silent = True
    sensors[1].who = replace(sensors[1].who, status=Status.ABSENT)
    after = ticks(sampler, clock, 3)
    assert {sample.route for sample in before} == {"powercap", "memory", "nvml"}
    assert [sample.route for sample in after[-2:]] == ["powercap", "nvml"]
    assert not any(sample.gap for sample in after)
    assert all(sample.power_watts == pytest.approx(10.0) for sample in after)


def test_a_slow_reader_whose_computer_did_not_sleep_has_no_gap(clock: Clock) -> None:
    sensor = FakeSensor(route(), clock)
    sampler = Sampler(Sensors((sensor,), (sensor,)), clock=clock, boot_clock=clock)
    for _tick in range(3):
        sampler.tick()
        clock.advance(2.0)
    assert [sample.gap for sample in sampler.drain()] == [False] * 3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the clock is of Linux")
def test_linux_tells_how_long_the_computer_has_been_on_and_asleep() -> None:
    awake = time.monotonic()
    asleep_too = boot_seconds()
    assert asleep_too is not None
    assert asleep_too >= awake


def test_a_power_is_that_of_the_last_readings_and_not_of_those_before() -> None:
    who = route()
    track = Track(FakeSensor(who, Clock()), who, 0.1)
    joules, powers = 0.0, []
    for number in range(1, 41):
        watts = 10.0 if number <= 30 else 50.0
        joules += watts * 0.1
        powers.append(track.sample(Reading(joules), number * 0.1).power_watts)
    assert powers[1:30] == [pytest.approx(10.0)] * 29
    assert powers[30:] == [pytest.approx(50.0)] * 10
