"""Files of a system are read without ever waiting for them."""

import os
from pathlib import Path

import pytest

from equilibre.meter.catalogue import open_sensors
from equilibre.meter.computer import Computer
from equilibre.meter.platforms.files import LARGEST_BYTES, open_regular, read_number, read_small
from equilibre.meter.reading import Status
from equilibre.meter.surroundings import Surroundings

DESKTOP = Computer("Linux", False, "", False, 4, "a processor")


def test_the_beginning_of_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (LARGEST_BYTES + 10))
    assert read_small(path) == "x" * LARGEST_BYTES
    path.write_text("")
    assert read_small(path) == ""


def test_a_number_is_one_of_a_counter(tmp_path: Path) -> None:
    path = tmp_path / "number"
    path.write_text(" -17\n")
    assert read_number(path) == -17
    for words in ("", "seventeen", "nan", "9" * 400, "9" * 10_000, "1.5"):
        path.write_text(words)
        with pytest.raises(ValueError, match=r"."):
            read_number(path)


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (tmp_path, loop, tmp_path / "none", Path(os.devnull)):
        with pytest.raises(OSError, match=r"."):
            open_regular(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "place",
    [
        "powercap/intel-rapl:0/name",
        "powercap/intel-rapl:0/energy_uj",
        "powercap/intel-rapl:0/max_energy_range_uj",
        "powercap/intel-rapl:0/constraint_0_name",
        "hwmon/hwmon0/name",
        "hwmon/hwmon0/energy1_input",
        "hwmon/hwmon1/in1_input",
        "power_supply/BAT0/type",
        "power_supply/BAT0/status",
        "event_source/power/cpumask",
        "event_source/power/type",
    ],
)
def test_a_pipe_in_the_place_of_a_file_holds_nobody_up(tmp_path: Path, place: str) -> None:
    said = {
        "powercap/intel-rapl:0": {"name": "package-0", "energy_uj": "5"},
        "hwmon/hwmon0": {"name": "amdgpu", "power1_cap": "1", "power1_average": "10"},
        "hwmon/hwmon1": {"name": "ina3221", "in1_input": "5", "curr1_input": "6"},
        "power_supply/BAT0": {"type": "Battery", "status": "Discharging", "power_now": "1"},
        "event_source/power": {"cpumask": "0", "type": "9"},
    }
    for folder, files in said.items():
        (tmp_path / folder).mkdir(parents=True)
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text)
    (tmp_path / place).unlink(missing_ok=True)
    os.mkfifo(tmp_path / place)
    sensors = open_sensors(
        Surroundings(
            tmp_path / "powercap",
            tmp_path / "power_supply",
            tmp_path / "hwmon",
            tmp_path / "event_source",
            computer=DESKTOP,
        )
    )
    for sensor in sensors.known:
        if sensor.route().status in (Status.AVAILABLE, Status.WAITING):
            sensor.read()
    sensors.close()
