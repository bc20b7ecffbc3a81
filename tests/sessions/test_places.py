"""The folders of a user are those that Qt names."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QStandardPaths

from equilibre.sessions.places import data_folder, settings_folder, user_places

HOME = Path("/home/ada").absolute()


@pytest.fixture
def true_folders() -> Iterator[None]:
    """Have Qt name the folders of a user, not those of a test."""
    names = QCoreApplication.organizationName(), QCoreApplication.applicationName()
    QStandardPaths.setTestModeEnabled(False)
    QCoreApplication.setOrganizationName("Equilibre")
    QCoreApplication.setApplicationName("Equilibre")
    yield
    QCoreApplication.setOrganizationName(names[0])
    QCoreApplication.setApplicationName(names[1])
    QStandardPaths.setTestModeEnabled(True)


def of_qt(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location))


@pytest.mark.skipif(sys.platform != "linux", reason="Qt asks the system, which knows no test")
@pytest.mark.usefixtures("true_folders")
@pytest.mark.parametrize("chosen", ["", "folder/of/no/place", "{tmp}"])
def test_the_folders_of_this_computer_are_those_of_qt(
    chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, chosen.format(tmp=tmp_path / name))
    assert settings_folder() == of_qt(QStandardPaths.StandardLocation.AppConfigLocation)
    assert data_folder() == of_qt(QStandardPaths.StandardLocation.AppLocalDataLocation)


def test_linux_keeps_settings_and_data_apart() -> None:
    places = user_places("linux", {}, HOME)
    assert (places.settings, places.data) == (HOME / ".config", HOME / ".local" / "share")


def test_windows_keeps_them_on_this_computer() -> None:
    places = user_places("win32", {}, HOME)
    assert places.settings == places.data == HOME / "AppData" / "Local"


def test_macos_keeps_them_in_the_library() -> None:
    places = user_places("darwin", {"XDG_CONFIG_HOME": "/elsewhere"}, HOME)
    assert places.settings == HOME / "Library" / "Preferences"
    assert places.data == HOME / "Library" / "Application Support"
