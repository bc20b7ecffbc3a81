"""Where the parts of Qt are that it opens by itself, wherever the program was installed."""

from pathlib import Path

import PySide6


def qt_folder(name: str) -> Path:
    """Return the folder ``plugins`` or ``translations`` of Qt.

    QLibraryInfo knows them too, but not where the path of the program holds a comma, as that of
    “Dupont, Marie” does: it takes the path for a list, and no window opens.
    """
    place = Path(PySide6.__file__).parent
    inner = place / "Qt" / name  # as the wheels of Linux and macOS have them
    return inner if inner.is_dir() else place / name
