"""The energy counters of the Linux kernel, emulated."""

import errno
import os
import sys
from pathlib import Path

import pytest

from equilibre.meter.computer import Computer
from equilibre.meter.emulation import EmulatedPowercap
from equilibre.meter.platforms.files import open_regular
from equilibre.meter.platforms.zones import zone_places
from equilibre.meter.reading import Kind, Status
from equilibre.meter.reasons.permission import permission_remedy
from equilibre.meter.sampler import Sampler
from equilibre.meter.selection import chosen
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.powercap import Powercap
from tests.meter.fakes import DESKTOP, VIRTUAL, Clock, FakeSensor, route

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="powercap is of Linux")


class Bench:
    """An emulated tree and its reader on one clock."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        layout: str = "desktop",
        wrap_after_joules: float | None = None,
    ) -> None:
        self.clock = clock
        self.tree = EmulatedPowercap(
            folder, layout, wrap_after_joules=wrap_after_joules, clock=clock
        )
        self.sensor = Powercap(folder, DESKTOP, clock=clock)

    def after(self, seconds: float) -> Reading | None:
        self.tree.advance(seconds)
        self.clock.advance(seconds)
        return self.sensor.read()

    def joules(self, ticks: int = 20) -> float:
        first = self.after(0.1)
        last = None
        for _tick in range(ticks):
            last = self.after(0.1)
        assert first is not None
        assert last is not None
        return last.energy_joules - first.energy_joules


@pytest.mark.parametrize(
    ("layout", "watts"),
    [
        ("desktop", 38.75),  # package and memory; core and uncore are inside the package
        ("laptop", 35.0),  # neither psys nor the twin of the package
        ("server2", 42.5),  # two packages, two memories
        ("amd", 35.0),  # no memory
    ],
)
def test_every_joule_is_counted_once(
    tmp_path: Path, clock: Clock, layout: str, watts: float
) -> None:
    assert Bench(tmp_path, clock, layout).joules() == pytest.approx(watts * 2.0, rel=1e-6)


def test_a_nested_tree_is_read_like_a_flat_one(tmp_path: Path) -> None:
    for place, name in (
        ("intel-rapl/intel-rapl:0", "package-0"),
        ("intel-rapl/intel-rapl:0/intel-rapl:0:0", "core"),
        ("intel-rapl/intel-rapl:0/intel-rapl:0:1", "dram"),
        ("intel-rapl/intel-rapl:1", "psys"),
        ("intel-rapl-mmio/intel-rapl-mmio:0", "package-0"),
    ):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        (tmp_path / place / "name").write_text(name)
    places = zone_places(tmp_path)
    assert sorted(place.name for place in places) == ["dram", "package-0"]
    assert not any(place.through_memory for place in places)


def test_dies_that_mirror_one_counter_are_counted_once(tmp_path: Path) -> None:
    for die in (0, 1):
        place = tmp_path / f"intel-rapl:{die}"
        place.mkdir()
        (place / "name").write_text(f"package-0-die-{die}")
        (place / "energy_uj").write_text(f"{5_000_000_000 + die * 100}")
    assert [place.name for place in zone_places(tmp_path)] == ["package-0-die-0"]


def test_a_wrap_loses_nothing(tmp_path: Path, clock: Clock) -> None:
    bench = Bench(tmp_path, clock, wrap_after_joules=30.0)
    assert bench.joules() == pytest.approx(38.75 * 2.0, rel=1e-6)


def test_a_restart_is_a_gap_without_energy(tmp_path: Path, clock: Clock) -> None:
    bench = Bench(tmp_path, clock)
    bench.tree.zones[0].first_microjoules = 90_000_000_000
    bench.tree.zones[3].first_microjoules = 30_000_000_000
    bench.after(0.1)
    before = bench.after(0.1)
    bench.tree.restart_counters()
    restarted = bench.after(0.1)
    after = bench.after(0.1)
    assert before is not None
    assert restarted is not None
    assert after is not None
    assert restarted.gap
    assert restarted.energy_joules == before.energy_joules
    assert not after.gap
    assert after.energy_joules - restarted.energy_joules == pytest.approx(3.875, rel=1e-5)


def test_two_seconds_of_read_errors_are_a_gap_that_loses_no_energy(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(tmp_path, clock)
    bench.after(0.1)
    before = bench.after(0.1)

    def broken(*arguments: object) -> bytes:
        raise OSError(errno.EIO, "emulated")

    with monkeypatch.context() as patch:
        patch.setattr(os, "pread", broken)
        assert [bench.after(0.1) for _tick in range(20)] == [None] * 20
    assert bench.sensor.route().status is Status.AVAILABLE
    after = bench.after(0.1)
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules - before.energy_joules == pytest.approx(38.75 * 2.1, rel=1e-6)


def test_read_errors_that_last_are_a_lost_sensor(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(tmp_path, clock)
    bench.after(0.1)

    def broken(*arguments: object) -> bytes:
        raise OSError(errno.ENODATA, "emulated")

    monkeypatch.setattr(os, "pread", broken)
    assert [bench.after(0.1) for _tick in range(60)] == [None] * 60
    assert bench.sensor.route().status is Status.LOST
    assert bench.sensor.route().reason


def test_a_zone_that_disappears_is_lost_and_found_again_after_a_gap(
    tmp_path: Path, clock: Clock
) -> None:
    bench = Bench(tmp_path, clock)
    bench.after(0.1)
    before = bench.after(0.1)
    bench.tree.remove("intel-rapl:0")
    bench.tree.freeze()
    assert [bench.after(0.1) for _tick in range(10)] == [None] * 10
    assert bench.sensor.route().status is Status.LOST
    bench.tree.thaw()
    bench.tree.restore("intel-rapl:0")
    readings = [bench.after(0.1) for _tick in range(10)]
    found = [reading for reading in readings if reading is not None]
    assert bench.sensor.route().status is Status.AVAILABLE
    assert before is not None
    assert found[0].gap
    assert found[0].energy_joules == pytest.approx(before.energy_joules)
    assert not found[1].gap
    assert found[1].energy_joules - found[0].energy_joules == pytest.approx(3.875, rel=1e-5)


def test_a_counter_that_stands_still_is_lost_and_never_zero(tmp_path: Path, clock: Clock) -> None:
    bench = Bench(tmp_path, clock)
    bench.after(0.1)
    bench.tree.freeze()
    assert [bench.after(0.1) for _tick in range(40)] == [None] * 40
    assert bench.sensor.route().status is Status.LOST
    assert "no longer moves" in bench.sensor.route().reason
    bench.tree.thaw()
    readings = [bench.after(0.1) for _tick in range(10)]
    assert bench.sensor.route().status is Status.AVAILABLE
    assert next(reading for reading in readings if reading).gap


def test_files_that_are_replaced_are_followed(tmp_path: Path, clock: Clock) -> None:
    bench = Bench(tmp_path, clock)
    first = bench.after(0.1)
    for zone in bench.tree.zones:
        path = tmp_path / zone.identifier / "energy_uj"
        fresh = path.with_name("fresh")
        fresh.write_text(str(zone.microjoules() + 1_000_000))
        fresh.replace(path)
    bench.clock.advance(0.1)
    second = bench.sensor.read()
    assert first is not None
    assert second is not None
    assert second.energy_joules - first.energy_joules == pytest.approx(2.0)


def test_a_closed_counter_says_why_and_gives_no_number(tmp_path: Path, clock: Clock) -> None:
    EmulatedPowercap(tmp_path, "noperm", clock=clock)

    def closed(path: Path) -> int:
        raise PermissionError(errno.EACCES, "emulated", str(path))

    sensor = Powercap(tmp_path, DESKTOP, opener=closed, clock=clock)
    route = sensor.route()
    assert route.status is Status.NO_PERMISSION
    assert route.reason
    assert "--allow" in route.remedy
    assert sensor.read() is None


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator reads everything"
)
def test_mode_0400_is_a_closed_counter(tmp_path: Path, clock: Clock) -> None:
    EmulatedPowercap(tmp_path, "noperm", clock=clock)
    for path in tmp_path.rglob("energy_uj"):
        path.chmod(0)
    assert Powercap(tmp_path, DESKTOP, clock=clock).route().status is Status.NO_PERMISSION


@pytest.mark.parametrize(
    ("computer", "word"),
    [
        (VIRTUAL, "virtual machine (QEMU)"),
        (Computer("Windows", False, "", True, 8), "Windows"),
        (DESKTOP, "no energy counter"),
    ],
)
def test_a_missing_tree_says_what_kind_of_computer_has_none(
    tmp_path: Path, computer: Computer, word: str
) -> None:
    sensor = Powercap(tmp_path / "missing", computer)
    assert sensor.route().status is Status.ABSENT
    assert word in sensor.route().reason
    assert sensor.read() is None


def test_a_tree_without_a_package_is_no_sensor(tmp_path: Path) -> None:
    (tmp_path / "intel-rapl:0").mkdir()
    (tmp_path / "intel-rapl:0" / "name").write_text("psys")
    assert Powercap(tmp_path, DESKTOP).route().status is Status.ABSENT


def test_a_tree_whose_package_cannot_be_opened_leaves_nothing_open(
    tmp_path: Path, clock: Clock
) -> None:
    EmulatedPowercap(tmp_path, clock=clock).stop()
    (tmp_path / "intel-rapl:0" / "energy_uj").unlink()
    before = len(list(Path("/dev/fd").iterdir()))
    assert Powercap(tmp_path, DESKTOP, clock=clock).route().status is Status.ABSENT
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_the_route_names_what_is_inside_and_whose_uncertainty_it_is(
    tmp_path: Path, clock: Clock
) -> None:
    route = Bench(tmp_path, clock).sensor.route()
    assert route.kind is Kind.MEASURED
    assert route.relative_uncertainty == 0.05
    assert "memory" in route.scope
    assert "our assumption" in route.scope
    assert not route.reason
    assert not route.remedy


def test_the_remedy_can_be_undone() -> None:
    assert "To undo it" in permission_remedy()
    assert "sensors --allow " in permission_remedy()
    assert "sensors --forbid" in permission_remedy()


def test_dies_that_count_by_themselves_are_added_up(tmp_path: Path, clock: Clock) -> None:
    assert Bench(tmp_path, clock, "dies").joules() == pytest.approx(35.0 * 2.0, rel=1e-6)


def test_the_memory_of_a_mirrored_die_is_not_counted_again(tmp_path: Path) -> None:
    for die in (0, 1):
        for identifier, name in (
            (f"intel-rapl:{die}", f"package-0-die-{die}"),
            (f"intel-rapl:{die}:0", "dram"),
        ):
            place = tmp_path / identifier
            place.mkdir()
            (place / "name").write_text(name)
            (place / "energy_uj").write_text("5000000000")
    assert [place.name for place in zone_places(tmp_path)] == ["package-0-die-0", "dram"]


def test_a_counter_that_never_moved_is_none_so_that_an_estimate_takes_over(
    tmp_path: Path, clock: Clock
) -> None:
    tree = EmulatedPowercap(tmp_path, clock=clock)
    tree.freeze()
    sensor = Powercap(tmp_path, VIRTUAL, clock=clock)
    for _tick in range(40):
        clock.advance(0.1)
        sensor.read()
    route = sensor.route()
    assert route.status is Status.ABSENT
    assert "does not move" in route.reason
    assert "virtual machine" in route.reason
    assert route.remedy
    assert sensor.read() is None


@pytest.mark.parametrize("number", [errno.ENODATA, errno.EIO])
def test_a_memory_that_cannot_be_read_does_not_lose_the_processor(
    tmp_path: Path, clock: Clock, number: int
) -> None:
    tree = EmulatedPowercap(tmp_path, clock=clock)
    memory = next(zone for zone in tree.zones if zone.name == "dram").identifier

    def opener(path: Path) -> int:
        if memory == path.parent.name:
            raise OSError(number, "emulated")
        return open_regular(path)

    sensor = Powercap(tmp_path, DESKTOP, opener=opener, clock=clock)
    first = sensor.read()
    tree.advance(2.0)
    clock.advance(2.0)
    last = sensor.read()
    assert first is not None
    assert last is not None
    assert last.energy_joules - first.energy_joules == pytest.approx(70.0, rel=1e-6)
    route = sensor.route()
    assert route.parts == ("cpu",)
    assert "not the memory" in route.scope
    assert "could not be read" in route.scope


def test_a_second_processor_that_cannot_be_read_is_left_out_and_said_so(
    tmp_path: Path, clock: Clock
) -> None:
    EmulatedPowercap(tmp_path, "server2", clock=clock)

    def opener(path: Path) -> int:
        if path.parent.name == "intel-rapl:1":
            raise OSError(errno.EIO, "emulated")
        return open_regular(path)

    route = Powercap(tmp_path, DESKTOP, opener=opener, clock=clock).route()
    assert route.status is Status.AVAILABLE
    assert "could not be read" in route.scope


def test_counters_that_never_could_be_read_are_none_after_a_second(
    tmp_path: Path, clock: Clock
) -> None:
    EmulatedPowercap(tmp_path, clock=clock)
    for path in tmp_path.rglob("energy_uj"):
        path.write_text("")
    sensor = Powercap(tmp_path, DESKTOP, clock=clock)
    for _tick in range(13):
        clock.advance(0.1)
        assert sensor.read() is None
    assert sensor.route().status is Status.ABSENT
    assert "cannot be read" in sensor.route().reason


def test_the_refresh_period_is_found_by_watching_the_counter(tmp_path: Path, clock: Clock) -> None:
    tree = EmulatedPowercap(tmp_path, clock=clock)

    def opener(path: Path) -> int:
        return open_regular(path)

    class Ticking(Clock):
        """Each look at the clock takes 50 microseconds; the counter moves every 2 ms."""

        def __call__(self) -> float:
            before = round(self.seconds // 0.002)
            self.seconds += 0.00005
            if round(self.seconds // 0.002) > before:
                tree.advance(0.002)
            return self.seconds

    sensor = Powercap(tmp_path, DESKTOP, opener=opener, clock=Ticking())
    assert sensor.route().refresh_seconds == pytest.approx(0.002, rel=0.1)


def test_where_nothing_moves_while_it_is_watched_the_documented_period_stands(
    tmp_path: Path, clock: Clock
) -> None:
    assert Bench(tmp_path, clock).sensor.route().refresh_seconds == 0.001


def test_a_counter_that_never_moves_gives_way_to_the_estimate(tmp_path: Path, clock: Clock) -> None:
    EmulatedPowercap(tmp_path, clock=clock).freeze()
    counter = Powercap(tmp_path, VIRTUAL, clock=clock)
    estimate = FakeSensor(route("estimate"), clock)
    sampler = Sampler(chosen((counter, estimate)), clock=clock, boot_clock=lambda: None)
    assert [used.key for used in sampler.active_routes()] == ["powercap"]
    for _tick in range(40):
        clock.advance(0.1)
        sampler.tick()
    assert [used.key for used in sampler.active_routes()] == ["estimate"]
    assert {sample.route for sample in sampler.drain()[-5:]} == {"estimate"}


def test_where_one_of_two_sockets_is_gone_the_other_does_not_stand_for_both(
    tmp_path: Path, clock: Clock
) -> None:
    bench = Bench(tmp_path, clock, "server2")
    bench.joules(5)
    bench.tree.remove("intel-rapl:0")
    assert bench.after(0.1) is None
    descriptors = len(list(Path("/dev/fd").iterdir()))
    assert [bench.after(0.1) for _tick in range(40)] == [None] * 40
    assert bench.sensor.route().status is Status.LOST
    assert len(list(Path("/dev/fd").iterdir())) == descriptors, "what was opened to look was closed"
    bench.tree.restore("intel-rapl:0")
    found = [reading for _tick in range(10) if (reading := bench.after(0.1))]
    assert found[0].gap
    assert bench.sensor.route().status is Status.AVAILABLE
    assert bench.joules() == pytest.approx(42.5 * 2.0, rel=1e-6)
