"""The window is painted before what it does not show yet is imported."""

import os
import subprocess
import sys
from pathlib import Path

OPENED = """
import sys
from equilibre.ui.application import make_application
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow
application = make_application()
use_theme("light", 100)
window = MainWindow(SettingsStore(None), lambda: None)
window.show()
application.processEvents()
print(*sys.modules)
window.close()
"""
LATER = {
    "numpy",
    "pyqtgraph",
    "psutil",
    "msgspec",
    "multiprocessing",
    "equilibre.learning",
    "equilibre.lifecycle",
    "equilibre.growth",
    "equilibre.worker",
    "equilibre.meter.session",
    "equilibre.sessions.files",
    "equilibre.facts.electricity",
}


def test_the_window_is_painted_without_numbers_sensors_or_processes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENED],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    imported = set(done.stdout.split())
    assert "equilibre.ui.window" in imported
    assert not LATER & imported
