"""Boards that meter the rails which feed them, emulated."""

from pathlib import Path

import pytest

from equilibre.meter.computer import Computer
from equilibre.meter.reading import Boundary, Kind, Status
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.board import Board
from tests.meter.fakes import DESKTOP, Clock

Rails = tuple[tuple[str, float, float], ...]  # label, volts, amperes

ORIN_NANO: Rails = (("VDD_IN", 5.0, 2.0), ("VDD_CPU_GPU_CV", 5.0, 0.8), ("VDD_SOC", 5.0, 0.4))


def ina3221(root: Path, number: int, rails: Rails) -> Path:
    folder = root / f"hwmon{number}"
    folder.mkdir(parents=True)
    (folder / "name").write_text("ina3221\n")
    for channel, (label, volts, amperes) in enumerate(rails, 1):
        if label:
            (folder / f"in{channel}_label").write_text(f"{label}\n")
        (folder / f"in{channel}_input").write_text(f"{round(volts * 1000)}\n")
        (folder / f"curr{channel}_input").write_text(f"{round(amperes * 1000)}\n")
        (folder / f"in{channel + 3}_input").write_text("12345\n")  # shunt voltages
    (folder / "in7_label").write_text("sum of shunt voltages\n")
    (folder / "in7_input").write_text("12345\n")
    (folder / "curr4_input").write_text("99999\n")
    return folder


def during(sensor: Board, clock: Clock, seconds: float) -> list[Reading]:
    readings = []
    for _tick in range(round(seconds * 10)):
        clock.advance(0.1)
        readings.append(sensor.read())
    return [reading for reading in readings if reading is not None]


def watts(sensor: Board, clock: Clock) -> float:
    readings = during(sensor, clock, 2.1)
    return (readings[-1].energy_joules - readings[0].energy_joules) / 2.0


@pytest.mark.parametrize("total", ["VDD_IN", "POM_5V_IN"])
def test_a_rail_that_feeds_the_others_is_read_alone(
    tmp_path: Path, clock: Clock, total: str
) -> None:
    ina3221(tmp_path, 0, ((total, 5.0, 2.0), *ORIN_NANO[1:]))
    sensor = Board(tmp_path, DESKTOP, clock)
    assert watts(sensor, clock) == pytest.approx(10.0, rel=1e-6)
    route = sensor.route()
    assert route.status is Status.AVAILABLE
    assert route.kind is Kind.MEASURED
    assert route.parts == ("cpu", "memory", "gpu")
    assert route.boundary is Boundary.PARTS
    assert total in route.scope
    assert "whole module" in route.scope


def test_without_such_a_rail_all_are_added_up_and_each_energy_once(
    tmp_path: Path, clock: Clock
) -> None:
    ina3221(
        tmp_path,
        0,
        (("VDD_GPU_SOC", 12.0, 1.0), ("VDD_CPU_CV", 12.0, 0.5), ("VIN_SYS_5V0", 5.0, 1.0)),
    )
    ina3221(tmp_path, 1, (("NC", 5.0, 9.0), ("VDDQ_VDD2_1V8AO", 5.0, 0.4)))
    sensor = Board(tmp_path, DESKTOP, clock)
    assert watts(sensor, clock) == pytest.approx(23.0, rel=1e-6)
    assert "VDD_GPU_SOC, VDD_CPU_CV, VIN_SYS_5V0" in sensor.route().scope
    assert "VDDQ" not in sensor.route().scope


def test_rails_without_names_are_added_up(tmp_path: Path, clock: Clock) -> None:
    ina3221(tmp_path, 0, (("", 5.0, 1.0), ("", 3.0, -0.01)))
    sensor = Board(tmp_path, DESKTOP, clock)
    assert watts(sensor, clock) == pytest.approx(5.0, rel=1e-6)
    assert "All the rails" in sensor.route().scope


def test_a_channel_that_is_switched_off_is_left_out(tmp_path: Path, clock: Clock) -> None:
    folder = ina3221(tmp_path, 0, (("A", 5.0, 1.0), ("B", 5.0, 1.0)))
    (folder / "in2_enable").write_text("0\n")
    assert watts(Board(tmp_path, DESKTOP, clock), clock) == pytest.approx(5.0, rel=1e-6)


def test_the_interval_that_the_driver_states_is_the_refresh_period(
    tmp_path: Path, clock: Clock
) -> None:
    folder = ina3221(tmp_path, 0, ORIN_NANO)
    (folder / "update_interval").write_text("35\n")
    assert Board(tmp_path, DESKTOP, clock).route().refresh_seconds == pytest.approx(0.035)


def test_a_board_that_falls_silent_is_lost_and_found_again_after_a_gap(
    tmp_path: Path, clock: Clock
) -> None:
    folder = ina3221(tmp_path, 0, ORIN_NANO)
    sensor = Board(tmp_path, DESKTOP, clock)
    before = during(sensor, clock, 1.0)
    (folder / "curr1_input").rename(folder / "away")
    assert during(sensor, clock, 3.0) == []
    assert sensor.route().status is Status.LOST
    assert sensor.route().reason
    (folder / "away").rename(folder / "curr1_input")
    after = during(sensor, clock, 3.0)
    assert after[0].gap
    assert after[0].energy_joules == before[-1].energy_joules
    assert not after[1].gap
    sensor.close()


@pytest.mark.parametrize("system", ["Linux", "Windows"])
def test_other_computers_have_none(tmp_path: Path, system: str) -> None:
    sensor = Board(tmp_path / "missing", Computer(system, False, "", False, 4))
    assert sensor.route().status is Status.ABSENT
    assert ("no board that meters" in sensor.route().reason) == (system == "Linux")
    assert ("Windows" in sensor.route().reason) == (system == "Windows")
    assert sensor.read() is None


def test_a_chip_that_says_nothing_is_told_from_none(tmp_path: Path, clock: Clock) -> None:
    folder = ina3221(tmp_path, 0, ORIN_NANO)
    (folder / "curr1_input").write_text("")
    route = Board(tmp_path, DESKTOP, clock).route()
    assert route.status is Status.ABSENT
    assert "do not say" in route.reason


def test_a_power_that_no_board_draws_is_none(tmp_path: Path, clock: Clock) -> None:
    ina3221(tmp_path, 0, (("VDD_IN", 5.0, 1e6),))
    assert Board(tmp_path, DESKTOP, clock).route().status is Status.ABSENT


def test_without_permission_there_is_one_remedy_and_no_number(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> int:
        raise PermissionError(13, "emulated", str(path))

    ina3221(tmp_path, 0, ORIN_NANO)
    monkeypatch.setattr("equilibre.meter.sensors.board.read_number", refused)
    sensor = Board(tmp_path, DESKTOP, clock)
    assert sensor.route().status is Status.NO_PERMISSION
    assert sensor.route().remedy.startswith("Ask the administrator")
    assert sensor.read() is None
