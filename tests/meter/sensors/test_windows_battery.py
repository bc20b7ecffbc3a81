"""The battery as Windows knows it, byte by byte: no Windows is needed."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.computer import Computer
from equilibre.meter.counting.whole_power import Supply
from equilibre.meter.reading import Boundary, Status
from equilibre.meter.sensors.windows_battery import (
    STATE_BYTES,
    WindowsBattery,
    battery_state,
    look,
)
from tests.meter.fakes import LAPTOP, Clock

WINDOWS = Computer("Windows", False, "", True, 8)

# A state as the header file lays it out, written by hand: on its battery, of 50 Wh, with 40 Wh
# left, giving 12.345 W.
UNPLUGGED_BYTES = bytes.fromhex(
    "00" "01" "00" "01"  # mains, present, charging, discharging
    "00000000"  # spare
    "50c30000"  # 50 000 mWh
    "409c0000"  # 40 000 mWh
    "c7cfffff"  # -12 345 mW
    "ffffffff" "00000000" "00000000"
)  # fmt: skip


class FakeBattery:
    """A battery that gives a constant power."""

    def __init__(self, clock: Clock, watts: float = 20.0) -> None:
        self.clock = clock
        self.watts = watts
        self.mains = False
        self.present = True
        self.largest = 50_000
        self.rate: int | None = None  # another one than the truth
        self.counts = 1.0  # how much of what it gives the battery counts
        self.remaining_joules = 40_000 * 3.6
        self.seconds = clock()
        self.looks = 0
        self.problem: OSError | None = None

    def __call__(self) -> bytes:
        if self.problem is not None:
            raise self.problem
        self.looks += 1
        passed_seconds = self.clock() - self.seconds
        self.seconds = self.clock()
        if not self.mains:
            self.remaining_joules -= self.watts * passed_seconds * self.counts
        return struct.pack(
            "<????4xIIiIII",
            self.mains,
            self.present,
            self.mains,
            not self.mains,
            self.largest,
            round(self.remaining_joules / 36.0) * 10,
            round(-self.watts * 1000) if self.rate is None else self.rate,
            0,
            0,
            0,
        )


def run(sensor: WindowsBattery, clock: Clock, seconds: float) -> list:
    readings = []
    for _tick in range(round(seconds * 10)):
        clock.advance(0.1)
        readings.append(sensor.read())
    return [reading for reading in readings if reading is not None]


def test_the_bytes_of_a_state_are_read() -> None:
    state = battery_state(UNPLUGGED_BYTES)
    assert state.is_present
    assert state.is_discharging
    assert not state.is_on_mains
    assert state.largest_milliwatt_hours == 50_000
    assert state.remaining_milliwatt_hours == 40_000
    assert state.rate_milliwatts == -12_345
    said = look(state)
    assert said.supply is Supply.KNOWN
    assert said.power_watts == pytest.approx(12.345)
    assert said.remaining_joules == pytest.approx(144_000)


def test_what_windows_does_not_know_is_not_a_number() -> None:
    unknown = bytearray(UNPLUGGED_BYTES)
    unknown[12:20] = bytes.fromhex("ffffffff00000080")
    state = battery_state(bytes(unknown))
    assert state.remaining_milliwatt_hours is None
    assert state.rate_milliwatts is None
    assert look(state).supply is Supply.SILENT


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    if len(data) < STATE_BYTES:
        with pytest.raises(ValueError, match="bytes"):
            battery_state(data)
    else:
        assert 0.0 <= look(battery_state(data)).power_watts <= 300.0


def test_energy_is_the_power_added_up_over_the_times_that_passed(clock: Clock) -> None:
    sensor = WindowsBattery(WINDOWS, FakeBattery(clock), clock)
    said = []
    for tick in range(600):
        clock.advance(0.07 if tick % 2 else 0.13)  # the thread is never quite on time
        reading = sensor.read()
        if reading is not None:
            said.append((clock(), reading))
    passed_seconds = said[-1][0] - said[0][0]
    assert passed_seconds > 55.0
    assert said[-1][1].energy_joules == pytest.approx(20.0 * passed_seconds)
    assert not any(reading.gap for _seconds, reading in said)


def test_the_battery_is_asked_once_a_second_at_most(clock: Clock) -> None:
    battery = FakeBattery(clock)
    sensor = WindowsBattery(WINDOWS, battery, clock)
    run(sensor, clock, 10.0)
    assert battery.looks <= 11


def test_it_is_the_whole_computer_beside_its_parts(clock: Clock) -> None:
    route = WindowsBattery(WINDOWS, FakeBattery(clock), clock).route()
    assert route.device == "computer"
    assert route.around
    assert route.boundary is Boundary.COMPUTER
    assert route.status is Status.AVAILABLE
    assert route.reason == ""


def test_on_mains_it_waits_and_says_what_to_do(clock: Clock) -> None:
    battery = FakeBattery(clock)
    battery.mains = True
    sensor = WindowsBattery(WINDOWS, battery, clock)
    assert sensor.route().status is Status.WAITING
    assert "mains" in sensor.route().reason
    assert "Unplug" in sensor.route().remedy
    assert run(sensor, clock, 3.0) == []


def test_time_on_mains_is_a_gap_without_energy(clock: Clock) -> None:
    battery = FakeBattery(clock)
    sensor = WindowsBattery(WINDOWS, battery, clock)
    before = run(sensor, clock, 10.0)[-1]
    battery.mains = True
    assert run(sensor, clock, 60.0) == []
    assert sensor.route().status is Status.WAITING
    battery.mains = False
    after = run(sensor, clock, 2.0)
    assert after[0].gap
    assert after[0].energy_joules == before.energy_joules
    assert not after[-1].gap
    assert sensor.route().status is Status.AVAILABLE


@pytest.mark.parametrize("rate", [0, 15_000, -0x80000000, -2_000_000])
def test_a_rate_that_is_no_power_is_not_shown(clock: Clock, rate: int) -> None:
    battery = FakeBattery(clock)
    battery.rate = rate
    sensor = WindowsBattery(WINDOWS, battery, clock)
    assert sensor.route().status is Status.WAITING
    assert "does not say its power" in sensor.route().reason
    assert run(sensor, clock, 3.0) == []


def test_a_battery_that_counts_in_shares_is_not_believed(clock: Clock) -> None:
    battery = FakeBattery(clock)
    battery.largest = 100
    assert WindowsBattery(WINDOWS, battery, clock).route().status is Status.WAITING


def test_a_computer_without_battery_says_so(clock: Clock) -> None:
    battery = FakeBattery(clock)
    battery.present = False
    sensor = WindowsBattery(WINDOWS, battery, clock)
    assert sensor.route().status is Status.ABSENT
    assert "no battery" in sensor.route().reason
    battery.present = True
    assert run(sensor, clock, 3.0) == []


def test_where_access_is_denied_there_is_a_sentence_and_no_number(clock: Clock) -> None:
    battery = FakeBattery(clock)
    battery.problem = PermissionError(5, "CallNtPowerInformation")
    sensor = WindowsBattery(WINDOWS, battery, clock)
    assert sensor.route().status is Status.NO_PERMISSION
    assert sensor.route().reason
    assert run(sensor, clock, 3.0) == []


def test_a_battery_that_stops_answering_is_lost_and_found_again(clock: Clock) -> None:
    battery = FakeBattery(clock)
    sensor = WindowsBattery(WINDOWS, battery, clock)
    before = run(sensor, clock, 10.0)[-1]
    battery.problem = OSError(31, "")
    assert run(sensor, clock, 10.0) == []
    assert sensor.route().status is Status.LOST
    assert sensor.route().reason
    battery.problem = None
    after = run(sensor, clock, 5.0)
    assert after[0].gap
    assert after[0].energy_joules == before.energy_joules
    assert sensor.route().status is Status.AVAILABLE


def test_a_sleep_of_the_computer_is_not_metered(clock: Clock) -> None:
    sensor = WindowsBattery(WINDOWS, FakeBattery(clock), clock)
    before = run(sensor, clock, 10.0)[-1]
    clock.advance(3600.0)
    after = sensor.read()
    assert after is not None
    assert after.gap
    assert after.energy_joules == before.energy_joules


def test_the_time_between_two_values_is_found_by_watching(clock: Clock) -> None:
    battery = FakeBattery(clock)
    sensor = WindowsBattery(WINDOWS, battery, clock)
    assert sensor.route().refresh_seconds == 30.0
    for step in range(6):
        battery.watts = 20.0 + step
        run(sensor, clock, 8.0)
    assert sensor.route().refresh_seconds == pytest.approx(8.0, rel=0.05)


def test_a_battery_that_loses_more_than_it_says_is_less_certain(clock: Clock) -> None:
    battery = FakeBattery(clock)
    sensor = WindowsBattery(WINDOWS, battery, clock)
    run(sensor, clock, 120.0)
    assert sensor.route().relative_uncertainty == 0.05
    battery.counts = 1.3
    run(sensor, clock, 1200.0)
    assert sensor.route().relative_uncertainty == pytest.approx(0.27, abs=0.04)
    assert "differs by" in sensor.route().scope


def test_on_another_system_nothing_is_looked_at(clock: Clock) -> None:
    def refuse() -> bytes:
        raise AssertionError("this is Linux")

    sensor = WindowsBattery(LAPTOP, refuse, clock)
    assert sensor.route().status is Status.ABSENT
    assert "Windows" in sensor.route().reason
    assert run(sensor, clock, 3.0) == []


def test_windows_without_the_library_is_a_state(clock: Clock) -> None:
    route = WindowsBattery(WINDOWS, clock=clock).route()
    assert route.status is Status.ABSENT
    assert route.remedy == ""
