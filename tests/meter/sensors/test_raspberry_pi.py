"""A Raspberry Pi 5 whose power chip says what it is told to say."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.computer import Computer
from equilibre.meter.reading import Kind, Status
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.raspberry_pi import RaspberryPi, ask_vcgencmd, rail_watts
from tests.meter.fakes import DESKTOP, Clock

# The form of an answer; its values are our own. Two voltages have no current: the input of the
# board and the battery of its clock.
ANSWER = """\
     3V3_SYS_A current(1)=0.50000000A
    DDR_VDD2_A current(3)=0.25000000A
    VDD_CORE_A current(7)=2.00000000A
     3V3_SYS_V volt(9)=3.30000000V
    DDR_VDD2_V volt(11)=1.10000000V
    VDD_CORE_V volt(15)=0.75000000V
      EXT5V_V volt(24)=5.13384000V
       BATT_V volt(25)=0.00000000V
"""
WATTS = 0.5 * 3.3 + 0.25 * 1.1 + 2.0 * 0.75


def board(root: Path, model: str = "Raspberry Pi 5 Model B Rev 1.0") -> Path:
    (root / "model").write_bytes(model.encode() + b"\0")
    return root


class Chip:
    """What answers in place of the command."""

    def __init__(self) -> None:
        self.answer = ANSWER
        self.problem: Exception | None = None
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.problem is not None:
            raise self.problem
        return self.answer


def during(sensor: RaspberryPi, clock: Clock, seconds: float) -> list[Reading]:
    readings = []
    for _tick in range(round(seconds * 10)):
        clock.advance(0.1)
        readings.append(sensor.read())
    return [reading for reading in readings if reading is not None]


def test_the_rails_with_current_and_voltage_add_up() -> None:
    assert rail_watts(ANSWER) == pytest.approx(
        {"3V3_SYS": 1.65, "DDR_VDD2": 0.275, "VDD_CORE": 1.5}
    )


def test_the_short_form_is_read_too() -> None:
    assert rail_watts("VDD_CORE_V=0.8000V\nVDD_CORE_A=1.5000A\n") == pytest.approx(
        {"VDD_CORE": 1.2}
    )


@given(st.text(max_size=200))
def test_an_answer_of_nonsense_is_no_number(answer: str) -> None:
    with pytest.raises(ValueError, match="without the rail"):
        rail_watts(answer)


def test_its_power_is_added_up_asked_twice_a_second_at_most(tmp_path: Path, clock: Clock) -> None:
    chip = Chip()
    sensor = RaspberryPi(board(tmp_path), DESKTOP, chip, clock)
    begun = chip.asked
    readings = during(sensor, clock, 10.0)
    assert chip.asked - begun <= 20
    assert len(readings) >= 16
    joules = readings[-1].energy_joules - readings[0].energy_joules
    assert joules == pytest.approx(WATTS * 9.6, rel=0.06)
    route = sensor.route()
    assert route.kind is Kind.MEASURED
    assert route.parts == ("cpu", "memory", "gpu")
    assert route.refresh_seconds == 0.5
    assert "USB" in route.scope


@pytest.mark.parametrize(
    "model", ["Raspberry Pi 500 Rev 1.0", "Raspberry Pi Compute Module 5 Rev 1.0"]
)
def test_its_sisters_have_the_same_chip(tmp_path: Path, clock: Clock, model: str) -> None:
    sensor = RaspberryPi(board(tmp_path, model), DESKTOP, Chip(), clock)
    assert sensor.route().status is Status.AVAILABLE


@pytest.mark.parametrize(
    ("model", "word"),
    [
        ("Raspberry Pi 4 Model B Rev 1.5", "This model"),
        ("Raspberry Pi Compute Module 4 Rev 1.0", "This model"),
        ("NVIDIA Jetson Orin Nano", "no Raspberry Pi"),
        ("", "no Raspberry Pi"),
    ],
)
def test_other_boards_are_not_asked(tmp_path: Path, clock: Clock, model: str, word: str) -> None:
    chip = Chip()
    sensor = RaspberryPi(board(tmp_path, model), DESKTOP, chip, clock)
    assert sensor.route().status is Status.ABSENT
    assert word in sensor.route().reason
    assert sensor.read() is None
    assert chip.asked == 0


def test_on_another_system_nothing_is_looked_at(tmp_path: Path, clock: Clock) -> None:
    chip = Chip()
    computer = Computer("Windows", False, "", False, 4)
    sensor = RaspberryPi(board(tmp_path), computer, chip, clock)
    assert "Windows" in sensor.route().reason
    assert chip.asked == 0


@pytest.mark.parametrize(
    ("problem", "status", "remedy"),
    [
        (PermissionError(13, "emulated"), Status.NO_PERMISSION, "usermod"),
        (FileNotFoundError(2, "emulated"), Status.ABSENT, "apt install"),
        (OSError(0, "emulated"), Status.ABSENT, ""),
        (ValueError("emulated"), Status.ABSENT, ""),
    ],
)
def test_what_stands_in_the_way_is_said(
    tmp_path: Path, clock: Clock, problem: Exception, status: Status, remedy: str
) -> None:
    chip = Chip()
    chip.problem = problem
    sensor = RaspberryPi(board(tmp_path), DESKTOP, chip, clock)
    assert sensor.route().status is status
    assert sensor.route().reason
    assert remedy in sensor.route().remedy
    assert sensor.read() is None


def _fail(chip: Chip) -> None:
    chip.problem = OSError(0, "emulated")


def _babble(chip: Chip) -> None:
    chip.answer = 'error=1 error_msg="Command not registered"'


@pytest.mark.parametrize("go_wrong", [_fail, _babble])
def test_a_chip_that_falls_silent_is_lost_and_found_again_after_a_gap(
    tmp_path: Path, clock: Clock, go_wrong: Callable[[Chip], None]
) -> None:
    chip = Chip()
    sensor = RaspberryPi(board(tmp_path), DESKTOP, chip, clock)
    before = during(sensor, clock, 2.0)
    go_wrong(chip)
    assert during(sensor, clock, 8.0) == []
    assert sensor.route().status is Status.LOST
    assert "asked again" in sensor.route().remedy
    chip.problem, chip.answer = None, ANSWER
    after = during(sensor, clock, 4.0)
    assert after[0].gap
    assert after[0].energy_joules == before[-1].energy_joules
    assert not after[1].gap
    sensor.close()


@pytest.mark.parametrize(
    ("status", "said", "problem"),
    [(1, "no such command", OSError), (255, "VCHI initialization failed", PermissionError)],
)
def test_a_command_that_fails_is_a_problem_with_its_words(
    monkeypatch: pytest.MonkeyPatch, status: int, said: str, problem: type[OSError]
) -> None:
    answer = subprocess.CompletedProcess((), status, stdout="", stderr=said)
    monkeypatch.setattr(subprocess, "run", lambda *_words, **_options: answer)
    with pytest.raises(problem, match=said):
        ask_vcgencmd()
