"""One list says what every installer leaves out, and one budget how big it may be."""

from dataclasses import replace
from pathlib import Path

import pytest

from building import trimming
from building.steps import BuildFailed

# As the wheels of Linux, Windows and macOS lay them.
KEPT = (
    "PySide6/QtCore.abi3.so",
    "PySide6/QtWidgets.pyd",
    "PySide6/Qt6Core.dll",
    "PySide6/pyside6.abi3.dll",
    "PySide6/Qt/lib/libQt6Gui.so.6",
    "PySide6/Qt/lib/libicudata.so.73",
    "PySide6/Qt/lib/QtSvg.framework/Versions/A/QtSvg",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
    "PySide6/Qt/translations/qtbase_fr.qm",
    "PySide6/support/deprecated.py",
    "sklearn/datasets/data/digits.csv.gz",
    "numpy-2.5.5.dist-info/licenses/LICENSE.txt",
    "equilibre/resources/fonts/Inter.ttf",
    "qt.py",
)
LEFT_OUT = (
    "PySide6/QtNetwork.abi3.so",
    "PySide6/QtQml.pyd",
    "PySide6/Qt6Network.dll",
    "PySide6/Qt/lib/libQt6Quick.so.6",
    "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/translations/qtbase_ja.qm",
    "PySide6/Qt/qml/QtQuick/qmldir",
    "PySide6/designer.exe",
    "numpy/linalg/tests/test_linalg.py",
    "sklearn/datasets/images/china.jpg",
    "scipy/special/cython_special.pxd",
)


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x", encoding="utf-8")


def test_a_tree_keeps_what_the_program_opens_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, *KEPT, *LEFT_OUT)
    trimming.trim(tmp_path)
    left = {file.relative_to(tmp_path).as_posix() for file in trimming.files(tmp_path)}
    assert left == set(KEPT)


def test_no_empty_folder_and_no_link_to_nothing_is_left(tmp_path: Path) -> None:
    write(tmp_path, "PySide6/Qt/lib/libQt6Network.so.6", "PySide6/Qt/lib/libQt6Core.so.6")
    write(tmp_path, "numpy/tests/deep/one.py")
    for name in ("libQt6Network.so.6", "libQt6Core.so.6"):
        (tmp_path / name).symlink_to(f"PySide6/Qt/lib/{name}")
    trimming.trim(tmp_path)
    assert not (tmp_path / "libQt6Network.so.6").is_symlink()
    assert (tmp_path / "libQt6Core.so.6").exists()
    assert not (tmp_path / "numpy").exists()


def test_a_package_does_not_tell_in_which_folder_it_was_installed(tmp_path: Path) -> None:
    notes = ("RECORD", "INSTALLER", "REQUESTED", "METADATA", "licenses/LICENSE.txt")
    write(tmp_path, *(f"numpy-2.5.5.dist-info/{note}" for note in notes))
    trimming.forget_installation(tmp_path)
    left = {file.name for file in trimming.files(tmp_path)}
    assert left == {"METADATA", "LICENSE.txt"}


def test_no_network_module_is_carried() -> None:
    chosen = trimming.trimming()
    assert {"ssl", "_ssl", "PySide6.QtNetwork"} <= set(chosen.modules_left_out)
    assert "Network" not in {*chosen.qt_modules, *chosen.qt_libraries}


def test_a_tree_above_the_budget_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(trimming.trimming(), tree_megabytes=0.001, installer_megabytes=0.002)
    monkeypatch.setattr(trimming, "trimming", lambda: small)
    (tmp_path / "file").write_bytes(b"x" * 1500)
    assert trimming.weigh_installer(tmp_path / "file") == pytest.approx(0.0015)
    with pytest.raises(BuildFailed, match="trimming.toml"):
        trimming.weigh_tree(tmp_path)


def test_the_budget_is_what_was_promised() -> None:
    chosen = trimming.trimming()
    budget = (chosen.tree_megabytes, chosen.installer_megabytes, chosen.start_ratio)
    assert budget == (300, 100, 1.1)
