"""The estimate from the processor's load."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.computer import Computer, busy_seconds, this_computer
from equilibre.meter.figures import figures
from equilibre.meter.reading import Kind, Status
from equilibre.meter.sensors.processor_estimate import (
    ProcessorEstimate,
    design_watts,
    power_at_load,
)
from tests.meter.fakes import DESKTOP, LAPTOP, VIRTUAL, Clock


def power_at(load: float, computer: Computer, clock: Clock) -> float:
    start = clock()
    sensor = ProcessorEstimate(
        computer, lambda: (clock() - start) * load * computer.logical_processors, clock
    )
    sensor.read()
    for _tick in range(10):
        clock.advance(0.1)
        reading = sensor.read()
    assert reading is not None
    return reading.energy_joules / 1.0


@pytest.mark.parametrize(("load", "share"), [(0.0, 0.12), (0.25, 0.42), (1.0, 0.72)])
def test_power_follows_the_load_between_idle_and_full(
    clock: Clock, load: float, share: float
) -> None:
    assert power_at(load, DESKTOP, clock) == pytest.approx(65.0 * share)


@pytest.mark.parametrize(
    ("computer", "watts", "words"),
    [
        (DESKTOP, 65.0, "desktop's processor of 65 W"),
        (LAPTOP, 15.0, "laptop's processor of 15 W"),
        (VIRTUAL, 8.0, "virtual machine with 2 virtual processors"),
    ],
)
def test_what_is_assumed_is_said(computer: Computer, watts: float, words: str) -> None:
    assert design_watts(computer) == watts
    assert words in ProcessorEstimate(computer).route().scope


def test_the_band_is_a_factor_of_two() -> None:
    route = ProcessorEstimate(DESKTOP).route()
    assert route.factor == 2.0
    assert route.kind is Kind.ESTIMATED
    assert route.status is Status.AVAILABLE


@given(st.floats(-1.0, 3.0))
def test_the_estimate_stays_between_idle_and_full(load: float) -> None:
    assert 0.12 * 65.0 <= power_at_load(load, 65.0) <= 0.72 * 65.0 + 1e-9


def test_readings_too_close_together_wait_for_the_next(clock: Clock) -> None:
    sensor = ProcessorEstimate(DESKTOP, lambda: 0.0, clock)
    sensor.read()
    clock.advance(0.001)
    assert sensor.read() is None


def test_a_system_that_no_longer_says_its_load_is_a_lost_sensor(clock: Clock) -> None:
    def broken() -> float:
        raise OSError("emulated")

    sensor = ProcessorEstimate(DESKTOP, broken, clock)
    assert sensor.read() is None
    assert sensor.route().status is Status.LOST
    assert sensor.route().reason


def test_the_processors_of_this_computer_have_worked() -> None:
    assert busy_seconds() > 0.0


def test_a_virtual_machine_is_recognised_by_firmware_or_by_flag(tmp_path: Path) -> None:
    firmware = tmp_path / "id"
    firmware.mkdir()
    (firmware / "sys_vendor").write_text("QEMU\n")
    assert this_computer(tmp_path / "none", firmware).virtual_name == "QEMU"
    description = tmp_path / "cpuinfo"
    description.write_text("processor : 0\nflags : fpu vme hypervisor lahf_lm\n")
    assert this_computer(description, tmp_path / "none").is_virtual
    description.write_text("processor : 0\nflags : fpu vme lahf_lm\n")
    assert not this_computer(description, tmp_path / "none").is_virtual


@pytest.mark.parametrize("table", ["estimate", "sensors"])
def test_every_figure_has_a_unit_a_kind_and_a_source(table: str) -> None:
    for figure in figures(table).values():
        assert figure.unit
        assert figure.kind in ("assumption", "fit", "documented")
        assert len(figure.source) > 20
