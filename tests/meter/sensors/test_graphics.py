"""Graphics cards of AMD and Intel as their Linux drivers show them, emulated."""

import os
from pathlib import Path

import pytest

from equilibre.meter.computer import Computer
from equilibre.meter.platforms.monitors import chips
from equilibre.meter.reading import Boundary, Status
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.graphics import Graphics
from tests.meter.fakes import DESKTOP, Clock


def hwmon(root: Path, number: int, name: str, **values: object) -> Path:
    folder = root / f"hwmon{number}"
    (folder / "device" / "power").mkdir(parents=True, exist_ok=True)
    (folder / "name").write_text(f"{name}\n")
    for file, value in values.items():
        (folder / file).write_text(f"{value}\n")
    return folder


def amd(root: Path, number: int = 0, watts: float = 120.0, **more: object) -> Path:
    values = {"power1_average": round(watts * 1e6), "power1_cap": 250_000_000, **more}
    return hwmon(root, number, "amdgpu", **values)


class Bench:
    """Cards on a clock; counters advance by their watts."""

    def __init__(self, root: Path, clock: Clock) -> None:
        self.clock = clock
        self.counters: list[tuple[Path, float]] = []
        self.sensor = Graphics(root, DESKTOP, clock)

    def during(self, seconds: float) -> list[Reading]:
        readings = []
        for _tick in range(round(seconds * 10)):
            self.clock.advance(0.1)
            for path, watts in self.counters:
                path.write_text(str(int(path.read_text()) + round(watts * 1e5)))
            readings.append(self.sensor.read())
        return [reading for reading in readings if reading is not None]


def counted(readings: list[Reading]) -> float:
    return readings[-1].energy_joules - readings[0].energy_joules


def test_the_power_of_an_amd_card_is_added_up(tmp_path: Path, clock: Clock) -> None:
    amd(tmp_path)
    bench = Bench(tmp_path, clock)
    assert counted(bench.during(2.1)) == pytest.approx(240.0, rel=1e-6)
    route = bench.sensor.route()
    assert route.status is Status.AVAILABLE
    assert route.device == "gpu"
    assert route.boundary is Boundary.PARTS
    assert route.unit == "µW"
    assert "added up" in route.scope
    assert not route.reason


def test_where_there_is_no_average_the_power_of_the_moment_is_read(
    tmp_path: Path, clock: Clock
) -> None:
    folder = amd(tmp_path, power1_input=80_000_000)
    (folder / "power1_average").unlink()
    assert counted(Bench(tmp_path, clock).during(1.1)) == pytest.approx(80.0, rel=1e-6)


@pytest.mark.parametrize("driver", ["i915", "xe"])
def test_the_counter_of_an_intel_card_comes_before_anything_else(
    tmp_path: Path, clock: Clock, driver: str
) -> None:
    folder = hwmon(tmp_path, 0, driver, energy1_input=5_000_000, energy2_input=1, power1_average=1)
    bench = Bench(tmp_path, clock)
    bench.counters = [(folder / "energy1_input", 60.0), (folder / "energy2_input", 40.0)]
    assert counted(bench.during(2.1)) == pytest.approx(120.0, rel=1e-6)
    assert bench.sensor.route().unit == "µJ"


def test_the_chip_of_a_card_is_read_where_the_card_itself_says_nothing(
    tmp_path: Path, clock: Clock
) -> None:
    folder = hwmon(tmp_path, 0, "xe", energy2_input=5_000_000)
    bench = Bench(tmp_path, clock)
    bench.counters = [(folder / "energy2_input", 40.0)]
    assert counted(bench.during(2.1)) == pytest.approx(80.0, rel=1e-6)
    assert "its chip" in bench.sensor.route().scope


def test_parts_of_an_intel_card_are_not_added_to_it(tmp_path: Path, clock: Clock) -> None:
    hwmon(tmp_path, 0, "i915_gt0", energy1_input=1)
    hwmon(tmp_path, 1, "coretemp")
    assert Bench(tmp_path, clock).sensor.route().status is Status.ABSENT


def test_several_cards_add_up(tmp_path: Path, clock: Clock) -> None:
    amd(tmp_path, 0, 120.0)
    folder = hwmon(tmp_path, 1, "xe", energy1_input=7)
    bench = Bench(tmp_path, clock)
    bench.counters = [(folder / "energy1_input", 60.0)]
    assert counted(bench.during(2.1)) == pytest.approx(360.0, rel=1e-6)
    assert "2 whole graphics cards" in bench.sensor.route().scope


@pytest.mark.parametrize("more", [{}, {"power1_cap": 15_000_000}])
def test_graphics_inside_the_processor_are_not_added_and_said_so(
    tmp_path: Path, clock: Clock, more: dict[str, int]
) -> None:
    hwmon(tmp_path, 0, "amdgpu", power1_average=9_000_000, in1_label="vddnb", **more)
    bench = Bench(tmp_path, clock)
    route = bench.sensor.route()
    assert route.status is Status.ABSENT
    assert "figure of the processor" in route.reason
    assert bench.during(1.0) == []
    amd(tmp_path, 1)
    beside = Graphics(tmp_path, DESKTOP, clock).route()
    assert beside.status is Status.AVAILABLE
    assert "figure of the processor" in beside.scope


def test_graphics_of_which_it_cannot_be_told_are_not_added_and_said_so(
    tmp_path: Path, clock: Clock
) -> None:
    hwmon(tmp_path, 0, "amdgpu", power1_average=9_000_000)
    route = Bench(tmp_path, clock).sensor.route()
    assert route.status is Status.ABSENT
    assert "cannot be told" in route.reason


def test_a_card_that_sleeps_is_not_read_and_not_lost(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = amd(tmp_path)
    state = folder / "device" / "power" / "runtime_status"
    state.write_text("suspended\n")
    touched: list[Path] = []
    open_file = os.open

    def watched(path: Path, flags: int) -> int:
        touched.append(path)
        return open_file(path, flags)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", watched)
        bench = Bench(tmp_path, clock)
        assert bench.during(20.0) == []
    assert state in touched
    assert folder / "power1_average" not in touched
    assert bench.sensor.route().status is Status.AVAILABLE
    assert "not woken" in bench.sensor.route().scope
    state.write_text("active\n")
    awake = bench.during(1.1)
    assert counted(awake) == pytest.approx(120.0, rel=1e-6)
    state.write_text("suspended\n")
    bench.during(5.0)
    state.write_text("active\n")
    again = bench.during(1.0)
    assert again[0].gap
    assert again[0].energy_joules == awake[-1].energy_joules


def test_read_errors_are_a_gap_and_in_the_end_a_lost_card(tmp_path: Path, clock: Clock) -> None:
    folder = amd(tmp_path)
    bench = Bench(tmp_path, clock)
    before = bench.during(1.0)
    (folder / "power1_average").write_text("")
    assert bench.during(2.0) == []
    assert bench.sensor.route().status is Status.AVAILABLE
    assert bench.during(5.0) == []
    assert bench.sensor.route().status is Status.LOST
    assert bench.sensor.route().reason
    (folder / "power1_average").write_text("120000000")
    after = bench.during(3.0)
    assert bench.sensor.route().status is Status.AVAILABLE
    assert after[0].gap
    assert after[0].energy_joules == before[-1].energy_joules


def test_a_counter_that_never_moves_is_none(tmp_path: Path, clock: Clock) -> None:
    hwmon(tmp_path, 0, "i915", energy1_input=5)
    bench = Bench(tmp_path, clock)
    bench.during(8.0)
    assert bench.sensor.route().status is Status.ABSENT
    assert "does not move" in bench.sensor.route().reason


def test_a_closed_card_says_so(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = amd(tmp_path)
    open_file = os.open

    def refused(path: Path, flags: int) -> int:
        if path == folder / "power1_average":
            raise PermissionError(13, "emulated")
        return open_file(path, flags)

    monkeypatch.setattr(os, "open", refused)
    route = Graphics(tmp_path, DESKTOP, clock).route()
    assert route.status is Status.NO_PERMISSION
    assert route.reason
    assert route.remedy


def test_elsewhere_the_reason_names_the_system(tmp_path: Path) -> None:
    sensor = Graphics(tmp_path / "missing", Computer("macOS", False, "", True, 8))
    assert "macOS" in sensor.route().reason
    assert sensor.read() is None
    sensor.close()


def test_every_chip_of_the_table_has_its_source() -> None:
    assert {chip.sensor for chip in chips().values()} == {"graphics", "board", "power_meter"}
    for chip in chips().values():
        assert len(chip.source) > 40
        assert chip.files or chip.sensor == "board"


@pytest.mark.parametrize("microwatts", [-5, 9_999_999_999_999_999])
def test_a_power_that_no_card_draws_is_none(tmp_path: Path, clock: Clock, microwatts: int) -> None:
    folder = amd(tmp_path, power1_average=microwatts)
    route = Graphics(tmp_path, DESKTOP, clock).route()
    assert route.status is Status.ABSENT
    assert "says nothing" in route.reason
    (folder / "power1_average").write_text("120000000")
    bench = Bench(tmp_path, clock)
    before = bench.during(1.0)
    (folder / "power1_average").write_text(str(microwatts))
    assert bench.during(1.0) == []
    (folder / "power1_average").write_text("120000000")
    after = bench.during(1.0)
    assert after[0].gap
    assert after[0].energy_joules == before[-1].energy_joules
