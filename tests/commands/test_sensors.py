"""Every way to know the energy is listed, found or not, with the reason and the remedy."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from equilibre.__main__ import main
from equilibre.commands import sensors
from equilibre.meter.emulation import EmulatedPowercap

KEYS = {"key", "state", "kind", "scope", "reason", "remedy", "power_watts"}
STATES = {"available", "waiting", "absent", "no_permission", "lost"}


@pytest.fixture(autouse=True)
def short_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensors, "READING_SECONDS", 0.25)


def listed(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, dict[str, Any]]:
    assert main(["sensors", "--language", "en", "--json", "--powercap", str(folder)]) == 0
    rows = json.loads(capsys.readouterr().out)
    return {row["key"]: row for row in rows}


def test_a_sensor_that_works_has_its_power(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with EmulatedPowercap(tmp_path, power=lambda _seconds: 35.0, memory_watts=3.75):
        rows = listed(capsys, tmp_path)
    assert {"powercap", "nvml", "estimate"} <= set(rows)
    for row in rows.values():
        assert set(row) == KEYS
        assert row["state"] in STATES
        assert row["kind"] in ("measured", "estimated")
        assert bool(row["reason"]) == (row["state"] != "available")
    assert rows["powercap"]["state"] == "available"
    assert rows["powercap"]["power_watts"] == pytest.approx(38.75, rel=0.1)


def test_a_sensor_that_is_not_there_has_no_power_and_a_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    row = listed(capsys, tmp_path / "nothing")["powercap"]
    assert row["state"] == "absent"
    assert row["power_watts"] is None
    assert row["reason"]


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


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_is_a_text_in_each_language(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str
) -> None:
    assert main(["sensors", "--language", language, "--powercap", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert "RAPL" in text
    assert "Traceback" not in text
