"""A self-test that hangs is ended, and its report says where it hung."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HANGING = """
import sys, time
from pathlib import Path
from equilibre.ui.self_test import checks, command, watchdog
from equilibre.ui.application import Options

def hang():
    watch._timer.cancel()
    watch.seconds = 0.5
    watch._timer = None
    watchdog.Watchdog.feed(watch)
    time.sleep(30)

class Watch(watchdog.Watchdog):
    def feed(self):
        global watch
        watch = self
        super().feed()

command.Watchdog = Watch
checks.trials = lambda window, until: [command.Trial("stuck", "stuck", hang)]
command.run(command.Order(report=Path(sys.argv[1])), Options(language="en"))
"""


def test_what_never_ends_is_ended_and_reported(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, "-c", HANGING, str(report)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3, done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    assert not found["ok"]
    assert [(check["key"], check["problem"]) for check in found["checks"]] == [
        ("stuck", "it never ended")
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a screen is always there")
def test_a_window_without_a_screen_is_refused_in_a_sentence() -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    command = [sys.executable, "-m", "equilibre", "--language", "en"]
    for words in ([], ["self-test", "--hold", "1"]):
        done = subprocess.run(
            [*command, *words], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "no screen" in done.stderr
