"""NVIDIA cards through a library that pretends."""

import threading
from types import SimpleNamespace

import pytest

from equilibre.meter.reading import Kind, Status
from equilibre.meter.sensors.nvml import Nvml
from tests.meter.fakes import Clock, FakeNvml, NvmlProblem


def joules(sensor: Nvml, clock: Clock, ticks: int = 20) -> float:
    first = sensor.read()
    last = None
    for _tick in range(ticks):
        clock.advance(0.1)
        last = sensor.read()
    assert first is not None
    assert last is not None
    return last.energy_joules - first.energy_joules


@pytest.mark.parametrize("counter", [True, False])
@pytest.mark.parametrize("instant", [True, False])
def test_energy_comes_from_the_counter_or_from_the_power(
    clock: Clock, counter: bool, instant: bool
) -> None:
    sensor = Nvml(FakeNvml(clock, counter=counter, instant=instant), clock)
    assert joules(sensor, clock) == pytest.approx(240.0, rel=1e-4)


def test_power_is_added_up_over_the_times_that_really_passed(clock: Clock) -> None:
    library = FakeNvml(clock, (100.0,), counter=False)
    sensor = Nvml(library, clock)
    sensor.read()
    library.watts = [200.0]
    clock.advance(0.37)
    reading = sensor.read()
    assert reading is not None
    assert reading.energy_joules == pytest.approx(150.0 * 0.37)


def test_two_cards_are_added_up(clock: Clock) -> None:
    sensor = Nvml(FakeNvml(clock, (120.0, 60.0)), clock)
    assert joules(sensor, clock) == pytest.approx(360.0, rel=1e-4)
    assert "2 whole graphics cards" in sensor.route().scope


@pytest.mark.parametrize(
    ("problem", "status"),
    [(12, Status.ABSENT), (9, Status.ABSENT), (4, Status.NO_PERMISSION)],
)
def test_without_library_driver_or_permission_there_is_a_sentence_and_no_number(
    clock: Clock, problem: int, status: Status
) -> None:
    sensor = Nvml(FakeNvml(clock, problem=problem), clock)
    assert sensor.route().status is status
    assert sensor.route().reason
    assert sensor.read() is None


def test_without_a_card_the_route_is_absent(clock: Clock) -> None:
    assert Nvml(FakeNvml(clock, ()), clock).route().status is Status.ABSENT


def test_a_driver_that_never_answers_keeps_nobody_waiting_and_is_told(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, ends, ended = FakeNvml(clock), threading.Event(), threading.Event()

    def stuck() -> None:
        ends.wait()
        ended.set()

    monkeypatch.setattr(library, "nvmlInit", stuck)
    sensor = Nvml(library, clock, longest_seconds=0.01)
    try:
        route = sensor.route()
        assert route.status is Status.ABSENT
        assert route.reason == "The driver of the NVIDIA graphics card does not answer."
        assert route.remedy.startswith("Start the computer again")
        assert sensor.read() is None
        sensor.close()
    finally:
        ends.set()
    assert ended.wait(10.0)


def test_a_card_that_stops_answering_is_lost_and_found_again(clock: Clock) -> None:
    library = FakeNvml(clock)
    sensor = Nvml(library, clock)
    sensor.read()
    clock.advance(0.1)
    before = sensor.read()
    library.problem = 15
    for _tick in range(60):
        clock.advance(0.1)
        assert sensor.read() is None
    assert sensor.route().status is Status.LOST
    assert sensor.route().reason
    library.problem = None
    clock.advance(3.0)
    found = sensor.read()
    assert before is not None
    assert found is not None
    assert found.gap
    assert found.energy_joules == pytest.approx(before.energy_joules)
    assert sensor.route().status is Status.AVAILABLE


def test_a_short_silence_of_a_counter_loses_no_energy(clock: Clock) -> None:
    library = FakeNvml(clock)
    sensor = Nvml(library, clock)
    before = sensor.read()
    library.problem = 999
    clock.advance(1.0)
    assert sensor.read() is None
    library.problem = None
    clock.advance(1.0)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules - before.energy_joules == pytest.approx(240.0, rel=1e-3)


def test_a_short_silence_of_a_power_is_not_metered(clock: Clock) -> None:
    library = FakeNvml(clock, counter=False)
    sensor = Nvml(library, clock)
    sensor.read()
    clock.advance(0.1)
    before = sensor.read()
    library.problem = 999
    clock.advance(1.0)
    assert sensor.read() is None
    library.problem = None
    clock.advance(1.0)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules == before.energy_joules


class FakeBoards(FakeNvml):
    """Several boards, each with its own name, age, partitions and problem."""

    def __init__(self, clock: Clock, watts: tuple[float, ...]) -> None:
        super().__init__(clock, watts)
        self.names: list[str | bytes] = ["NVIDIA A100"] * len(watts)
        self.without_counter: set[int] = set()
        self.partitioned: set[int] = set()
        self.problems: dict[int, int] = {}
        self.refresh_seconds = 0.0

    def _check_board(self, handle: int) -> None:
        if handle in self.problems:
            raise NvmlProblem(self.problems[handle])

    def nvmlDeviceGetName(self, handle: int) -> str | bytes:
        return self.names[handle]

    def nvmlDeviceGetMigMode(self, handle: int) -> list[int]:
        if handle not in self.partitioned:
            raise NvmlProblem(3)
        return [1, 1]

    def nvmlDeviceGetTotalEnergyConsumption(self, handle: int) -> int:
        self._check_board(handle)
        if handle in self.without_counter:
            raise NvmlProblem(3)
        seconds = self.clock() - self.origin_seconds
        if self.refresh_seconds:
            seconds = round(seconds // self.refresh_seconds) * self.refresh_seconds
        return 7_000_000 + round(self.watts[handle] * seconds * 1000)

    def nvmlDeviceGetFieldValues(self, handle: int, fields: list[int]) -> list[SimpleNamespace]:
        self._check_board(handle)
        assert fields == [186]
        return super().nvmlDeviceGetFieldValues(handle, fields)

    def nvmlDeviceGetPowerUsage(self, handle: int) -> int:
        self._check_board(handle)
        return super().nvmlDeviceGetPowerUsage(handle)


def test_the_boards_are_named(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0, 300.0, 70.0))
    library.names = ["NVIDIA A100", b"NVIDIA A100", b"Tesla T4"]
    scope = Nvml(library, clock).route().scope
    assert "3 whole graphics cards" in scope
    assert "2 × NVIDIA A100, Tesla T4" in scope


def test_one_board_is_named_too(clock: Clock) -> None:
    library = FakeBoards(clock, (70.0,))
    library.names = [b"Tesla T4"]
    assert "The whole graphics card Tesla T4" in Nvml(library, clock).route().scope


def test_a_partitioned_board_is_said_to_be_metered_whole(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0, 70.0))
    library.names = ["NVIDIA A100", "Tesla T4"]
    library.partitioned = {0}
    sensor = Nvml(library, clock)
    assert "partitions (MIG): NVIDIA A100. The figure is of the whole card" in sensor.route().scope
    assert joules(sensor, clock) == pytest.approx(740.0, rel=1e-4)


def test_boards_with_and_without_a_counter_are_added_up(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0, 70.0))
    library.names = ["NVIDIA A100", "Tesla P4"]
    library.without_counter = {1}
    sensor = Nvml(library, clock)
    assert joules(sensor, clock) == pytest.approx(740.0, rel=1e-4)
    assert "the power of Tesla P4 is read ten times a second" in sensor.route().scope
    assert sensor.route().unit == "mJ"


def test_the_power_of_a_board_with_a_counter_is_never_asked(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0,))

    def refuse(*_arguments: object) -> None:
        raise AssertionError("the counter is better")

    library.nvmlDeviceGetPowerUsage = refuse  # type: ignore[method-assign, assignment]
    library.nvmlDeviceGetFieldValues = refuse  # type: ignore[method-assign, assignment]
    assert joules(Nvml(library, clock), clock) == pytest.approx(600.0, rel=1e-4)


def test_a_board_that_stays_silent_does_not_silence_the_others(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0, 70.0))
    library.names = ["NVIDIA A100", "Tesla T4"]
    sensor = Nvml(library, clock)
    sensor.read()
    library.problems = {1: 15}
    for _tick in range(60):
        clock.advance(0.1)
        sensor.read()
    assert sensor.route().status is Status.AVAILABLE
    assert "for want of an answer: Tesla T4." in sensor.route().scope
    clock.advance(0.1)
    assert joules(sensor, clock) == pytest.approx(600.0, rel=1e-4)


def test_a_board_that_answers_again_brings_the_energy_that_it_counted_meanwhile(
    clock: Clock,
) -> None:
    library = FakeBoards(clock, (300.0, 70.0))
    sensor = Nvml(library, clock)
    before = sensor.read()
    begin_seconds = clock()
    library.problems = {1: 15}
    gaps = 0
    for _tick in range(100):
        clock.advance(0.1)
        reading = sensor.read()
        gaps += reading is not None and reading.gap
    library.problems = {}
    clock.advance(2.0)
    after = sensor.read()
    assert gaps == 1  # where the others went on without it
    assert before is not None
    assert after is not None
    assert after.gap
    expected_joules = 370.0 * (clock() - begin_seconds)
    assert after.energy_joules - before.energy_joules == pytest.approx(expected_joules, rel=1e-4)
    assert "for want of an answer" not in sensor.route().scope


def test_a_counter_that_starts_again_is_a_gap_and_no_energy(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0, 70.0))
    sensor = Nvml(library, clock)
    sensor.read()
    clock.advance(1.0)
    before = sensor.read()
    library.watts[0] = -5e6  # far below what it had counted
    clock.advance(0.1)
    after = sensor.read()
    assert before is not None
    assert after is not None
    assert after.gap
    assert after.energy_joules == pytest.approx(before.energy_joules)


def test_a_board_that_says_nothing_at_first_is_not_metered(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0, 70.0))
    library.problems = {1: 999}
    sensor = Nvml(library, clock)
    assert "1 further card says nothing" in sensor.route().scope
    assert joules(sensor, clock) == pytest.approx(600.0, rel=1e-4)


def test_the_time_between_two_values_is_found_by_watching(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0,))
    library.refresh_seconds = 0.5
    sensor = Nvml(library, clock)
    assert sensor.route().refresh_seconds == pytest.approx(0.1)
    for _tick in range(60):
        clock.advance(0.1)
        sensor.read()
    assert sensor.route().refresh_seconds == pytest.approx(0.5, rel=0.01)
    assert sensor.route().status is Status.AVAILABLE


def test_a_moment_without_instantaneous_power_does_not_end_it(clock: Clock) -> None:
    library = FakeBoards(clock, (70.0,))
    library.without_counter = {0}
    sensor = Nvml(library, clock)
    sensor.read()
    library.problems = {0: 999}
    clock.advance(0.1)
    assert sensor.read() is None
    library.problems = {}
    library.nvmlDeviceGetPowerUsage = lambda _handle: 0  # type: ignore[method-assign]
    clock.advance(0.1)
    sensor.read()
    assert joules(sensor, clock) == pytest.approx(140.0, rel=1e-4)
    assert sensor.route().unit == "mW"


def test_closing_lets_the_library_go(clock: Clock) -> None:
    library = FakeNvml(clock)
    sensor = Nvml(library, clock)
    sensor.close()
    assert library.opened == 0


def test_the_real_library_without_a_card_is_a_state() -> None:
    sensor = Nvml()
    assert sensor.route().kind is Kind.MEASURED
    assert sensor.route().status in Status
    sensor.close()


def test_cards_of_other_makers_are_said_to_be_left_out(clock: Clock) -> None:
    assert "other makers are not in it" in Nvml(FakeNvml(clock), clock).route().scope


def test_a_lost_board_is_not_asked_again_at_once(clock: Clock) -> None:
    library = FakeBoards(clock, (300.0, 70.0))
    sensor = Nvml(library, clock)
    sensor.read()
    library.problems = {1: 15}
    for _tick in range(60):
        clock.advance(0.1)
        sensor.read()
    asked: list[int] = []
    ask = library.nvmlDeviceGetTotalEnergyConsumption
    library.nvmlDeviceGetTotalEnergyConsumption = (  # type: ignore[method-assign]
        lambda handle: (asked.append(handle), ask(handle))[1]
    )
    for _tick in range(15):
        clock.advance(0.1)
        sensor.read()
    assert asked.count(0) == 15
    assert asked.count(1) <= 1


def test_a_card_that_stands_still_is_let_go(clock: Clock) -> None:
    library = FakeNvml(clock, (0.0,))
    sensor = Nvml(library, clock)
    for _tick in range(60):
        clock.advance(0.1)
        sensor.read()
    assert sensor.route().status is Status.LOST
    assert library.opened == 0


def test_where_there_is_no_card_the_remedy_is_its_driver(clock: Clock) -> None:
    assert "install NVIDIA's own driver" in Nvml(FakeNvml(clock, ()), clock).route().remedy
    assert Nvml(FakeNvml(clock), clock).route().remedy == ""
