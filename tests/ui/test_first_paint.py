"""The window is painted before what it does not show yet is imported, and its first tab too."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

OPENED = """
import json, os, sys
from equilibre.ui import binding
from PySide6 import QtCore
from equilibre.ui.application import make_application
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow

def equip():
    from equilibre.ui.equipment import make_equipment
    return make_equipment(store, None)

def front():
    seen["front"], seen["loaded"] = list(sys.modules), len(window.tabs)

application = make_application()
use_theme("light", 100)
store = SettingsStore(None)
store.change(started=True)
window = MainWindow(store, equip)
window.show()
application.processEvents()
seen = {"painted": list(sys.modules), "enumerations": "Qt" in vars(QtCore)}
window.filled.connect(front)
window.load()
while not window.whole:
    application.processEvents()
window.show_tab(2)
seen["last"] = type(window.current).__name__
seen["signatures"] = "type_map" in vars(sys.modules["shibokensupport.signature.mapping"])
print(json.dumps(seen), flush=True)
os._exit(0)  # nothing was started, and nothing needs to be put away
"""
LATER = {
    "argparse",
    "gettext",
    "socket",
    "numpy",
    "pyqtgraph",
    "psutil",
    "msgspec",
    "multiprocessing",
    "equilibre.learning",
    "equilibre.lifecycle",
    "equilibre.growth",
    "equilibre.worker",
    "equilibre.meter",
    "equilibre.sessions.files",
    "equilibre.facts.electricity",
    "html",
}

AFTER_THE_FRONT = {
    "equilibre.ui.lifecycle.tab",
    "equilibre.ui.growth.tab",
    "equilibre.ui.training.experiments.room",
    "equilibre.ui.training.comparison",
    "equilibre.ui.training.own.dialog",
}
MODULES_TO_PAINT = 225  # 190 were counted, 150 of them of a bare window
MODULES_TO_THE_FRONT = 720  # 640 were counted


@pytest.fixture(scope="module")
def seen() -> Any:
    done = subprocess.run(
        [sys.executable, "-c", OPENED],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_window_is_painted_without_numbers_sensors_or_processes(seen: Any) -> None:
    assert "equilibre.ui.window" in seen["painted"]
    assert not LATER & set(seen["painted"])
    assert len(seen["painted"]) <= MODULES_TO_PAINT


def test_the_window_is_painted_before_all_enumerations_of_qt_are_made(seen: Any) -> None:
    assert not seen["enumerations"], "something reads “Qt.…”: a sixth of the first paint"


def test_no_tab_needs_what_pyside_knows_of_signatures(seen: Any) -> None:
    assert not seen["signatures"], "something asks Qt for a signature: a fifth of the first paint"


def test_the_tab_in_front_is_there_before_the_others_are_imported(seen: Any) -> None:
    assert seen["loaded"] == 1
    assert not AFTER_THE_FRONT & set(seen["front"])
    assert len(seen["front"]) <= MODULES_TO_THE_FRONT


def test_the_other_tabs_follow_by_themselves(seen: Any) -> None:
    assert seen["last"] == "GrowthTab"
