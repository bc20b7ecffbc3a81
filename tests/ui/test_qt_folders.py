"""Qt finds its own parts wherever the program is, whatever the name of somebody's home."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QLibraryInfo

from equilibre.ui.qt_folders import qt_folder

PATHS = QLibraryInfo.LibraryPath


def test_they_are_where_qt_says() -> None:
    assert qt_folder("plugins") == Path(QLibraryInfo.path(PATHS.PluginsPath))
    assert qt_folder("translations") == Path(QLibraryInfo.path(PATHS.TranslationsPath))


@pytest.mark.skipif(os.name == "nt", reason="a link takes the place of a copy of Qt")
def test_the_window_opens_where_the_path_holds_a_comma(tmp_path: Path) -> None:
    packages = tmp_path / "Dupont, Marie"
    packages.mkdir()
    (packages / "PySide6").symlink_to(Path(PySide6.__file__).parent)
    code = (
        "from equilibre.ui.application import make_application, speak_qt\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "speak_qt(make_application())\n"
        "print(QCoreApplication.translate('QPlatformTheme', 'Cancel'))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(packages), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout.strip() in {"Annuler", "Cancel"}, said.stderr
