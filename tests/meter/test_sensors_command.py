"""The sensors without a screen."""

import json
import sys
from pathlib import Path

import pytest

from equilibre.commands import sensors
from equilibre.meter.emulation import EmulatedPowercap


def test_every_route_is_an_object_with_its_state(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert sensors.run(True, tmp_path / "missing") == 0
    rows = {row["key"]: row for row in json.loads(capsys.readouterr().out)}
    assert list(rows["powercap"]) == [
        "key",
        "state",
        "kind",
        "scope",
        "reason",
        "remedy",
        "power_watts",
    ]
    assert rows["powercap"]["state"] == "absent"
    assert rows["powercap"]["reason"]
    assert rows["powercap"]["power_watts"] is None
    assert rows["estimate"]["state"] == "available"
    assert rows["estimate"]["kind"] == "estimated"
    assert rows["estimate"]["power_watts"] > 0.0


@pytest.mark.skipif(sys.platform == "win32", reason="powercap is of Linux")
def test_an_emulated_processor_shows_its_power(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with EmulatedPowercap(tmp_path):
        assert sensors.run(True, tmp_path) == 0
    rows = {row["key"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["powercap"]["state"] == "available"
    assert rows["powercap"]["power_watts"] == pytest.approx(38.75, rel=0.05)


def test_the_text_says_what_is_missing_and_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert sensors.run(False, tmp_path / "missing") == 0
    text = capsys.readouterr().out
    assert "RAPL (Linux powercap): absent" in text
    assert "estimated" in text
