"""The estimate from the processor's load."""

import ctypes
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.calibration.record import Against, Calibration, MeteredPart
from equilibre.meter.computer import Computer, busy_seconds, this_computer
from equilibre.meter.figures import figures
from equilibre.meter.platforms.processor_name import processor_name
from equilibre.meter.processors import (
    Origin,
    design_power,
    families,
    family_of,
    stated_limit_watts,
)
from equilibre.meter.reading import Boundary, Interval, Kind, Status
from equilibre.meter.sensors.processor_estimate import ProcessorEstimate, power_at_load
from tests.meter.fakes import DESKTOP, LAPTOP, VIRTUAL, Clock

NAMED = replace(LAPTOP, processor_name="12th Gen Intel(R) Core(TM) i5-1240P")
CALIBRATION = Calibration(
    created="2026-11-23T10:00:00+01:00",
    processor=NAMED.processor_name,
    logical_processors=NAMED.logical_processors,
    against=Against.BATTERY,
    source="Battery",
    boundary=Boundary.COMPUTER,
    idle_watts=Interval(6.0, 5.8, 6.2),
    full_watts=Interval(30.0, 29.0, 31.0),
    idle_load=0.02,
    full_load=1.0,
    parts=(),
    factor=1.15,
)


def watts_of(sensor: ProcessorEstimate, clock: Clock) -> float:
    sensor.read()
    for _tick in range(10):
        clock.advance(0.1)
        reading = sensor.read()
    assert reading is not None
    return reading.energy_joules / 1.0


def power_at(
    load: float, computer: Computer, clock: Clock, calibration: Calibration | None = None
) -> float:
    start = clock()
    return watts_of(
        ProcessorEstimate(
            computer,
            lambda: (clock() - start) * load * computer.logical_processors,
            clock,
            calibration=calibration,
        ),
        clock,
    )


def zone(root: Path, identifier: str, name: str, **limits: int | str) -> None:
    folder = root / identifier
    folder.mkdir(parents=True)
    (folder / "name").write_text(f"{name}\n")
    for entry, value in limits.items():
        (folder / entry).write_text(f"{value}\n")


@pytest.mark.parametrize(("load", "share"), [(0.0, 0.12), (0.25, 0.42), (1.0, 0.72)])
def test_power_follows_the_load_between_idle_and_full(
    clock: Clock, load: float, share: float
) -> None:
    assert power_at(load, DESKTOP, clock) == pytest.approx(65.0 * share)


@pytest.mark.parametrize(
    ("computer", "watts", "words"),
    [
        (DESKTOP, 65.0, "desktop's processor of 65\u202fW"),
        (LAPTOP, 15.0, "laptop's processor of 15\u202fW"),
        (VIRTUAL, 8.0, "virtual machine with 2 virtual processors"),
        (VIRTUAL, 8.0, "each of which 4\u202fW at most"),
        (
            replace(DESKTOP, processor_name="13th Gen Intel(R) Core(TM) i9-13900K"),
            125.0,
            "about 125\u202fW",
        ),
        (NAMED, 28.0, "i5-1240P), a processor designed for about 28\u202fW"),
        (replace(NAMED, is_virtual=True), 32.0, "virtual machine"),
    ],
)
def test_what_is_assumed_is_said(computer: Computer, watts: float, words: str) -> None:
    assert design_power(computer).watts == watts
    assert words in ProcessorEstimate(computer).route().scope


def test_the_limit_that_linux_states_is_preferred_to_the_name(tmp_path: Path) -> None:
    zone(
        tmp_path,
        "intel-rapl:0",
        "package-0",
        constraint_0_name="long_term",
        constraint_0_power_limit_uw=20_000_000,
        constraint_0_max_power_uw=28_000_000,
        constraint_1_name="short_term",
        constraint_1_power_limit_uw=64_000_000,
    )
    design = design_power(NAMED, tmp_path)
    assert (design.watts, design.origin) == (20.0, Origin.SYSTEM)
    assert "20\u202fW at length" in ProcessorEstimate(NAMED, powercap=tmp_path).route().scope
    assert design_power(replace(NAMED, is_virtual=True), tmp_path).origin is Origin.CLASS


def test_the_limits_of_two_packages_add_up_and_twins_count_once(tmp_path: Path) -> None:
    for number in (0, 1):
        zone(
            tmp_path,
            f"intel-rapl:{number}",
            f"package-{number}",
            constraint_0_power_limit_uw=85_000_000,
        )
        zone(tmp_path, f"intel-rapl:{number}:0", "dram", constraint_0_power_limit_uw=9_000_000)
    zone(tmp_path, "intel-rapl:2", "psys", constraint_0_power_limit_uw=99_000_000)
    zone(tmp_path, "intel-rapl-mmio:0", "package-0", constraint_0_power_limit_uw=80_000_000)
    assert stated_limit_watts(tmp_path) == pytest.approx(170.0)


@pytest.mark.parametrize("limit", [4_095_875_000, 0, 100, "", "many"])
def test_a_limit_that_cannot_be_believed_is_refused(tmp_path: Path, limit: int | str) -> None:
    zone(tmp_path, "intel-rapl:0", "package-0", constraint_0_power_limit_uw=limit)
    assert stated_limit_watts(tmp_path) is None
    assert design_power(NAMED, tmp_path).origin is Origin.NAME
    (tmp_path / "intel-rapl:0" / "constraint_0_max_power_uw").write_text("125000000\n")
    assert stated_limit_watts(tmp_path) == pytest.approx(125.0)


def test_a_package_without_a_limit_leaves_the_sum_unknown(tmp_path: Path) -> None:
    zone(tmp_path, "intel-rapl:0", "package-0", constraint_0_power_limit_uw=85_000_000)
    zone(tmp_path, "intel-rapl:1", "package-1")
    assert stated_limit_watts(tmp_path) is None
    assert stated_limit_watts(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("name", "watts"),
    [
        ("Intel(R) Core(TM) i7-8550U CPU @ 1.80GHz", 15.0),
        ("11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz", 15.0),
        ("12th Gen Intel(R) Core(TM) i5-1240P", 28.0),
        ("Intel(R) Core(TM) i5-10300H CPU @ 2.50GHz", 45.0),
        ("13th Gen Intel(R) Core(TM) i9-13980HX", 55.0),
        ("Intel(R) Core(TM) Ultra 7 155H", 28.0),
        ("Intel(R) Core(TM) i5-8500T CPU @ 2.10GHz", 35.0),
        ("Intel(R) Core(TM) i5-8400 CPU @ 2.80GHz", 65.0),
        ("13th Gen Intel(R) Core(TM) i9-13900K", 125.0),
        ("Intel(R) Core(TM) i3-10100F CPU @ 3.60GHz", 65.0),
        ("Intel(R) Core(TM) i5-7Y54 CPU @ 1.20GHz", 5.0),
        ("Intel(R) N100", 6.0),
        ("Intel(R) Celeron(R) N4020 CPU @ 1.10GHz", 6.0),
        ("Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz", 150.0),
        ("AMD Ryzen 5 5500U with Radeon Graphics", 15.0),
        ("AMD Ryzen 9 5900HS with Radeon Graphics", 45.0),
        ("AMD Ryzen 9 7945HX with Radeon Graphics", 55.0),
        ("AMD Ryzen 7 5700G with Radeon Graphics", 65.0),
        ("AMD Ryzen 5 PRO 4650GE with Radeon Graphics", 35.0),
        ("AMD Ryzen 7 3700X 8-Core Processor", 105.0),
        ("AMD Ryzen 9 7950X 16-Core Processor", 170.0),
        ("AMD Ryzen 5 5600 6-Core Processor", 65.0),
        ("AMD Ryzen AI 9 HX 370 w/ Radeon 890M", 28.0),
        ("AMD Ryzen Threadripper 1950X 16-Core Processor", 280.0),
        ("Apple M1", 20.0),
        ("Apple M4 Max", 40.0),
    ],
)
def test_the_letters_of_a_name_tell_its_design_power(name: str, watts: float) -> None:
    family = family_of(name)
    assert family is not None
    assert families()[family].design.value == watts


@pytest.mark.parametrize("name", ["", "aarch64", "Intel(R) Core(TM)2 Duo CPU P8600 @ 2.40GHz"])
def test_a_name_that_tells_nothing_leaves_the_class_of_computer(name: str) -> None:
    assert family_of(name) is None
    assert design_power(replace(LAPTOP, processor_name=name)).watts == 15.0


def test_every_family_has_a_unit_a_kind_and_a_source() -> None:
    for family in families().values():
        assert family.design.unit == "W"
        assert family.design.kind == "assumption"
        assert len(family.design.source) > 20
        assert 2.0 < family.design.value < 400.0


def test_the_band_is_a_factor_of_two() -> None:
    route = ProcessorEstimate(DESKTOP).route()
    assert route.factor == 2.0
    assert route.kind is Kind.ESTIMATED
    assert route.status is Status.AVAILABLE
    assert route.boundary is Boundary.PARTS
    assert "Calibrate" in route.remedy


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


@pytest.mark.parametrize(("load", "watts"), [(0.0, 6.0), (0.02, 6.0), (1.0, 30.0)])
def test_a_calibrated_estimate_is_of_the_whole_computer(
    clock: Clock, load: float, watts: float
) -> None:
    assert power_at(load, NAMED, clock, CALIBRATION) == pytest.approx(watts)
    route = ProcessorEstimate(NAMED, calibration=CALIBRATION).route()
    assert route.covers == ("cpu", "memory", "rest")
    assert route.boundary is Boundary.COMPUTER
    assert route.kind is Kind.ESTIMATED
    assert CALIBRATION.factor <= route.factor < 2.0
    assert "23\u00a0November\u00a02026" in route.name
    assert "against the sensor “Battery”" in route.scope


def test_a_metered_graphics_card_is_taken_off_so_that_it_can_be_added(clock: Clock) -> None:
    with_card = replace(
        CALIBRATION,
        idle_watts=Interval(16.0, 15.0, 17.0),
        full_watts=Interval(42.0, 40.0, 44.0),
        parts=(MeteredPart("nvml", ("gpu",), 10.0, 12.0, 0.05),),
        against=Against.PLUG,
    )
    assert power_at(0.0, NAMED, clock, with_card) == pytest.approx(6.0)
    assert power_at(1.0, NAMED, clock, with_card) == pytest.approx(30.0)
    route = ProcessorEstimate(NAMED, calibration=with_card).route()
    assert "without its graphics card" in route.scope
    assert "against a plug meter" in route.scope
    assert route.factor > ProcessorEstimate(NAMED, calibration=CALIBRATION).route().factor


@pytest.mark.parametrize(
    "change",
    [
        {"processor": "another"},
        {"logical_processors": 4},
        {"parts": (MeteredPart("nvml", ("gpu",), 7.0, 7.0, 0.05),)},
    ],
)
def test_a_calibration_that_does_not_fit_is_not_used(change: dict[str, object]) -> None:
    calibration = replace(CALIBRATION, **change)  # type: ignore[arg-type]
    route = ProcessorEstimate(NAMED, calibration=calibration).route()
    assert route.factor == 2.0
    assert route.parts == ("cpu",)


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("processor\t: 0\nmodel name\t: Intel(R)  N100\nmodel name\t: second\n", "Intel(R) N100"),
        ("processor : 0\nHardware : BCM2835\nModel : Raspberry Pi 5\n", "Raspberry Pi 5"),
        ("no colon at all\n", None),
    ],
)
def test_the_name_of_the_processor_is_what_the_system_says(
    tmp_path: Path, text: str, name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    description = tmp_path / "cpuinfo"
    description.write_text(text)
    assert processor_name(description) == (name or "riscv64")
    assert processor_name(tmp_path / "none") == "riscv64"


def test_windows_says_the_name_of_the_processor_in_its_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = {"ProcessorNameString": ("Intel(R)  Core(TM) i5-1240P ", 1)}
    registry = SimpleNamespace(
        HKEY_LOCAL_MACHINE="machine",
        OpenKey=lambda _root, _place: nullcontext(values),
        QueryValueEx=lambda key, name: key[name],
    )
    monkeypatch.setattr("platform.system", lambda: "Windows")
    monkeypatch.setattr("platform.machine", lambda: "AMD64")
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert processor_name() == "Intel(R) Core(TM) i5-1240P"
    monkeypatch.setitem(sys.modules, "winreg", None)
    assert processor_name() == "AMD64"


@pytest.mark.parametrize(("status", "name"), [(0, "Apple M2 Pro"), (-1, "arm64")])
def test_macos_says_the_name_of_the_processor_itself(
    status: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(_entry: bytes, buffer: ctypes.Array[ctypes.c_char], *_others: object) -> int:
        buffer.value = b"Apple M2 Pro"
        return status

    monkeypatch.setattr("platform.system", lambda: "Darwin")
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    monkeypatch.setattr("ctypes.CDLL", lambda _path: SimpleNamespace(sysctlbyname=answer))
    assert processor_name() == name


@pytest.mark.parametrize("table", ["estimate", "sensors"])
def test_every_figure_has_a_unit_a_kind_and_a_source(table: str) -> None:
    for figure in figures(table).values():
        assert figure.unit
        assert figure.kind in ("assumption", "fit", "documented")
        assert len(figure.source) > 20
