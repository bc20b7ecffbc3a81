"""Where this user's files are: the folders that Qt names, known without Qt."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from equilibre.records import dataclass

APPLICATION = Path("Equilibre", "Equilibre")  # organisation and application, as Qt writes them


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of the programs of one user."""

    settings: Path
    data: Path


def settings_folder() -> Path:
    """Return the folder of this user's settings and calibration."""
    return user_places().settings / APPLICATION


def data_folder() -> Path:
    """Return the folder of this user's kept runs and logs."""
    return user_places().data / APPLICATION


def shelf_folder(data: Path | None = None) -> Path:
    """Return the folder of the data sets that this user brought, in *data* where that is settled.

    It lies beside the kept runs.
    """
    return (data or data_folder()) / "datasets"


def calibration_file() -> Path:
    """Return where the calibration of this computer is kept, whether there is one or not."""
    return settings_folder() / "calibration.json"


def user_places(
    system: str | None = None,
    environment: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> Places:
    """Return where a user's programs keep settings and data; by default on this computer.

    *system* is as in ``sys.platform``. The folders are those of QStandardPaths: its
    AppConfigLocation and AppLocalDataLocation.
    """
    given = os.environ if environment is None else environment
    base = _home() if home is None else home
    match system or sys.platform:
        case "win32":
            local = _folder(given, "LOCALAPPDATA", base / "AppData" / "Local")
            return Places(settings=local, data=local)
        case "darwin":
            library = base / "Library"
            return Places(library / "Preferences", library / "Application Support")
        case _:
            return Places(
                _folder(given, "XDG_CONFIG_HOME", base / ".config"),
                _folder(given, "XDG_DATA_HOME", base / ".local" / "share"),
            )


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        return Path(Path.cwd().anchor)  # an account without a home, which Qt gives the root


def _folder(environment: Mapping[str, str], name: str, usual: Path) -> Path:
    """Return the folder that *name* gives, or the usual one: what is not absolute is no place."""
    chosen = Path(environment.get(name, ""))
    return chosen if chosen.is_absolute() else usual
