"""The controller of a Mac, byte by byte: no Mac is needed."""

import ctypes
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.computer import Computer
from equilibre.meter.platforms.smc_connection import AppleSmc
from equilibre.meter.platforms.smc_records import (
    SmcKind,
    code,
    kind_answer,
    kind_request,
    number,
    value_answer,
    value_request,
)
from equilibre.meter.reading import Boundary, Status
from equilibre.meter.sensors.smc import Smc
from tests.meter.fakes import LAPTOP, Clock

MAC = Computer("macOS", False, "", True, 8)
WATTS = SmcKind(4, "flt ")


def answer(size: int = 0, kind: str = "flt ", result: int = 0, value: bytes = b"") -> bytes:
    """Lay out an answer by the offsets of the structure in C."""
    data = bytearray(80)
    data[0:4] = b"RTSP"  # PSTR, little-endian
    struct.pack_into("<I", data, 28, size)
    struct.pack_into("<I", data, 32, int.from_bytes(kind.encode(), "big"))
    data[40] = result
    data[48 : 48 + len(value)] = value
    return bytes(data)


class FakeSmc:
    """A controller that knows the power of the whole."""

    def __init__(self, watts: float = 12.5) -> None:
        self.watts = watts
        self.kind = "flt "
        self.size = 4
        self.result = 0
        self.value: bytes | None = None
        self.problem: OSError | None = None
        self.is_open = False
        self.questions: list[bytes] = []

    def connect(self) -> "FakeSmc":
        self.is_open = True
        return self

    def call(self, question: bytes) -> bytes:
        assert self.is_open
        if self.problem is not None:
            raise self.problem
        self.questions.append(question)
        if question[42] == 9:
            return answer(self.size, self.kind, self.result)
        value = struct.pack("<f", self.watts) if self.value is None else self.value
        return answer(result=self.result, value=value)

    def close(self) -> None:
        self.is_open = False


def smc(clock: Clock, controller: FakeSmc, computer: Computer = MAC) -> Smc:
    return Smc(computer, controller.connect, clock)


def test_the_questions_are_eighty_bytes_with_each_field_in_its_place() -> None:
    kind = kind_request("PSTR")
    assert len(kind) == 80
    assert kind[0:4] == b"RTSP"
    assert kind[42] == 9
    assert not any(kind[4:42])
    assert not any(kind[43:])
    value = value_request("PSTR", WATTS)
    assert value[28:32] == b"\x04\0\0\0"
    assert value[42] == 5


def test_a_key_is_a_number_whose_first_letter_is_the_highest() -> None:
    assert code("PSTR") == 0x50535452


def test_the_kind_of_a_value_is_read() -> None:
    assert kind_answer(answer(4, "flt ")) == WATTS
    assert kind_answer(answer(2, "sp78")) == SmcKind(2, "sp78")


@pytest.mark.parametrize(
    ("data", "kind", "value"),
    [
        ("00004841", "flt ", 12.5),
        ("0c80", "sp78", 12.5),
        ("f380", "sp78", -12.5),
        ("0320", "sp96", 12.5),
        ("0032", "fpe2", 12.5),
        ("6400", "fp88", 100.0),
        ("c800", "fp88", 200.0),
    ],
)
def test_the_value_is_read_in_the_type_that_the_controller_names(
    data: str, kind: str, value: float
) -> None:
    assert number(bytes.fromhex(data), kind) == pytest.approx(value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("00004841", "ui32"),
        ("0000c07f", "flt "),  # not a number
        ("0000807f", "flt "),  # infinite
        ("0000", "flt "),
        ("00", "sp78"),
        ("0c80", "zz78"),
    ],
)
def test_what_is_no_number_of_a_known_type_is_refused(data: str, kind: str) -> None:
    with pytest.raises(ValueError, match="controller|value"):
        number(bytes.fromhex(data), kind)


@given(st.binary(max_size=90))
def test_any_bytes_are_an_answer_or_a_refusal(data: bytes) -> None:
    for read in (kind_answer, lambda given: value_answer(given, WATTS)):
        try:
            read(data)
        except (KeyError, ValueError):
            continue
        assert len(data) == 80


def test_the_power_of_the_whole_mac_is_added_up(clock: Clock) -> None:
    controller = FakeSmc(12.5)
    sensor = smc(clock, controller)
    route = sensor.route()
    assert route.status is Status.AVAILABLE
    assert route.around
    assert route.device == "computer"
    assert route.boundary is Boundary.COMPUTER
    first = sensor.read()
    for _tick in range(100):
        clock.advance(0.1)
        last = sensor.read()
    assert first is not None
    assert last is not None
    assert last.energy_joules - first.energy_joules == pytest.approx(125.0)
    kinds = [question for question in controller.questions if question[42] == 9]
    assert len(kinds) == 1  # the kind of value does not change


def test_a_mac_of_another_age_says_it_in_fixed_point(clock: Clock) -> None:
    controller = FakeSmc()
    controller.kind, controller.size, controller.value = "sp96", 2, bytes.fromhex("0320")
    sensor = smc(clock, controller)
    sensor.read()
    clock.advance(1.0)
    reading = sensor.read()
    assert reading is not None
    assert reading.energy_joules == pytest.approx(12.5)


@pytest.mark.parametrize("how", ["no key", "strange type", "too long", "zero"])
def test_a_controller_that_does_not_say_it_is_absent_and_let_go(clock: Clock, how: str) -> None:
    controller = FakeSmc()
    match how:
        case "no key":
            controller.result = 0x84
        case "strange type":
            controller.kind = "ch8*"
        case "too long":
            controller.size = 33
        case "zero":
            controller.watts = 0.0
    sensor = smc(clock, controller)
    assert sensor.route().status is Status.ABSENT
    assert sensor.route().reason
    assert not controller.is_open
    clock.advance(10.0)
    assert sensor.read() is None


def test_where_access_is_denied_there_is_a_sentence_and_no_number(clock: Clock) -> None:
    def refuse() -> FakeSmc:
        raise PermissionError("IOServiceOpen")

    sensor = Smc(MAC, refuse, clock)
    assert sensor.route().status is Status.NO_PERMISSION
    assert "may not ask" in sensor.route().reason
    assert sensor.read() is None


def test_a_controller_that_stops_answering_is_lost_and_reached_again(clock: Clock) -> None:
    controller = FakeSmc()
    sensor = smc(clock, controller)
    sensor.read()
    clock.advance(0.1)
    before = sensor.read()
    controller.problem = OSError("IOConnectCallStructMethod")
    for _tick in range(60):
        clock.advance(0.1)
        assert sensor.read() is None
    assert sensor.route().status is Status.LOST
    assert "no longer answers" in sensor.route().reason
    controller.problem = None
    clock.advance(3.0)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules == before.energy_joules
    assert sensor.route().status is Status.AVAILABLE
    sensor.close()
    assert not controller.is_open


def test_the_time_between_two_values_is_found_by_watching(clock: Clock) -> None:
    controller = FakeSmc()
    sensor = smc(clock, controller)
    for tick in range(60):
        controller.watts = 10.0 + tick // 5
        sensor.read()
        clock.advance(0.1)
    assert sensor.route().refresh_seconds == pytest.approx(0.5)


def test_on_another_system_nothing_is_looked_at(clock: Clock) -> None:
    def refuse() -> FakeSmc:
        raise AssertionError("this is Linux")

    route = Smc(LAPTOP, refuse, clock).route()
    assert route.status is Status.ABSENT
    assert "macOS" in route.reason


def test_a_mac_without_the_library_is_a_state(clock: Clock) -> None:
    assert Smc(MAC, clock=clock).route().status is Status.ABSENT


class FakeFunction:
    """A function of a library, whose type of result can be set."""

    def __init__(self, result) -> None:
        self.result = result
        self.restype = ctypes.c_int
        self.calls: list[tuple] = []

    def __call__(self, *arguments):
        self.calls.append(arguments)
        return self.result(*arguments) if callable(self.result) else self.result


class FakeFramework:
    """IOKit with one controller."""

    def __init__(self, opened: int = 0, called: int = 0, service: int = 11) -> None:
        self.IOServiceMatching = FakeFunction(0x7FFF_1234_5678)
        self.IOServiceGetMatchingService = FakeFunction(service)
        self.IOServiceOpen = FakeFunction(self.open)
        self.IOConnectCallStructMethod = FakeFunction(self.call)
        self.IOServiceClose = FakeFunction(0)
        self.IOObjectRelease = FakeFunction(0)
        self.opened, self.called = opened, called

    def open(self, service, task, kind, connection) -> int:
        assert (service, task.value, kind) == (11, 515, 0)
        connection._obj.value = 42
        return self.opened

    def call(self, connection, function, question, question_size, reply, size) -> int:
        assert (connection.value, function, question_size.value) == (42, 2, 80)
        assert size._obj.value == 80
        ctypes.memmove(reply, answer(4), 80)
        return self.called


def test_the_controller_is_reached_through_iokit() -> None:
    framework = FakeFramework()
    connection = AppleSmc(framework, 515)
    assert framework.IOServiceMatching.restype is ctypes.c_void_p
    (matching,) = framework.IOServiceGetMatchingService.calls
    assert matching[1].value == 0x7FFF_1234_5678
    assert kind_answer(connection.call(kind_request("PSTR"))) == WATTS
    connection.close()
    assert len(framework.IOServiceClose.calls) == 1
    assert len(framework.IOObjectRelease.calls) == 1


def test_a_refusal_is_told_from_another_problem() -> None:
    refused = ctypes.c_int(0xE00002C1).value
    with pytest.raises(PermissionError):
        AppleSmc(FakeFramework(opened=refused), 515)
    with pytest.raises(OSError, match="IOConnect"):
        AppleSmc(FakeFramework(called=1), 515).call(kind_request("PSTR"))
    with pytest.raises(FileNotFoundError):
        AppleSmc(FakeFramework(service=0), 515)
