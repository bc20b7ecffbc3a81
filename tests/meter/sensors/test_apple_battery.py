"""The battery as macOS lists it: no Mac is needed."""

import plistlib
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.computer import Computer
from equilibre.meter.counting.whole_power import Supply
from equilibre.meter.reading import Boundary, Status
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.apple_battery import AppleBattery, battery_properties, look
from tests.meter.fakes import LAPTOP, Clock

MAC = Computer("macOS", False, "", True, 8)
MINUS_1000_MILLIAMPERES = (1 << 64) - 1000

# A listing as ioreg writes it, on its battery: 1000 mA leave it at 12 V.
LISTING = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"
  "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<array>
  <dict>
    <key>BatteryInstalled</key><true/>
    <key>ExternalConnected</key><false/>
    <key>InstantAmperage</key><integer>18446744073709550616</integer>
    <key>Amperage</key><integer>18446744073709550116</integer>
    <key>Voltage</key><integer>12000</integer>
    <key>BatteryData</key><dict><key>SystemPower</key><integer>11800</integer></dict>
  </dict>
</array>
</plist>
"""


def properties(**changes: Any) -> dict[str, Any]:
    known = {
        "BatteryInstalled": True,
        "ExternalConnected": False,
        "InstantAmperage": MINUS_1000_MILLIAMPERES,
        "Voltage": 12_000,
        **changes,
    }
    return {key: value for key, value in known.items() if value is not None}


class FakeIoreg:
    """A Mac whose battery is asked by a command."""

    def __init__(self, **changes: Any) -> None:
        self.changes = changes
        self.problem: OSError | None = None
        self.output: bytes | None = None
        self.looks = 0

    def __call__(self) -> bytes:
        self.looks += 1
        if self.problem is not None:
            raise self.problem
        return plistlib.dumps([properties(**self.changes)]) if self.output is None else self.output


def run(sensor: AppleBattery, clock: Clock, seconds: float) -> list[Reading]:
    readings = []
    for _tick in range(round(seconds * 10)):
        clock.advance(0.1)
        readings.append(sensor.read())
    return [reading for reading in readings if reading is not None]


def test_a_listing_is_read_with_its_negative_numbers() -> None:
    said = look(battery_properties(LISTING))
    assert said.supply is Supply.KNOWN
    assert said.power_watts == pytest.approx(12.0)


def test_a_listing_with_a_sign_is_read_too() -> None:
    assert look(properties(InstantAmperage=-1000)).power_watts == pytest.approx(12.0)


def test_the_mean_current_stands_in_for_the_present_one() -> None:
    said = look(properties(InstantAmperage=None, Amperage=(1 << 64) - 1500))
    assert said.power_watts == pytest.approx(18.0)


@pytest.mark.parametrize(
    ("said", "watts"),
    [
        (9_500, 9.5),  # milliwatts
        (int.from_bytes(struct.pack("<f", 9.5), "little"), 9.5),  # the bits of a number
    ],
)
def test_without_a_current_the_power_of_the_system_is_taken(said: int, watts: float) -> None:
    seen = look(properties(InstantAmperage=0, BatteryData={"SystemPower": said}))
    assert seen.supply is Supply.KNOWN
    assert seen.power_watts == pytest.approx(watts)


@pytest.mark.parametrize(
    "changes",
    [
        {"InstantAmperage": 0},
        {"InstantAmperage": 500},
        {"InstantAmperage": None},
        {"InstantAmperage": "1000"},
        {"Voltage": None},
        {"Voltage": 0},
        {"InstantAmperage": (1 << 64) - 90_000},  # a kilowatt
        {"InstantAmperage": 0, "BatteryData": {"SystemPower": 0x7F800000}},  # infinite
        {"InstantAmperage": 0, "BatteryData": {"SystemPower": 0x7FC00000}},  # not a number
        {"InstantAmperage": 0, "BatteryData": {"SystemPower": 1 << 40}},
        {"InstantAmperage": 0, "BatteryData": [1, 2]},
    ],
)
def test_what_is_no_power_is_not_shown(changes: dict[str, Any]) -> None:
    assert look(properties(**changes)).supply is Supply.SILENT


@given(
    st.dictionaries(
        st.sampled_from(
            ["ExternalConnected", "InstantAmperage", "Amperage", "Voltage", "BatteryData"]
        ),
        st.one_of(
            st.integers(-(1 << 65), 1 << 65),
            st.booleans(),
            st.text(max_size=3),
            st.none(),
            st.fixed_dictionaries({"SystemPower": st.integers(-(1 << 65), 1 << 65)}),
        ),
    )
)
def test_whatever_the_listing_holds_a_power_is_believable(found: dict[str, Any]) -> None:
    said = look(found)
    assert 0.0 <= said.power_watts <= 300.0
    assert (said.power_watts > 0.0) == (said.supply is Supply.KNOWN)


@given(st.binary(max_size=60))
def test_any_output_is_read_or_refused(output: bytes) -> None:
    try:
        battery_properties(output)
    except ValueError:
        assert output.strip()


def test_energy_is_the_power_added_up_and_the_command_is_rare(clock: Clock) -> None:
    ioreg = FakeIoreg()
    sensor = AppleBattery(MAC, ioreg, clock)
    readings = run(sensor, clock, 120.0)
    assert 10 <= ioreg.looks <= 13
    each_joules = readings[1].energy_joules - readings[0].energy_joules
    assert each_joules == pytest.approx(12.0 * 10.0, rel=0.02)
    assert not any(reading.gap for reading in readings)


def test_it_is_the_whole_computer_beside_its_parts(clock: Clock) -> None:
    route = AppleBattery(MAC, FakeIoreg(), clock).route()
    assert (route.device, route.around, route.boundary) == ("computer", True, Boundary.COMPUTER)
    assert route.status is Status.AVAILABLE
    assert route.refresh_seconds >= 10.0


def test_on_mains_it_waits_and_the_time_is_a_gap(clock: Clock) -> None:
    ioreg = FakeIoreg()
    sensor = AppleBattery(MAC, ioreg, clock)
    before = run(sensor, clock, 40.0)[-1]
    ioreg.changes = {"ExternalConnected": True}
    assert run(sensor, clock, 60.0) == []
    assert sensor.route().status is Status.WAITING
    assert "Unplug" in sensor.route().remedy
    ioreg.changes = {}
    after = run(sensor, clock, 30.0)
    assert after[0].gap
    assert after[0].energy_joules == before.energy_joules


@pytest.mark.parametrize("output", [b"", b"\n", plistlib.dumps([])])
def test_a_mac_without_battery_says_so(clock: Clock, output: bytes) -> None:
    ioreg = FakeIoreg()
    ioreg.output = output
    sensor = AppleBattery(MAC, ioreg, clock)
    assert sensor.route().status is Status.ABSENT
    assert "no battery" in sensor.route().reason
    assert run(sensor, clock, 30.0) == []
    assert ioreg.looks == 1


def test_a_command_that_fails_is_lost_and_asked_again(clock: Clock) -> None:
    ioreg = FakeIoreg()
    sensor = AppleBattery(MAC, ioreg, clock)
    run(sensor, clock, 30.0)
    ioreg.problem = OSError("ioreg gives no answer")
    assert run(sensor, clock, 60.0) == []
    assert sensor.route().status is Status.LOST
    ioreg.problem = None
    assert run(sensor, clock, 60.0)[0].gap
    assert sensor.route().status is Status.AVAILABLE


def test_on_another_system_nothing_is_looked_at(clock: Clock) -> None:
    ioreg = FakeIoreg()
    sensor = AppleBattery(LAPTOP, ioreg, clock)
    assert sensor.route().status is Status.ABSENT
    assert "macOS" in sensor.route().reason
    assert sensor.route().remedy == ""
    assert run(sensor, clock, 30.0) == []
    assert ioreg.looks == 0


def test_a_mac_without_the_command_is_a_state(clock: Clock) -> None:
    assert AppleBattery(MAC, clock=clock).route().status is Status.ABSENT
