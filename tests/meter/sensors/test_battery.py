"""Batteries that Linux shows, emulated: what they say, what they do not, and when."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from equilibre.meter.computer import Computer
from equilibre.meter.counting.cross_check import CrossCheck
from equilibre.meter.platforms import files
from equilibre.meter.reading import Boundary, Kind, Status
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.battery import Battery
from tests.meter.fakes import DESKTOP, LAPTOP, VIRTUAL, Clock

VOLTS = 11.4


def supply(root: Path, name: str, **values: object) -> Path:
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, value in values.items():
        (folder / file).write_text(f"{value}\n")
    return folder


def unplugged(root: Path, name: str = "BAT0", watts: float = 12.0, **more: object) -> Path:
    values = {
        "type": "Battery",
        "status": "Discharging",
        "present": 1,
        "power_now": round(watts * 1e6),
        **more,
    }
    return supply(root, name, **values)


class Bench:
    """Batteries on a clock; the sampling thread asks ten times a second."""

    def __init__(self, root: Path, clock: Clock) -> None:
        self.root, self.clock = root, clock
        self.sensor = Battery(root, LAPTOP, clock)

    def during(self, seconds: float) -> list[Reading]:
        readings = []
        self.times: list[float] = []
        for _tick in range(round(seconds * 10)):
            self.clock.advance(0.1)
            reading = self.sensor.read()
            if reading is not None:
                readings.append(reading)
                self.times.append(self.clock())
        return readings


def test_the_power_is_added_up_over_real_times(tmp_path: Path, clock: Clock) -> None:
    unplugged(tmp_path, watts=12.0)
    bench = Bench(tmp_path, clock)
    readings = bench.during(21.0)
    joules = readings[-1].energy_joules - readings[0].energy_joules
    assert joules == pytest.approx(12.0 * (bench.times[-1] - bench.times[0]), rel=1e-6)
    assert joules > 200.0
    assert not any(reading.gap for reading in readings)


def test_it_is_read_once_a_second_at_most(tmp_path: Path, clock: Clock) -> None:
    unplugged(tmp_path)
    assert len(Bench(tmp_path, clock).during(10.0)) <= 10


def test_the_route_is_around_the_whole_computer(tmp_path: Path, clock: Clock) -> None:
    unplugged(tmp_path)
    route = Bench(tmp_path, clock).sensor.route()
    assert route.status is Status.AVAILABLE
    assert route.kind is Kind.MEASURED
    assert route.boundary is Boundary.COMPUTER
    assert route.around
    assert route.parts == ("computer",)
    assert "screen" in route.scope
    assert "our assumption" in route.scope
    assert not route.reason
    assert not route.remedy


@pytest.mark.parametrize("sign", [1, -1])
def test_without_a_power_current_times_voltage_is_taken_whatever_its_sign(
    tmp_path: Path, clock: Clock, sign: int
) -> None:
    folder = unplugged(tmp_path, current_now=sign * 1_000_000, voltage_now=round(VOLTS * 1e6))
    (folder / "power_now").unlink()
    bench = Bench(tmp_path, clock)
    joules = bench.during(11.0)[-1].energy_joules
    assert joules == pytest.approx(VOLTS * (bench.times[-1] - bench.times[0]), rel=1e-6)


def test_several_batteries_add_up_and_an_idle_one_is_left_aside(
    tmp_path: Path, clock: Clock
) -> None:
    unplugged(tmp_path, "BAT0", 7.0)
    unplugged(tmp_path, "BAT1", -5.0)
    unplugged(tmp_path, "BAT2", 0.0, status="Unknown")
    bench = Bench(tmp_path, clock)
    joules = bench.during(11.0)[-1].energy_joules
    assert joules == pytest.approx(12.0 * (bench.times[-1] - bench.times[0]), rel=1e-6)


def test_the_battery_of_a_mouse_is_not_of_the_computer(tmp_path: Path, clock: Clock) -> None:
    unplugged(tmp_path, "hid-mouse", scope="Device")
    unplugged(tmp_path, "BAT1", present=0)
    sensor = Battery(tmp_path, DESKTOP, clock)
    assert sensor.route().status is Status.ABSENT
    assert "no battery" in sensor.route().reason
    assert sensor.read() is None


@pytest.mark.parametrize(
    ("status", "online"),
    [("Charging", 1), ("Full", 1), ("Not charging", 1), ("Discharging", 1), ("Full", 0)],
)
def test_on_mains_it_waits_and_says_to_unplug(
    tmp_path: Path, clock: Clock, status: str, online: int
) -> None:
    unplugged(tmp_path, status=status)
    supply(tmp_path, "AC", type="Mains", online=online)
    bench = Bench(tmp_path, clock)
    route = bench.sensor.route()
    assert route.status is Status.WAITING
    assert "on mains" in route.reason
    assert route.remedy.startswith("Unplug the charger")
    assert bench.during(3.0) == []


def test_unplugging_begins_and_plugging_in_is_a_gap_without_energy(
    tmp_path: Path, clock: Clock
) -> None:
    folder = unplugged(tmp_path, status="Charging")
    bench = Bench(tmp_path, clock)
    bench.during(2.0)
    (folder / "status").write_text("Discharging")
    first = bench.during(5.0)
    assert not first[0].gap
    (folder / "status").write_text("Charging")
    assert bench.during(60.0) == []
    (folder / "status").write_text("Discharging")
    again = bench.during(5.0)
    assert again[0].gap
    assert again[0].energy_joules == first[-1].energy_joules
    assert not again[1].gap


@pytest.mark.parametrize("value", ["0", "", "nonsense", "nan", "65535000000"])
def test_a_value_that_says_nothing_is_a_state_and_never_a_number(
    tmp_path: Path, clock: Clock, value: str
) -> None:
    folder = unplugged(tmp_path)
    bench = Bench(tmp_path, clock)
    before = bench.during(3.0)
    (folder / "power_now").write_text(value)
    assert bench.during(3.0) == []
    route = bench.sensor.route()
    assert route.status is Status.WAITING
    assert "does not say its power" in route.reason
    assert route.remedy
    (folder / "power_now").write_text("12000000")
    after = bench.during(2.0)
    assert after[0].gap
    assert after[0].energy_joules == before[-1].energy_joules


def test_a_power_that_this_account_may_not_read_is_said_to_be_closed(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    unplugged(tmp_path)
    readable = files.open_regular

    def guarded(path: Path) -> int:
        if path.name == "power_now":
            raise PermissionError(13, "emulated", str(path))
        return readable(path)

    monkeypatch.setattr(files, "open_regular", guarded)
    bench = Bench(tmp_path, clock)
    route = bench.sensor.route()
    assert route.status is Status.NO_PERMISSION
    assert "may not read" in route.reason
    assert route.remedy.startswith("Ask the administrator")
    assert bench.during(3.0) == []
    monkeypatch.undo()
    assert bench.during(3.0)
    assert bench.sensor.route().status is Status.AVAILABLE


def test_a_battery_that_is_taken_out_is_lost_and_found_again(tmp_path: Path, clock: Clock) -> None:
    folder = unplugged(tmp_path)
    bench = Bench(tmp_path, clock)
    bench.during(2.0)
    (folder / "present").write_text("0")
    assert bench.during(2.0) == []
    assert bench.sensor.route().status is Status.LOST
    assert bench.sensor.route().reason
    (folder / "present").write_text("1")
    assert bench.during(2.0)[0].gap
    assert bench.sensor.route().status is Status.AVAILABLE


def test_the_refresh_period_is_found_live(tmp_path: Path, clock: Clock) -> None:
    folder = unplugged(tmp_path)
    bench = Bench(tmp_path, clock)
    assert bench.sensor.route().refresh_seconds == 30.0
    for renewal in range(8):
        (folder / "power_now").write_text(str(12_000_000 + renewal))
        bench.during(6.0)
    assert bench.sensor.route().refresh_seconds == pytest.approx(6.0, rel=0.2)


@pytest.mark.parametrize("charge", [False, True])
@pytest.mark.parametrize("stated", [1.0, 0.7])
def test_the_stored_energy_is_held_against_the_power(
    tmp_path: Path, clock: Clock, charge: bool, stated: float
) -> None:
    watts = 12.0
    folder = unplugged(tmp_path, watts=watts * stated, voltage_now=round(VOLTS * 1e6))
    bench = Bench(tmp_path, clock)
    microwatthours = 40_000_000.0
    for _renewal in range(25):
        bench.during(5.0)
        microwatthours -= watts * 5.0 / 3600.0 * 1e6
        if charge:
            (folder / "charge_now").write_text(str(round(microwatthours / VOLTS)))
        else:
            (folder / "energy_now").write_text(str(round(microwatthours)))
    route = bench.sensor.route()
    if stated == 1.0:
        assert route.relative_uncertainty == 0.05
        assert "our assumption" in route.scope
    else:
        assert 0.30 < route.relative_uncertainty < 0.45  # 1 / 0.7 - 1, less one step
        assert "differs by" in route.scope


@given(step=st.floats(1.0, 60.0), count=st.integers(15, 60), phase=st.floats(0.0, 1.0))
def test_the_steps_of_an_exact_store_are_never_a_disagreement(
    step: float, count: int, phase: float
) -> None:
    check = CrossCheck(10, 0.05)
    for tick in range(count * 10):
        counted = (tick / 10.0 + phase) * step
        check.hear(counted // step * step, counted)
    assert check.disagreement == 0.0


def test_a_disagreement_waits_for_ten_renewals() -> None:
    check = CrossCheck(10, 0.05)
    for tick in range(10):
        check.hear(tick * 20.0, tick * 10.0)
    assert check.disagreement == 0.0
    for tick in range(10, 30):
        check.hear(tick * 20.0, tick * 10.0)
    assert check.disagreement > 0.8


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(
            ["status", "power_now", "current_now", "voltage_now", "energy_now", "charge_now"]
        ),
        st.sampled_from(["", "0", "-1", "1e400", "é", "12000000", "Discharging", "0x7fffffff"]),
    )
)
def test_no_file_makes_it_raise(tmp_path: Path, files: dict[str, str]) -> None:
    clock = Clock()
    folder = unplugged(tmp_path, watts=12.0)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    sensor = Battery(tmp_path, LAPTOP, clock)
    for _second in range(3):
        clock.advance(1.0)
        reading = sensor.read()
        assert (reading is not None) == (sensor.route().status is Status.AVAILABLE)
        assert reading is None or reading.energy_joules >= 0.0
    sensor.close()


@pytest.mark.parametrize(
    ("computer", "word"),
    [
        (Computer("Windows", False, "", True, 8), "Windows"),
        (VIRTUAL, "virtual machine"),
        (DESKTOP, "no battery"),
    ],
)
def test_without_a_battery_the_reason_fits_the_computer(
    tmp_path: Path, computer: Computer, word: str
) -> None:
    sensor = Battery(tmp_path / "missing", computer)
    assert sensor.route().status is Status.ABSENT
    assert word in sensor.route().reason
