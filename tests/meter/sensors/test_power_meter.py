"""The power meter that the firmware of a server shows, emulated."""

from pathlib import Path

import pytest

from equilibre.meter.reading import Boundary, Status
from equilibre.meter.sensors.power_meter import AcpiPowerMeter
from tests.meter.fakes import DESKTOP, Clock


def meter(root: Path, number: int = 0, watts: float = 200.0, **values: object) -> Path:
    folder = root / f"hwmon{number}"
    folder.mkdir(parents=True)
    (folder / "name").write_text("power_meter\n")
    (folder / "power1_average").write_text(f"{round(watts * 1e6)}\n")
    for file, value in values.items():
        (folder / file).write_text(f"{value}\n")
    return folder


def test_its_power_is_added_up_around_the_whole_computer(tmp_path: Path, clock: Clock) -> None:
    meter(tmp_path, power1_accuracy="2.50%", power1_average_interval=1000)
    sensor = AcpiPowerMeter(tmp_path, DESKTOP, clock)
    first = sensor.read()
    clock.advance(2.0)
    last = sensor.read()
    assert first is not None
    assert last is not None
    assert last.energy_joules - first.energy_joules == pytest.approx(400.0)
    route = sensor.route()
    assert route.status is Status.AVAILABLE
    assert route.around
    assert route.boundary is Boundary.COMPUTER
    assert route.relative_uncertainty == pytest.approx(0.025)
    assert route.refresh_seconds == pytest.approx(1.0)
    assert "meter states" in route.scope


@pytest.mark.parametrize("accuracy", ["", "0.00%", "nonsense", "250%"])
def test_an_accuracy_that_says_nothing_is_our_assumption(
    tmp_path: Path, clock: Clock, accuracy: str
) -> None:
    meter(tmp_path, power1_accuracy=accuracy)
    route = AcpiPowerMeter(tmp_path, DESKTOP, clock).route()
    assert route.relative_uncertainty == 0.05
    assert "our assumption" in route.scope


@pytest.mark.parametrize(
    "values",
    [
        {"power1_oem_info": "CPU Power Socket 0"},
        {"power1_is_battery": 1},
        {"watts": 0.0},
        {"watts": 1e6},
    ],
)
def test_what_meters_a_part_a_battery_or_nothing_is_not_taken(
    tmp_path: Path, clock: Clock, values: dict[str, object]
) -> None:
    meter(tmp_path, **values)  # type: ignore[arg-type]
    sensor = AcpiPowerMeter(tmp_path, DESKTOP, clock)
    assert sensor.route().status is Status.ABSENT
    assert sensor.route().reason
    assert sensor.read() is None


def test_a_meter_that_falls_to_zero_says_nothing_and_never_zero(
    tmp_path: Path, clock: Clock
) -> None:
    folder = meter(tmp_path)
    sensor = AcpiPowerMeter(tmp_path, DESKTOP, clock)
    sensor.read()
    (folder / "power1_average").write_text("0\n")
    for _tick in range(60):
        clock.advance(0.1)
        assert sensor.read() is None
    assert sensor.route().status is Status.LOST
    assert sensor.route().remedy
    sensor.close()


def test_without_permission_there_is_one_remedy_and_no_number(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> int:
        raise PermissionError(13, "emulated", str(path))

    meter(tmp_path)
    monkeypatch.setattr("equilibre.meter.sensors.power_meter.read_number", refused)
    sensor = AcpiPowerMeter(tmp_path, DESKTOP, clock)
    assert sensor.route().status is Status.NO_PERMISSION
    assert sensor.route().remedy.startswith("Ask the administrator")
    assert sensor.read() is None
