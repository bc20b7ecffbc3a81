"""The energy meters of Windows, byte by byte: no Windows is needed."""

import ctypes
import struct
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.computer import Computer
from equilibre.meter.emulation.curves import CURVES, KnownCurve
from equilibre.meter.platforms.emi_records import (
    PICOWATT_HOUR_JOULES,
    ChannelPlace,
    channels_to_add,
    measurements,
    metadata,
    without_mirrors,
)
from equilibre.meter.platforms.emi_windows import (
    GET_MEASUREMENT,
    GET_METADATA,
    GET_METADATA_SIZE,
    GET_VERSION,
    WindowsEnergyMeters,
)
from equilibre.meter.reading import Status
from equilibre.meter.sensors.emi import Emi
from tests.meter.fakes import DESKTOP, Clock

WINDOWS = Computer("Windows", False, "", True, 8)
INTEL = ("RAPL_Package0_PKG", "RAPL_Package0_PP0", "RAPL_Package0_PP1", "RAPL_Package0_DRAM")

# A meter of one channel "CPU" as the header file lays it out, written by hand.
VERSION_1_BYTES = bytes.fromhex(
    "00000000"  # picowatt-hours
    "4d00530046005400" + "0000" * 12  # maker: MSFT
    + "42006f006f006b00" + "0000" * 12  # model: Book
    + "0100"  # revision
    "0800"  # eight bytes of name follow
    "4300500055000000"  # CPU
)  # fmt: skip


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def version_2(names: Sequence[str], claimed: int | None = None, unit: int = 0) -> bytes:
    head = struct.pack(
        "<32s32sHH", wide("Intel"), wide("RAPL"), 1, len(names) if claimed is None else claimed
    )
    channels = b"".join(
        struct.pack("<iH", unit, 2 * len(name) + 2) + wide(name) + b"\0\0" for name in names
    )
    return head + channels


class FakeMeter:
    """A meter whose channels draw constant powers."""

    def __init__(self, names: Sequence[str], watts: Sequence[float], joules: float = 50.0) -> None:
        self.version = struct.pack("<H", 2)
        self.metadata = version_2(names)
        self.watts = list(watts)
        self.joules = [joules] * len(self.watts)
        self.problem: OSError | None = None  # when asked
        self.refused: OSError | None = None  # when opened
        self.refresh_seconds = 0.001
        self.frozen = False
        self.answer_bytes: int | None = None
        self.curve: KnownCurve | None = None  # instead of constant powers

    def counted(self, watts: float, seconds: float) -> float:
        return self.curve.joules(0.0, seconds) if self.curve else watts * seconds


class FakeSystem:
    """The meters of an emulated Windows; every question takes 0.1 ms."""

    def __init__(self, clock: Clock, *meters: FakeMeter) -> None:
        self.clock = clock
        self.meters = list(meters)
        self.handles: set[int] = set()
        self.device_seconds = 5000.0  # the meter's own clock has another origin
        self.origin_seconds = clock()

    def paths(self) -> list[str]:
        return [f"meter {number}" for number in range(len(self.meters))]

    def open(self, path: str) -> int:
        number = int(path.split()[1])
        if (problem := self.meters[number].refused) is not None:
            raise problem
        self.handles.add(number)
        return number

    def ask(self, handle: int, code: int, size: int) -> bytes:
        assert handle in self.handles
        meter = self.meters[handle]
        if meter.problem is not None:
            raise meter.problem
        if code == GET_VERSION:
            return meter.version
        if code == GET_METADATA_SIZE:
            return struct.pack("<I", len(meter.metadata))
        if code == GET_METADATA:
            return meter.metadata[:size]
        assert code == GET_MEASUREMENT
        self.clock.advance(1e-4)
        passed_seconds = self.clock() - self.origin_seconds
        seconds = (
            0.0 if meter.frozen else passed_seconds // meter.refresh_seconds * meter.refresh_seconds
        )
        answer = b"".join(
            struct.pack(
                "<QQ",
                round((joules + meter.counted(watts, seconds)) / 3.6e-9),
                round((self.device_seconds + seconds) * 1e7),
            )
            for joules, watts in zip(meter.joules, meter.watts, strict=True)
        )
        return answer[: min(size, meter.answer_bytes or size)]

    def close(self, handle: int) -> None:
        self.handles.remove(handle)


def emi(clock: Clock, *meters: FakeMeter, computer: Computer = WINDOWS, build: int = 22631) -> Emi:
    return Emi(computer, FakeSystem(clock, *meters), clock, lambda: build)


def mean_watts(sensor: Emi, clock: Clock, ticks: int = 20) -> float:
    clock.advance(0.1)
    begin = sensor.read()
    begin_seconds = clock()
    end = None
    for _tick in range(ticks):
        clock.advance(0.1)
        end = sensor.read()
    assert begin is not None
    assert end is not None
    return (end.energy_joules - begin.energy_joules) / (clock() - begin_seconds)


def test_a_picowatt_hour_is_three_point_six_nanojoules() -> None:
    assert pytest.approx(1e-12 * 3600) == PICOWATT_HOUR_JOULES


def test_the_bytes_of_a_meter_of_one_channel_are_read() -> None:
    said = metadata(1, VERSION_1_BYTES)
    assert (said.maker, said.model) == ("MSFT", "Book")
    assert [channel.name for channel in said.channels] == ["CPU"]
    assert said.channels[0].is_in_picowatt_hours


def test_the_bytes_of_a_meter_of_several_channels_are_read() -> None:
    said = metadata(2, version_2(INTEL))
    assert (said.maker, said.model) == ("Intel", "RAPL")
    assert tuple(channel.name for channel in said.channels) == INTEL


def test_a_measurement_is_two_numbers_of_64_bits() -> None:
    data = bytes.fromhex("00e40b54020000008096980000000000") + bytes(15)
    (first,) = measurements(data)
    assert first.energy_picowatt_hours == 10_000_000_000
    assert first.time_seconds == pytest.approx(1.0)


@pytest.mark.parametrize("length", range(len(version_2(INTEL))))
def test_metadata_cut_anywhere_gives_only_whole_channels(length: int) -> None:
    try:
        said = metadata(2, version_2(INTEL)[:length])
    except ValueError:
        assert length < 68
        return
    assert INTEL[: len(said.channels)] == tuple(channel.name for channel in said.channels)


def test_a_meter_that_claims_more_channels_than_it_describes_is_read_as_far_as_it_goes() -> None:
    said = metadata(2, version_2(INTEL, claimed=65_535))
    assert len(said.channels) == 4
    assert said.claimed_channels == 65_535


def test_a_name_of_an_odd_number_of_bytes_does_not_shift_the_next() -> None:
    odd = struct.pack("<iH", 0, 7) + wide("CPU") + b"\0"
    even = struct.pack("<iH", 0, 8) + wide("GPU") + b"\0\0"
    data = struct.pack("<32s32sHH", b"", b"", 1, 2) + odd + even
    assert [channel.name for channel in metadata(2, data).channels] == ["CPU", "GPU"]


@given(st.integers(0, 3), st.binary(max_size=200))
def test_no_bytes_raise_anything_but_value_error(version: int, data: bytes) -> None:
    try:
        said = metadata(version, data)
    except ValueError:
        return
    channels_to_add([said])


@pytest.mark.parametrize(
    ("names", "added"),
    [
        (INTEL, ["RAPL_Package0_PKG", "RAPL_Package0_DRAM"]),
        (("RAPL_Package0_PSYS", *INTEL[:3]), ["RAPL_Package0_PKG"]),
        (("RAPL_Package0_DRAM",), []),
        (("CPU", "GPU", "SYS"), []),
        (
            ("RAPL_Package0_PKG", "RAPL_Package1_PKG", "RAPL_Package1_DRAM"),
            ["RAPL_Package0_PKG", "RAPL_Package1_PKG", "RAPL_Package1_DRAM"],
        ),
    ],
)
def test_packages_and_their_memory_are_added_and_nothing_inside_or_around_them(
    names: tuple[str, ...], added: list[str]
) -> None:
    assert [place.name for place in channels_to_add([metadata(2, version_2(names))])] == added


def test_a_channel_in_another_unit_is_not_added() -> None:
    assert channels_to_add([metadata(2, version_2(INTEL, unit=1))]) == []


def test_the_energy_of_an_intel_processor_is_its_package_and_its_memory(clock: Clock) -> None:
    sensor = emi(clock, FakeMeter(INTEL, (35.0, 20.0, 5.0, 3.75), joules=50.0))
    assert sensor.route().status is Status.AVAILABLE
    assert sensor.route().parts == ("cpu", "memory")
    assert sensor.route().unit == "pWh"
    assert mean_watts(sensor, clock) == pytest.approx(38.75, rel=1e-3)


def test_a_memory_that_is_not_counted_is_not_said_to_be_covered(clock: Clock) -> None:
    sensor = emi(clock, FakeMeter(INTEL, (35.0, 20.0, 5.0, 0.0), joules=0.0))
    assert sensor.route().parts == ("cpu",)
    assert "not the memory" in sensor.route().scope


def test_an_amd_processor_with_a_meter_for_each_core_is_its_package_alone(clock: Clock) -> None:
    cores = [FakeMeter((f"RAPL_Package0_Core{n}_CORE",), (4.0,)) for n in range(8)]
    package = FakeMeter(("RAPL_Package0_PKG",), (45.0,))
    system = FakeSystem(clock, *cores, package)
    sensor = Emi(WINDOWS, system, clock)
    assert mean_watts(sensor, clock) == pytest.approx(45.0, rel=1e-3)
    assert system.handles == {8}  # the cores are not kept open


def test_two_sockets_are_added_up(clock: Clock) -> None:
    names = ("RAPL_Package0_PKG", "RAPL_Package1_PKG")
    sensor = emi(clock, FakeMeter(names, (40.0, 30.0)))
    assert mean_watts(sensor, clock) == pytest.approx(70.0, rel=1e-3)


def test_a_package_shown_once_per_die_counts_once(clock: Clock) -> None:
    names = ("RAPL_Package0_PKG", "RAPL_Package1_PKG")
    sensor = emi(clock, FakeMeter(names, (68.0, 68.0), joules=250_000.0))
    assert mean_watts(sensor, clock) == pytest.approx(68.0, rel=1e-3)


def test_the_same_package_in_two_meters_counts_once(clock: Clock) -> None:
    meters = [FakeMeter(("RAPL_Package0_PKG",), (68.0,), joules=9000.0 * n) for n in (1, 2)]
    assert mean_watts(emi(clock, *meters), clock) == pytest.approx(68.0, rel=1e-3)


def test_meters_of_the_computer_itself_are_named_and_not_added(clock: Clock) -> None:
    own = FakeMeter(("CPU", "GPU", "BATTERY"), (10.0, 20.0, 40.0))
    alone = emi(clock, own)
    assert alone.route().status is Status.ABSENT
    assert "BATTERY, CPU, GPU" in alone.route().reason
    beside = emi(clock, own, FakeMeter(INTEL, (35.0, 20.0, 5.0, 3.75)))
    assert "BATTERY, CPU, GPU" in beside.route().scope
    assert mean_watts(beside, clock) == pytest.approx(38.75, rel=1e-3)


def test_a_late_measurement_is_judged_by_the_clock_of_the_meter(clock: Clock) -> None:
    meter = FakeMeter(("RAPL_Package0_PKG",), (300.0,), joules=10.0)
    meter.refresh_seconds = 1.0
    sensor = emi(clock, meter)
    sensor.read()
    before = None
    for _tick in range(100):
        clock.advance(0.1)
        before = sensor.read() or before
        assert before is None or not before.gap
    assert before is not None
    assert before.energy_joules == pytest.approx(300.0 * 10.0, rel=0.11)
    assert sensor.route().refresh_seconds == pytest.approx(1.0, rel=0.05)
    assert sensor.route().status is Status.AVAILABLE


@pytest.mark.parametrize("curve", CURVES.values(), ids=lambda curve: curve.key)
def test_twenty_seconds_of_any_known_curve_are_right_to_half_a_percent(
    clock: Clock, curve: KnownCurve
) -> None:
    meter = FakeMeter(("RAPL_Package0_PKG",), (0.0,))
    meter.curve = curve
    system = FakeSystem(clock, meter)
    sensor = Emi(WINDOWS, system, clock)
    begin = sensor.read()
    begin_seconds = clock() - system.origin_seconds
    for tick in range(200):
        clock.advance(0.08 if tick % 2 else 0.12)
        end = sensor.read() or begin
    truth_joules = curve.joules(begin_seconds, clock() - system.origin_seconds)
    assert begin is not None
    assert end is not None
    assert end.energy_joules - begin.energy_joules == pytest.approx(truth_joules, rel=0.005)


def test_a_fast_meter_is_found_to_be_fast(clock: Clock) -> None:
    sensor = emi(clock, FakeMeter(("RAPL_Package0_PKG",), (30.0,)))
    assert sensor.route().refresh_seconds == pytest.approx(0.001, rel=0.1)


def test_a_counter_that_starts_again_is_a_gap_and_no_energy(clock: Clock) -> None:
    meter = FakeMeter(INTEL, (35.0, 20.0, 5.0, 3.75), joules=5000.0)
    sensor = emi(clock, meter)
    before = sensor.read()
    clock.advance(0.1)
    before = sensor.read()
    meter.joules = [0.0] * 4
    clock.advance(0.1)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules == pytest.approx(before.energy_joules)
    assert mean_watts(sensor, clock) == pytest.approx(38.75, rel=1e-3)


def test_a_short_failure_loses_no_energy_and_shows_as_a_gap(clock: Clock) -> None:
    meter = FakeMeter(("RAPL_Package0_PKG",), (40.0,))
    sensor = emi(clock, meter)
    before = sensor.read()
    begin_seconds = clock()
    meter.problem = OSError(31, "a device that does not work")
    clock.advance(1.0)
    assert sensor.read() is None
    meter.problem = None
    clock.advance(1.0)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    passed_seconds = clock() - begin_seconds
    assert after.energy_joules == pytest.approx(40.0 * passed_seconds, rel=2e-3)


@pytest.mark.parametrize("how", ["problem", "frozen", "fewer channels"])
def test_a_meter_that_says_nothing_more_is_lost_and_found_again(clock: Clock, how: str) -> None:
    meter = FakeMeter(("RAPL_Package0_PKG",), (40.0,))
    system = FakeSystem(clock, meter)
    sensor = Emi(WINDOWS, system, clock)
    sensor.read()
    clock.advance(0.1)
    before = sensor.read()
    if how == "problem":
        meter.problem = OSError(31, "")
    elif how == "frozen":
        meter.frozen = True
    else:
        meter.answer_bytes = 9
    clock.advance(0.1)
    sensor.read()
    for _tick in range(80):
        clock.advance(0.1)
        sensor.read()
        if sensor.route().status is Status.LOST:
            break
    assert sensor.route().status is Status.LOST
    assert "no longer answers" in sensor.route().reason
    assert system.handles == set()
    meter.problem, meter.frozen, meter.answer_bytes = None, False, None
    clock.advance(3.0)
    after = sensor.read()
    if how == "frozen":  # it answered all the time: it is there again when it moves
        assert after is None
        clock.advance(0.1)
        after = sensor.read()
    assert sensor.route().status is Status.AVAILABLE
    assert before is not None
    assert after is not None
    assert after.gap
    assert mean_watts(sensor, clock) == pytest.approx(40.0, rel=1e-3)


@pytest.mark.parametrize(
    ("version", "data"),
    [
        (b"", version_2(INTEL)),
        (b"\x02", b""),
        (b"\x02\x00", version_2(INTEL)[:60]),
        (b"\x09\x00", version_2(INTEL)),
        (b"\x01\x00", VERSION_1_BYTES[:40]),
        (b"\x02\x00", bytes(70_000)),
    ],
)
def test_a_meter_that_makes_no_sense_is_left_out(clock: Clock, version: bytes, data: bytes) -> None:
    broken = FakeMeter(INTEL, (99.0,) * 4)
    broken.version, broken.metadata = version, data
    system = FakeSystem(clock, broken)
    assert Emi(WINDOWS, system, clock).route().status is Status.ABSENT
    assert system.handles == set()
    sound = emi(clock, broken, FakeMeter(("RAPL_Package0_PKG",), (20.0,)))
    assert mean_watts(sound, clock) == pytest.approx(20.0, rel=1e-3)


def test_a_meter_that_claims_many_channels_does_not_spoil_the_reading(clock: Clock) -> None:
    meter = FakeMeter(INTEL, (35.0, 20.0, 5.0, 3.75))
    meter.metadata = version_2(INTEL, claimed=40_000)
    assert mean_watts(emi(clock, meter), clock) == pytest.approx(38.75, rel=1e-3)


def test_where_access_is_denied_there_is_a_sentence_and_no_number(clock: Clock) -> None:
    meter = FakeMeter(INTEL, (35.0,) * 4)
    meter.refused = PermissionError(5, "CreateFileW")
    sensor = emi(clock, meter)
    assert sensor.route().status is Status.NO_PERMISSION
    assert sensor.route().reason
    assert sensor.route().remedy
    assert sensor.read() is None


@pytest.mark.parametrize(
    ("computer", "build", "words"),
    [
        (WINDOWS, 22631, "no energy meter"),
        (WINDOWS, 19045, "Windows 10"),
        (Computer("Windows", True, "Hyper-V", False, 4), 22631, "virtual machine (Hyper-V)"),
        (Computer("Windows", True, "", False, 4), 22631, "virtual machine"),
    ],
)
def test_without_a_meter_the_reason_says_why(
    clock: Clock, computer: Computer, build: int, words: str
) -> None:
    route = emi(clock, computer=computer, build=build).route()
    assert route.status is Status.ABSENT
    assert words in route.reason
    assert ("outside the virtual machine" in route.remedy) == computer.is_virtual


def test_two_packages_that_counted_nearly_alike_are_two() -> None:
    places = [ChannelPlace(meter, 0, "RAPL_Package0_PKG", True) for meter in (0, 1)]
    for apart_joules, count in ((0.5, 1), (1.5, 2)):
        energies = dict(zip(places, (5000.0, 5000.0 + apart_joules), strict=True))
        assert len(without_mirrors(places, energies)) == count


def test_a_meter_that_never_moves_gives_way_to_the_next_best(clock: Clock) -> None:
    meter = FakeMeter(("RAPL_Package0_PKG",), (40.0,))
    meter.frozen = True
    sensor = emi(clock, meter)
    for _tick in range(30):
        clock.advance(0.1)
        sensor.read()
    assert sensor.route().status is Status.ABSENT
    assert "never moves" in sensor.route().reason


class Untouchable:
    """A system that must not be asked."""

    def __getattr__(self, name: str) -> None:
        raise AssertionError(name)


def test_on_another_system_nothing_is_looked_at(clock: Clock) -> None:
    route = Emi(DESKTOP, Untouchable(), clock).route()  # type: ignore[arg-type]
    assert route.status is Status.ABSENT
    assert "Windows" in route.reason
    assert route.remedy == ""


def test_windows_without_the_library_is_a_state(clock: Clock) -> None:
    assert Emi(WINDOWS, None, clock).route().status is Status.ABSENT


class FakeConfiguration:
    """cfgmgr32 with two meters."""

    def __init__(self, paths: Sequence[str], code: int = 0) -> None:
        self.text = wide("\0".join(paths) + "\0\0") if paths else b"\0\0"
        self.code = code

    def CM_Get_Device_Interface_List_SizeW(self, length, kind, device, flags) -> int:
        assert kind.raw == bytes.fromhex("4483bd45d67ecf49a440c276c933b053")
        assert (device, flags) == (None, 0)
        length._obj.value = len(self.text) // 2
        return self.code

    def CM_Get_Device_Interface_ListW(self, kind, device, buffer, length, flags) -> int:
        assert length.value == len(self.text) // 2
        ctypes.memmove(buffer, self.text, len(self.text))
        return self.code


class FakeFunction:
    """A function of a library, whose type of result can be set."""

    def __init__(self, answer) -> None:
        self.answer = answer
        self.restype = ctypes.c_int
        self.calls: list[tuple] = []

    def __call__(self, *arguments):
        self.calls.append(arguments)
        return self.answer(*arguments)


class FakeKernel:
    """kernel32 with one meter."""

    def __init__(self, handle: int | None = 77, done: int = 1) -> None:
        self.CreateFileW = FakeFunction(lambda *_arguments: handle)
        self.DeviceIoControl = FakeFunction(self.control)
        self.CloseHandle = FakeFunction(lambda _handle: 1)
        self.done = done

    def control(self, handle, code, given, given_size, answer, size, returned, overlapped) -> int:
        assert (given, given_size, overlapped) == (None, 0, None)
        assert handle.value == 77
        ctypes.memmove(answer, b"\x02\x00", 2)
        returned._obj.value = 2
        return self.done


def windows(paths: Sequence[str] = (), error: int = 0, **kernel: int | None) -> WindowsEnergyMeters:
    return WindowsEnergyMeters(FakeConfiguration(paths), FakeKernel(**kernel), lambda: error)


def test_windows_is_asked_for_the_list_of_its_meters() -> None:
    paths = [r"\\?\ACPI#GenuineIntel#{45bd8344}", r"\\?\ROOT#é"]
    assert windows(paths).paths() == paths
    assert windows().paths() == []


def test_a_list_that_windows_refuses_is_a_problem_and_not_an_empty_list() -> None:
    with pytest.raises(OSError, match="CM_Get"):
        WindowsEnergyMeters(FakeConfiguration(["a"], 3), FakeKernel(), lambda: 0).paths()


def test_a_meter_is_opened_for_reading_and_shared_with_others() -> None:
    system = windows()
    assert system.open(r"\\?\é") == 77
    (call,) = system._kernel.CreateFileW.calls
    path, access, share, _security, creation, _flags, _template = call
    assert path.raw[:10] == wide(r"\\?\é")
    assert path.raw[10:12] == b"\0\0"
    assert access.value == 0x80000000
    assert (share, creation) == (3, 3)
    assert system._kernel.CreateFileW.restype is ctypes.c_void_p


def test_an_answer_is_as_long_as_windows_says() -> None:
    assert windows().ask(77, GET_VERSION, 16) == b"\x02\x00"


@pytest.mark.parametrize("handle", [None, ctypes.c_void_p(-1).value])
def test_a_meter_that_is_closed_to_this_account_is_told_from_one_that_is_gone(
    handle: int | None,
) -> None:
    with pytest.raises(PermissionError):
        windows(error=5, handle=handle).open("a")
    with pytest.raises(FileNotFoundError):
        windows(error=2, handle=handle).open("a")
    with pytest.raises(OSError, match="DeviceIoControl"):
        windows(error=31, done=0).ask(77, GET_VERSION, 2)
