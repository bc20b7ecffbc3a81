"""Every way to know the energy is listed, found or not, with the reason and the remedy."""

import json
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from equilibre.__main__ import main
from equilibre.commands import sensors
from equilibre.commands.sensors import Heard
from equilibre.meter.catalogue import SENSORS, open_sensors
from equilibre.meter.emulation import EmulatedPowercap
from equilibre.meter.reading import Kind, Status
from equilibre.meter.selection import chosen
from equilibre.meter.sensor import Reading
from equilibre.meter.surroundings import Surroundings
from tests.meter.fakes import Clock, FakeSensor, route

KEYS = [
    "key",
    "name",
    "device",
    "covers",
    "boundary",
    "around",
    "kind",
    "state",
    "unit",
    "scope",
    "reason",
    "remedy",
    "power_watts",
    "refresh_seconds",
    "relative_uncertainty",
    "factor",
    "used",
]
STATES = {"available", "waiting", "absent", "no_permission", "lost"}


@pytest.fixture(autouse=True)
def short_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensors, "READING_SECONDS", 0.06)


def listed(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, dict[str, Any]]:
    assert main(["sensors", "--language", "en", "--json", "--powercap", str(folder)]) == 0
    rows = json.loads(capsys.readouterr().out)
    return {row["key"]: row for row in rows}


# -- as JSON -------------------------------------------------------------------------------


def test_every_known_route_is_an_object_in_the_order_of_preference(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = listed(capsys, tmp_path / "nothing")
    known = open_sensors(Surroundings(powercap=tmp_path / "nothing"))
    assert list(rows) == [one.key for one in known.routes()]
    assert len(rows) == len(SENSORS)
    for row in rows.values():
        assert list(row) == KEYS
        assert row["state"] in STATES
        assert row["kind"] in ("measured", "estimated")
        assert bool(row["reason"]) == (row["state"] != "available"), row["key"]
        assert row["covers"]
        assert (row["refresh_seconds"] is None) == (row["state"] not in ("available", "lost"))


def test_a_sensor_that_works_has_its_power(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sensors, "READING_SECONDS", 0.3)
    with EmulatedPowercap(tmp_path, power=lambda _seconds: 35.0, memory_watts=3.75):
        row = listed(capsys, tmp_path)["powercap"]
    assert row["state"] == "available"
    assert row["power_watts"] == pytest.approx(38.75, rel=0.1)
    assert row["used"]
    assert row["unit"] == "µJ"


def test_a_sensor_that_is_not_there_has_no_power_and_a_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    row = listed(capsys, tmp_path / "nothing")["powercap"]
    assert row["state"] == "absent"
    assert row["power_watts"] is None
    assert row["reason"]
    assert not row["used"]


def test_where_nothing_is_measured_the_estimate_is_used_and_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    row = listed(capsys, tmp_path / "nothing")["estimate"]
    assert (row["state"], row["kind"], row["used"]) == ("available", "estimated", True)
    assert row["power_watts"] > 0.0
    assert row["factor"] > 1.0


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator reads everything"
)
def test_a_closed_sensor_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with EmulatedPowercap(tmp_path, layout="noperm"):
        for path in tmp_path.rglob("energy_uj"):
            path.chmod(0)  # closed to its owner too, who runs this test
        row = listed(capsys, tmp_path)["powercap"]
    assert row["state"] == "no_permission"
    assert row["remedy"]


# -- what is read --------------------------------------------------------------------------


class Steady(FakeSensor):
    """A sensor of constant power."""

    def read(self) -> Reading | None:
        return Reading(self.watts * time.monotonic())


class Broken(FakeSensor):
    """A sensor that could not be followed since its previous reading."""

    def read(self) -> Reading | None:
        return Reading(self.watts * time.monotonic(), gap=True)


def test_what_is_available_is_read_and_only_the_best_for_each_part_is_used() -> None:
    clock = Clock()
    known = (
        Steady(route("absent", status=Status.ABSENT), clock),
        Steady(route("first"), clock, watts=10.0),
        Steady(route("second"), clock, watts=20.0),
        Steady(replace(route("battery", "computer"), around=True), clock, watts=30.0),
    )
    heard = sensors.listen(chosen(known), 0.1)
    assert [one.route.key for one in heard] == ["absent", "first", "second", "battery"]
    assert [one.used for one in heard] == [False, True, False, False]
    assert [one.instead for one in heard] == ["", "", "FIRST", ""]
    reasons = [sensors.row(one)["reason"] for one in heard]
    assert reasons == ["", "", "Not counted: FIRST is read for the same parts.", ""]
    assert heard[0].power_watts is None
    assert [one.power_watts for one in heard[1:]] == pytest.approx([10.0, 20.0, 30.0], rel=1e-3)
    assert all(sensor.closed for sensor in known)


class Rare(Steady):
    """A sensor that speaks once in a quarter of a second."""

    next_seconds = 0.0

    def read(self) -> Reading | None:
        if time.monotonic() < self.next_seconds:
            return None
        self.next_seconds = time.monotonic() + 0.25
        return super().read()


def test_a_slow_sensor_is_listened_to_until_it_has_spoken_twice() -> None:
    (one,) = sensors.listen(chosen((Rare(route(), Clock()),)), 0.1)
    assert one.power_watts == pytest.approx(10.0, rel=1e-3)


def test_a_sensor_that_never_speaks_is_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sensors, "SLOW_SECONDS", 0.3)
    mute = FakeSensor(route(), Clock())
    mute.silent = True
    (one,) = sensors.listen(chosen((mute,)), 0.1)
    assert one.power_watts is None


def test_a_sensor_that_was_interrupted_has_no_power() -> None:
    (one,) = sensors.listen(chosen((Broken(route(), Clock()),)), 0.1)
    assert one.power_watts is None


# -- as text -------------------------------------------------------------------------------

USED = Heard(route("rapl"), 38.75, used=True)
ESTIMATE = Heard(route("estimate", kind=Kind.ESTIMATED), 12.3, used=False, instead="RAPL")
ABSENT = Heard(replace(route("nvml", "gpu", status=Status.ABSENT), reason="No card."), None, False)
ELSEWHERE = Heard(replace(route("emi", status=Status.ABSENT), system="Windows"), None, used=False)


def test_what_is_in_use_comes_first_and_other_systems_are_named_in_one_line() -> None:
    text = sensors.as_text((ELSEWHERE, ABSENT, ESTIMATE, USED), "Linux")
    paragraphs = text.split("\n\n")
    assert paragraphs[0].startswith("RAPL: in use for: processor\n    38.8\u202fW now, measured")
    assert paragraphs[1].startswith("NVML: absent\n    No card.")
    assert paragraphs[2].startswith(
        "ESTIMATE: available, not counted: RAPL is read for the same parts"
    )
    assert "about 10\u202fW, estimated" in paragraphs[2]
    assert paragraphs[3:] == ["On other systems only: EMI (Windows)."]


def test_on_its_own_system_a_route_has_its_paragraph() -> None:
    text = sensors.as_text((ELSEWHERE,), "Windows")
    assert text.startswith("EMI: absent")


def test_a_battery_is_said_to_be_around_its_parts() -> None:
    battery = replace(route("battery", "computer"), around=True)
    text = sensors.as_text((Heard(battery, 14.0, used=False),), "Linux")
    assert "never added" in text


def test_a_command_to_be_typed_stays_in_one_line() -> None:
    command = "sudo " + "word " * 40 + "end"
    who = replace(route(status=Status.NO_PERMISSION), remedy=f"Type:\n{command}")
    assert command in sensors.as_text((Heard(who, None, used=False),), "Linux")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_is_a_text_in_each_language(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str
) -> None:
    assert main(["sensors", "--language", language, "--powercap", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert "RAPL" in text
    assert "Traceback" not in text


def test_the_text_says_what_is_missing_and_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = ["sensors", "--language", "en", "--powercap", str(tmp_path / "missing")]
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert "RAPL (Linux powercap): absent" in text
    assert "estimated" in text
