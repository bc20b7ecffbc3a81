"""What a computer is, from what Linux shows of it."""

from pathlib import Path

import pytest

from equilibre.meter.computer import this_computer


def shown(root: Path, name: str, **values: object) -> None:
    folder = root / name
    folder.mkdir(parents=True)
    for file, value in values.items():
        (folder / file).write_text(f"{value}\n")


def has_battery(root: Path) -> bool:
    none = root / "none"
    return this_computer(none, none, "Linux", power_supply=root / "power_supply").has_battery


@pytest.mark.parametrize("status", ["Discharging", "Charging", "Full", "Unknown"])
def test_a_laptop_has_a_battery_plugged_in_or_not(tmp_path: Path, status: str) -> None:
    shown(tmp_path / "power_supply", "BAT0", type="Battery", present=1, status=status)
    assert has_battery(tmp_path)


def test_the_battery_of_a_wireless_mouse_makes_no_laptop(tmp_path: Path) -> None:
    shown(
        tmp_path / "power_supply",
        "hidpp_battery_0",
        type="Battery",
        scope="Device",
        present=1,
        status="Discharging",
    )
    shown(tmp_path / "power_supply", "AC", type="Mains", online=1)
    assert not has_battery(tmp_path)


def test_a_computer_that_shows_no_supplies_has_none(tmp_path: Path) -> None:
    assert not has_battery(tmp_path)
