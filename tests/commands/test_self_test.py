"""``self-test`` tries the whole program as it stands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from equilibre import __version__
from equilibre.learning.experiments.catalogue import EXPERIMENTS

CHECKS = (
    *("modules", "resources", "fonts", "window", "languages", "themes", "sensors"),
    *("training", "photographs", "learned"),
    *(f"experiment-{each.key}" for each in EXPERIMENTS),
    *("lifecycle", "growth", "picture"),
)


@pytest.mark.slow
def test_the_program_finds_itself_whole(tmp_path: Path) -> None:
    report, picture = tmp_path / "report.json", tmp_path / "window.png"
    words = ["self-test", "--language", "en", "--report", str(report), "--picture", str(picture)]
    command = [sys.executable, "-m", "equilibre", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" ok ") == len(CHECKS)
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["ok"]
    assert (found["version"], found["build"]) == (__version__, "checkout")
    assert (found["qt_platform"], found["language"]) == ("offscreen", "en")
    assert tuple(check["key"] for check in found["checks"]) == CHECKS
    assert all(check["ok"] and not check["problem"] for check in found["checks"])
    assert 0.1 < found["start_seconds"] < found["seconds"]
    assert QImage(str(picture)).width() == 1366
