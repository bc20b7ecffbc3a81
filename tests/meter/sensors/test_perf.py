"""The power events of the Linux kernel, emulated: descriptors of eight bytes."""

import contextlib
import errno
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.computer import Computer
from equilibre.meter.reading import Kind, Status
from equilibre.meter.sensors.perf import Perf, PowerEvent, attributes, power_events, processors
from tests.meter.fakes import DESKTOP, VIRTUAL, Clock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="perf is of Linux")

SCALE = 2.0**-32
EVENTS = {"cores": 0x01, "pkg": 0x02, "ram": 0x03, "gpu": 0x04, "psys": 0x05}


class Kernel:
    """A power unit whose every descriptor is a pipe that gives one count at a time."""

    def __init__(self, root: Path, events: tuple[str, ...], cpumask: str = "0") -> None:
        self.asked: list[tuple[bytes, int]] = []
        self.counts: dict[int, Callable[[], int]] = {}
        self.joules: dict[tuple[int, int], float] = {}
        self.refused: dict[int, int] = {}
        self.writers: dict[int, tuple[int, int]] = {}
        unit = root / "power"
        (unit / "events").mkdir(parents=True)
        (unit / "type").write_text("27\n")
        (unit / "cpumask").write_text(f"{cpumask}\n")
        for name in events:
            place = unit / "events" / f"energy-{name}"
            place.write_text(f"event=0x{EVENTS[name]:02x}\n")
            place.with_name(f"energy-{name}.scale").write_text("2.3283064365386962890625e-10\n")
            place.with_name(f"energy-{name}.unit").write_text("Joules\n")

    def open(self, attribute: bytes, processor: int) -> int:
        self.asked.append((attribute, processor))
        config = struct.unpack_from("=Q", attribute, 8)[0]
        if config in self.refused:
            raise OSError(self.refused[config], os.strerror(self.refused[config]))
        reader, writer = os.pipe()
        self.writers[writer] = (config, processor)
        return reader

    def say(self) -> None:
        for writer, key in self.writers.items():
            with contextlib.suppress(BrokenPipeError):
                os.write(writer, struct.pack("=Q", round(self.joules.get(key, 0.0) / SCALE)))

    def end(self) -> None:
        for writer in self.writers:
            os.close(writer)
        self.writers.clear()


class Bench:
    def __init__(
        self, root: Path, clock: Clock, events: tuple[str, ...] = ("pkg", "ram"), mask: str = "0"
    ) -> None:
        self.clock = clock
        self.kernel = Kernel(root, events, mask)
        self.sensor = Perf(root, DESKTOP, self.kernel.open, clock)

    def after(self, seconds: float, **watts: float) -> float | None:
        self.clock.advance(seconds)
        for key in self.kernel.writers.values():
            name = next(name for name, config in EVENTS.items() if config == key[0])
            self.kernel.joules[key] = self.kernel.joules.get(key, 0.0) + watts[name] * seconds
        self.kernel.say()
        reading = self.sensor.read()
        return None if reading is None else reading.energy_joules


def test_the_attributes_are_those_of_the_kernel_byte_by_byte() -> None:
    made = attributes(PowerEvent("energy-pkg", 27, 2, SCALE))
    order = sys.byteorder
    assert made[:4] == (27).to_bytes(4, order)  # type
    assert made[4:8] == (64).to_bytes(4, order)  # size
    assert made[8:16] == (2).to_bytes(8, order)  # config
    assert made[16:] == bytes(48)


def test_package_and_memory_are_added_up_and_nothing_else(tmp_path: Path, clock: Clock) -> None:
    bench = Bench(tmp_path, clock, ("cores", "pkg", "ram", "gpu", "psys"))
    first = bench.after(0.1, pkg=35.0, ram=3.75)
    last = None
    for _tick in range(20):
        last = bench.after(0.1, pkg=35.0, ram=3.75)
    assert first is not None
    assert last is not None
    assert last - first == pytest.approx(38.75 * 2.0, rel=1e-6)
    assert [struct.unpack_from("=Q", asked, 8)[0] for asked, _cpu in bench.kernel.asked] == [2, 3]
    route = bench.sensor.route()
    assert route.status is Status.AVAILABLE
    assert route.kind is Kind.MEASURED
    assert route.parts == ("cpu", "memory")


def test_every_package_of_the_mask_has_its_descriptor(tmp_path: Path, clock: Clock) -> None:
    bench = Bench(tmp_path, clock, ("pkg",), "0,18")
    first = bench.after(0.1, pkg=20.0)
    last = bench.after(1.0, pkg=20.0)
    assert [cpu for _asked, cpu in bench.kernel.asked] == [0, 18]
    assert first is not None
    assert last is not None
    assert last - first == pytest.approx(40.0)
    assert bench.sensor.route().parts == ("cpu",)
    assert "not the memory" in bench.sensor.route().scope


@given(st.lists(st.integers(0, 200), min_size=1, max_size=6, unique=True))
def test_a_mask_lists_processors_alone_or_in_runs(numbers: list[int]) -> None:
    assert processors(",".join(map(str, numbers))) == numbers
    assert processors(f"{numbers[0]}-{numbers[0] + 2}\n") == [
        numbers[0],
        numbers[0] + 1,
        numbers[0] + 2,
    ]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM])
def test_a_refusal_says_which_setting_and_how_to_undo_it(
    tmp_path: Path, clock: Clock, number: int
) -> None:
    kernel = Kernel(tmp_path, ("pkg",))
    kernel.refused[EVENTS["pkg"]] = number
    paranoia = tmp_path / "perf_event_paranoid"
    paranoia.write_text("4\n")
    sensor = Perf(tmp_path, DESKTOP, kernel.open, clock, paranoia)
    route = sensor.route()
    assert route.status is Status.NO_PERMISSION
    assert "perf_event_paranoid" in route.reason
    assert "kernel.perf_event_paranoid=0" in route.remedy
    assert "kernel.perf_event_paranoid=4" in route.remedy
    assert sensor.read() is None


def test_a_memory_that_is_refused_does_not_lose_the_package(tmp_path: Path, clock: Clock) -> None:
    kernel = Kernel(tmp_path, ("pkg", "ram"))
    kernel.refused[EVENTS["ram"]] = errno.ENODEV
    route = Perf(tmp_path, DESKTOP, kernel.open, clock).route()
    assert route.status is Status.AVAILABLE
    assert route.parts == ("cpu",)


def test_a_counter_that_never_moves_is_no_sensor(tmp_path: Path, clock: Clock) -> None:
    bench = Bench(tmp_path, clock, ("pkg",))
    for _tick in range(40):
        bench.after(0.1, pkg=0.0)
    assert bench.sensor.route().status is Status.ABSENT
    assert "does not move" in bench.sensor.route().reason


def test_a_counter_that_stops_speaking_is_lost_then_found_after_a_gap(
    tmp_path: Path, clock: Clock
) -> None:
    bench = Bench(tmp_path, clock, ("pkg",))
    bench.after(0.1, pkg=35.0)
    before = bench.after(0.1, pkg=35.0)
    bench.kernel.end()
    for _tick in range(60):
        bench.clock.advance(0.1)
        assert bench.sensor.read() is None
    assert bench.sensor.route().status is Status.LOST
    assert bench.sensor.route().remedy
    bench.clock.advance(3.0)
    # Opened anew, a pipe without a count would block: one is there before.
    opener = bench.kernel.open

    def open_and_say(attribute: bytes, processor: int) -> int:
        descriptor = opener(attribute, processor)
        bench.kernel.say()
        return descriptor

    bench.sensor._opener = open_and_say
    found = bench.sensor.read()
    assert found is not None
    assert found.gap
    assert found.energy_joules == before
    assert bench.sensor.route().status is Status.AVAILABLE


@pytest.mark.parametrize(
    ("computer", "word"),
    [
        (VIRTUAL, "virtual machine"),
        (DESKTOP, "no power events"),
        (Computer("Windows", False, "", True, 8), "Windows"),
    ],
)
def test_without_the_power_unit_the_reason_fits_the_computer(
    tmp_path: Path, computer: Computer, word: str
) -> None:
    sensor = Perf(tmp_path / "missing", computer)
    assert sensor.route().status is Status.ABSENT
    assert word in sensor.route().reason
    assert ("outside the virtual machine" in sensor.route().remedy) == computer.is_virtual
    assert sensor.read() is None


@pytest.mark.parametrize("broken", ["type", "cpumask", "events/energy-pkg.scale"])
def test_a_unit_of_nonsense_is_none(tmp_path: Path, clock: Clock, broken: str) -> None:
    kernel = Kernel(tmp_path, ("pkg",))
    (tmp_path / "power" / broken).write_text("nonsense")
    assert Perf(tmp_path, DESKTOP, kernel.open, clock).route().status is Status.ABSENT


def test_closing_closes_every_descriptor(tmp_path: Path, clock: Clock) -> None:
    kernel = Kernel(tmp_path, ("pkg", "ram"), "0-1")
    sensor = Perf(tmp_path, DESKTOP, kernel.open, clock)
    assert len(kernel.writers) == 4
    sensor.close()
    for writer in kernel.writers:
        with pytest.raises(BrokenPipeError):
            os.write(writer, b"12345678")


def test_an_event_in_another_unit_or_of_none_is_left_out_and_the_next_one_counts(
    tmp_path: Path,
) -> None:
    Kernel(tmp_path, ("pkg", "ram"))
    (tmp_path / "power" / "events" / "energy-pkg.unit").write_text("Watts\n")
    assert [event.name for event in power_events(tmp_path / "power")] == ["energy-ram"]
    (tmp_path / "power" / "events" / "energy-pkg").unlink()
    assert [event.name for event in power_events(tmp_path / "power")] == ["energy-ram"]
