"""The counters of an Apple chip through a package that pretends: no Mac is needed."""

from types import SimpleNamespace

import pytest

from equilibre.meter.computer import Computer
from equilibre.meter.reading import Status
from equilibre.meter.sensors.apple_silicon import AppleSilicon
from tests.meter.fakes import LAPTOP, Clock

MAC = Computer("macOS", False, "", True, 8)
VIRTUAL_MAC = Computer("macOS", True, "", False, 4)


class FakePackage:
    """A package like zeus_apple_silicon: its monitor counts in whole millijoules from the start."""

    def __init__(self, clock: Clock, **watts: float | None) -> None:
        self.clock = clock
        self.watts = watts
        self.origin_joules = 1000.0
        self.begin_seconds = clock()
        self.problem: Exception | None = None
        self.refuses = False
        self.frozen = False

    def AppleEnergyMonitor(self) -> "FakePackage":
        if self.refuses:
            raise RuntimeError("failed to create subscription")
        return self

    def get_cumulative_energy(self) -> SimpleNamespace:
        if self.problem is not None:
            raise self.problem
        self.clock.advance(1e-3)
        seconds = 0.0 if self.frozen else self.clock() - self.begin_seconds
        return SimpleNamespace(
            efficiency_cores_mj=[1, 2],
            gpu_sram_mj=7,
            **{
                name: None if watts is None else round((self.origin_joules + watts * seconds) * 1e3)
                for name, watts in self.watts.items()
            },
        )


def chip(clock: Clock, **watts: float | None) -> FakePackage:
    known: dict[str, float | None] = {
        "cpu_total_mj": 10.0,
        "dram_mj": 1.5,
        "gpu_mj": 4.0,
        "ane_mj": 0.0,
        **watts,
    }
    return FakePackage(clock, **known)


def apple(
    clock: Clock, package: FakePackage, computer: Computer = MAC, machine: str = "arm64"
) -> AppleSilicon:
    return AppleSilicon(computer, package, clock, lambda: machine)


def mean_watts(sensor: AppleSilicon, clock: Clock) -> float:
    clock.advance(0.1)
    begin = sensor.read()
    begin_seconds = clock()
    for _tick in range(20):
        clock.advance(0.1)
        end = sensor.read()
    assert begin is not None
    assert end is not None
    return (end.energy_joules - begin.energy_joules) / (clock() - begin_seconds)


def test_processor_memory_graphics_and_neural_engine_are_added_up(clock: Clock) -> None:
    sensor = apple(clock, chip(clock, ane_mj=2.0))
    route = sensor.route()
    assert route.status is Status.AVAILABLE
    assert route.parts == ("cpu", "memory", "gpu")
    assert (route.key, route.unit, route.system) == ("ioreport", "mJ", "macOS")
    assert mean_watts(sensor, clock) == pytest.approx(17.5, rel=1e-3)


@pytest.mark.parametrize(
    ("missing", "parts", "watts"),
    [
        (("dram_mj",), ("cpu", "gpu"), 14.0),
        (("gpu_mj",), ("cpu", "memory"), 11.5),
        (("dram_mj", "gpu_mj", "ane_mj"), ("cpu",), 10.0),
    ],
)
def test_what_the_chip_does_not_count_is_not_said_to_be_covered(
    clock: Clock, missing: tuple[str, ...], parts: tuple[str, ...], watts: float
) -> None:
    sensor = apple(clock, chip(clock, **dict.fromkeys(missing)))
    assert sensor.route().parts == parts
    assert "not the" in sensor.route().scope
    assert mean_watts(sensor, clock) == pytest.approx(watts, rel=1e-3)


def test_a_chip_that_does_not_count_its_processor_is_absent(clock: Clock) -> None:
    assert apple(clock, chip(clock, cpu_total_mj=None)).route().status is Status.ABSENT


def test_a_package_without_a_field_is_read_all_the_same(clock: Clock) -> None:
    sensor = apple(clock, FakePackage(clock, cpu_total_mj=10.0))
    assert sensor.route().parts == ("cpu",)


def test_without_the_package_the_remedy_installs_it(clock: Clock) -> None:
    sensor = AppleSilicon(MAC, None, clock, lambda: "arm64")
    assert sensor.route().status is Status.ABSENT
    assert "not installed" in sensor.route().reason
    assert "pip install zeus-apple-silicon" in sensor.route().remedy
    assert sensor.read() is None


def test_a_mac_with_another_processor_says_so(clock: Clock) -> None:
    route = apple(clock, chip(clock), machine="x86_64").route()
    assert route.status is Status.ABSENT
    assert "no chip by Apple" in route.reason
    assert route.remedy == ""


def test_a_virtual_mac_says_that_it_is_one(clock: Clock) -> None:
    package = chip(clock)
    package.refuses = True
    route = apple(clock, package, VIRTUAL_MAC).route()
    assert route.status is Status.ABSENT
    assert "virtual machine" in route.reason
    assert route.remedy == ""


def test_on_another_system_nothing_is_looked_at(clock: Clock) -> None:
    package = chip(clock)
    package.problem = AssertionError("this is Linux")
    route = apple(clock, package, LAPTOP).route()
    assert route.status is Status.ABSENT
    assert "macOS" in route.reason


@pytest.mark.parametrize("problem", [RuntimeError("no sample"), OSError("no sample")])
def test_a_short_failure_loses_no_energy_and_shows_as_a_gap(
    clock: Clock, problem: Exception
) -> None:
    package = chip(clock)
    sensor = apple(clock, package)
    before = sensor.read()
    begin_seconds = clock()
    package.problem = problem
    clock.advance(1.0)
    assert sensor.read() is None
    package.problem = None
    clock.advance(1.0)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules == pytest.approx(15.5 * (clock() - begin_seconds), rel=1e-3)


def test_counters_that_no_longer_answer_are_lost_and_found_again(clock: Clock) -> None:
    package = chip(clock)
    sensor = apple(clock, package)
    sensor.read()
    clock.advance(0.1)
    before = sensor.read()
    package.problem = RuntimeError("no sample")
    for _tick in range(60):
        clock.advance(0.1)
        sensor.read()
    assert sensor.route().status is Status.LOST
    assert sensor.route().reason
    assert sensor.route().parts == ("cpu", "memory", "gpu")
    package.problem = None
    clock.advance(3.0)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules == before.energy_joules
    assert mean_watts(sensor, clock) == pytest.approx(15.5, rel=1e-3)


def test_a_field_that_disappears_is_no_energy(clock: Clock) -> None:
    package = chip(clock)
    sensor = apple(clock, package)
    sensor.read()
    package.watts["gpu_mj"] = None
    clock.advance(0.1)
    assert sensor.read() is None


def test_counters_that_never_move_give_way_to_the_next_best(clock: Clock) -> None:
    package = chip(clock)
    package.frozen = True
    sensor = apple(clock, package)
    for _tick in range(40):
        clock.advance(0.1)
        sensor.read()
    assert sensor.route().status is Status.ABSENT
    assert "never move" in sensor.route().reason


def test_closing_lets_the_monitor_go(clock: Clock) -> None:
    sensor = apple(clock, chip(clock))
    sensor.close()
    assert sensor.read() is None
