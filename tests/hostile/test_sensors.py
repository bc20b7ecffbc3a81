"""Whatever the files of a system's sensors say, or are: a number that can be one, or a state."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from equilibre.meter.computer import Computer
from equilibre.meter.platforms.zones import zone_places
from equilibre.meter.reading import Status
from equilibre.meter.sensor import Sensor
from equilibre.meter.sensors.battery import Battery
from equilibre.meter.sensors.board import Board
from equilibre.meter.sensors.graphics import Graphics
from equilibre.meter.sensors.power_meter import AcpiPowerMeter
from equilibre.meter.sensors.powercap import Powercap
from tests.hostile.corpus import THINGS, plant
from tests.meter.fakes import Clock

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="these files are of Linux"),
    pytest.mark.timeout(30),
]
LAPTOP = Computer("Linux", False, "", True, 4, "a processor")
MOST_JOULES = 1e5
TREE = {
    "powercap/intel-rapl:0": {
        "name": "package-0",
        "energy_uj": "5000000",
        "max_energy_range_uj": "262143328850",
        "constraint_0_max_power_uw": "65000000",
    },
    "powercap/intel-rapl:0:0": {"name": "dram", "energy_uj": "7"},
    "hwmon/hwmon0": {
        "name": "amdgpu",
        "power1_cap": "9000000",
        "power1_average": "10000000",
        "energy1_input": "100",
    },
    "hwmon/hwmon1": {"name": "ina3221", "in1_input": "5000", "curr1_input": "600"},
    "hwmon/hwmon2": {"name": "power_meter", "power1_average": "20000000"},
    "power_supply/BAT0": {
        "type": "Battery",
        "status": "Discharging",
        "power_now": "9000000",
        "voltage_now": "12000000",
        "energy_now": "40000000",
        "present": "1",
    },
    "power_supply/AC": {"type": "Mains", "online": "0"},
}
SAID = ("", "-1", "9223372036854775808", "9" * 5000, "1e999", "nan", "٣", "\0", "\udcff")
PLACES = [f"{folder}/{name}" for folder, files in TREE.items() for name in files]


def build(root: Path) -> None:
    for folder, files in TREE.items():
        (root / folder).mkdir(parents=True)
        for name, text in files.items():
            (root / folder / name).write_text(text)


class Bench:
    """The sensors of a tree, read once a second by a clock of ours."""

    def __init__(self, root: Path) -> None:
        self.clock = Clock()
        self.sensors: dict[str, Sensor] = {
            "powercap": Powercap(root / "powercap", LAPTOP, clock=self.clock),
            "graphics": Graphics(root / "hwmon", LAPTOP, self.clock),
            "board": Board(root / "hwmon", LAPTOP, self.clock),
            "power meter": AcpiPowerMeter(root / "hwmon", LAPTOP, self.clock),
            "battery": Battery(root / "power_supply", LAPTOP, self.clock),
        }

    def joules(self, seconds: int = 4) -> dict[str, float]:
        """Return the energies that the sensors counted in the next *seconds*, where they did."""
        counted: dict[str, list[float]] = {name: [] for name in self.sensors}
        for _second in range(seconds):
            self.clock.advance(1.0)
            for name, sensor in self.sensors.items():
                if sensor.route().status in (Status.AVAILABLE, Status.WAITING):
                    reading = sensor.read()
                    if reading is not None:
                        counted[name].append(reading.energy_joules)
        return {name: all_[-1] - all_[0] for name, all_ in counted.items() if all_}


@contextmanager
def reading(root: Path) -> Iterator[Bench]:
    bench = Bench(root)
    yield bench
    for sensor in bench.sensors.values():
        sensor.close()


def is_possible(joules: dict[str, float]) -> bool:
    return all(0.0 <= one <= MOST_JOULES for one in joules.values())


def test_the_sensors_of_the_tree_are_read(tmp_path: Path) -> None:
    build(tmp_path)
    with reading(tmp_path) as bench:
        joules = bench.joules()
    assert joules["battery"] == pytest.approx(9.0 * 3)
    assert joules["power meter"] == pytest.approx(20.0 * 3)
    assert joules["board"] == pytest.approx(3.0 * 3)


@pytest.mark.parametrize("place", PLACES)
def test_whatever_a_file_says_is_an_energy_that_can_be_or_none(place: str, tmp_path: Path) -> None:
    build(tmp_path)
    path = tmp_path / place
    good = path.read_bytes()
    for text in SAID:
        hostile = text.encode("utf-8", "surrogateescape")
        path.write_bytes(hostile)
        with reading(tmp_path) as bench:
            for content in (hostile, good, hostile):
                path.write_bytes(content)
                assert is_possible(bench.joules(2)), text


@pytest.mark.parametrize("thing", THINGS)
def test_what_is_no_file_holds_nobody_up(thing: str, tmp_path: Path) -> None:
    for number, place in enumerate(PLACES):
        root = tmp_path / str(number)
        build(root)
        (root / place).unlink()
        plant(thing, root / place)
        with reading(root) as bench:
            assert is_possible(bench.joules()), place


def test_folders_that_lead_round_are_entered_once(tmp_path: Path) -> None:
    build(tmp_path)
    for name in ("intel-rapl", "intel-rapl-mmio", "amd-rapl"):
        for folder in (tmp_path / "powercap", tmp_path / "powercap" / "intel-rapl:0"):
            (folder / name).symlink_to(tmp_path / "powercap")
    assert [place.name for place in zone_places(tmp_path / "powercap")] == ["package-0", "dram"]
